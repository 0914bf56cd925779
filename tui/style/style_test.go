package style_test

import (
	"image/color"
	"math"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"huiqi/tui/style"
	"huiqi/tui/text"

	"charm.land/lipgloss/v2"
)

func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	part := func(v uint64) float64 {
		c := float64(v&0xFF) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*part(n>>16) + 0.7152*part(n>>8) + 0.0722*part(n)
}

// Every colour stands out from its ground by 4.5 to 1, as WCAG AA asks of text.
func TestContrast(t *testing.T) {
	for _, theme := range []style.Theme{style.Light, style.Dark, style.Projector} {
		ground, colours := theme.Colours()
		for name, c := range colours {
			a, b := luminance(t, ground), luminance(t, c)
			if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < 4.5 {
				t.Errorf("theme %d: %s %s on %s has a contrast of %.1f", theme, name, c, ground, ratio)
			}
		}
	}
}

func TestSameOptionsSameStyles(t *testing.T) {
	o := style.Options{Theme: style.Dark}
	first, again := style.New(o), style.New(o)
	if first != again || style.New(o).Huh().Theme(true) != style.New(o).Huh().Theme(false) {
		t.Error("styles are built twice")
	}
}

func TestNoColor(t *testing.T) {
	for _, o := range []style.Options{{Theme: style.Light, NoColor: true}, {Theme: style.Dark, NoColor: true}, {Theme: style.HighContrast}} {
		v := reflect.ValueOf(*style.New(o))
		for i := range v.NumField() {
			if !v.Type().Field(i).IsExported() {
				continue
			}
			st, ok := v.Field(i).Interface().(lipgloss.Style)
			if !ok {
				continue
			}
			for _, c := range []color.Color{st.GetForeground(), st.GetBackground(), st.GetBorderTopForeground()} {
				if c != (lipgloss.NoColor{}) && c != nil {
					t.Errorf("%+v: %s has the colour %v", o, v.Type().Field(i).Name, c)
				}
			}
		}
	}
}

func TestSigns(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		signs := reflect.ValueOf(style.New(style.Options{ASCII: ascii}).Signs)
		for i := range signs.NumField() {
			name, s := signs.Type().Field(i).Name, signs.Field(i).String()
			want := 1
			if strings.HasSuffix(name, "icked") && strings.HasPrefix(s, "[") {
				want = 3
			}
			wide := os.Getenv("RUNEWIDTH_EASTASIAN") != "" // the reason for the ASCII signs
			if w := text.Width(s); w != want && (ascii || !wide) {
				t.Errorf("%s %q is %d cells", name, s, w)
			}
			if ascii && len(s) != want {
				t.Errorf("%s %q is not ASCII", name, s)
			}
		}
		s := style.New(style.Options{ASCII: ascii}).Signs
		for _, pair := range [][2]string{{s.Picked, s.Unpicked}, {s.Ticked, s.Unticked}, {s.Yes, s.No}, {s.Yes, s.Open}, {s.No, s.Open}, {s.Near, s.No}, {s.Near, s.Yes}, {s.Solid, s.Hollow}, {s.Hollow, s.Hatched}} {
			if pair[0] == pair[1] {
				t.Errorf("one sign %q for two meanings", pair[0])
			}
		}
	}
}

func TestASCIIOnly(t *testing.T) {
	env := func(kv ...string) func(string) string {
		return func(k string) string {
			for i := 0; i < len(kv); i += 2 {
				if kv[i] == k {
					return kv[i+1]
				}
			}
			return ""
		}
	}
	for _, c := range []struct {
		why  string
		goos string
		env  func(string) string
		want bool
	}{
		{"ordinary terminal", "linux", env("TERM", "xterm"), false},
		{"wide ambiguous characters", "linux", env("RUNEWIDTH_EASTASIAN", "1"), true},
		{"old console", "windows", env(), true},
		{"Windows Terminal", "windows", env("WT_SESSION", "x"), false},
	} {
		if got := style.ASCIIOnly(c.goos, c.env); got != c.want {
			t.Errorf("%s: got %v", c.why, got)
		}
	}
}

func TestFor(t *testing.T) {
	if style.For(color.White) != style.Light || style.For(color.Black) != style.Dark || style.For(nil) != style.Dark {
		t.Error("wrong theme for the background")
	}
}
