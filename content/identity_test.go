package content

import "testing"

func TestIdentity(t *testing.T) {
	pack, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	number, digest, err := Identity()
	if err != nil || number != pack.Policy.Number || digest != pack.Digest {
		t.Errorf("Identity() = %q, %q, %v; want %q, %q", number, digest, err, pack.Policy.Number, pack.Digest)
	}
}
