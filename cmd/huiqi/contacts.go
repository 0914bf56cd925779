package main

import (
	"errors"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"huiqi/content"
	"huiqi/tui/present"
)

// contactsVariable names the file with the units' contacts.
const contactsVariable = "HUIQI_CONTACTS"

// contactsFlag adds --contacts.
func contactsFlag(cmd *cobra.Command, to *string) {
	cmd.Flags().StringVar(to, "contacts", "", "各单位联系方式的`文件`；不写就用 "+contactsVariable+" 或配置目录里的 contacts.yaml")
}

// contacts reads how the units are reached: the file named, else the one that the
// variable names, else the one in the user's configuration; nil where there is
// none. A file that was not asked for by name and cannot be read is no reason to
// fail.
func (a *app) contacts(pack *content.Pack, name string) (present.Contacts, error) {
	asked := name != ""
	if name == "" {
		name = os.Getenv(contactsVariable)
	}
	if name == "" {
		name = configFile("contacts.yaml")
		if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
	}
	read, err := content.ReadContacts(name, &pack.Policy)
	switch {
	case err != nil && asked:
		return nil, err
	case err != nil:
		a.warn("提示：%v；这次不显示联系方式", err)
		return nil, nil
	}
	out := present.Contacts{}
	for unit, c := range read {
		out[unit] = present.Contact(c)
	}
	return out, nil
}
