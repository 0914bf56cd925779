package content

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/binary"
	"encoding/hex"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"huiqi/engine"
)

//go:embed qiantang-2023-19
var embedded embed.FS

const embeddedDir = "qiantang-2023-19"

// Bounds of a pack: files are read whole.
const (
	maxFileSize = 1 << 20 // bytes
	maxFiles    = 500
)

// Pack is a policy with what its directory holds beside the rules.
type Pack struct {
	Policy  engine.Policy
	Program *engine.Program
	Cases   []Case
	// Articles is how many articles the whole text has; 0 if policy.yaml does not
	// say.
	Articles int
	// Official is what is recorded of the printed text; see package official.
	Official Official
	// Digest is the SHA-256 of the pack's file names and contents, in hex. Line
	// ends and byte-order marks do not count, so that it is the same wherever
	// the files were checked out.
	Digest string

	sources sources
	listed  []listedID          // of ids.txt; nil: there is none
	places  map[string]Position // of "question ID", "item ID", "group ID", "article N"
}

// Position is the place that an engine position (Pos of a condition, an amount
// or a DefinitionError) stands for; the zero Position if it has none.
func (p *Pack) Position(pos int) Position { return p.sources.position(pos) }

// Place is where a question, item, group or article is defined: "question
// revenue", "item a14-rd", "group a46-premium", "article 14". The zero Position
// if there is none.
func (p *Pack) Place(of string) Position { return p.places[of] }

// Embedded loads the pack that is built into the program.
func Embedded() (*Pack, error) { return Load(embedded, embeddedDir) }

// EmbeddedRules is Embedded without its cases, in a third of the time: for what
// only applies the rules. The digest is the same.
func EmbeddedRules() (*Pack, error) { return load(embedded, embeddedDir, false) }

// Load reads and checks the pack in a directory. Content faults come as one
// Problems, with as many of them as can be told apart; a directory that cannot
// be read comes as a Problem of its own.
func Load(fsys fs.FS, dir string) (*Pack, error) { return load(fsys, dir, true) }

func load(fsys fs.FS, dir string, cases bool) (*Pack, error) {
	files, err := readFiles(fsys, dir)
	if err != nil {
		return nil, err
	}
	l := newLoader()
	l.pack.Digest = digest(files)
	if !cases {
		files = slices.DeleteFunc(files, func(f file) bool { return strings.HasPrefix(f.name, "cases/") })
	}
	l.load(files)
	if err := l.err(); err != nil {
		return nil, err
	}
	return l.pack, nil
}

type file struct {
	name string // inside the pack: questions/10-research.yaml
	path string // as shown in messages
	data []byte
}

// readFiles reads the files of a pack in the order of their names.
func readFiles(fsys fs.FS, dir string) ([]file, error) {
	var out []file
	subs := []string{".", "questions", "articles", "cases"}
	for _, sub := range subs {
		entries, err := fs.ReadDir(fsys, path.Join(dir, sub))
		if err != nil {
			if sub == "cases" {
				continue // a pack may have none
			}
			return nil, &Problem{Pos: Position{File: path.Join(dir, sub)}, Msg: "打不开这个目录，请检查路径；规则目录里要有 policy.yaml、questions、articles"}
		}
		for _, e := range entries {
			name := path.Join(sub, e.Name())
			at := Position{File: path.Join(dir, name)}
			switch {
			case strings.HasPrefix(e.Name(), ".") || sub == "." && e.IsDir() && slices.Contains(subs, e.Name()):
				continue
			case e.IsDir() || sub == "." && name != "policy.yaml" && name != idsFile || sub != "." && path.Ext(e.Name()) != ".yaml":
				return nil, &Problem{Pos: at, Msg: "不认识的文件或目录，请移走；规则目录里只有 policy.yaml、ids.txt 和 questions、articles、cases 里的 .yaml 文件"}
			case len(out) == maxFiles:
				return nil, &Problem{Pos: at, Msg: "文件太多，请检查是否选错了目录"}
			}
			data, err := readFile(fsys, at.File)
			if err != nil {
				return nil, &Problem{Pos: at, Msg: err.Error()}
			}
			out = append(out, file{name, at.File, data})
		}
	}
	slices.SortFunc(out, func(a, b file) int { return strings.Compare(a.name, b.name) })
	return out, nil
}

type message string

func (m message) Error() string { return string(m) }

func readFile(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, message("打不开这个文件，请检查权限")
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFileSize+1))
	switch {
	case err != nil:
		return nil, message("读不了这个文件，请检查权限")
	case len(data) > maxFileSize:
		return nil, message("文件太大，最多 1 MiB，请拆成几个文件")
	}
	return data, nil
}

// digest hashes names and contents, each with its length before it.
func digest(files []file) string {
	h := sha256.New()
	part := func(b []byte) {
		h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(b))))
		h.Write(b)
	}
	for _, f := range files {
		data := bytes.ReplaceAll(bytes.TrimPrefix(f.data, []byte(bom)), []byte("\r\n"), []byte("\n"))
		part([]byte(f.name))
		part(data)
	}
	return hex.EncodeToString(h.Sum(nil))
}
