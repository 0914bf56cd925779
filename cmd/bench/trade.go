package main

// articles46to66 decides the items of these articles.
func (a *applicant) articles46to66(out *verdicts) {
	if a.applicant&firms != 0 && a.matters != mattersNone && a.tradeEvents&tradeEventsFair != 0 && a.boothPaid() && a.inDistrict {
		out.items[a46Booth] = upTo(a.booths())
	}
	if a.applicant&firms != 0 && a.matters != mattersNone && a.tradeEvents&tradeEventsFair != 0 && a.airfarePaid() && a.foreignTrade {
		out.items[a46Airfare] = exact(a.airfares())
	}
	if a.applicant&firms != 0 && a.within(a.dates[a46Micro]) && a.tradeEvents&tradeEventsMicro != 0 && a.smallExporter() {
		out.items[a46Micro] = exact(a.microPremium)
	}
	if a.applicant&firms != 0 && a.within(a.dates[a46Micro]) && a.tradeEvents&tradeEventsMicro != 0 && !a.smallExporter() {
		out.items[a46MicroOver] = exact(a46MicroOverRate.Mul(a.microPremium))
	}
	if a.applicant&firms != 0 && a.within(a.dates[a46ShortTerm]) && a.tradeEvents&tradeEventsPremium != 0 {
		out.items[a46ShortTerm] = exact(a46ShortTermRate.Mul(a.otherPremium))
	}
	if a.applicant&firms != 0 && a.within(a.dates[a46ServiceFirm]) && a.tradeEvents&tradeEventsServiceFirm != 0 {
		out.items[a46ServiceFirm] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a46ImportInterest]) && a.tradeEvents&tradeEventsImportInterest != 0 {
		out.items[a46ImportInterest] = right()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a47Project]) && a.digitalTrade&digitalTradeProject != 0 && a.inDistrict {
		out.items[a47Project] = right()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a47Platform]) && a.digitalTrade&digitalTradePlatform != 0 {
		out.items[a47Platform] = right()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a47Site]) && a.digitalTrade&digitalTradeSite != 0 {
		out.items[a47Site] = right()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a47Services]) && a.digitalTrade&digitalTradeServices != 0 {
		out.items[a47Services] = right()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a47Hub]) && a.digitalTrade&digitalTradeHub != 0 {
		out.items[a47Hub] = right()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a47Network]) && a.digitalTrade&digitalTradeNetwork != 0 {
		out.items[a47Network] = right()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a47Ip]) && a.digitalTrade&digitalTradeIp != 0 {
		out.items[a47Ip] = right()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a47Brand]) && a.digitalTrade&digitalTradeBrand != 0 {
		out.items[a47Brand] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a50Fee]) && a.financeEvents&financeEventsGuarantee != 0 && a.inDistrict {
		out.items[a50Fee] = right()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a50Fee]) && a.financeEvents&financeEventsGuarantee != 0 {
		out.items[a50Guarantee] = right()
	}
	if a.applicant&allUnits != 0 && a.matters != mattersNone && a.ruralEvents&ruralEventsFarmlandWorks != 0 && a.plotAudited(farmlandKindUpgrade) {
		out.items[a51Upgrade] = exact(a.plots(farmlandKindUpgrade, a51UpgradeRate, a51UpgradeEach))
	}
	if a.applicant&allUnits != 0 && a.matters != mattersNone && a.ruralEvents&ruralEventsFarmlandWorks != 0 && a.plotAudited(farmlandKindNew) {
		out.items[a51New] = exact(a.plots(farmlandKindNew, a51NewRate, a51NewEach))
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a51ZoneCity]) && a.ruralEvents&ruralEventsZone != 0 {
		out.items[a51ZoneCity] = exact(a51ZoneCityMost)
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a51ZoneCity]) && a.ruralEvents&ruralEventsZone != 0 {
		out.items[a51ZoneDistrict] = exact(a51ZoneDistrictMost)
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a53TransplantingService]) && a.ruralSupport&ruralSupportTransplanting != 0 {
		out.items[a53TransplantingService] = unprinted()
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a53DryingService]) && a.ruralSupport&ruralSupportDrying != 0 {
		out.items[a53DryingService] = unprinted()
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a53PestService]) && a.ruralSupport&ruralSupportPest != 0 {
		out.items[a53PestService] = unprinted()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a53Fertility]) && a.ruralSupport&ruralSupportFertility != 0 {
		out.items[a53Fertility] = right()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a53Scale]) && a.ruralSupport&ruralSupportScale != 0 {
		out.items[a53Scale] = right()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a53Storage]) && a.ruralSupport&ruralSupportStorage != 0 {
		out.items[a53Storage] = right()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a53Rice]) && a.ruralSupport&ruralSupportRice != 0 {
		out.items[a53Rice] = right()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a53Seed]) && a.ruralSupport&ruralSupportSeed != 0 {
		out.items[a53Seed] = right()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a53Order]) && a.ruralSupport&ruralSupportOrder != 0 {
		out.items[a53Order] = right()
	}
	if a.applicant&(applicantVillage|applicantStreet|applicantOther) != 0 && a.matters != mattersNone && a.ruralEvents&ruralEventsVillageBuild != 0 && a.villageBuilt(false) && a.villageBuilt(true) {
		out.items[a54Village] = exact(a.villageGrants())
	}
	if a.applicant&(applicantVillage) != 0 && a.within(a.dates[a54Contest]) && a.ruralEvents&ruralEventsContestWon != 0 {
		out.items[a54Contest] = unprinted()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a55Tech]) && a.ruralSupport&ruralSupportTech != 0 {
		out.items[a55Tech] = right()
	}
	if a.applicant&(firms|applicantIndividual|applicantFarm|applicantPerson|applicantOther) != 0 && a.within(a.dates[a56Student]) && a.ruralStartup&ruralStartupStudent != 0 {
		out.items[a56Student] = right()
	}
	if a.applicant&(firms|applicantIndividual|applicantFarm|applicantPerson|applicantOther) != 0 && a.within(a.dates[a56Finance]) && a.ruralStartup&ruralStartupFinance != 0 {
		out.items[a56Finance] = right()
	}
	if a.applicant&(firms|applicantIndividual|applicantFarm|applicantPerson|applicantOther) != 0 && a.within(a.dates[a56Training]) && a.ruralStartup&ruralStartupTraining != 0 {
		out.items[a56Training] = right()
	}
	if a.applicant&(firms|applicantIndividual|applicantFarm|applicantPerson|applicantOther) != 0 && a.within(a.dates[a56Guidance]) && a.ruralStartup&ruralStartupGuidance != 0 {
		out.items[a56Guidance] = right()
	}
	if a.applicant&(firms|applicantInstitution|applicantStreet|applicantVillage|applicantOther) != 0 && a.within(a.dates[a57IndustryCenter]) && a.townEvents&townEventsIndustryCenter != 0 {
		out.items[a57IndustryCenter] = right()
	}
	if a.applicant&(firms|applicantInstitution|applicantStreet|applicantVillage|applicantOther) != 0 && a.within(a.dates[a57ManufacturingCenter]) && a.townEvents&townEventsManufacturingCenter != 0 {
		out.items[a57ManufacturingCenter] = right()
	}
	if a.applicant&(firms|applicantInstitution|applicantStreet|applicantVillage|applicantOther) != 0 && a.within(a.dates[a57ServiceComplex]) && a.townEvents&townEventsServiceComplex != 0 {
		out.items[a57ServiceComplex] = right()
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a57Finance]) && a.townEvents&townEventsFinance != 0 {
		out.items[a57Finance] = right()
	}
	if a.applicant&(applicantPerson|applicantDriver|applicantFarm) != 0 && a.within(a.dates[a60Permit]) && a.peopleWork&peopleWorkPermit != 0 {
		out.items[a60Permit] = right()
	}
	if a.applicant&(applicantPerson|applicantDriver|applicantFarm) != 0 && a.within(a.dates[a60Points]) && a.peopleWork&peopleWorkPoints != 0 {
		out.items[a60Points] = right()
	}
	if a.applicant&(allUnits|applicantDriver|applicantPerson) != 0 && a.within(a.dates[a62MonthlyWage]) && a.peopleWork&peopleWorkMonthlyWage != 0 {
		out.items[a62MonthlyWage] = right()
	}
	if a.applicant&(allUnits|applicantDriver|applicantPerson) != 0 && a.within(a.dates[a62HourlyWage]) && a.peopleWork&peopleWorkHourlyWage != 0 {
		out.items[a62HourlyWage] = right()
	}
	if a.applicant&(allUnits|applicantDriver|applicantPerson) != 0 && a.within(a.dates[a62Employment]) && a.peopleWork&peopleWorkEmployment != 0 {
		out.items[a62Employment] = right()
	}
	if a.applicant&(allUnits|applicantDriver|applicantPerson) != 0 && a.within(a.dates[a62UnemploymentRate]) && a.peopleWork&peopleWorkUnemployment != 0 {
		out.items[a62UnemploymentRate] = right()
	}
	if a.applicant&(applicantPerson|applicantDriver|applicantFarm) != 0 && a.within(a.dates[a66Rehab]) && a.peopleAid&peopleAidRehab != 0 {
		out.items[a66Rehab] = right()
	}
	if a.applicant&(applicantPerson|applicantDriver|applicantFarm) != 0 && a.within(a.dates[a66Aid]) && a.peopleAid&peopleAidAid != 0 {
		out.items[a66Aid] = right()
	}
	if a.applicant&(applicantPerson|applicantDriver|applicantFarm) != 0 && a.within(a.dates[a66AidService]) && a.peopleAid&peopleAidAidService != 0 {
		out.items[a66AidService] = right()
	}
	if a.applicant&(applicantPerson|applicantDriver|applicantFarm) != 0 && a.within(a.dates[a66Disability]) && a.peopleAid&peopleAidDisability != 0 {
		out.items[a66Disability] = right()
	}
	if a.applicant&(applicantPerson|applicantDriver|applicantFarm) != 0 && a.within(a.dates[a66Orphan]) && a.peopleAid&peopleAidOrphan != 0 {
		out.items[a66Orphan] = right()
	}
	if a.applicant&(applicantPerson|applicantDriver|applicantFarm) != 0 && a.within(a.dates[a66Children]) && a.peopleAid&peopleAidChildren != 0 {
		out.items[a66Children] = right()
	}
}
