package engine

// Truth is a Kleene truth value. The zero value is False.
type Truth uint8

const (
	False Truth = iota
	Unknown
	True
)

func (t Truth) String() string {
	switch t {
	case True:
		return "true"
	case Unknown:
		return "unknown"
	}
	return "false"
}

// The order False < Unknown < True makes conjunction the minimum, disjunction
// the maximum and negation the mirror image.

func (t Truth) and(u Truth) Truth { return min(t, u) }
func (t Truth) or(u Truth) Truth  { return max(t, u) }
func (t Truth) not() Truth        { return True - t }
