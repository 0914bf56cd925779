package content

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"huiqi/content/syserr"
	"huiqi/engine"
)

//go:embed qiantang-2023-19
var embedded embed.FS

const embeddedDir = "qiantang-2023-19"

// Bounds of a pack: files are read whole.
const (
	maxFileSize = 1 << 20 // bytes
	maxPackSize = 8 << 20 // bytes of all files
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
	listed  []listedID               // of ids.txt; nil: there is none
	shown   func(name string) string // the path of one of its files in messages
	places  map[string]Position      // of "question ID", "item ID", "group ID", "article N"
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
func EmbeddedRules() (*Pack, error) { return load(inside(embedded, embeddedDir), withoutCases) }

// Open loads a pack from a directory of the disk, to look at it. Nothing outside
// of the directory is read, whatever links there are.
func Open(dir string) (*Pack, error) { return open(dir, whole) }

// Outside is Open for rules to be used: the cautions of the policy, which every
// screen and hand-out shows, begin with its Notice of where the rules come from;
// other outputs show that alone.
func Outside(dir string) (*Pack, error) { return open(dir, outside) }

func open(dir string, how loading) (*Pack, error) {
	no := func(msg string) (*Pack, error) { return nil, &Problem{Pos: Position{File: dir}, Msg: msg} }
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return no("找不到这个目录，请检查路径")
	case err == nil && !info.IsDir():
		return no("这是文件，不是目录；规则目录里要有 policy.yaml、questions、articles")
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return no("打不开这个目录：" + syserr.Words(err) + "；请检查路径和权限")
	}
	defer root.Close()
	return load(folder{root.FS(), ".", func(name string) string { return filepath.Join(dir, name) }}, how)
}

// Load reads and checks the pack in a directory. Content faults come as one
// Problems, with as many of them as can be told apart; a directory that cannot
// be read comes as a Problem of its own.
func Load(fsys fs.FS, dir string) (*Pack, error) { return load(inside(fsys, dir), whole) }

// loading says how a pack is loaded.
type loading uint8

const (
	whole loading = iota
	withoutCases
	outside // whole, and said to be not the embedded one
)

// folder is where a pack is read from; shown is the path of one of its files in
// messages.
type folder struct {
	fs.FS
	dir   string
	shown func(name string) string
}

func inside(fsys fs.FS, dir string) folder {
	return folder{fsys, dir, func(name string) string { return path.Join(dir, name) }}
}

func load(from folder, how loading) (*Pack, error) {
	files, err := readFiles(from)
	if err != nil {
		return nil, err
	}
	l := newLoader()
	l.pack.Digest = digest(files)
	l.pack.shown, l.outside = from.shown, how == outside
	if how == withoutCases {
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
func readFiles(from folder) ([]file, error) {
	var out []file
	size := 0
	subs := []string{".", "questions", "articles", "cases"}
	for _, sub := range subs {
		entries, err := fs.ReadDir(from, path.Join(from.dir, sub))
		if err != nil {
			if sub == "cases" {
				continue // a pack may have none
			}
			return nil, &Problem{Pos: Position{File: from.shown(sub)}, Msg: "打不开这个目录，请检查路径；规则目录里要有 policy.yaml、questions、articles"}
		}
		for _, e := range entries {
			name := path.Join(sub, e.Name())
			at := Position{File: from.shown(name)}
			switch {
			case strings.HasPrefix(e.Name(), ".") || sub == "." && e.IsDir() && slices.Contains(subs, e.Name()):
				continue
			case !e.IsDir() && !e.Type().IsRegular():
				return nil, &Problem{Pos: at, Msg: "这不是普通文件，规则目录里不能有链接，请换成文件或目录本身"}
			case e.IsDir() || sub == "." && name != "policy.yaml" && name != IDsFile || sub != "." && path.Ext(e.Name()) != ".yaml":
				return nil, &Problem{Pos: at, Msg: "不认识的文件或目录，请移走；规则目录里只有 policy.yaml、ids.txt 和 questions、articles、cases 里的 .yaml 文件"}
			case len(out) == maxFiles:
				return nil, &Problem{Pos: at, Msg: fmt.Sprintf("文件太多，最多 %d 个，请检查是否选错了目录", maxFiles)}
			}
			data, err := readFile(from, path.Join(from.dir, name))
			if err != nil {
				return nil, &Problem{Pos: at, Msg: err.Error()}
			}
			if size += len(data); size > maxPackSize {
				return nil, &Problem{Pos: at, Msg: "到这里为止文件合计超过 8 MiB，请检查是否选错了目录"}
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
		return nil, message(syserr.Unread(err))
	}
	defer f.Close()
	var b bytes.Buffer
	if info, err := f.Stat(); err == nil {
		b.Grow(int(min(max(info.Size(), 0), maxFileSize)) + bytes.MinRead)
	}
	_, err = b.ReadFrom(io.LimitReader(f, maxFileSize+1))
	data := b.Bytes()
	switch {
	case err != nil:
		return nil, message(syserr.Unread(err))
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
		data := bytes.TrimPrefix(f.data, []byte(bom))
		if crlf := []byte("\r\n"); bytes.Contains(data, crlf) {
			data = bytes.ReplaceAll(data, crlf, []byte("\n"))
		}
		part([]byte(f.name))
		part(data)
	}
	return hex.EncodeToString(h.Sum(nil))
}
