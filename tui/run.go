package tui

import (
	"io"

	tea "charm.land/bubbletea/v2"
)

// Run shows the wizard on a terminal until the person leaves it.
func Run(o Options, in io.Reader, out io.Writer) error {
	a, err := New(o)
	if err != nil {
		return err
	}
	_, err = tea.NewProgram(a, tea.WithInput(in), tea.WithOutput(out)).Run()
	return err
}
