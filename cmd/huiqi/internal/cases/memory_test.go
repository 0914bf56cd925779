package cases

import (
	"bytes"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"sync"
)

// memory is a disk that is quick.
type memory struct {
	mu    sync.Mutex
	files map[string][]byte
}

func newMemory() *memory { return &memory{files: map[string][]byte{}} }

func (m *memory) MkdirAll(string) error { return nil }

func (m *memory) List(dir string) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []string
	for _, name := range slices.Sorted(maps.Keys(m.files)) {
		if filepath.Dir(name) == dir {
			out = append(out, filepath.Base(name))
		}
	}
	return out, nil
}

func (m *memory) Read(name string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	data, ok := m.files[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return bytes.Clone(data), nil
}

func (m *memory) put(name string, data []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[name] = bytes.Clone(data)
}

func (m *memory) Create(name string) (file, error) {
	m.put(name, nil)
	return &memoryFile{m: m, name: name}, nil
}

func (m *memory) Link(from, to string) error {
	data, err := m.Read(from)
	if err == nil {
		m.put(to, data)
	}
	return err
}

func (m *memory) Rename(from, to string) error {
	if err := m.Link(from, to); err != nil {
		return err
	}
	return m.Remove(from)
}

func (m *memory) Remove(name string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.files[name]; !ok {
		return &fs.PathError{Op: "remove", Path: name, Err: fs.ErrNotExist}
	}
	delete(m.files, name)
	return nil
}

func (m *memory) SyncDir(string) error { return nil }

func (m *memory) Lock(string) (unlock func(), got bool, err error) { return func() {}, true, nil }

func (m *memory) Locked(string) bool { return false }

type memoryFile struct {
	m    *memory
	name string
	data []byte
}

func (f *memoryFile) Write(p []byte) (int, error) {
	f.data = append(f.data, p...)
	f.m.put(f.name, f.data)
	return len(p), nil
}

func (f *memoryFile) Sync() error  { return nil }
func (f *memoryFile) Close() error { return nil }
