//go:build !unix

package main

import "time"

var start = time.Now()

// cpuTime is the time that has passed: the machine should do nothing else.
func cpuTime() time.Duration { return time.Since(start) }
