package content

import (
	"path/filepath"
	"strconv"
)

// Settings are what a user may set in settings.yaml.
type Settings struct {
	// DeskDays is how long a case of the service desk is kept after its last
	// change.
	DeskDays int
	// OutDir is the folder for hand-outs; "": among the user's documents.
	OutDir string
}

// mostDeskDays bounds desk_days: ten years.
const mostDeskDays = 3650

// DefaultSettings are those of a user who set nothing.
func DefaultSettings() Settings { return Settings{DeskDays: 30} }

// ParseSettings reads settings (YAML); what is not set stands as by default. name
// stands for the input in messages. Errors are a *Problem or Problems.
//
//	desk_days: 30
//	out_dir: /home/user/hand-outs
func ParseSettings(data []byte, name string) (Settings, error) {
	out := DefaultSettings()
	var f faults
	d := parseTree(name, data, &f)
	if d == nil {
		return out, f.err()
	}
	o := d.object(d.root, "")
	if n := o.get("desk_days"); n != nil {
		days, err := strconv.Atoi(n.Value)
		if err != nil || days < 1 || days > mostDeskDays {
			o.fail(n, "“desk_days”要写 1 到 %d 之间的整数，是窗口的存档保留的天数", mostDeskDays)
		} else {
			out.DeskDays = days
		}
	}
	if out.OutDir = o.blank("out_dir"); out.OutDir != "" && !filepath.IsAbs(out.OutDir) {
		o.fail(o.keys["out_dir"], "“out_dir”要写完整的路径，从根目录或盘符开始")
	}
	o.done()
	return out, f.err()
}
