// Package figure reads and writes numbers the way people type them and the way
// official texts print them: 1.2亿, 3000w, 一千万, 300万元, 3000元/亩, 八五折.
//
// It is a leaf: it knows nothing of questions or policies. No value passes
// through a float. Input is bounded (see MaxRunes, MaxDigits), so work is
// bounded too, and nothing panics on bad input: it returns an *Error whose text
// is plain Chinese and says how to write the number.
package figure

// Units with a meaning of their own. Every other unit (亩, 个, 平方米, …) is a
// plain label.
const (
	UnitYuan    = "元"
	UnitDollar  = "美元"
	UnitPercent = "%" // the number before the sign: 30 for 30%
	UnitRatio   = "比" // 1:1, the second number over the first
	UnitTenths  = "折" // 8.5 for 八五折: pay 85 %
)

// Bounds of the input.
const (
	// MaxRunes is the longest input in characters, spaces included.
	MaxRunes = 64
	// MaxDigits is the largest number of digits in one input, and every value
	// is below 10 to this power.
	MaxDigits = 20
)
