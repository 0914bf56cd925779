package present

import "strings"

// Contact is how a unit is reached, as those who run the window know it. It is
// no part of the policy.
type Contact struct{ Window, Phone, Hours, Note string }

// Contacts are by the unit's name as the policy prints it.
type Contacts map[string]Contact

// ContactsNote says whose word a contact is.
const ContactsNote = "非政策原文，由本窗口维护"

// Line words the contact of a unit; "" where there is none.
func (c Contacts) Line(unit string) string {
	at, ok := c[unit]
	if !ok {
		return ""
	}
	var parts []string
	for _, p := range []struct{ name, text string }{{"窗口", at.Window}, {"电话", at.Phone}, {"时间", at.Hours}, {"备注", at.Note}} {
		if p.text != "" {
			parts = append(parts, p.name+"："+p.text)
		}
	}
	return strings.Join(parts, "；") + "（" + ContactsNote + "）"
}
