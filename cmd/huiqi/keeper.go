package main

import (
	"github.com/spf13/cobra"

	"huiqi/cmd/huiqi/internal/cases"
	"huiqi/cmd/huiqi/internal/handouts"
	"huiqi/content"
	"huiqi/tui/present"
	"huiqi/tui/store"
)

// keeper is the disk for the wizard: cases, hand-outs and answers.
type keeper struct {
	*cases.Store
	handouts.Writer
}

var _ store.Store = (*keeper)(nil)

// outDirFlag adds --out-dir.
func outDirFlag(cmd *cobra.Command, r *wizardRequest) {
	cmd.Flags().StringVar(&r.OutDir, "out-dir", "", "打印、保存的结果放在这个`文件夹`；不写就看 settings.yaml 的 out_dir，再放进“文档”里的“惠企”")
}

// keeping is what the wizard keeps and where; nil: nothing.
func (a *app) keeping(pack *content.Pack, contacts present.Contacts, r wizardRequest) (store.Store, error) {
	if r.NoSave || r.Applicants != nil { // a briefing's answers are nobody's
		return nil, nil
	}
	return a.keeper(pack, contacts, r)
}

// keeper puts together what the wizard keeps and where.
func (a *app) keeper(pack *content.Pack, contacts present.Contacts, r wizardRequest) (store.Store, error) {
	s := r.Store
	if s == nil {
		var err error
		if s, err = a.store(pack); err != nil {
			return nil, err
		}
	}
	dir := r.OutDir
	if dir == "" {
		settings, err := a.settings()
		if err != nil {
			return nil, err
		}
		dir = settings.OutDir
	}
	return &keeper{s, handouts.Writer{Digest: pack.Digest, Dir: dir, Contacts: contacts, Today: a.today}}, nil
}
