// Command huiqi asks an applicant about itself and says which articles of the
// policy match, what each is worth, and which unit to go to.
package main

import "os"

func main() {
	a := newApp()
	a.restore = speakUTF8(codePages())
	code := a.run(os.Args[1:])
	a.restore()
	os.Exit(code)
}
