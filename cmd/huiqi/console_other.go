//go:build !windows

package main

// codePages: only Windows has them.
func codePages() []codePage { return nil }
