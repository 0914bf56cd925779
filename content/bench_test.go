package content_test

import (
	"testing"

	"huiqi/content"
)

// BenchmarkLoad is what the program does before anything else: read, check and
// compile the rules, without their cases.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := content.EmbeddedRules(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoadWithCases is what lint starts with.
func BenchmarkLoadWithCases(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := content.Embedded(); err != nil {
			b.Fatal(err)
		}
	}
}
