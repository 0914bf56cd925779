package main

import (
	"github.com/shopspring/decimal"

	"huiqi/engine"
)

// The rules of the policy as a Go programmer would write them down by hand: every
// item, typed fields, decimals, no table and no explanation. This is what the
// engine is measured with. The conditions stand here a second time; the figures
// are taken from the content, by item and place.

// verdict is what an item comes to; the zero verdict is "does not match".
type verdict struct {
	ok        bool
	certainty engine.Certainty
	yuan      decimal.Decimal
}

// verdicts are all items and the shared ceiling of article 46.
type verdicts struct {
	items   [itemCount]verdict
	premium decimal.Decimal
}

func right() verdict     { return verdict{ok: true, certainty: engine.None} }
func unprinted() verdict { return verdict{ok: true, certainty: engine.Unprinted} }
func upTo(yuan decimal.Decimal) verdict {
	return verdict{true, engine.UpTo, yuan.Round(2)}
}
func exact(yuan decimal.Decimal) verdict {
	return verdict{true, engine.Exact, yuan.Round(2)}
}

// Kinds of applicants that several items name together.
const (
	firms                = applicantEnterprise | applicantOperator
	firmsAndInstitutions = firms | applicantInstitution
	units                = firmsAndInstitutions | applicantIndividual | applicantFarm | applicantOther
	allUnits             = units | applicantStreet | applicantVillage
	vehicleUsers         = allUnits | applicantDriver
)

var (
	periodFrom = dayFrom(pack.Policy.From)
	periodTo   = dayFrom(pack.Policy.To)

	a10AcademicianCityMost        = figure("a10-academician-city", 0)
	a10AcademicianNationalMost    = figure("a10-academician-national", 0)
	a10AcademicianProvincialMost  = figure("a10-academician-provincial", 0)
	a10EngineerMost               = figure("a10-engineer", 0)
	a10ExpertAMost                = figure("a10-expert-a", 0)
	a10ExpertBMost                = figure("a10-expert-b", 0)
	a10TeamLeadingMost            = figure("a10-team-leading", 0)
	a10TeamYouthMost              = figure("a10-team-youth", 0)
	a11InstituteProvincialMost    = figure("a11-institute-provincial", 0)
	a11KeyInstituteProvincialMost = figure("a11-key-institute-provincial", 0)
	a11KeyLabNationalMost         = figure("a11-key-lab-national", 0)
	a11KeyLabProvincialMost       = figure("a11-key-lab-provincial", 0)
	a11NewRdCityMost              = figure("a11-new-rd-city", 0)
	a11NewRdProvincialMost        = figure("a11-new-rd-provincial", 0)
	a11RdCenterCityMost           = figure("a11-rd-center-city", 0)
	a11RdCenterProvincialMost     = figure("a11-rd-center-provincial", 0)
	a12ConsortiumProjectMost      = figure("a12-consortium-project", 0)
	a16NewIncubatorMost           = figure("a16-new-incubator", 0)
	a16NewSpaceMost               = figure("a16-new-space", 0)
	a35FlagshipShopMost           = figure("a35-flagship-shop", 0)
	a35FoodParkMost               = figure("a35-food-park", 0)
	a35FoodStreetMost             = figure("a35-food-street", 0)
	a35FoodTownMost               = figure("a35-food-town", 0)
	a35FoodTownShopMost           = figure("a35-food-town-shop", 0)
	a35IndustrialSiteMost         = figure("a35-industrial-site", 0)
	a35ModelShopMost              = figure("a35-model-shop", 0)
	a35NightDistrictMost          = figure("a35-night-district", 0)
	a35ScenicAreaMost             = figure("a35-scenic-area", 0)
	a35ScenicTownMost             = figure("a35-scenic-town", 0)
	a35ScenicVillageMost          = figure("a35-scenic-village", 0)
	a35StreetEventsMost           = figure("a35-street-events", 0)
	a35TastingShopMost            = figure("a35-tasting-shop", 0)
	a35VisitPointMost             = figure("a35-visit-point", 0)
	a36BlockMost                  = figure("a36-block", 0)
	a36EqualHonourMost            = figure("a36-equal-honour", 0)
	a36ParkMost                   = figure("a36-park", 0)
	a37PromotionMost              = figure("a37-promotion", 0)
	a37StreetMost                 = figure("a37-street", 0)
	a51ZoneCityMost               = figure("a51-zone-city", 0)
	a51ZoneDistrictMost           = figure("a51-zone-district", 0)

	a10115Ratio         = figure("a10-115", 0)
	a10115Most          = figure("a10-115", 1)
	a14BigIntensity     = figure("a14-rd", 1)
	a14BigRevenue       = figure("a14-rd", 2)
	a14BigRate          = rate("a14-rd", 3)
	a14ScaleRate        = rate("a14-rd", 4)
	a14HightechRate     = rate("a14-rd", 5)
	a14RestRate         = rate("a14-rd", 6)
	a14Most             = figure("a14-rd", 7)
	a16RebuildRate      = rate("a16-rebuild", 0)
	a16FitoutRate       = rate("a16-fitout", 0)
	a19Rate             = rate("a19-national", 0)
	a19Each             = figure("a19-national", 1)
	a26MixedShare       = figure("a26-mixed", 0)
	a26TransferInvested = figure("a26-transfer", 0)
	a27SplitFloor       = figure("a27-split", 0)
	a46BoothRate        = rate("a46-booth", 1)
	a46AirfareRate      = rate("a46-airfare", 1)
	a46Small            = figure("a46-micro", 0)
	a46MicroOverRate    = rate("a46-micro-over", 1)
	a46ShortTermRate    = rate("a46-short-term", 0)
	a46PremiumMost      = groupCeiling("a46-premium")
	a51UpgradeRate      = rate("a51-upgrade", 1)
	a51UpgradeEach      = figure("a51-upgrade", 2)
	a51NewRate          = rate("a51-new", 1)
	a51NewEach          = figure("a51-new", 2)
	a54Share            = figure("a54-village", 2)
	a54Rate             = rate("a54-village", 4)
	a54Each             = figure("a54-village", 5)
)

