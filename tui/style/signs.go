package style

import "strings"

// Signs carry the meaning that colour alone must not carry. All are one cell
// wide, or three where they are brackets.
type Signs struct {
	Bar      string // left of the question in focus
	Pointer  string // the row under the cursor
	Picked   string // one of several, chosen
	Unpicked string
	Ticked   string // any number of several, chosen
	Unticked string
	Yes      string // met, done
	No       string // failed
	Open     string // not known
	Near     string // fails by one
	Up, Down string // there is more
	Bullet   string
	Add      string
	Draft    string // typed but not confirmed
	Warn     string
	Differs  string // not what it was
	Equals   string // what was understood
	Solid    string // bars: exact, up to, undecided
	Hollow   string
	Hatched  string
}

var plainSigns = Signs{
	Bar: "┃", Pointer: "▸", Picked: "●", Unpicked: "○", Ticked: "[✓]", Unticked: "[ ]",
	Yes: "✓", No: "✗", Open: "?", Near: "△", Up: "↑", Down: "↓", Bullet: "·", Add: "+",
	Draft: "✎", Warn: "!", Differs: "⚠", Equals: "=", Solid: "█", Hollow: "░", Hatched: "▒",
}

var asciiSigns = Signs{
	Bar: "|", Pointer: ">", Picked: "*", Unpicked: "o", Ticked: "[x]", Unticked: "[ ]",
	Yes: "Y", No: "N", Open: "?", Near: "~", Up: "^", Down: "v", Bullet: "-", Add: "+",
	Draft: "~", Warn: "!", Differs: "!", Equals: "=", Solid: "#", Hollow: "-", Hatched: "/",
}

// ASCIIOnly reports whether borders and signs must be ASCII: where ambiguous
// characters take two cells, and on the old Windows console.
func ASCIIOnly(goos string, getenv func(string) string) bool {
	if v := strings.ToLower(getenv("RUNEWIDTH_EASTASIAN")); v == "1" || v == "true" || v == "t" {
		return true
	}
	if goos != "windows" {
		return false
	}
	// Windows Terminal, ConEmu, VS Code, mintty and the like name themselves.
	for _, name := range []string{"WT_SESSION", "ConEmuANSI", "TERM_PROGRAM", "TERM", "ALACRITTY_WINDOW_ID"} {
		if getenv(name) != "" {
			return false
		}
	}
	return true
}

// NoColor reports whether the environment asks for no colours.
func NoColor(getenv func(string) string) bool { return getenv("NO_COLOR") != "" }
