package main

import (
	"github.com/shopspring/decimal"

	"huiqi/engine"
)

// applicant is what the plain Go code reads: a typed field for each question.
type applicant struct {
	matters               uint16
	applicant             uint16
	researchTitles        uint16
	researchEvents        uint16
	researchServices      uint16
	leadingOrRd           bool
	needs515              bool
	consortiumLandmark    bool
	synbioProjects        []synbioProject
	deductionTaken        bool
	rd2023                decimal.Decimal
	rd2022                decimal.Decimal
	revenue               decimal.Decimal
	rdIntensity           decimal.Decimal
	hightech              bool
	aboveScale            bool
	talentEvents          uint16
	stationsPassed        uint16
	grant115              decimal.Decimal
	talentPlans           uint16
	talentKeyFirm         bool
	talentAuthorised      bool
	talentTopConfirmed    bool
	incubatorEvents       uint16
	incubatorLocal        bool
	incubatorCityPlus     bool
	rebuildCost           decimal.Decimal
	spaceLocal            bool
	spaceCityPlus         bool
	fitoutCost            decimal.Decimal
	incubatorAssessed     bool
	spaceAssessed         bool
	industryEvents        uint16
	metaInfluential       bool
	metaKeyFirm           bool
	financeEvents         uint16
	landEvents            uint16
	landMajorIndustry     bool
	landOffNegativeList   bool
	landStateCompany      bool
	landChainProject      bool
	landInvestmentProject bool
	landStandard          bool
	landInPark            bool
	landIndustryShare     decimal.Decimal
	landInvested          decimal.Decimal
	landRenewalApproved   bool
	landRenewalNorms      bool
	landPlantApproved     bool
	landPlantAgreements   bool
	landPlantFloor        decimal.Decimal
	financePlans          uint16
	financeListed         bool
	servicesAwards        uint16
	servicesPolicies      uint16
	servicesLeading       bool
	cultureTitles         uint16
	cultureShops          uint16
	cultureIndustry       uint16
	cultureEqualConfirmed bool
	commerceRewards       uint16
	commerceFast          bool
	transportEvents       uint16
	truckEtc              bool
	truckLoad             bool
	coachEtc              bool
	coachInPeriod         bool
	transportRules        uint16
	nightTruck            bool
	consumption           uint16
	tradeEvents           uint16
	fairs                 []fair
	foreignTrade          bool
	exports2022           decimal.Decimal
	microPremium          decimal.Decimal
	otherPremium          decimal.Decimal
	digitalTrade          uint16
	ruralEvents           uint16
	farmland              []plot
	villages              []village
	ruralSupport          uint16
	ruralStartup          uint16
	townEvents            uint16
	peopleWork            uint16
	peopleAid             uint16
	inDistrict            bool
	dates                 [itemCount]day // of the items' matters
}

type synbioProject struct {
	level uint16
	date  day
	grant decimal.Decimal
}

type fair struct {
	place          uint16
	date           day
	booth, airfare decimal.Decimal
}

type plot struct {
	kind        uint16
	date        day
	audited, mu decimal.Decimal
}

type village struct {
	date        day
	cost, share decimal.Decimal
}

// day is a date as one number, 0 where none is given.
type day int32

func dayOf(v engine.Value) day {
	if !v.Known() {
		return 0
	}
	return dayFrom(v.Date())
}

func dayFrom(d engine.Date) day { return day(d.Year*10000 + d.Month*100 + d.Day) }

