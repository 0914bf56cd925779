package engine_test

import (
	"flag"
	"os"
	"strconv"
	"testing"
)

// enough reports whether properties are tried often enough that what they are
// about must have come up.
func enough() bool {
	n, err := strconv.Atoi(flag.Lookup("rapid.checks").Value.String())
	return err == nil && n >= 500
}

// TestMain tries every property more often than rapid would by itself; the flag
// still says otherwise.
func TestMain(m *testing.M) {
	flag.Parse()
	set := false
	flag.Visit(func(f *flag.Flag) { set = set || f.Name == "rapid.checks" })
	if !set && !testing.Short() {
		if err := flag.Set("rapid.checks", "500"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}
