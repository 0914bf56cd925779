// Package report writes what huiqi finds out: as JSON for programs; as plain text,
// Markdown, HTML and CSV for people (the words are those of tui/present/sheet).
//
// # Result (huiqi check --format json)
//
// One object. Keys are only ever added; a change of meaning raises
// schema_version. The same answers and the same content give the same bytes.
//
//	schema_version  "1"
//	policy          {number, title, content_digest, from, to, notice}; notice: that the
//	                rules are not the program's own, only then
//	cautions        [text]: how the result may be read
//	outside         true: the gate says that none of the matters fall in the period
//	scope           [name]: items, articles and topics looked at; empty: all
//	answers         {question: value}, as understood: numbers are decimal strings in
//	                the question's unit; null is "don't know"; a list is an array of
//	                records, or {rows, open: true} where there may be more
//	ignored         [{question, row, field, name, reason}]: answers to questions (or to
//	                fields of a record) that do not apply; they are not used
//	conflicts       [{question, row, field, name, text}]: dates of matters that contradict
//	                the gate; the date is used
//	items           [item], every item in scope, in the policy's order
//	groups          [group], ceilings shared by several items
//	totals          [box], always seven; never added up into one
//	next            [pending]: questions that still matter
//	distances       [distance]: items and better tiers that fail by one condition
//	name, clerk     of the applicant, of who hands it out; absent where not given
//	contacts        {unit: {window, phone, hours, note}} of the items' units, as the
//	                window keeps them, not of the policy; absent where there are none
//
// Amounts are decimal strings in yuan, exact to the fen.
//
//	item            {id, article, title, status, nature, box, amount, units,
//	                conditions, arithmetic, missing, notes, alternatives}
//	status          eligible | possible | ineligible | out_of_period | not_for_applicant
//	nature          benefit | right | pointer
//	box             1 follows from the text, 2 ceilings, 3 money of all levels,
//	                4 several payers, 5 sum not printed, 6 pointers, 7 price terms;
//	                null: a right without money
//	amount          {certainties, low, high, settled, payer, formula, ceiling, cap_bound, tiers}
//	                on the condition that the item matches
//	certainties     [exact | up_to | unprinted | none], all that are still possible;
//	                empty for an item that does not match
//	low, high       low is null: no figure (or the item does not match);
//	                high alone is null: no upper end. up_to: anything from 0 up to high
//	settled         true: no open answer can move the figures any more
//	payer           null: the text does not say
//	formula         in words; null: no figure
//	ceiling         {text, value, scope} printed for this item, or null
//	cap_bound       whether that ceiling cuts the sum; null: not known yet
//	tiers           [{id, text, applies, when, formula, amount}] where there are several;
//	                the first whose condition holds applies
//	conditions      {op: all|any|not|atom, text, truth: true|false|unknown,
//	                question, have, row, of}; row counts the records of a list
//	missing         [question]: answers that can still change this item
//	alternatives    [{text, truth, amount}]: other readings that come out differently
//	group           {id, title, items, ceiling, scope, matched, notes, alternatives}
//	                alternatives: [{text, items, matched}], readings that change the sum
//	box             {box, title, matched: {items, lines}, pending: {items}};
//	                lines only in box 1
//	line            {label, items, low, high, group, cut}
//	pending         {question, name, ask, state, choices, stakes: {articles, items, high, no_upper}};
//	                state: open (can be asked now), waits (for another answer),
//	                unknown (answered "don't know"), incomplete (a list that may go on
//	                or has gaps)
//	distance        {item, tier, question, have, need, gap, unit, text, amount};
//	                tier null: the item as a whole; gap null: a yes/no fact
package report