// newApplicant takes the answers to every question.
func newApplicant(f engine.Facts) *applicant {
	a := &applicant{
		matters:               chosen(f, "matters"),
		applicant:             chosen(f, "applicant"),
		researchTitles:        chosen(f, "research_titles"),
		researchEvents:        chosen(f, "research_events"),
		researchServices:      chosen(f, "research_services"),
		leadingOrRd:           f["leading_or_rd"].Bool(),
		needs515:              f["needs_515"].Bool(),
		consortiumLandmark:    f["consortium_landmark"].Bool(),
		deductionTaken:        f["deduction_taken"].Bool(),
		rd2023:                f["rd_2023"].Number(),
		rd2022:                f["rd_2022"].Number(),
		revenue:               f["revenue"].Number(),
		rdIntensity:           f["rd_intensity"].Number(),
		hightech:              f["hightech"].Bool(),
		aboveScale:            f["above_scale"].Bool(),
		talentEvents:          chosen(f, "talent_events"),
		stationsPassed:        chosen(f, "stations_passed"),
		grant115:              f["grant_115"].Number(),
		talentPlans:           chosen(f, "talent_plans"),
		talentKeyFirm:         f["talent_key_firm"].Bool(),
		talentAuthorised:      f["talent_authorised"].Bool(),
		talentTopConfirmed:    f["talent_top_confirmed"].Bool(),
		incubatorEvents:       chosen(f, "incubator_events"),
		incubatorLocal:        f["incubator_local"].Bool(),
		incubatorCityPlus:     f["incubator_city_plus"].Bool(),
		rebuildCost:           f["rebuild_cost"].Number(),
		spaceLocal:            f["space_local"].Bool(),
		spaceCityPlus:         f["space_city_plus"].Bool(),
		fitoutCost:            f["fitout_cost"].Number(),
		incubatorAssessed:     f["incubator_assessed"].Bool(),
		spaceAssessed:         f["space_assessed"].Bool(),
		industryEvents:        chosen(f, "industry_events"),
		metaInfluential:       f["meta_influential"].Bool(),
		metaKeyFirm:           f["meta_key_firm"].Bool(),
		financeEvents:         chosen(f, "finance_events"),
		landEvents:            chosen(f, "land_events"),
		landMajorIndustry:     f["land_major_industry"].Bool(),
		landOffNegativeList:   f["land_off_negative_list"].Bool(),
		landStateCompany:      f["land_state_company"].Bool(),
		landChainProject:      f["land_chain_project"].Bool(),
		landInvestmentProject: f["land_investment_project"].Bool(),
		landStandard:          f["land_standard"].Bool(),
		landInPark:            f["land_in_park"].Bool(),
		landIndustryShare:     f["land_industry_share"].Number(),
		landInvested:          f["land_invested"].Number(),
		landRenewalApproved:   f["land_renewal_approved"].Bool(),
		landRenewalNorms:      f["land_renewal_norms"].Bool(),
		landPlantApproved:     f["land_plant_approved"].Bool(),
		landPlantAgreements:   f["land_plant_agreements"].Bool(),
		landPlantFloor:        f["land_plant_floor"].Number(),
		financePlans:          chosen(f, "finance_plans"),
		financeListed:         f["finance_listed"].Bool(),
		servicesAwards:        chosen(f, "services_awards"),
		servicesPolicies:      chosen(f, "services_policies"),
		servicesLeading:       f["services_leading"].Bool(),
		cultureTitles:         chosen(f, "culture_titles"),
		cultureShops:          chosen(f, "culture_shops"),
		cultureIndustry:       chosen(f, "culture_industry"),
		cultureEqualConfirmed: f["culture_equal_confirmed"].Bool(),
		commerceRewards:       chosen(f, "commerce_rewards"),
		commerceFast:          f["commerce_fast"].Bool(),
		transportEvents:       chosen(f, "transport_events"),
		truckEtc:              f["truck_etc"].Bool(),
		truckLoad:             f["truck_load"].Bool(),
		coachEtc:              f["coach_etc"].Bool(),
		coachInPeriod:         f["coach_in_period"].Bool(),
		transportRules:        chosen(f, "transport_rules"),
		nightTruck:            f["night_truck"].Bool(),
		consumption:           chosen(f, "consumption"),
		tradeEvents:           chosen(f, "trade_events"),
		foreignTrade:          f["foreign_trade"].Bool(),
		exports2022:           f["exports_2022"].Number(),
		microPremium:          f["micro_premium"].Number(),
		otherPremium:          f["other_premium"].Number(),
		digitalTrade:          chosen(f, "digital_trade"),
		ruralEvents:           chosen(f, "rural_events"),
		ruralSupport:          chosen(f, "rural_support"),
		ruralStartup:          chosen(f, "rural_startup"),
		townEvents:            chosen(f, "town_events"),
		peopleWork:            chosen(f, "people_work"),
		peopleAid:             chosen(f, "people_aid"),
		inDistrict:            f["in_district"].Bool(),
	}
	for _, r := range f["synbio_projects"].Records().Rows {
		a.synbioProjects = append(a.synbioProjects, synbioProject{chosenField(r, "synbio_projects", "level"), dayOf(r["date"]), r["grant"].Number()})
	}
	for _, r := range f["fairs"].Records().Rows {
		a.fairs = append(a.fairs, fair{chosenField(r, "fairs", "place"), dayOf(r["date"]), r["booth"].Number(), r["airfare"].Number()})
	}
	for _, r := range f["farmland"].Records().Rows {
		a.farmland = append(a.farmland, plot{chosenField(r, "farmland", "kind"), dayOf(r["date"]), r["audited"].Number(), r["mu"].Number()})
	}
	for _, r := range f["villages"].Records().Rows {
		a.villages = append(a.villages, village{dayOf(r["date"]), r["cost"].Number(), r["economy_share"].Number()})
	}
	for i := range pack.Policy.Items {
		if date := pack.Policy.Items[i].Date; date != "" {
			a.dates[i] = dayOf(f[date])
		}
	}
	return a
}

// choiceBits gives each choice of a question, or of a field ("list.field"), its bit.
var choiceBits = func() map[string]map[string]uint16 {
	out := map[string]map[string]uint16{}
	add := func(name string, q *engine.Question) {
		bits := map[string]uint16{}
		for i, c := range q.Choices {
			bits[c.ID] = 1 << i
		}
		out[name] = bits
	}
	for i := range pack.Policy.Questions {
		q := &pack.Policy.Questions[i]
		add(q.ID, q)
		for k := range q.Fields {
			add(q.ID+"."+q.Fields[k].ID, &q.Fields[k])
		}
	}
	return out
}()

func chosen(f engine.Facts, question string) uint16 { return bitsOf(f[question], question) }

func chosenField(r engine.Row, list, field string) uint16 { return bitsOf(r[field], list+"."+field) }

func bitsOf(v engine.Value, name string) (mask uint16) {
	for _, id := range v.Choices() {
		mask |= choiceBits[name][id]
	}
	return mask
}
