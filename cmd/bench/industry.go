package main

// articles18to32 decides the items of these articles.
func (a *applicant) articles18to32(out *verdicts) {
	if a.applicant&allUnits != 0 && a.within(a.dates[a18Event]) && a.industryEvents&industryEventsMetaEvent != 0 && a.metaInfluential {
		out.items[a18Event] = unprinted()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a18Training]) && a.industryEvents&industryEventsMetaTraining != 0 {
		out.items[a18Training] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a18SelfRecognition]) && a.industryEvents&industryEventsMetaSelf != 0 && a.metaKeyFirm {
		out.items[a18SelfRecognition] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a18SelfRecognition]) && a.industryEvents&industryEventsMetaSelf != 0 && a.metaKeyFirm {
		out.items[a18RecognisedTalent] = right()
	}
	if a.applicant&allUnits != 0 && a.matters != mattersNone && a.researchEvents&researchEventsSynbio != 0 && a.synbio(synbioProjectsLevelNational) {
		out.items[a19National] = exact(a.synbioGrants())
	}
	if a.applicant&allUnits != 0 && a.matters != mattersNone && a.researchEvents&researchEventsSynbio != 0 && a.synbio(synbioProjectsLevelProvincial|synbioProjectsLevelCity) {
		out.items[a19Local] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a20Nev]) && a.industryEvents&industryEventsNev != 0 {
		out.items[a20Nev] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a20Rd]) && a.industryEvents&industryEventsAutoRd != 0 {
		out.items[a20Rd] = right()
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a20RoadTest]) && a.industryEvents&industryEventsAutoTest != 0 {
		out.items[a20RoadTest] = right()
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a20Demo]) && a.industryEvents&industryEventsAutoDemo != 0 {
		out.items[a20Demo] = right()
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a20Scenario]) && a.industryEvents&industryEventsAutoScene != 0 {
		out.items[a20Scenario] = right()
	}
	if a.applicant&(applicantEnterprise|applicantOperator|applicantOther) != 0 && a.within(a.dates[a21Equipment]) && a.industryEvents&industryEventsIcEquipment != 0 && a.inDistrict {
		out.items[a21Equipment] = right()
	}
	if a.applicant&(applicantEnterprise|applicantOperator|applicantOther) != 0 && a.within(a.dates[a21Consulting]) && a.industryEvents&industryEventsIcConsulting != 0 && a.inDistrict {
		out.items[a21Consulting] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a22Tenglong]) && a.landEvents&landEventsTenglong != 0 && a.landStateCompany {
		out.items[a22Tenglong] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a24Specialised]) && a.financePlans&financePlansSpecialised != 0 {
		out.items[a24Specialised] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a24Champion]) && a.financePlans&financePlansChampion != 0 {
		out.items[a24Champion] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a24Guarantee]) && a.financePlans&financePlansTechGuarantee != 0 {
		out.items[a24Guarantee] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a24Investment]) && a.financePlans&financePlansListedInvestment != 0 && a.financeListed {
		out.items[a24Investment] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a24Funding]) && a.financePlans&financePlansListedFunding != 0 && a.financeListed {
		out.items[a24Funding] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a24Merger]) && a.financePlans&financePlansListedMerger != 0 && a.financeListed {
		out.items[a24Merger] = right()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a25ProvincialProject]) && a.landEvents&landEventsProvincialProject != 0 && a.landChainProject {
		out.items[a25ProvincialProject] = right()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a26Supply]) && a.landEvents&landEventsSupplyModes != 0 {
		out.items[a26Supply] = right()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a26WithPlan]) && a.landEvents&landEventsWithPlan != 0 && a.landInvestmentProject && a.landStandard {
		out.items[a26WithPlan] = right()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a26Mixed]) && a.landEvents&landEventsMixed != 0 && a.landInPark && a.landIndustryShare.GreaterThanOrEqual(a26MixedShare) {
		out.items[a26Mixed] = right()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a26Transfer]) && a.landEvents&landEventsTransfer != 0 && a.landInvested.LessThan(a26TransferInvested) {
		out.items[a26Transfer] = right()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a27FloorRatio]) && a.landEvents&landEventsRenewal != 0 && a.landRenewalApproved && a.landRenewalNorms {
		out.items[a27FloorRatio] = right()
	}
	if a.applicant&(units|applicantVillage) != 0 && a.within(a.dates[a27Split]) && a.landEvents&landEventsPlantSplit != 0 && a.landPlantApproved && a.landPlantAgreements && a.landPlantFloor.GreaterThanOrEqual(a27SplitFloor) {
		out.items[a27Split] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a28TalentPlan]) && a.talentPlans&talentPlansApplyPlan != 0 && a.talentKeyFirm {
		out.items[a28TalentPlan] = right()
	}
	if a.applicant&(firms|applicantPerson) != 0 && a.within(a.dates[a28TalentPolicy]) && a.talentPlans&talentPlansTalentPolicy != 0 {
		out.items[a28TalentPolicy] = right()
	}
	if a.applicant&allUnits != 0 && a.within(a.dates[a30Building]) && a.servicesAwards&servicesAwardsBuilding != 0 {
		out.items[a30Building] = unprinted()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a31Headquarters]) && a.servicesAwards&servicesAwardsHeadquarters != 0 {
		out.items[a31Headquarters] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a31Contribution]) && a.servicesAwards&servicesAwardsContribution != 0 {
		out.items[a31Contribution] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a31IndustryFund]) && a.servicesPolicies&servicesPoliciesIndustryFund != 0 && a.servicesLeading {
		out.items[a31IndustryFund] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a31InnovationFund]) && a.servicesPolicies&servicesPoliciesInnovationFund != 0 && a.servicesLeading {
		out.items[a31InnovationFund] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a31ScienceProgramme]) && a.servicesPolicies&servicesPoliciesScienceProgramme != 0 && a.servicesLeading {
		out.items[a31ScienceProgramme] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a31FirstSet]) && a.servicesPolicies&servicesPoliciesFirstSet != 0 {
		out.items[a31FirstSet] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a31Deduction]) && a.servicesPolicies&servicesPoliciesDeduction != 0 {
		out.items[a31Deduction] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a31Depreciation]) && a.servicesPolicies&servicesPoliciesDepreciation != 0 {
		out.items[a31Depreciation] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a31MergerTax]) && a.servicesPolicies&servicesPoliciesMergerTax != 0 {
		out.items[a31MergerTax] = right()
	}
	if a.applicant&firms != 0 && a.within(a.dates[a32SelfRecognition]) && a.talentPlans&talentPlansSelfRecognise != 0 && a.talentAuthorised {
		out.items[a32SelfRecognition] = right()
	}
	if a.applicant&(firms|applicantPerson) != 0 && a.within(a.dates[a32SelfRecognition]) && a.talentPlans&(talentPlansSelfRecognise|talentPlansSelfRecognised) != 0 && a.talentAuthorised {
		out.items[a32TalentPolicy] = right()
	}
	if a.applicant&(applicantPerson) != 0 && a.within(a.dates[a32TopTalent]) && a.talentPlans&talentPlansTopTalent != 0 && a.talentTopConfirmed {
		out.items[a32TopTalent] = right()
	}
}
