package main

// articles4to17 decides the items of these articles.
func (a *applicant) articles4to17(out *verdicts) {
	increase := a.rd2023.Sub(a.rd2022)
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a4Quota]) && a.landEvents&landEventsEnergyQuota != 0 && a.landMajorIndustry {
		out.items[a4Quota] = right()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a4Feedstock]) && a.landEvents&landEventsEnergyFeedstock != 0 {
		out.items[a4Feedstock] = right()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a4Renewable]) && a.landEvents&landEventsEnergyRenewable != 0 {
		out.items[a4Renewable] = right()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a4Review]) && a.landEvents&landEventsEnergyReview != 0 && a.landOffNegativeList {
		out.items[a4Review] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a9PointsLoan]) && a.financeEvents&financeEventsPointsLoan != 0 {
		out.items[a9PointsLoan] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a9Voucher]) && a.researchServices&researchServicesVoucher != 0 {
		out.items[a9Voucher] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a10Cultivate]) && a.talentEvents&talentEventsCultivate != 0 {
		out.items[a10Cultivate] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a10TeamLeading]) && a.talentEvents&talentEventsTeamLeading != 0 {
		out.items[a10TeamLeading] = upTo(a10TeamLeadingMost)
	}
	if a.applicant&firms != 0 && a.within(a.dates[a10TeamYouth]) && a.talentEvents&talentEventsTeamYouth != 0 {
		out.items[a10TeamYouth] = upTo(a10TeamYouthMost)
	}
	if a.applicant&firms != 0 && a.within(a.dates[a10Engineer]) && a.talentEvents&talentEventsEngineer != 0 {
		out.items[a10Engineer] = upTo(a10EngineerMost)
	}
	if a.applicant&firms != 0 && a.within(a.dates[a10115]) && a.talentEvents&talentEventsPlan115 != 0 {
		out.items[a10115] = exact(least(a10115Ratio.Mul(a.grant115), a10115Most))
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a10AcademicianNational]) && a.talentEvents&talentEventsAcademicianNational != 0 && a.stationsPassed&stationsPassedAcademicianNational != 0 {
		out.items[a10AcademicianNational] = upTo(a10AcademicianNationalMost)
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a10AcademicianProvincial]) && a.talentEvents&talentEventsAcademicianProvincial != 0 && a.stationsPassed&stationsPassedAcademicianProvincial != 0 {
		out.items[a10AcademicianProvincial] = upTo(a10AcademicianProvincialMost)
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a10AcademicianCity]) && a.talentEvents&talentEventsAcademicianCity != 0 && a.stationsPassed&stationsPassedAcademicianCity != 0 {
		out.items[a10AcademicianCity] = upTo(a10AcademicianCityMost)
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a10ExpertA]) && a.talentEvents&talentEventsExpertA != 0 && a.stationsPassed&stationsPassedExpertA != 0 {
		out.items[a10ExpertA] = upTo(a10ExpertAMost)
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a10ExpertB]) && a.talentEvents&talentEventsExpertB != 0 && a.stationsPassed&stationsPassedExpertB != 0 {
		out.items[a10ExpertB] = upTo(a10ExpertBMost)
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a11KeyLabNational]) && a.researchTitles&researchTitlesKeyLabNational != 0 {
		out.items[a11KeyLabNational] = upTo(a11KeyLabNationalMost)
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a11KeyLabProvincial]) && a.researchTitles&researchTitlesKeyLabProvincial != 0 {
		out.items[a11KeyLabProvincial] = upTo(a11KeyLabProvincialMost)
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a11NewRdProvincial]) && a.researchTitles&researchTitlesNewRdProvincial != 0 {
		out.items[a11NewRdProvincial] = upTo(a11NewRdProvincialMost)
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a11NewRdCity]) && a.researchTitles&researchTitlesNewRdCity != 0 {
		out.items[a11NewRdCity] = upTo(a11NewRdCityMost)
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a11KeyInstituteProvincial]) && a.researchTitles&researchTitlesKeyInstituteProvincial != 0 {
		out.items[a11KeyInstituteProvincial] = upTo(a11KeyInstituteProvincialMost)
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a11InstituteProvincial]) && a.researchTitles&researchTitlesInstituteProvincial != 0 {
		out.items[a11InstituteProvincial] = upTo(a11InstituteProvincialMost)
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a11RdCenterProvincial]) && a.researchTitles&researchTitlesRdCenterProvincial != 0 {
		out.items[a11RdCenterProvincial] = upTo(a11RdCenterProvincialMost)
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a11RdCenterCity]) && a.researchTitles&researchTitlesRdCenterCity != 0 {
		out.items[a11RdCenterCity] = upTo(a11RdCenterCityMost)
	}
	if a.applicant&(applicantEnterprise|applicantOperator|applicantInstitution|applicantOther) != 0 && a.within(a.dates[a11TechCenter]) && a.researchEvents&researchEventsTechCenter != 0 && a.leadingOrRd && a.needs515 {
		out.items[a11TechCenter] = right()
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a11Infrastructure]) && a.researchEvents&researchEventsInfrastructure != 0 && a.needs515 {
		out.items[a11Infrastructure] = right()
	}
	if a.applicant&firmsAndInstitutions != 0 && a.within(a.dates[a12Tasks]) && a.researchEvents&researchEventsTasks != 0 && a.inDistrict {
		out.items[a12Tasks] = right()
	}
	if a.applicant&units != 0 && a.within(a.dates[a12Consortium]) && a.researchEvents&researchEventsConsortium != 0 {
		out.items[a12Consortium] = right()
	}
	if a.applicant&units != 0 && a.within(a.dates[a12ConsortiumProject]) && a.researchEvents&researchEventsConsortiumProject != 0 && a.consortiumLandmark {
		out.items[a12ConsortiumProject] = upTo(a12ConsortiumProjectMost)
	}
	if a.applicant&firms != 0 && a.within(a.dates[a13Deduction]) && a.researchServices&researchServicesTaxDeduction != 0 {
		out.items[a13Deduction] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a13Hightech]) && a.researchServices&researchServicesTaxHightech != 0 {
		out.items[a13Hightech] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a13Transfer]) && a.researchServices&researchServicesTaxTransfer != 0 {
		out.items[a13Transfer] = right()
	}
	if a.applicant&firms != 0 && a.matters != mattersNone && increase.IsPositive() && a.deductionTaken {
		out.items[a14Rd] = a.research(increase)
	}
	if a.applicant&firms != 0 && a.within(a.dates[a15OverseasRd]) && a.researchEvents&researchEventsOverseasRd != 0 {
		out.items[a15OverseasRd] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a15CoopBase]) && a.researchEvents&researchEventsCoopBase != 0 {
		out.items[a15CoopBase] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a15JointLab]) && a.researchEvents&researchEventsJointLab != 0 {
		out.items[a15JointLab] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a15OverseasIncubator]) && a.researchEvents&researchEventsOverseasIncubator != 0 {
		out.items[a15OverseasIncubator] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a15ForeignRdCenter]) && a.researchEvents&researchEventsForeignRdCenter != 0 {
		out.items[a15ForeignRdCenter] = right()
	}
	if a.applicant&(applicantOperator) != 0 && a.within(a.dates[a16NewIncubator]) && a.incubatorEvents&incubatorEventsNewIncubator != 0 {
		out.items[a16NewIncubator] = upTo(a16NewIncubatorMost)
	}
	if a.applicant&(applicantOperator) != 0 && a.within(a.dates[a16NewSpace]) && a.incubatorEvents&incubatorEventsNewSpace != 0 {
		out.items[a16NewSpace] = upTo(a16NewSpaceMost)
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a16Rebuild]) && a.incubatorEvents&incubatorEventsRebuild != 0 && a.incubatorLocal && a.incubatorCityPlus {
		out.items[a16Rebuild] = exact(a16RebuildRate.Mul(a.rebuildCost))
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a16Fitout]) && a.incubatorEvents&incubatorEventsFitout != 0 && a.spaceLocal && a.spaceCityPlus {
		out.items[a16Fitout] = exact(a16FitoutRate.Mul(a.fitoutCost))
	}
	if a.applicant&firms != 0 && a.within(a.dates[a16Chuying]) && a.researchTitles&researchTitlesChuying != 0 {
		out.items[a16Chuying] = unprinted()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a16Giant]) && a.researchTitles&researchTitlesGiant != 0 {
		out.items[a16Giant] = unprinted()
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a17Projects]) && a.researchEvents&researchEventsAgriSocial != 0 {
		out.items[a17Projects] = right()
	}
}
