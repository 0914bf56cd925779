package engine

// span is a closed interval of numbers; an infinite end ignores its value.
type span struct {
	lo, hi       num
	loInf, hiInf bool
}

func point(d num) span { return span{lo: d, hi: d} }

func (s span) isPoint() bool { return !s.loInf && !s.hiInf && s.lo.equal(s.hi) }

func (s span) add(t span) span {
	return span{s.lo.add(t.lo), s.hi.add(t.hi), s.loInf || t.loInf, s.hiInf || t.hiInf}
}

func (s span) neg() span { return span{s.hi.neg(), s.lo.neg(), s.hiInf, s.loInf} }

// mul scales by a factor that is not negative.
func (s span) mul(k num) span {
	if k.sign() == 0 {
		return span{}
	}
	return span{s.lo.mul(k), s.hi.mul(k), s.loInf, s.hiInf}
}

func (s span) min(t span) span {
	out := span{loInf: s.loInf || t.loInf, hiInf: s.hiInf && t.hiInf, lo: minNum(s.lo, t.lo)}
	switch {
	case s.hiInf:
		out.hi = t.hi
	case t.hiInf:
		out.hi = s.hi
	default:
		out.hi = minNum(s.hi, t.hi)
	}
	return out
}

// max0 cuts off what is below zero.
func (s span) max0() span {
	if s.loInf || s.lo.sign() < 0 {
		s.lo, s.loInf = num{}, false
	}
	if !s.hiInf && s.hi.sign() < 0 {
		s.hi = num{}
	}
	return s
}

// ends are the ends that are not infinite.
func (s span) ends() []num {
	var out []num
	if !s.loInf {
		out = append(out, s.lo)
	}
	if !s.hiInf {
		out = append(out, s.hi)
	}
	return out
}

// hull is the smallest span that holds both.
func (s span) hull(t span) span {
	return span{minNum(s.lo, t.lo), maxNum(s.hi, t.hi), s.loInf || t.loInf, s.hiInf || t.hiInf}
}

// cut keeps the part where "x op k" can hold. An empty part becomes a point: what
// is said of it is said on a condition that fails.
func (s span) cut(op Op, k num) span {
	if op == AtLeast || op == More || op == Equal {
		if s.loInf || s.lo.less(k) {
			s.lo, s.loInf = k, false
		}
	}
	if op == AtMost || op == Less || op == Equal {
		if s.hiInf || k.less(s.hi) {
			s.hi, s.hiInf = k, false
		}
	}
	if !s.loInf && !s.hiInf && s.hi.less(s.lo) {
		return point(k)
	}
	return s
}

// compare is the truth of "x op k" for an x somewhere in the span.
func (s span) compare(op Op, k num) Truth {
	// what the lower and the upper end say: below (-1), at (0) or above (1) k
	lo, hi := -1, 1
	if !s.loInf {
		lo = s.lo.cmp(k)
	}
	if !s.hiInf {
		hi = s.hi.cmp(k)
	}
	switch op {
	case Less:
		return verdict(hi < 0, lo >= 0)
	case AtMost:
		return verdict(hi <= 0, lo > 0)
	case AtLeast:
		return verdict(lo >= 0, hi < 0)
	case More:
		return verdict(lo > 0, hi <= 0)
	default:
		return verdict(lo == 0 && hi == 0 && s.isPoint(), lo > 0 || hi < 0)
	}
}

// holds is the truth of "x op k" by what x.cmp(k) says.
func holds(cmp int, op Op) Truth {
	ok := false
	switch op {
	case Less:
		ok = cmp < 0
	case AtMost:
		ok = cmp <= 0
	case AtLeast:
		ok = cmp >= 0
	case More:
		ok = cmp > 0
	default:
		ok = cmp == 0
	}
	if ok {
		return True
	}
	return False
}

func verdict(always, never bool) Truth {
	switch {
	case always:
		return True
	case never:
		return False
	}
	return Unknown
}
