// Package content holds the policy as data and loads it into an engine.Policy.
//
// # Layout of a pack
//
//	policy.yaml          number, period, gate, applicants, topics, chapters, cautions
//	questions/*.yaml     one file a topic; file names give the order of asking
//	articles/NN.yaml     one article a file
//	cases/*.yaml         applicants with the results that the text gives them
//	ids.txt              every id that was ever used, to compare a later version with
//
// Unknown keys, duplicate keys, empty words and wrong types are errors with file:line:column.
// Anchors, aliases, merge keys, tags and invisible characters are refused. The
// first line of each file names its JSON Schema (schema/*.json, huiqi schema) for
// editors; the loader does not look at it. Files are UTF-8, at most 1
// MiB. Figures and expressions are strings, written as the text prints them; one
// with ": " or, inside [ ] or { }, with a comma or bracket stands in quotes. ids
// of questions, choices and names in define are [a-z][a-z0-9_]*, and none of and,
// or, not, in, where; those of items and groups [a-z0-9-]+, of tiers either.
//
// # policy.yaml
//
//	number: 钱政办发〔2023〕19号
//	title: …
//	issuer: …
//	in_force: "2023-07-28"
//	articles: 66                      # how many the text has: lint names those that are missing
//	period: {from: "2023-01-01", to: "2023-12-31"}
//	gate: {question: matters, covers: [all, some], dated: unsure, ends: none}
//	applicant: applicant              # id of the question that says who applies
//	kinds: {企业: [enterprise, operator]}   # names for sets of applicants, used in who
//	topics: [{id: research, label: …, help: …}]
//	chapters: [{number: 2, title: …, units: […], digest: …, figures: […]}]   # digest, figures: as in articles
//	closing: {digest: …, figures: […]}
//	cautions: [ … ]
//
// # questions/NN-topic.yaml
//
//	topic: research                   # "" for the opening questions
//	questions:
//	  - id: revenue
//	    type: money                   # yesno one many money percent number date list
//	    unit: 元                      # money: 元 (default) or 美元; number: required
//	    name: 2023年营业收入           # noun, for conditions and tables
//	    ask: 2023年营业收入是多少？     # the wording
//	    help: …
//	    in_year: true                 # about matters of the period ("2023年内，…")
//	    when: applicant = enterprise  # condition; reads only earlier questions
//	    min: "0"                      # numbers: lower bound, perhaps negative (0)
//	    max: "100"                    # upper bound (none)
//	    step: "0.01"                  # grain of the values (0.01)
//	    choices: [{id: a, label: …, help: …, when: …}]   # one, many
//	    unsure: unsure                # one: choice that means "don't know" (the gate)
//	    fields: [ …questions… ]       # list: fields; when reads earlier fields and questions;
//	                                  # no field is called like a question
//
// # articles/NN.yaml
//
//	article: 14
//	title: …                          # heading, as printed
//	chapter: 2
//	nature: benefit                   # benefit right pointer plan
//	units: [区经信科技局]
//	summary: …
//	notes: [ … ]
//	define: {base: rd_2023 - rd_2022, big: rd_intensity >= 5% and revenue >= 5亿元, rate: 80%}
//	items:
//	  - id: a14-rd                    # stable, [a-z0-9-]+
//	    title: …
//	    summary: …
//	    topic: research
//	    nature: benefit               # default: the article's
//	    units: […]                    # default: the article's
//	    anchor: 国家级                # words before its figures, printed once in the article; a list where
//	                                  # several are needed; default: the title. Tiers and groups may have it too
//	    who: [企业]                   # names of kinds or applicant choices
//	    who_note: …
//	    # one of these three:
//	    matter: 认定                  # ByMatter: makes the question date_<id with _> "认定的日期",
//	                                  # the last of the item's topic, asked under gate.dated
//	    date: date_a11_lab            # ByMatter: shares another item's or question's date
//	    period: year                  # year: its questions name the year; record: its conditions hold
//	                                  # the dates of a list; own: a period of its own. With year and
//	                                  # record only gate.ends refuses (ByRecord)
//	    event: titles = lab           # the matter itself
//	    require: passed               # what must hold besides
//	    amount:                       # absent: none
//	      exact: 20% * base           # or up_to: EXPR, or unprinted: true (each with text: …, if wanted),
//	                                  # or discount: 八五折, or fee_at_most: 0.8%, or
//	      tiers:                      # the first whose guard holds; only the last may have none
//	        - {id: big, if: big, up_to: 30% * base, text: …}
//	        - {id: rest, exact: 20% * base}
//	      ceiling: 300万元
//	      scope: 单家企业             # what a ceiling holds for, also one inside an expression
//	      payer: 市财政
//	      pool: all_levels            # or by_payer
//	      line: 不经企业账户
//	    notes: [ … ]
//	    alternatives:
//	      - text: …
//	        event: …                  # each part given replaces the item's
//	        require: …
//	        if: {big: big and above_scale}   # guards by tier id
//	        amount: { … }             # or the whole amount
//	groups:
//	  - {id: a46-premium, title: …, items: […], ceiling: 500万元, scope: 单家企业, notes: [], alternatives: [{text: …, items: […]}]}
//	figures:                          # what no item carries, one entry for each place that prints it
//	  - {text: 45亿元, class: target} # target budget date name
//	  - {text: 3类, class: name, items: [a40-coach]}   # whose words it belongs to
//	digest: …                         # of the official words; see package official
//
// # Expressions
//
// Conditions: and, or, not, parentheses; a yesno question's id; "q = choice",
// "q in [a, b]" (a many question: has at least one of them); sums and differences
// of number questions against a figure, "rd_2023 - rd_2022 > 0元", with < <= = >= >;
// within(date) and within() for the policy's period; some(list: cond) and
// all(list: cond), where the record's fields are named plainly (and other
// questions too). A field is compared by itself, not in a sum. There is no "not
// equal": write not (q = choice). Full-width brackets, commas, colons and ≥ ≤ do
// as well.
//
// Amounts, in yuan: a figure; + and - of number questions; figure * amount, the
// figure being a rate (20%, 1:1, 八五折, 3000元/亩); min(a, b); max(0, a); a + b;
// total(list: amount) and total(list where cond: amount), which reads numbers of
// that list only. Each number stands in an amount once.
//
// Figures: 300万元, 5亿元, 500万美元, 5%, 3000元/亩, 1:1, 八五折, 0元, 50亩, as
// figure.Parse reads them; only 0 may go without its unit. A name in define stands
// for its expression: a condition, an amount or a figure. It names no question,
// is used at least once and does not lead back to itself.
//
// An expression has at most 2000 bytes, and 1000 parts with its names replaced.
//
// # cases/*.yaml
//
//	cases:
//	  - name: …
//	    why: …                        # worked out from the text, never from the program
//	    scope: [a14-rd]               # items, articles ("14") or topics; default: all
//	    answers: {applicant: enterprise, revenue: 1.8亿元, rd_intensity: null}
//	    expect:
//	      items:
//	        a14-rd: {status: eligible, certainties: [exact], low: "1000000", high: "1000000", settled: true, missing: [],
//	                 box: 1, payer: "", line: "", scope: 单家企业, readings: [{status: possible, low: "0", high: "500000"}]}
//	      eligible: […]               # exactly these items match (within scope)
//	      possible: […]
//	      asks: […]                   # among the questions still to ask, now or after another answer
//	      asks_not: […]
//	      boxes: {1: "1000000", 2: 3} # the added-up figure of box 1; of others how many items match
//	      groups: {a46-premium: {low: "…", high: "…", scope: 单家企业, readings: []}}   # of the items that match
//
// What is left out is not looked at. "high: null" says that there is no upper end.
// box is where the item stands in the totals, 0 outside; readings are the
// alternatives that come out differently, in their order.
// Sums are in yuan. Names are unique in a file.
//
// # ids.txt
//
// One id a line, sorted; "#" before remarks:
//
//	group a46-premium
//	item a14-rd
//	item a14-old -> a14-rd                # retired: what it is called now
//	question synbio_projects
//	question synbio_projects.level        # a field
//	question synbio_projects.level=city   # a choice
//	question old_name -> none             # retired: nothing takes its place
//	topic research
//
// An id is never renamed, dropped or used again: answers and results that people
// keep name it. Lint holds the list against the pack; "huiqi lint
// --write-ids" adds what is new and sorts it, and never takes anything out.
//
// # What Lint proves
//
// Articles: all there, each with the strongest nature among its items. Ids: as
// listed. Reach, over all completions of the questions: every item, each kind of
// applicant in its who, each part of its conditions, each tier (behind the
// earlier ones), each question, field and choice can come up; tiers leave nobody
// out; each question and each choice of a many-question changes some result, and
// leads each kind of applicant that it is shown to to some item.
// Cases that speak of the item (by status, or by complete lists): it matches; it
// does not. Of money and prices also: one condition alone fails; an answer "don't
// know" leaves it open; an applicant that who leaves out; the day before the
// period, its first, its last and the day after. Each threshold, ceiling, shared
// ceiling and minimum: just below, at, just above, where just is one yuan, or one
// step of another number. Whatever cannot be proved is a warning; a pack that takes too much is
// refused (mostEffort).
//
// # Answers
//
// {"answers": {"id": value}}, YAML or JSON, UTF-8, at most 4 MiB: yesno
// true/false/是/否; one a choice's id or label; many a list of them; money and
// numbers as JSON numbers or as typed, "1.2亿元", "3000w", full-width digits too
// (figure.ParseAmount), in the question's unit and a multiple of its step, below
// 10^15; percent "4.6%" or 4.6; date "2023-05-01" or another form that
// figure.ParseDay reads; list an array of at most 1000 rows (closed) or {rows:
// [...], open: true}; null for "don't know", which for a question with unsure is
// that choice. Numbers are read from their text, never as floats: exponents, .5
// and 1. are refused. An optional "scope" lists items, articles or topics; "name"
// and "about" introduce the applicant where the answers are shown to others. Other
// keys are errors. The first line may name the schema (huiqi schema answers; that of
// the embedded policy is schema/answers.json). journeys/*.yaml hold the made-up applicants of Samples so.
package content
