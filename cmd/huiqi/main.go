// Command huiqi asks an applicant about itself and says which articles of the
// policy match, what each is worth, and which unit to go to.
package main

import "os"

func main() { os.Exit(newApp().run(os.Args[1:])) }
