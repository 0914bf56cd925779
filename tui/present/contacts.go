package present

import (
	"strings"

	"huiqi/tui/text"
)

// Contact is how a unit is reached, as those who run the window know it. It is
// no part of the policy.
type Contact struct{ Window, Phone, Hours, Note string }

// Contacts are by the unit's name as the policy prints it.
type Contacts map[string]Contact

// ContactsNote says whose word a contact is.
const ContactsNote = "非政策原文，由本窗口维护"

// Of words the contacts of units, a line each that begins with the unit; those
// without one are left out.
func (c Contacts) Of(units []string) []string {
	var out []string
	for _, u := range units {
		if s := c.Line(u); s != "" {
			out = append(out, u+" "+s)
		}
	}
	return out
}

// Line words the contact of a unit; "" where there is none.
func (c Contacts) Line(unit string) string {
	at, ok := c[unit]
	if !ok {
		return ""
	}
	var parts []string
	for _, p := range []struct{ name, text string }{{"窗口", at.Window}, {"电话", at.Phone}, {"时间", at.Hours}, {"备注", at.Note}} {
		if p.text != "" {
			parts = append(parts, p.name+"："+text.CleanLine(p.text))
		}
	}
	return strings.Join(parts, "；") + "（" + ContactsNote + "）"
}
