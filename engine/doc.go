// Package engine decides which items of a policy an applicant's facts match and
// what each is worth.
//
// It is pure: no I/O, no clock, no wording. Labels, notes and headings pass
// through as opaque strings. A Policy is compiled once into a Program, which is
// immutable and safe for concurrent use. The same facts always give the same
// result.
//
// The flow is
//
//	Policy --Compile--> Program
//	Program.Evaluate(Facts) -> Result        truths, amounts, groups, totals
//	Program.Ask(Facts, Scope) -> Agenda      what still matters, with stakes
//	Program.Explain(Facts, item) -> Trace    conditions, arithmetic, distances
//
// Truth is three-valued. Kleene's logic decides most of it; where it leaves an item
// open, the completions of the facts are tried, so that what they all agree on is
// said and nothing else. Amounts are decimal intervals that hold on the condition
// that the item matches. A fact is absent (never asked), unknown
// (asked, "don't know") or known; "not applicable" is derived from the When of
// its question and never stated.
package engine
