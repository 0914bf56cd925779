package main

// articles33to45 decides the items of these articles.
func (a *applicant) articles33to45(out *verdicts) {
	if a.applicant&firms != 0 && a.within(a.dates[a33Itss]) && a.servicesAwards&servicesAwardsItss != 0 {
		out.items[a33Itss] = unprinted()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a33SecurityService]) && a.servicesAwards&servicesAwardsSecurityService != 0 {
		out.items[a33SecurityService] = unprinted()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a33Dcmm]) && a.servicesAwards&servicesAwardsDcmm != 0 {
		out.items[a33Dcmm] = unprinted()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a33Protection]) && a.servicesAwards&servicesAwardsProtection != 0 {
		out.items[a33Protection] = unprinted()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a33Line]) && a.servicesAwards&servicesAwardsLineCost != 0 {
		out.items[a33Line] = unprinted()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a33Hosting]) && a.servicesAwards&servicesAwardsHostingCost != 0 {
		out.items[a33Hosting] = unprinted()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a33Cloud]) && a.servicesAwards&servicesAwardsCloudCost != 0 {
		out.items[a33Cloud] = unprinted()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a34Chain]) && a.servicesPolicies&servicesPoliciesChainProject != 0 {
		out.items[a34Chain] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a34Production]) && a.servicesPolicies&servicesPoliciesProductionProject != 0 {
		out.items[a34Production] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a34FirstSet]) && a.servicesPolicies&servicesPoliciesFirstSetProject != 0 {
		out.items[a34FirstSet] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a34Platform]) && a.servicesPolicies&servicesPoliciesPlatform != 0 {
		out.items[a34Platform] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a34Tax]) && a.servicesPolicies&servicesPoliciesChipTax != 0 {
		out.items[a34Tax] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a34Tax]) && a.servicesPolicies&servicesPoliciesChipTax != 0 {
		out.items[a34TaxProcess] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a34MajorProject]) && a.servicesAwards&servicesAwardsChipProject != 0 {
		out.items[a34MajorProject] = right()
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a35IndustrialSite]) && a.cultureTitles&cultureTitlesIndustrialSite != 0 {
		out.items[a35IndustrialSite] = upTo(a35IndustrialSiteMost)
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a35VisitPoint]) && a.cultureTitles&cultureTitlesVisitPoint != 0 {
		out.items[a35VisitPoint] = upTo(a35VisitPointMost)
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a35ScenicArea]) && a.cultureTitles&cultureTitlesScenicArea != 0 {
		out.items[a35ScenicArea] = upTo(a35ScenicAreaMost)
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a35ScenicTown]) && a.cultureTitles&cultureTitlesScenicTown != 0 {
		out.items[a35ScenicTown] = upTo(a35ScenicTownMost)
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a35ScenicVillage]) && a.cultureTitles&cultureTitlesScenicVillage != 0 {
		out.items[a35ScenicVillage] = upTo(a35ScenicVillageMost)
	}
	if a.applicant&(applicantStreet) != 0 && a.within(a.dates[a35StreetEvents]) && a.cultureTitles&cultureTitlesStreetEvents != 0 {
		out.items[a35StreetEvents] = upTo(a35StreetEventsMost)
	}
	if a.applicant&(firms|applicantStreet) != 0 && a.within(a.dates[a35NightDistrict]) && a.cultureTitles&cultureTitlesNightDistrict != 0 {
		out.items[a35NightDistrict] = upTo(a35NightDistrictMost)
	}
	if a.applicant&(firms|applicantStreet) != 0 && a.within(a.dates[a35FoodTown]) && a.cultureTitles&cultureTitlesFoodTown != 0 {
		out.items[a35FoodTown] = upTo(a35FoodTownMost)
	}
	if a.applicant&(firms|applicantStreet) != 0 && a.within(a.dates[a35FoodTownShop]) && a.cultureTitles&cultureTitlesFoodTownShop != 0 {
		out.items[a35FoodTownShop] = upTo(a35FoodTownShopMost)
	}
	if a.applicant&(firms|applicantStreet) != 0 && a.within(a.dates[a35FoodPark]) && a.cultureTitles&cultureTitlesFoodPark != 0 {
		out.items[a35FoodPark] = upTo(a35FoodParkMost)
	}
	if a.applicant&(firms|applicantStreet) != 0 && a.within(a.dates[a35FoodStreet]) && a.cultureTitles&cultureTitlesFoodStreet != 0 {
		out.items[a35FoodStreet] = upTo(a35FoodStreetMost)
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a35FlagshipShop]) && a.cultureShops&cultureShopsFlagshipShop != 0 {
		out.items[a35FlagshipShop] = upTo(a35FlagshipShopMost)
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a35ModelShop]) && a.cultureShops&cultureShopsModelShop != 0 {
		out.items[a35ModelShop] = upTo(a35ModelShopMost)
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a35TastingShop]) && a.cultureShops&cultureShopsTastingShop != 0 {
		out.items[a35TastingShop] = upTo(a35TastingShopMost)
	}
	if a.applicant&firms != 0 && a.within(a.dates[a36Funds]) && a.cultureIndustry&cultureIndustryApplyFunds != 0 && a.inDistrict {
		out.items[a36Funds] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a36ArtPrize]) && a.cultureIndustry&cultureIndustryArtPrize != 0 && a.inDistrict {
		out.items[a36ArtPrize] = right()
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a36Park]) && a.cultureIndustry&cultureIndustryPark != 0 {
		out.items[a36Park] = upTo(a36ParkMost)
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a36Block]) && a.cultureIndustry&cultureIndustryBlock != 0 {
		out.items[a36Block] = upTo(a36BlockMost)
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a36EqualHonour]) && a.cultureIndustry&cultureIndustryEqualHonour != 0 && a.cultureEqualConfirmed {
		out.items[a36EqualHonour] = upTo(a36EqualHonourMost)
	}
	if a.applicant&(allUnits|applicantPerson) != 0 && a.within(a.dates[a36Works]) && a.cultureIndustry&cultureIndustryWorks != 0 {
		out.items[a36Works] = unprinted()
	}
	if a.applicant&units != 0 && a.within(a.dates[a36Esports]) && a.cultureIndustry&cultureIndustryEsports != 0 {
		out.items[a36Esports] = unprinted()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a37Statistics]) && a.commerceRewards&commerceRewardsStatistics != 0 {
		out.items[a37Statistics] = unprinted()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a37Renovation]) && a.commerceRewards&commerceRewardsRenovation != 0 {
		out.items[a37Renovation] = unprinted()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a37Retail]) && a.commerceRewards&commerceRewardsRetail != 0 && a.commerceFast {
		out.items[a37Retail] = unprinted()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a37Catering]) && a.commerceRewards&commerceRewardsCatering != 0 && a.commerceFast {
		out.items[a37Catering] = unprinted()
	}
	if a.applicant&(allUnits|applicantPerson) != 0 && a.within(a.dates[a37Promotion]) && a.commerceRewards&commerceRewardsPromotion != 0 {
		out.items[a37Promotion] = upTo(a37PromotionMost)
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a37Street]) && a.commerceRewards&commerceRewardsSpecialStreet != 0 {
		out.items[a37Street] = upTo(a37StreetMost)
	}
	if a.applicant&firms != 0 && a.within(a.dates[a38TalentLoan]) && a.financePlans&financePlansTalentLoan != 0 {
		out.items[a38TalentLoan] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a38ZhekeLoan]) && a.financePlans&financePlansZhekeLoan != 0 {
		out.items[a38ZhekeLoan] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a38ResultLoan]) && a.financePlans&financePlansResultLoan != 0 {
		out.items[a38ResultLoan] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a38IpPledge]) && a.financePlans&financePlansIpPledge != 0 {
		out.items[a38IpPledge] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a38Linked]) && a.financePlans&financePlansLinked != 0 {
		out.items[a38Linked] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a38Listing]) && a.financePlans&financePlansListingHelp != 0 {
		out.items[a38Listing] = right()
	}
	if a.applicant&vehicleUsers != 0 && a.within(a.dates[a40Truck]) && a.transportEvents&transportEventsTruck != 0 && a.truckEtc && a.truckLoad {
		out.items[a40Truck] = right()
	}
	if a.applicant&vehicleUsers != 0 && a.transportEvents&transportEventsCoach != 0 && a.coachEtc && a.coachInPeriod {
		out.items[a40Coach] = right()
	}
	if a.applicant&vehicleUsers != 0 && a.within(a.dates[a40Container]) && a.transportEvents&transportEventsContainer != 0 {
		out.items[a40Container] = right()
	}
	if a.applicant&vehicleUsers != 0 && a.within(a.dates[a40GreenChannel]) && a.transportEvents&transportEventsGreenChannel != 0 {
		out.items[a40GreenChannel] = right()
	}
	if a.applicant&(firms|applicantIndividual|applicantDriver) != 0 && a.within(a.dates[a40Relending]) && a.transportEvents&transportEventsRelending != 0 {
		out.items[a40Relending] = right()
	}
	if a.applicant&vehicleUsers != 0 && a.within(a.dates[a41Permit]) && a.transportRules&transportRulesPermit != 0 {
		out.items[a41Permit] = right()
	}
	if a.applicant&vehicleUsers != 0 && a.within(a.dates[a41Night]) && a.transportRules&transportRulesNight != 0 && a.nightTruck {
		out.items[a41Night] = right()
	}
	if a.applicant&(applicantDriver) != 0 && a.within(a.dates[a42Education]) && a.transportRules&transportRulesEducation != 0 {
		out.items[a42Education] = right()
	}
	if a.applicant&(applicantDriver) != 0 && a.within(a.dates[a42Endorsement]) && a.transportRules&transportRulesEndorsement != 0 {
		out.items[a42Endorsement] = right()
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a42DriverHome]) && a.transportRules&transportRulesDriverHome != 0 {
		out.items[a42DriverHome] = right()
	}
	if a.applicant&(allUnits|applicantDriver|applicantPerson) != 0 && a.within(a.dates[a44NevTax]) && a.consumption&consumptionNev != 0 {
		out.items[a44NevTax] = right()
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a45Workshop]) && a.consumption&consumptionWorkshop != 0 {
		out.items[a45Workshop] = right()
	}
}
