package cases

// SyncDir: Windows has no such thing; a rename is in the journal of NTFS.
func (realDisk) SyncDir(string) error { return nil }
