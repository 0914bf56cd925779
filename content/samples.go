package content

import (
	"embed"

	"huiqi/engine"
)

//go:embed journeys
var journeys embed.FS

// sampleOrder is the order in which the samples are shown: what is asked for most
// comes first.
var sampleOrder = []string{"firm", "exporter", "incubator", "village", "tourist", "logistics", "outside"}

// Sample is a made-up applicant with all its answers.
type Sample struct {
	ID string
	Answers
}

// Samples reads the made-up applicants. They are for the built-in policy.
func Samples(p *engine.Policy) ([]Sample, error) {
	var out []Sample
	for _, id := range sampleOrder {
		path := "journeys/" + id + ".yaml"
		data, err := journeys.ReadFile(path)
		if err != nil {
			return nil, err
		}
		a, err := ParseAnswers(data, path, p)
		if err != nil {
			return nil, err
		}
		out = append(out, Sample{id, *a})
	}
	return out, nil
}