// decide works out all items.
func (a *applicant) decide(out *verdicts) {
	*out = verdicts{}
	a.articles4to17(out)
	a.articles18to32(out)
	a.articles33to45(out)
	a.articles46to66(out)
	sum := out.items[a46Micro].yuan.Add(out.items[a46MicroOver].yuan).Add(out.items[a46ShortTerm].yuan)
	out.premium = least(sum, a46PremiumMost)
}

// within holds a matter against the period: its own date, else what was said of
// all matters.
func (a *applicant) within(d day) bool {
	if d != 0 {
		return d >= periodFrom && d <= periodTo
	}
	return a.matters&(mattersAll|mattersSome) != 0
}

func least(a, b decimal.Decimal) decimal.Decimal {
	if b.LessThan(a) {
		return b
	}
	return a
}

// research is the tier of article 14 that applies.
func (a *applicant) research(increase decimal.Decimal) verdict {
	switch {
	case a.rdIntensity.GreaterThanOrEqual(a14BigIntensity) && a.revenue.GreaterThanOrEqual(a14BigRevenue):
		return upTo(least(increase.Mul(a14BigRate), a14Most))
	case a.aboveScale && a.hightech:
		return exact(least(increase.Mul(a14ScaleRate), a14Most))
	case a.hightech:
		return upTo(least(increase.Mul(a14HightechRate), a14Most))
	}
	return upTo(least(increase.Mul(a14RestRate), a14Most))
}

func (a *applicant) synbio(levels uint16) bool {
	for i := range a.synbioProjects {
		if p := &a.synbioProjects[i]; p.level&levels != 0 && a.within(p.date) {
			return true
		}
	}
	return false
}

func (a *applicant) synbioGrants() (sum decimal.Decimal) {
	for i := range a.synbioProjects {
		if p := &a.synbioProjects[i]; p.level == synbioProjectsLevelNational && a.within(p.date) {
			sum = sum.Add(least(p.grant.Mul(a19Rate), a19Each))
		}
	}
	return sum
}

func (a *applicant) abroad(f *fair) bool {
	return f.place == fairsPlaceOverseasExport && a.within(f.date)
}

func (a *applicant) smallExporter() bool { return a.exports2022.LessThanOrEqual(a46Small) }

func (a *applicant) plotAudited(kind uint16) bool {
	for i := range a.farmland {
		if p := &a.farmland[i]; p.kind == kind && a.within(p.date) && p.audited.IsPositive() {
			return true
		}
	}
	return false
}

func (a *applicant) plots(kind uint16, rate, each decimal.Decimal) (sum decimal.Decimal) {
	for i := range a.farmland {
		if p := &a.farmland[i]; p.kind == kind && a.within(p.date) {
			sum = sum.Add(least(p.audited.Mul(rate), p.mu.Mul(each)))
		}
	}
	return sum
}

func (a *applicant) enough(v *village) bool { return v.share.GreaterThanOrEqual(a54Share) }

func (a *applicant) villageBuilt(enough bool) bool {
	for i := range a.villages {
		if v := &a.villages[i]; a.within(v.date) && v.cost.IsPositive() && (!enough || a.enough(v)) {
			return true
		}
	}
	return false
}

func (a *applicant) villageGrants() (sum decimal.Decimal) {
	for i := range a.villages {
		if v := &a.villages[i]; a.within(v.date) && a.enough(v) {
			sum = sum.Add(least(v.cost.Mul(a54Rate), a54Each))
		}
	}
	return sum
}

func (a *applicant) boothPaid() bool {
	for i := range a.fairs {
		if f := &a.fairs[i]; a.abroad(f) && f.booth.IsPositive() {
			return true
		}
	}
	return false
}

func (a *applicant) booths() (sum decimal.Decimal) {
	for i := range a.fairs {
		if f := &a.fairs[i]; a.abroad(f) {
			sum = sum.Add(f.booth.Mul(a46BoothRate))
		}
	}
	return sum
}

func (a *applicant) airfarePaid() bool {
	for i := range a.fairs {
		if f := &a.fairs[i]; a.abroad(f) && f.airfare.IsPositive() {
			return true
		}
	}
	return false
}

func (a *applicant) airfares() (sum decimal.Decimal) {
	for i := range a.fairs {
		if f := &a.fairs[i]; a.abroad(f) {
			sum = sum.Add(f.airfare.Mul(a46AirfareRate))
		}
	}
	return sum
}
