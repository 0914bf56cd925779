// Package official reads a saved copy of the official text and holds the pack
// against it. The words themselves are no part of the project: whoever has the
// page gives it, and every reader of this package is handed to it.
//
// # Reading
//
// Read takes the page as plain text or as saved HTML, in UTF-8, UTF-16 with a
// mark, or GB18030, and cuts it into
//
//	opening    everything before the first chapter
//	chapters   "一、…(由…牵头实施)" and the paragraphs up to the first article
//	articles   "14.…。" up to "(责任单位:…)"; line breaks inside do not matter
//	closing    from the first paragraph after the last article to the line that
//	           is only a date; what follows (buttons, attachments) is dropped
//
// # Words and digests
//
// Words that are compared are normalised by Normal: control and format
// characters (Cc, Cf) go, NFKC, white space goes. So full-width and half-width
// signs, line ends and stray spaces make no difference; every other character
// does. The digest of a part is the SHA-256 of its normalised words in UTF-8, in
// hex: an article from its heading to its units, without its number; a chapter
// from its title over the lead units to the end of its lead; the closing part
// with signature and date. The pack records them as "digest" in its YAML files;
// "go test ./content/official -run TestDigests -write" writes them there.
//
// # Numbers
//
// The audit finds the numbers of a part by their form, not by what it expects:
//
//   - digits with decimals, 万 and 亿, and the unit after them: 300万元, 0.8%,
//     3000元/亩, 360家次; a ratio 1:1; a range 2—3个; a date 2023年7月28日;
//   - codes of letters, digits and +: S211, 703020+X, 4+1;
//   - runs of Chinese numerals with their unit: 八五折, 三分之二, 两年, 五 of 五大,
//     十四五, 百 and 千 of 百县千碗, 万名, 亿元.
//
// A Chinese numeral is no number only where it stands alone in a few everyday
// words: 一般 一批 一定 一体 一轮 一次性 进一步 三农 长三角, 零 in any word (零售), and
// as the mark of a list (一是, 二是 after a full stop). Everything else is a
// number, so that an unforeseen change is found rather than overlooked.
//
// Each number must be carried, once: by a figure of an item, or by an entry under
// figures in the article's file (class target, budget, date, name), whose text
// may be longer than the number ("百县千碗") and stands for one place. What the
// heading prints is carried by the title, and the dates of the closing part by
// in_force and period.
//
// # Figures of items
//
// Each figure of an item (thresholds in conditions, rates, sums, ceilings, shared
// ceilings) is written once in the YAML and must be found once in the text:
//
//   - with the same digits and unit;
//   - in the same form. up_to, ceiling, and in min(sum, ceiling) every part but
//     the first: 最高 stands before the figure, in its clause or before its list.
//     exact and discount: it does not. fee_at_most: 不高于 or 不超过. Conditions
//     with >= or <: 以上, 不低于, 不少于, 不小于; with <= or >: 以下, 不高于, 不超过;
//   - in the right place. An item's anchor is a few words that the text prints
//     once in the article (its title, if that is such a name). A figure belongs
//     to the anchors that stand since the figure before it, in one sentence with
//     the last of them; where none stands there, to those of the figure before.
//     In a list 100万元、80万元、50万元 the first figure belongs to the first
//     anchor, and so on. So each grade is tied to its own figure. Figures of one
//     item that are alike must stand in the order of its YAML.
//
// A figure that several items share is one entry in define; all of them must have
// their anchor there, and an item with an amount whose anchor stands there must
// use it.
//
// # What the audit does not prove
//
// That a figure is used in the right formula, that an item's other conditions say
// what the text says, that a claimable piece without a figure has its item, and
// that a class is the right one. The cases beside the rules and the readers do
// that. Words that change without a number, a unit, a heading or an anchor
// changing are found by the digest alone, which names the article.
package official
