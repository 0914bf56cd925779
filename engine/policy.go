package engine

import "github.com/shopspring/decimal"

// Policy is the whole definition that a content pack is loaded into.
type Policy struct {
	Number  string // official number of the document
	Title   string
	Issuer  string
	From    Date // first day of the period, included
	To      Date // last day of the period, included
	InForce Date // day the text took force
	Gate    Gate
	// Applicant is the id of the One question that says who applies.
	Applicant string
	Topics    []Topic
	Chapters  []Chapter
	Articles  []Article
	Questions []Question // in the order of asking
	Items     []Item
	Groups    []Group
	Cautions  []string // shown on the first screen, every result and hand-out
	Notice    string   // the first of them, that the rules are not the program's own; else ""
	// Retired are ids of earlier versions, "question old", "question q=old_choice",
	// "question q.old_field", "item a1-old", …, and what took their place; "":
	// nothing did. The engine does not use them.
	Retired map[string]string
}

// Gate is the opening question on whether the matters fall in the period.
type Gate struct {
	Question string // a One question
	// Covers are the choices under which a matter whose date is not given counts as
	// inside; under the first of them all matters do, whatever is not known of one.
	Covers []string
	Dated  string // choice under which each matter's own date is asked
	Ends   string // choice under which nothing falls inside
}

type Topic struct {
	ID, Label, Help string
}

type Chapter struct {
	Number int
	Title  string
	Units  []string // the lead units, as printed
}

// Nature says what an article or item gives.
type Nature uint8

const (
	Plan    Nature = iota + 1 // budget, target, duty of government: nothing to claim (articles only)
	Pointer                   // other rules decide
	Right                     // a right, relaxation or service without money
	Benefit                   // money, or a price
)

func (n Nature) String() string {
	return [...]string{"", "plan", "pointer", "right", "benefit"}[n]
}

type Article struct {
	Number  int
	Chapter int
	Title   string
	Nature  Nature
	Units   []string
	Summary string
	Notes   []string
	Figures []Figure // printed figures that no item carries
}

// Figure is a number printed in the text and its class.
type Figure struct {
	Text  string   // as printed
	Class string   // target, budget, date, name
	Items []string // ids of the items whose words it belongs to all the same
}

// Question is one thing that can be asked, or one field of a List question.
type Question struct {
	ID      string
	Kind    Kind
	Unit    string // Number: 元, 美元, %, 亩, 个, …
	Topic   string
	Name    string // short noun for conditions and tables
	Label   string // the full wording
	Help    string
	InYear  bool     // is about matters of the period: worded so when only some fall inside
	Choices []Choice // One, Many
	Fields  []Question
	When    Cond             // nil: always applicable; reads only earlier questions
	Min     *decimal.Decimal // Number: nil means 0
	Max     *decimal.Decimal // Number: nil means no upper end
	// Step is the grain of a Number's values; the zero value means 0.01.
	Step decimal.Decimal
	// Volunteer marks the date of a matter: asked only under Gate.Dated, but
	// counted whenever it is given.
	Volunteer bool
	// Unsure is the choice that stands for "don't know" where that is an answer
	// of its own (the gate): "don't know" is taken as this choice.
	Unsure string
}

type Choice struct {
	ID, Label, Help string
	When            Cond // nil: always offered; an unoffered choice may still be given
}

// Item is the smallest piece that can be claimed separately.
type Item struct {
	ID      string
	Article int
	Title   string
	Summary string
	Topic   string
	Nature  Nature
	Units   []string
	Who     []string // choices of the applicant question that the words admit
	WhoNote string
	// Date is the id of the question for the matter's date; "" if there is none.
	Date string
	// Period says how the policy's period applies to the item.
	Period       PeriodRule
	Event        Cond // the matter itself: what happened, was recognised or paid; nil: none
	Require      Cond // what must hold besides; nil: nothing
	Amount       Amount
	Notes        []string
	Alternatives []Alternative
}

// PeriodRule says how an item's matters are held against the policy's period.
type PeriodRule uint8

const (
	ByMatter  PeriodRule = iota // the gate and the matter's own date decide
	ByRecord                    // the conditions hold dates of records, or name the year: only Gate.Ends refuses
	OwnPeriod                   // the item has a period of its own
)

// Certainty says how the text fixes a sum.
type Certainty uint8

const (
	None      Certainty = 1 << iota // nothing to pay out: rights, pointers, price terms
	Exact                           // the sum follows from the text
	UpTo                            // a ceiling: the authority sets the sum
	Unprinted                       // a real benefit whose sum is not printed
)

// Certainties is a set of Certainty.
type Certainties uint8

func (s Certainties) Has(c Certainty) bool  { return s&Certainties(c) != 0 }
func (s Certainties) Only(c Certainty) bool { return s == Certainties(c) }

// AmountKind tells money from price terms and from nothing.
type AmountKind uint8

const (
	NoAmount   AmountKind = iota // rights and pointers
	Money                        // tiers of money
	Discount                     // pay Rate of the price
	FeeCeiling                   // pay at most Rate as a fee
)

// Box is one of the seven places of the totals; 0 stands outside all.
type Box uint8

const (
	BoxNone      Box = iota
	BoxExact         // follows from the text, added up
	BoxUpTo          // ceilings: listed, never added
	BoxAllLevels     // money of all levels of government together
	BoxByPayer       // several payers, on separate lines
	BoxUnprinted     // sum not printed: a count
	BoxPointer       // other rules decide
	BoxPrice         // discounts and fee rates
)

// Pool says whose money an amount is, where the text says so.
type Pool uint8

const (
	OnePayer  Pool = iota
	AllLevels      // of all levels together
	ByPayer        // one line of several payers
)

type Amount struct {
	Kind  AmountKind
	Tiers []Tier // Money: the first tier whose guard holds
	Rate  Const  // Discount: the part to pay; FeeCeiling: the highest fee
	// Ceiling cuts the sum of the item; nil: none is printed.
	Ceiling      *Const
	CeilingScope string // for whom or what the ceiling holds, as printed
	Payer        string // "" where the text names none
	Pool         Pool
	Line         string // a line of its own inside the totals ("" ordinary)
}

// Tier is one rung of an amount. Its guard holds "and none of the earlier ones".
type Tier struct {
	ID        string
	If        Cond // nil: everyone else
	Certainty Certainty
	Value     Expr   // nil for Unprinted
	Text      string // the author's words for the tier
}

// Alternative is another reading of an item: nil parts are those of the item.
type Alternative struct {
	Text           string
	Event, Require Cond
	Amount         *Amount
}

// Group is a set of items under one ceiling.
type Group struct {
	ID, Title    string
	Items        []string
	Ceiling      Const
	Scope        string
	Notes        []string
	Alternatives []GroupAlternative
}

// GroupAlternative is another reading of which items the ceiling covers.
type GroupAlternative struct {
	Text  string
	Items []string
}
