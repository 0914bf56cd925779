package batch

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"huiqi/cmd/huiqi/internal/xlsx"
)

// BenchmarkNDJSON runs completely answered applicants through the engine alone, on
// one core, and through a stream in and out, on all. Efficiency is the stream's
// rate over the cores times the engine's own.
func BenchmarkNDJSON(b *testing.B) {
	pack := rules(b)
	list := complete(&pack.Policy, 1, 1000)
	text := lines(list)
	var engine, stream float64
	for b.Loop() { // taken in turns: what else the machine does meets both
		engine += seconds(func() {
			for _, a := range list {
				c, err := pack.Program.With(a.facts)
				if err != nil {
					b.Fatal(err)
				}
				c.Evaluate()
			}
		})
		stream += seconds(func() {
			o := Options{In: Stream, Out: Stream, Stdin: strings.NewReader(text), Stdout: io.Discard, From: NDJSON, To: NDJSON, Rows: ByApplicant}
			if _, err := Run(context.Background(), pack, o); err != nil {
				b.Fatal(err)
			}
		})
	}
	n := float64(b.N * len(list))
	b.ReportMetric(engine/n*1e6, "µs/engine")
	b.ReportMetric(stream/n*1e6, "µs/stream")
	b.ReportMetric(100*engine/(stream*float64(runtime.GOMAXPROCS(0))), "%efficiency")
	b.ReportMetric(0, "ns/op")
}

func seconds(f func()) float64 {
	start := time.Now()
	f()
	return time.Since(start).Seconds()
}

// BenchmarkFormats is the time of each format for an applicant, in and out.
func BenchmarkFormats(b *testing.B) {
	pack := rules(b)
	list := complete(&pack.Policy, 1, 300)
	texts := map[Format]string{NDJSON: lines(list), CSV: asCSV(b, asTable(&pack.Policy, list)), XLSX: filled(b, list)}
	for _, from := range []Format{NDJSON, CSV, XLSX} {
		for _, to := range []Format{NDJSON, CSV, XLSX} {
			b.Run(fmt.Sprintf("%s-%s", from, to), func(b *testing.B) {
				for b.Loop() {
					o := Options{In: Stream, Out: Stream, Stdin: strings.NewReader(texts[from]), Stdout: io.Discard, From: from, To: to, Rows: ByApplicant}
					if _, err := Run(context.Background(), pack, o); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(b.Elapsed().Seconds()*1e6/float64(b.N*len(list)), "µs/applicant")
				b.ReportMetric(0, "ns/op")
			})
		}
	}
}

var sample = flag.String("sample", "", "write made-up applicants to this file (.ndjson, .csv or .xlsx) and do nothing else")
var sampleRows = flag.Int("rows", 1000, "how many")

// TestMain also makes the files with which the command is measured:
//
//	go test ./cmd/huiqi/internal/batch -sample /tmp/in.ndjson -rows 1000000
func TestMain(m *testing.M) {
	flag.Parse()
	if *sample == "" {
		os.Exit(m.Run())
	}
	if err := writeSample(*sample, *sampleRows); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// writeSample repeats a thousand applicants.
func writeSample(name string, rows int) error {
	pack, err := embedded()
	if err != nil {
		return err
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	list := complete(&pack.Policy, 1, min(rows, 1000))
	head, text := "", lines(list)
	if FormatOf(name) == CSV {
		var c chunk
		for i, row := range asTable(&pack.Policy, list) {
			if err := writeCSV(&c, headings(row)); err != nil {
				return err
			}
			if i == 0 {
				head = c.out.String()
				c.out.Reset()
			}
		}
		text = c.out.String()
	}
	if FormatOf(name) == XLSX {
		return errors.Join(writeBook(f, asTable(&pack.Policy, list), rows), f.Close())
	}
	_, err = io.WriteString(f, head)
	for n := 0; n < rows && err == nil; n += len(list) {
		_, err = io.WriteString(f, text)
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return err
}

func writeBook(w io.Writer, table [][]string, rows int) error {
	var book xlsx.Book
	defer book.Close()
	sheet, err := book.Sheet(sheetApplicants, xlsx.SheetOptions{})
	if err != nil {
		return err
	}
	if err := addRow(sheet, xlsx.Heading, headings(table[0])); err != nil {
		return err
	}
	for n := range rows {
		if err := addRow(sheet, xlsx.Plain, headings(table[1+n%(len(table)-1)])); err != nil {
			return err
		}
	}
	return book.Write(w)
}
