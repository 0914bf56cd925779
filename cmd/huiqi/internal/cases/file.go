package cases

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A case file is one line of JSON:
//
//	{"huiqi_case":1,"sha256":"…","case":{…}}
//
// The number is the format's. The checksum is over the whole file with zeros in
// its own place; this rule holds for all formats to come, so that an older
// program can tell a newer file from a damaged one.
const (
	format    = 1
	formatKey = `{"huiqi_case":`
	sumKey    = `,"sha256":"`
	bodyKey   = `","case":`
	fileEnd   = "}\n"
	sumLength = 2 * sha256.Size

	// MaxSize is the largest case file in bytes; the largest answers file has 4 MiB.
	MaxSize = 16 << 20
)

var envelope = regexp.MustCompile(`^\{"huiqi_case":([1-9][0-9]{0,5}),"sha256":"([0-9a-f]{64})","case":`)

// record is the body of a case file.
type record struct {
	head
	Interview interview       `json:"interview"`
	Receipt   json.RawMessage `json:"receipt"`
	// Earlier are the last answers and results under each of the other rules that
	// the case was saved under.
	Earlier []earlier `json:"earlier,omitempty"`
}

// head is what the list of cases shows. It comes first in the file, so that a
// long list need not read through all answers and results.
type head struct {
	Name     string    `json:"name"`
	Created  time.Time `json:"created"`
	Changed  time.Time `json:"changed"`
	Desk     bool      `json:"desk,omitempty"`
	Answered int       `json:"answered"`
	Matched  int       `json:"matched"`
	Open     int       `json:"open"`
	About    []string  `json:"about,omitempty"` // what alone it is about; none: the whole check
	writer
}

// headEnd follows the head. Inside a string its quotes would be escaped.
const headEnd = `,"interview":`

// writer is what a result was worked out with.
type writer struct {
	Program string `json:"program"` // version
	Policy  string `json:"policy"`  // number
	Digest  string `json:"digest"`  // of the content
}

type earlier struct {
	writer
	Changed time.Time       `json:"changed"`
	Answers json.RawMessage `json:"answers"`
	Receipt json.RawMessage `json:"receipt"`
}

// interview is a session.Snapshot; answers are those of an answers file.
type interview struct {
	Answers     json.RawMessage     `json:"answers"`
	Whole       bool                `json:"whole"`
	Chosen      bool                `json:"chosen"`
	Names       []string            `json:"names,omitempty"`
	Put         map[string][]string `json:"put,omitempty"`
	Former      json.RawMessage     `json:"former,omitempty"`
	Later       []string            `json:"later,omitempty"`
	TopicsLater bool                `json:"topics_later,omitempty"`
	First       string              `json:"first,omitempty"`
}

// marshal is json.Marshal without escapes for HTML, so that a receipt stays byte
// by byte what it was.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// encode makes the file of a record.
func encode(r *record) ([]byte, error) {
	body, err := marshal(r)
	if err != nil {
		return nil, err
	}
	return seal(format, body), nil
}

// seal puts a body of some format into an envelope.
func seal(format int, body []byte) []byte {
	start := formatKey + strconv.Itoa(format) + sumKey
	data := []byte(start + strings.Repeat("0", sumLength) + bodyKey + string(body) + fileEnd)
	sum := sha256.Sum256(data)
	hex.Encode(data[len(start):], sum[:])
	return data
}

// IsCase reports whether a file begins as a case does; it may be damaged.
func IsCase(data []byte) bool { return bytes.HasPrefix(data, []byte(formatKey)) }

// open checks a file and gives its body.
func open(data []byte) (body []byte, err error) {
	m := envelope.FindSubmatchIndex(data)
	if m == nil || len(data) > MaxSize || !bytes.HasSuffix(data, []byte(fileEnd)) {
		return nil, &Error{Reason: Broken, Msg: unsafe}
	}
	zeroed := bytes.Clone(data)
	copy(zeroed[m[4]:m[5]], strings.Repeat("0", sumLength))
	sum := sha256.Sum256(zeroed)
	if hex.EncodeToString(sum[:]) != string(data[m[4]:m[5]]) {
		return nil, &Error{Reason: Broken, Msg: unsafe}
	}
	if n := string(data[m[2]:m[3]]); n != strconv.Itoa(format) {
		return nil, &Error{Reason: Newer, Msg: newer}
	}
	return data[m[1] : len(data)-len(fileEnd)], nil
}

// decode reads a case file. What this format does not have is refused, so that no
// save can lose it.
func decode(data []byte) (*record, error) {
	body, err := open(data)
	if err != nil {
		return nil, err
	}
	if _, err := headOf(body); err != nil { // what opens is in the list
		return nil, err
	}
	r := &record{}
	if err := strictly(body, r); err != nil || !whole(r) {
		return nil, &Error{Broken, unsafe, err}
	}
	return r, nil
}

// readHead reads the head of a case file and checks the whole of it.
func readHead(data []byte) (*head, error) {
	body, err := open(data)
	if err != nil {
		return nil, err
	}
	return headOf(body)
}

func headOf(body []byte) (*head, error) {
	h := &head{}
	start, _, found := bytes.Cut(body, []byte(headEnd))
	if !found {
		return nil, &Error{Reason: Broken, Msg: unsafe}
	}
	if err := strictly(append(bytes.Clone(start), '}'), h); err != nil {
		return nil, &Error{Broken, unsafe, err}
	}
	return h, nil
}

// strictly reads one JSON value without keys that nobody knows.
func strictly(data []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if d.More() {
		return errors.New("more than one value")
	}
	return nil
}

// whole reports whether a record has what every case has.
func whole(r *record) bool {
	return len(r.Interview.Answers) > 0 && len(r.Receipt) > 0 && !r.Created.IsZero() && r.Digest != ""
}
