// Package style holds the looks: one set of styles, signs and borders for each
// theme, built once.
package style

import (
	"image/color"
	"sync"

	"charm.land/lipgloss/v2"
)

// Theme is a set of colours.
type Theme uint8

const (
	Light Theme = iota
	Dark
	HighContrast
	Projector // for the back row: no dim text, rows apart
)

// Themes are the themes by the names that --theme takes; "auto" follows the
// terminal's background.
var Themes = map[string]Theme{"light": Light, "dark": Dark, "contrast": HighContrast, "projector": Projector}

// Options choose a set of styles. They are comparable, so they key the cache.
type Options struct {
	Theme   Theme
	NoColor bool // NO_COLOR: bold, reverse and signs only
	ASCII   bool // borders and signs of ASCII only
}

// Styles is everything that is drawn with a look of its own.
type Styles struct {
	Options

	Text     lipgloss.Style // plain words
	Title    lipgloss.Style // the wording of the question in focus
	Subtitle lipgloss.Style // the wording of the others
	Dim      lipgloss.Style // what may be skipped; a colour, never faint
	Accent   lipgloss.Style // bars, pointers, keys
	Cursor   lipgloss.Style // the row under the cursor
	Picked   lipgloss.Style // what was chosen
	Input    lipgloss.Style // typed text
	Fill     lipgloss.Style // the empty rest of a text field
	Echo     lipgloss.Style // what was understood
	Error    lipgloss.Style
	Unsure   lipgloss.Style // 不清楚
	Yes      lipgloss.Style // 条件相符
	Open     lipgloss.Style // 待确认
	No       lipgloss.Style // 不相符
	Near     lipgloss.Style // 相差一项
	Money    lipgloss.Style
	Changed  lipgloss.Style // what the last answer moved
	Heading  lipgloss.Style
	TabOn    lipgloss.Style
	TabOff   lipgloss.Style
	Match    lipgloss.Style // the hit of a search
	Box      lipgloss.Style // a framed pane

	Border lipgloss.Border
	Signs  Signs
	// Spacious leaves a line between rows that can be chosen.
	Spacious bool

	huh huhTheme
}

var cache sync.Map // Options -> *Styles

// New is the set of styles for the options; the same options give the same
// pointer.
func New(o Options) *Styles {
	if s, ok := cache.Load(o); ok {
		return s.(*Styles)
	}
	s, _ := cache.LoadOrStore(o, build(o))
	return s.(*Styles)
}

func build(o Options) *Styles {
	s := &Styles{Options: o, Border: lipgloss.RoundedBorder(), Signs: plainSigns}
	if o.ASCII {
		s.Border, s.Signs = lipgloss.ASCIIBorder(), asciiSigns
	}
	p := palettes[o.Theme]
	paint := func(c string) lipgloss.Style {
		st := lipgloss.NewStyle()
		if o.NoColor || c == "" {
			return st
		}
		return st.Foreground(lipgloss.Color(c))
	}
	s.Text = lipgloss.NewStyle()
	s.Title = lipgloss.NewStyle().Bold(true)
	s.Subtitle = lipgloss.NewStyle()
	s.Dim = paint(p.dim)
	s.Accent = paint(p.accent).Bold(true)
	s.Cursor = paint(p.accent).Bold(true)
	s.Picked = paint(p.yes)
	s.Input = lipgloss.NewStyle().Bold(true)
	s.Fill = paint(p.dim)
	s.Echo = paint(p.yes)
	s.Error = paint(p.no).Bold(true)
	s.Unsure = paint(p.open)
	s.Yes = paint(p.yes)
	s.Open = paint(p.open)
	s.No = paint(p.no)
	s.Near = paint(p.near)
	s.Money = paint(p.money).Bold(true)
	s.Changed = lipgloss.NewStyle().Reverse(true)
	s.Heading = paint(p.accent).Bold(true)
	s.TabOn = lipgloss.NewStyle().Reverse(true).Bold(true)
	s.TabOff = paint(p.dim)
	s.Match = lipgloss.NewStyle().Reverse(true)
	s.Spacious = o.Theme == Projector
	s.Box = lipgloss.NewStyle().Border(s.Border).Padding(0, 1)
	if !o.NoColor {
		s.Box = s.Box.BorderForeground(lipgloss.Color(p.border))
	}
	s.huh = huhTheme{s.huhStyles()}
	return s
}

// palette holds the colours of a theme, each readable on the background that
// the theme is for.
type palette struct {
	ground, text                                    string // asked of the terminal where the theme was chosen by name
	dim, accent, yes, open, no, near, money, border string
}

var palettes = map[Theme]palette{
	Light: {
		ground: "#ffffff", text: "#1c1c1c",
		dim: "#5f5f5f", accent: "#0047ab", yes: "#006b3c", open: "#7a4b00",
		no: "#b00020", near: "#6a1b9a", money: "#004d40", border: "#6b6b6b",
	},
	Dark: {
		ground: "#1c1c1c", text: "#e4e4e4",
		dim: "#a8a8a8", accent: "#87d7ff", yes: "#87e0a0", open: "#ffd75f",
		no: "#ff9e9e", near: "#d7afff", money: "#9ae6d0", border: "#8a8a8a",
	},
	// for either ground: the terminal's own colours, told apart by signs, bold
	// and reverse
	HighContrast: {},
	// projectors wash colours out: white on dark, nothing dim, few strong colours
	Projector: {
		ground: "#000000", text: "#ffffff",
		dim: "#ffffff", accent: "#ffff5f", yes: "#5fff87", open: "#ffd75f",
		no: "#ff8787", near: "#ffafff", money: "#ffffff", border: "#ffffff",
	},
}

// Ground is the background that a theme is for, and the colour of plain words on
// it; nil: the terminal's own.
func (t Theme) Ground() (background, words color.Color) {
	p := palettes[t]
	if p.ground == "" {
		return nil, nil
	}
	return lipgloss.Color(p.ground), lipgloss.Color(p.text)
}

// Colours are the theme's colours and the ground they stand on, for tests and
// for pictures of screens.
func (t Theme) Colours() (ground string, colours map[string]string) {
	p := palettes[t]
	return p.ground, map[string]string{
		"dim": p.dim, "accent": p.accent, "yes": p.yes, "open": p.open,
		"no": p.no, "near": p.near, "money": p.money, "border": p.border,
	}
}

// For picks the theme for a terminal's background.
func For(background color.Color) Theme {
	if background == nil {
		return Dark
	}
	r, g, b, _ := background.RGBA()
	if 299*r+587*g+114*b > 1000*0x7FFF {
		return Light
	}
	return Dark
}
