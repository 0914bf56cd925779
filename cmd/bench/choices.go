package main

// The choices of each question, one bit each, in the order of the content.
const (
	mattersAll uint16 = 1 << iota
	mattersSome
	mattersNone
	mattersUnsure
)
const (
	applicantEnterprise uint16 = 1 << iota
	applicantIndividual
	applicantInstitution
	applicantOperator
	applicantStreet
	applicantVillage
	applicantFarm
	applicantDriver
	applicantPerson
	applicantOther
)
const (
	researchTitlesKeyLabNational uint16 = 1 << iota
	researchTitlesKeyLabProvincial
	researchTitlesNewRdProvincial
	researchTitlesNewRdCity
	researchTitlesKeyInstituteProvincial
	researchTitlesInstituteProvincial
	researchTitlesRdCenterProvincial
	researchTitlesRdCenterCity
	researchTitlesChuying
	researchTitlesGiant
)
const (
	researchEventsTasks uint16 = 1 << iota
	researchEventsConsortium
	researchEventsConsortiumProject
	researchEventsSynbio
	researchEventsAgriSocial
	researchEventsOverseasRd
	researchEventsCoopBase
	researchEventsJointLab
	researchEventsOverseasIncubator
	researchEventsForeignRdCenter
	researchEventsTechCenter
	researchEventsInfrastructure
)
const (
	researchServicesVoucher uint16 = 1 << iota
	researchServicesTaxDeduction
	researchServicesTaxHightech
	researchServicesTaxTransfer
)
const (
	synbioProjectsLevelNational uint16 = 1 << iota
	synbioProjectsLevelProvincial
	synbioProjectsLevelCity
)
const (
	talentEventsTeamLeading uint16 = 1 << iota
	talentEventsTeamYouth
	talentEventsEngineer
	talentEventsPlan115
	talentEventsAcademicianNational
	talentEventsAcademicianProvincial
	talentEventsAcademicianCity
	talentEventsExpertA
	talentEventsExpertB
	talentEventsCultivate
)
const (
	stationsPassedAcademicianNational uint16 = 1 << iota
	stationsPassedAcademicianProvincial
	stationsPassedAcademicianCity
	stationsPassedExpertA
	stationsPassedExpertB
)
const (
	talentPlansApplyPlan uint16 = 1 << iota
	talentPlansSelfRecognise
	talentPlansSelfRecognised
	talentPlansTalentPolicy
	talentPlansTopTalent
)
const (
	incubatorEventsNewIncubator uint16 = 1 << iota
	incubatorEventsNewSpace
	incubatorEventsRebuild
	incubatorEventsFitout
)
const (
	industryEventsMetaEvent uint16 = 1 << iota
	industryEventsMetaTraining
	industryEventsMetaSelf
	industryEventsNev
	industryEventsAutoRd
	industryEventsAutoTest
	industryEventsAutoDemo
	industryEventsAutoScene
	industryEventsIcEquipment
	industryEventsIcConsulting
)
const (
	financeEventsPointsLoan uint16 = 1 << iota
	financeEventsGuarantee
)
const (
	landEventsEnergyQuota uint16 = 1 << iota
	landEventsEnergyFeedstock
	landEventsEnergyRenewable
	landEventsEnergyReview
	landEventsTenglong
	landEventsProvincialProject
	landEventsSupplyModes
	landEventsWithPlan
	landEventsMixed
	landEventsTransfer
	landEventsRenewal
	landEventsPlantSplit
)
const (
	financePlansSpecialised uint16 = 1 << iota
	financePlansChampion
	financePlansTechGuarantee
	financePlansListedInvestment
	financePlansListedFunding
	financePlansListedMerger
	financePlansTalentLoan
	financePlansZhekeLoan
	financePlansResultLoan
	financePlansIpPledge
	financePlansLinked
	financePlansListingHelp
)
const (
	servicesAwardsBuilding uint16 = 1 << iota
	servicesAwardsHeadquarters
	servicesAwardsContribution
	servicesAwardsItss
	servicesAwardsSecurityService
	servicesAwardsDcmm
	servicesAwardsProtection
	servicesAwardsLineCost
	servicesAwardsHostingCost
	servicesAwardsCloudCost
	servicesAwardsChipProject
)
const (
	servicesPoliciesIndustryFund uint16 = 1 << iota
	servicesPoliciesInnovationFund
	servicesPoliciesScienceProgramme
	servicesPoliciesFirstSet
	servicesPoliciesDeduction
	servicesPoliciesDepreciation
	servicesPoliciesMergerTax
	servicesPoliciesChainProject
	servicesPoliciesProductionProject
	servicesPoliciesFirstSetProject
	servicesPoliciesPlatform
	servicesPoliciesChipTax
)
const (
	cultureTitlesIndustrialSite uint16 = 1 << iota
	cultureTitlesVisitPoint
	cultureTitlesScenicArea
	cultureTitlesScenicTown
	cultureTitlesScenicVillage
	cultureTitlesNightDistrict
	cultureTitlesFoodTown
	cultureTitlesFoodTownShop
	cultureTitlesFoodPark
	cultureTitlesFoodStreet
	cultureTitlesStreetEvents
)
const (
	cultureShopsFlagshipShop uint16 = 1 << iota
	cultureShopsModelShop
	cultureShopsTastingShop
)
const (
	cultureIndustryApplyFunds uint16 = 1 << iota
	cultureIndustryArtPrize
	cultureIndustryPark
	cultureIndustryBlock
	cultureIndustryEqualHonour
	cultureIndustryWorks
	cultureIndustryEsports
)
const (
	commerceRewardsStatistics uint16 = 1 << iota
	commerceRewardsRenovation
	commerceRewardsRetail
	commerceRewardsCatering
	commerceRewardsPromotion
	commerceRewardsSpecialStreet
)
const (
	transportEventsTruck uint16 = 1 << iota
	transportEventsCoach
	transportEventsContainer
	transportEventsGreenChannel
	transportEventsRelending
)
const (
	transportRulesPermit uint16 = 1 << iota
	transportRulesNight
	transportRulesEducation
	transportRulesEndorsement
	transportRulesDriverHome
)
const (
	consumptionNev uint16 = 1 << iota
	consumptionWorkshop
)
const (
	tradeEventsFair uint16 = 1 << iota
	tradeEventsMicro
	tradeEventsPremium
	tradeEventsServiceFirm
	tradeEventsImportInterest
)
const (
	fairsPlaceOverseasExport uint16 = 1 << iota
	fairsPlaceOther
)
const (
	digitalTradePlatform uint16 = 1 << iota
	digitalTradeSite
	digitalTradeServices
	digitalTradeHub
	digitalTradeNetwork
	digitalTradeIp
	digitalTradeBrand
	digitalTradeProject
)
const (
	ruralEventsFarmlandWorks uint16 = 1 << iota
	ruralEventsZone
	ruralEventsVillageBuild
	ruralEventsContestWon
)
const (
	farmlandKindUpgrade uint16 = 1 << iota
	farmlandKindNew
)
const (
	ruralSupportTransplanting uint16 = 1 << iota
	ruralSupportDrying
	ruralSupportPest
	ruralSupportFertility
	ruralSupportScale
	ruralSupportStorage
	ruralSupportRice
	ruralSupportSeed
	ruralSupportOrder
	ruralSupportTech
)
const (
	ruralStartupStudent uint16 = 1 << iota
	ruralStartupFinance
	ruralStartupTraining
	ruralStartupGuidance
)
const (
	townEventsIndustryCenter uint16 = 1 << iota
	townEventsManufacturingCenter
	townEventsServiceComplex
	townEventsFinance
)
const (
	peopleWorkPermit uint16 = 1 << iota
	peopleWorkPoints
	peopleWorkMonthlyWage
	peopleWorkHourlyWage
	peopleWorkEmployment
	peopleWorkUnemployment
)
const (
	peopleAidRehab uint16 = 1 << iota
	peopleAidDisability
	peopleAidAid
	peopleAidAidService
	peopleAidOrphan
	peopleAidChildren
)
