// Package batch runs many applicants through the policy: tables and streams in,
// tables and streams out, in the order of the input.
//
// # Flow
//
// A source divides the input into records and hands them out in chunks; workers
// decode, read, evaluate and encode a chunk each; a sink writes the chunks in
// their order. Chunks are reused and nothing else is held, so that memory does
// not grow with the input. A record over 1 MB is skipped, not held.
//
// # Output
//
// A file is written beside its place and renamed when the run ends well, or when
// it is interrupted: then it holds all results up to the line that is said. After
// an error nothing is left of it. Rows that cannot be used go to OUT.rejected with
// their place and what to do; of a table, that is a CSV table that can be mended and
// read again. The records that a workbook has in sheets of their own stand in it
// beside their applicant. A line of NDJSON stands there as it was, with a first member
// "rejected" that means nothing when the line is read again.
//
// # NDJSON
//
// One line in gives one line out and no line depends on another, so that a stream
// can be divided among processes and put together again:
//
//	parallel --pipepart -a in.ndjson --block -1 -k huiqi batch - --from ndjson --quiet
//
// A line in is {"answers": {question: value}, "id": …, "name": …, "scope": […]}, or
// the answers beside id, name and scope. A line out:
//
//	{id, name, matched, pending, items: [item], totals: [box], ignored: [place]}
//	{id, name, error: [{column, text}]}
//
//	matched, pending  how many items match and how many are open
//	item              {id, article, status, box, certainties, low, high}; amounts are
//	                  decimal strings in yuan; no low: no figure; high null: no upper
//	                  end. Items that match; by item the open ones, too, with units and
//	                  missing: questions whose answers can still change the item
//	box               {box, matched, pending, lines: [{label, low, high, group, cut}]}
//	                  of the boxes that hold something; lines only in box 1
//	ignored           answers that contradict others and were not used
//
//
//	content           {number, digest, notice} first in each line: only with rules that are
//	                  not the program's own
//
// With Full, the document of huiqi check --format json beside id and name. An empty
// line stays empty.
package batch
