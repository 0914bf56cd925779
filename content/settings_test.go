package content

import (
	"strings"
	"testing"
)

func TestSettings(t *testing.T) {
	folder := t.TempDir()
	tests := []struct {
		why, text string
		days      int
		fault     string
	}{
		{"set", "desk_days: 7\n", 7, ""},
		{"nothing set", "{}\n", 30, ""},
		{"a folder for hand-outs", "out_dir: " + folder + "\n", 30, ""},
		{"a folder that depends on where one stands", "out_dir: 结果\n", 0, "s.yaml:1:10: “out_dir”要写完整的路径"},
		{"zero days would delete at once", "desk_days: 0\n", 0, "s.yaml:1:12: "},
		{"no number", "# 天数\ndesk_days: 一周\n", 0, "s.yaml:2:12: "},
		{"a list", "desk_days: [7]\n", 0, "s.yaml:1:12: "},
		{"a slip of the pen", "desk_day: 7\n", 0, "是不是 desk_days"},
		{"no mapping", "30\n", 0, "s.yaml:1:1: "},
		{"empty", "", 0, "文件是空的"},
	}
	for _, tt := range tests {
		got, err := ParseSettings([]byte(tt.text), "s.yaml")
		switch {
		case tt.fault == "" && (err != nil || got.DeskDays != tt.days):
			t.Errorf("%s: %d days, %v", tt.why, got.DeskDays, err)
		case tt.fault != "" && (err == nil || !strings.Contains(err.Error(), tt.fault)):
			t.Errorf("%s: %v, want %q", tt.why, err, tt.fault)
		}
	}
	if got, err := ParseSettings([]byte("out_dir: "+folder), "s.yaml"); err != nil || got.OutDir != folder {
		t.Errorf("%+v, %v", got, err)
	}
}
