package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"huiqi/cmd/huiqi/internal/cases"
	"huiqi/content"
	"huiqi/content/syserr"
)

// dataVariable names the folder for what huiqi keeps.
const dataVariable = "HUIQI_DATA_DIR"

func (a *app) dataFlag(root *cobra.Command) {
	root.PersistentFlags().StringVar(&a.dataFolder, "data-dir", os.Getenv(dataVariable),
		"存档和存下的原文放在这个`文件夹`（也可以写在环境变量 "+dataVariable+" 里）")
}

var errNoHome = errors.New("the user has no home folder")

// dataDir is the user's folder for what huiqi keeps. The error says that there is
// none.
func (a *app) dataDir() (string, error) {
	if a.dataFolder != "" {
		return filepath.Abs(a.dataFolder)
	}
	data := userHomes().data
	if data == "" {
		return "", errNoHome
	}
	return filepath.Join(data, "huiqi"), nil
}

// store opens the folder of cases; nothing is written to it before a case is.
func (a *app) store(pack *content.Pack) (*cases.Store, error) {
	settings, err := a.settings()
	if err != nil {
		return nil, err
	}
	dir, err := a.dataDir()
	if err != nil {
		dir = "" // said when something is to be kept
	}
	return cases.New(cases.Config{Dir: dir, Pack: pack, Version: programVersion(), DeskDays: settings.DeskDays}), nil
}

// settings reads the user's settings.yaml; without one all stand as they are.
func (a *app) settings() (content.Settings, error) {
	name := configFile("settings.yaml")
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return content.DefaultSettings(), nil
	}
	if err != nil {
		return content.Settings{}, invalid("%s: 打不开设置：%s", name, syserr.Words(err))
	}
	return content.ParseSettings(data, name)
}
