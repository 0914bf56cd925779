// Package page holds the screens of the wizard, one file each, with their state,
// Update and View together. A page never draws the frame and never acts on the
// program: it returns to the root what the person wants.
package page

import (
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"huiqi/engine"
	"huiqi/tui/keys"
	"huiqi/tui/style"
)

// Page is one screen inside the frame.
type Page interface {
	// Title stands in the head of the frame.
	Title() string
	// Update takes a key or other message and returns what is wanted, or nil.
	Update(tea.Msg) Action
	// View is the body: at most height lines, none wider than width.
	View(width, height int) string
	// Keys are the page's own keys, for the foot and the help.
	Keys() []key.Binding
}

// Keys that pages share.
var (
	keyMove = key.NewBinding(key.WithKeys(upDown()...), key.WithHelp("↑↓", "选择"))
	keyRead = key.NewBinding(key.WithKeys(upDown()...), key.WithHelp("↑↓", "翻看"))
	// where letters are text, or the question has a help of its own
	keyHelp = key.NewBinding(key.WithKeys("f1"), key.WithHelp("F1", "说明"))
	// while something is not saved
	keyTrouble = keys.Keys().Trouble
)

func upDown() []string {
	m := keys.Keys()
	return slices.Concat(m.Up.Keys(), m.Down.Keys())
}

var asciiKeys = strings.NewReplacer("↑↓", "Up/Down", "←→", "Left/Right", "↑", "Up", "↓", "Down", "←", "Left", "→", "Right", "–", "-")

// KeyName is a key as it is written on the screen.
func KeyName(st *style.Styles, k key.Binding) string {
	if st.ASCII {
		return asciiKeys.Replace(k.Help().Key)
	}
	return k.Help().Key
}

// others are the further keys of a binding, as they are written on the screen.
// Capitals are not told apart but for G.
func others(st *style.Styles, k key.Binding) []string {
	words := map[string]string{"esc": "Esc", "shift+tab": "Shift+Tab", "space": "空格", "delete": "Delete", "up": "↑", "down": "↓", "left": "←", "right": "→",
		"home": "Home", "end": "End", "pgup": "PgUp", "pgdown": "PgDn", "enter": "Enter", "tab": "Tab"}
	var out []string
	for _, name := range k.Keys() {
		w, ok := words[name]
		switch {
		case ok:
		case strings.HasPrefix(name, "ctrl+"):
			w = "Ctrl+" + strings.ToUpper(strings.TrimPrefix(name, "ctrl+"))
		case len(name) > 1: // F1
			w = strings.ToUpper(name)
		case name == "G":
			w = name
		default:
			w = strings.ToLower(name)
		}
		shown := strings.Contains(k.Help().Key, w)
		if len(w) == 1 {
			shown = slices.Contains(strings.Fields(k.Help().Key), w) || w[0] >= '1' && w[0] <= '9'
		}
		if st.ASCII {
			w = asciiKeys.Replace(w)
		}
		if !shown && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// Action is what a page asks of the root.
type Action any

type (
	// Leave closes the page.
	Leave struct{}
	// Quit ends the program, after a question where something was entered.
	Quit struct{}
	// StartWhole begins the whole check.
	StartWhole struct{}
	// StartPick opens the search for one thing.
	StartPick struct{}
	// StartOne begins an interview about items, articles or topics.
	StartOne struct{ Names []string }
	// GoWhole goes on from one thing to the whole check.
	GoWhole struct{}
	// Rejoin leads from one thing back to the whole check that waits.
	Rejoin struct{}
	// Browse opens an article.
	Browse struct{ Article int }
	// Answered is a question's answer.
	Answered struct {
		Question string
		Value    engine.Value
	}
	// Cleared takes a question's answer back.
	Cleared struct{ Question string }
	// Skipped leaves the step for later.
	Skipped struct{}
	// TopicsChosen are the topics that the whole check goes through; All of them
	// where the person could not say.
	TopicsChosen struct {
		IDs []string
		All bool
	}
	// Back returns to the step before.
	Back struct{}
	// Proceed goes on with the interview.
	Proceed struct{}
	// ShowResult opens the result so far.
	ShowResult struct{}
	// ShowItem opens one verdict.
	ShowItem struct{ Item int }
	// ShowAnswers opens the list of answers.
	ShowAnswers struct{}
	// Change reopens a question; its answer leads back to where one was.
	Change struct{ Question int }
	// ChangeTopics reopens the choice of topics.
	ChangeTopics struct{}
	// ShowPanel opens the running count.
	ShowPanel struct{}
	// ShowTopics opens the list of topics.
	ShowTopics struct{}
	// Jump goes on with the questions of a topic.
	Jump struct{ Topic string }
	// GoTo shows an answered question again, as part of the interview.
	GoTo struct{ Question int }
	// TryOut opens the answers for a "what if" beside the real ones.
	TryOut struct{}
	// Compare sets the real and the tried result side by side.
	Compare struct{}
	// Keep takes the tried answers over; Drop goes back to the real ones.
	Keep struct{}
	Drop struct{}
	// Play begins the briefing about an applicant.
	Play struct{ Applicant int }
	// Wait asks for the tick that the briefing is due after a while.
	Wait struct{ For time.Duration }
	// Rewind leads from the result of a briefing back into it.
	Rewind struct{}
	// Restart leaves the interview for the first screen.
	Restart struct{}
)
