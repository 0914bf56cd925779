package main

import "golang.org/x/sys/windows"

func codePages() []codePage {
	return []codePage{
		{windows.GetConsoleCP, windows.SetConsoleCP},
		{windows.GetConsoleOutputCP, windows.SetConsoleOutputCP},
	}
}
