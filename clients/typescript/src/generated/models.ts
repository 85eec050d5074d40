// What is sent and answered. Generated from the OpenAPI document by `make generate`; do not edit.

export type ActKind = "opinion" | "inclusion" | "declination" | "publication" | "retraction" | "withdrawal"

/** What happened to a certificate. Names and notes stay in the body's own file. */
export interface ActView {
  /** When it happened. */
  at: string
  /** Whether it followed from a date that passed or a visit that failed. */
  by_itself: boolean
  /** What was done. */
  kind: "suspension" | "reinstatement" | "withdrawal" | "cancellation"
  /** Why, by the code of the national table. */
  reason_code: string | null
  /** Number of the certificate that took its place; null for others. */
  replaced_by: string | null
  /** Last moment of a suspension; null for others. */
  until: string | null
}

/** Totals of one reference period; `period_end` is exclusive. */
export interface ActivityData {
  /** First day after the period. */
  period_end: string
  /** First day of the period. */
  period_start: string
  /** The processes. */
  processes: Array<ProcessActivity>
}

export interface ActivityPage {
  /** What is on this page, in the order of the list. */
  items: Array<ActivityView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

export interface ActivityView {
  /** The activity data as they were reported. */
  activity: ActivityData
  /** When it was made. */
  created_at: string
  /** Hashes that the activity data names and whose files were handed in. */
  evidence_present: Array<string>
  /** What it is called by; it never changes. */
  id: string
  /** The product system. */
  system_id: string
}

/** Who did it: an organisation, its client, and the person whom the client is bound to. */
export interface Actor {
  /** The program that acted. */
  client?: string | null
  /** The organisation. */
  org: string
  /** The natural person who acted, by identifier. */
  person?: string | null
}

/** The share of a process's burden that one of its products carries. */
export interface Allocated {
  /** By measured outputs, not by the modelled ones. */
  measured: boolean
  /** The method. */
  method: string
  /** The process, by its id. */
  process: string
  /** The product. */
  product: string
  /** Why the process cannot be divided, and why no better step of the order is possible. */
  reason: Text
  /** Share of the whole, 0 to 1. */
  share: string
}

/** The share of a process's burden that one of its products carries. */
export interface AllocatedShare {
  /** Share of the burden, 0 to 1. */
  factor: string
  /** The share rests on measured outputs, not on the template's. */
  measured: boolean
  /** The method. */
  method: string
  /** The process, by its id. */
  process: string
  /** The product. */
  product: string
}

export type AllocationMethod = "mass" | "energy" | "economic"

/** A positive amount with its unit, such as 1 kWp. */
export interface Amount {
  /** How much, in `unit`; a decimal number. */
  amount: string
  /** The unit, such as kg, kWh or t.km. */
  unit: string
}

/** A positive amount with its unit, such as 1 kWp. */
export interface AmountInput {
  /** How much, in `unit`; a decimal number. */
  amount: number | string
  /** The unit, such as kg, kWh or t.km. */
  unit: string
}

/** A file that will be sent. Activity data of one system names it and the period; in a file of many, the columns `system`, `period_start` and `period_end` do. */
export interface AnnouncementRequest {
  /** The media type. */
  media_type: UploadKind
  /** What it is called. */
  name: string
  /** Exclusive. */
  period_end?: string | null
  /** First day of the period. */
  period_start?: string | null
  /** SHA-256 of the content. */
  sha256: string
  /** Bytes. */
  size: number
  /** The product system. */
  system_id?: string | null
  /** What it is about. */
  what: UploadContent
}

export interface ApplicationPage {
  /** What is on this page, in the order of the list. */
  items: Array<ApplicationView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** 认证委托: which sealed footprint, before which body, under which scheme. */
export interface ApplicationRequest {
  /** Approval number of the certification body that is applied to. */
  body: string
  /** The sealed calculation that is to be certified. */
  calculation_id: string
  /** Why, by the national table: 02 re-certification, 03 another body, 04 a change. */
  replacement?: ReplacementReason | null
  /** Number of the certificate whose place the new one is to take. */
  replaces?: string | null
  /** Which label it is about. */
  scheme: Scheme
}

export interface ApplicationView {
  /** The certification body, by its approval number. */
  body: string
  /** Where the footprint begins and ends. */
  boundary: string
  /** The sealed calculation that is to be certified. */
  calculation_id: string
  /** Code of the product category. */
  category: string
  /** The certificate that it led to; null before. */
  certificate_id: string | null
  /** Number of that certificate; null before. */
  certificate_number: string | null
  /** What the figures are for: an amount with its unit. */
  declared_unit: DeclaredUnit
  /** GB/T 2260 code of the county where the product is made. */
  division: string
  /** The enterprise, by its unified social credit code. */
  enterprise: string
  /** What the enterprise is called. */
  enterprise_name: Words
  /** GTIN; null when it has none. */
  gtin: string | null
  /** What it is called by; it never changes. */
  id: string
  /** The product's model. */
  model: string
  /** The only step that may be recorded now; null when the procedure ended negatively. */
  next_step: Step | null
  /** The product. */
  product_id: string
  /** What the product is called. */
  product_name: Words
  /** Why, by the national table; null likewise. */
  replacement: ReplacementReason | null
  /** The certificate whose place the new one is to take; null when it is to take none's. */
  replaces_certificate_id: string | null
  /** Code of the accounting rule. */
  rule_code: string
  /** Version of the accounting rule. */
  rule_version: string
  /** Which label it is about. */
  scheme: Scheme
  /** Where it stands. */
  state: CaseState
  /** The steps so far, in order. */
  steps: Array<StepView>
  /** When it was submitted. */
  submitted_at: string
  /** kg CO2e per declared unit. */
  value: string
  /** When the enterprise withdrew it; null otherwise. */
  withdrawn_at: string | null
}

/** What a checked organisation gets. */
export interface ApprovalRequest {
  /** Id that its first client gets. */
  client_id: string
  /** Id of the organisation; one that is known already keeps its names. */
  org: string
  /** The natural person who acted, by identifier. */
  person?: PersonModel | null
  /** The role of the organisation. */
  role: string
  /** Whether it begins in the test tenant, whose labels are worth nothing. It stays there. */
  sample?: boolean
  /** All that the role holds, where it is absent. */
  scopes?: Array<string> | null
}

/** The recorded system, and what of the archive is not in it. */
export interface ArchiveImportView {
  /** When it was made. */
  created_at: string
  /** What it is called by; it never changes. */
  id: string
  /** What could not be carried over. */
  losses: Array<ArchiveLossView>
  /** The product. */
  product_id: string
  /** The product system. */
  system: ProductSystem
}

/** Something that could not be carried over, and what became of it. */
export interface ArchiveLossView {
  /** It can change the footprint, and waits for a person at `/v1/systems/{id}/losses`. */
  material: boolean
  /** What it is about. */
  what: Text
  /** Where it is. */
  where: string
}

export type Arrival = "upload" | "event" | "fetch"

/** Which footprints a partner is asked for, and until when. */
export interface AskRequest {
  /** A remark for people. */
  comment?: string | null
  /** URNs of the companies whose footprints are asked for. */
  company_ids?: Array<string>
  /** Until when an answer is asked for. */
  deadline: string
  /** The exchange partner. */
  partner: string
  /** URNs of the products whose footprints are asked for. */
  product_ids?: Array<string>
}

/** Quality, uncertainty and position of a result; none of it is certified. */
export interface Assessment {
  /** Version of the published levels. */
  benchmark_pack: string | null
  /** The largest contributions with their own ratings. */
  largest: Array<RatedExchange>
  /** Published levels to compare with. */
  levels: Array<PublishedLevel>
  /** Version of the pedigree set. */
  pedigree_pack: string
  /** Version of the rules of data quality. */
  quality_pack: string
  /** PEF data quality rating; its first three criteria are the indicators of PACT v3. */
  rating: Rating
  /** How many samples are drawn. */
  samples: number
  /** What the random numbers begin with: the same seed gives the same figures. */
  seed: string | null
  /** The spread by each set of scores. */
  spreads: Array<ReportedSpread>
}

export interface AttemptView {
  /** When it ended; null while it has not. */
  ended_at: string
  /** Why it failed; null when it did not. */
  failure: Failure | null
  /** Which attempt it is, from 1. */
  number: number
  /** When it was begun. */
  started_at: string
  /** The status that was answered; null without an answer. */
  status: number | null
}

export interface AuditEntryPage {
  /** What is on this page, in the order of the list. */
  items: Array<AuditEntryView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** Somebody read the caller's secrets, or the caller changed something. */
export interface AuditEntryView {
  /** When it happened. */
  at: string
  /** The program that acted. */
  client: string
  /** Method of the request. */
  method: string
  /** Place in the chain; null for the seconds until it has one. */
  number: number | null
  /** What was read or changed, by identifier. */
  objects: Array<string>
  /** The organisation. */
  org: string
  /** The natural person who acted, by identifier. */
  person: string | null
  /** Where it stands in the caller's list. */
  position: number
  /** The role of the organisation. */
  role: string
  /** Path template of the request. */
  route: string
  /** Covers this entry and, through the one before, all earlier ones. */
  sha256: string | null
  /** Names the trace of the request. */
  trace_id: string | null
}

export type Basis = "co2e" | "biogenic" | "co2-only" | "partial" | "result"

export interface BatchPage {
  /** What is on this page, in the order of the list. */
  items: Array<BatchView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** 公布: included nominations that become the next numbered batch. */
export interface BatchRequest {
  /** The nominations, each concluded to be included. */
  nomination_ids: Array<string>
  /** What the batch is called, in Chinese. */
  title_zh: string
}

/** A batch of pilot products that was published together. */
export interface BatchView {
  /** Its number. */
  number: number
  /** How many products it was published with. */
  products: number
  /** When it was published. */
  published_at: string
  /** What the batch is called, in Chinese. */
  title_zh: string
}

/** One sentence or name in both languages of the platform. */
export interface BilingualText {
  /** In English. */
  en: string
  /** In Chinese. */
  zh: string
}

export type Boundary = "cradle-to-gate" | "cradle-to-grave"

/** Electricity of the public grid, or the mix that is left when contracts are taken out. */
export interface ByLocation {
  /** Where the energy comes from. */
  by: "location" | "residual"
  /** Footprint factor at the consumer: upstream, generation, transmission and losses. */
  factor: string
}

/** Which system to account with which activity data; by today's rule unless one is named. */
export interface CalculationRequest {
  /** The activity data. */
  activity_data_id: string
  /** Version of the rule; today's when absent. */
  rule_version?: string | null
  /** The product system. */
  system_id: string
}

export type CalculationState = "open" | "sealed"

/** A calculation in a list. */
export interface CalculationSummary {
  /** Code of the product category. */
  category: string
  /** When it was made. */
  created_at: string
  /** What the figures are for: an amount with its unit. */
  declared_unit: string
  /** The enterprise, by its unified social credit code. */
  enterprise: string
  /** What it is called by; it never changes. */
  id: string
  /** The product's model. */
  model: string
  /** Of the product, as it was when this was computed. */
  name: Text
  /** The product. */
  product_id: string
  /** Code of the accounting rule. */
  rule_code: string
  /** Version of the accounting rule. */
  rule_version: string
  /** SHA-256 of the sealed document; null while it is not sealed. */
  seal: string | null
  /** When it was sealed. */
  sealed_at: string | null
  /** Where it stands. */
  state: CalculationState
  /** kg CO2e per declared unit. */
  value: string
}

export interface CalculationSummaryPage {
  /** What is on this page, in the order of the list. */
  items: Array<CalculationSummary>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** A calculation with its whole breakdown, per declared unit. */
export interface CalculationView {
  /** The activity data. */
  activity_data_id: string
  /** Where the footprint begins and ends. */
  boundary: string
  /** Code of the product category. */
  category: string
  /** When it was made. */
  created_at: string
  /** What the figures are for: an amount with its unit. */
  declared_unit: string
  /** Version of the program that calculated. */
  engine_version: string
  /** The enterprise, by its unified social credit code. */
  enterprise: string
  /** Version and hash of the factor library. */
  factor_library: string
  /** The IPCC report whose global warming potentials count. */
  gwp_set: string
  /** What it is called by; it never changes. */
  id: string
  /** The product's model. */
  model: string
  /** Of the product, as it was when this was computed. */
  name: Text
  /** The product. */
  product_id: string
  /** The footprint with all its parts. */
  result: Result
  /** Code of the accounting rule. */
  rule_code: string
  /** Version of the accounting rule. */
  rule_version: string
  /** SHA-256 of the sealed document; null while it is not sealed. */
  seal: string | null
  /** When it was sealed. */
  sealed_at: string | null
  /** Where it stands. */
  state: CalculationState
  /** The product system. */
  system_id: string
  /** kg CO2e per declared unit. */
  value: string
}

/** One calibration: readings from `valid_from` on, before `valid_until`, rest on it. */
export interface Calibration {
  /** SHA-256 of the certificate, handed in as evidence. */
  certificate?: string | null
  /** Who calibrated. */
  laboratory: string
  /** From when it counts. */
  valid_from: string
  /** Until when it counts. */
  valid_until: string
}

export type CancellationReason = "0201" | "0202" | "0203" | "0204" | "0299"

/** 注销: the national reason code. Final. */
export interface CancellationRequest {
  /** Remark of the person, in Chinese. */
  note_zh: string
  /** Why, by the code of the national table. */
  reason_code: CancellationReason
}

/** Emissions in kg CO2e, carbon contents in kg C, both per declared unit times its amount. */
export interface CarbonFootprint {
  /** kg CO2e of aircraft. */
  aircraftGhgEmissions?: string | null
  /** How burdens are shared. */
  allocationRulesDescription?: string | null
  /** kg CO2 taken up by biomass; zero or negative. */
  biogenicCO2Uptake?: string | null
  /** kg of biogenic carbon in the product. */
  biogenicCarbonContent?: string | null
  /** kg CO2e of methane and nitrous oxide from biomass. */
  biogenicNonCO2Emissions?: string | null
  /** The processes inside the boundary. */
  boundaryProcessesDescription?: string | null
  /** kg CO2 captured and stored; zero or negative. */
  ccsTechnologicalCO2Capture?: string | null
  /** Whether capture and storage are counted. */
  ccsTechnologicalCO2CaptureIncluded?: boolean | null
  /** How carbon that was captured and used is counted. */
  ccuCalculationApproach?: CcuApproach | null
  /** kg of captured carbon in the product. */
  ccuCarbonContent?: string | null
  /** Address of the certificate of the credit. */
  ccuCreditCertification?: string | null
  /** The standards that the footprint follows. */
  crossSectoralStandards: Array<string>
  /** How much of the unit the footprint is for. */
  declaredUnitAmount: string
  /** The unit that the footprint is for. */
  declaredUnitOfMeasurement: PactUnit
  /** Ratings of the data, 1 (best) to 3. */
  dqi?: DataQualityIndicators | null
  /** Why emissions are left out. */
  exemptedEmissionsDescription?: string | null
  /** Emissions left out, in percent. */
  exemptedEmissionsPercent: string
  /** kg of fossil carbon in the product. */
  fossilCarbonContent: string
  /** kg CO2e of fossil origin. */
  fossilGhgEmissions: string
  /** ISO 3166-1 code of the country. */
  geographyCountry?: string | null
  /** ISO 3166-2 code of the subdivision. */
  geographyCountrySubdivision?: string | null
  /** UN region. */
  geographyRegionOrSubregion?: Region | null
  /** IPCC reports whose potentials count. */
  ipccCharacterizationFactors: Array<string>
  /** m2·a of land that is used. */
  landAreaOccupation?: string | null
  /** kg CO2e of land carbon leakage. */
  landCarbonLeakage?: string | null
  /** kg CO2 emitted by land management. */
  landManagementBiogenicCO2Emissions?: string | null
  /** kg CO2 removed by land management. */
  landManagementBiogenicCO2Removals?: string | null
  /** kg CO2e of fossil origin from land management. */
  landManagementFossilGhgEmissions?: string | null
  /** kg CO2e of land use change. */
  landUseChangeGhgEmissions?: string | null
  /** kg CO2e of outbound logistics. */
  outboundLogisticsGhgEmissions?: string | null
  /** kg of biogenic carbon in the packaging. */
  packagingBiogenicCarbonContent?: string | null
  /** Whether packaging is counted. */
  packagingEmissionsIncluded?: boolean | null
  /** kg CO2e of packaging. */
  packagingGhgEmissions?: string | null
  /** kg CO2e without what biomass took up. */
  pcfExcludingBiogenicUptake: string
  /** kg CO2e less what biomass took up. */
  pcfIncludingBiogenicUptake: string
  /** Share of primary data, in percent. */
  primaryDataShare?: string | null
  /** kg of product per declared unit. */
  productMassPerDeclaredUnit: string
  /** Rules of the sector that are followed. */
  productOrSectorSpecificRules?: Array<SectorRules> | null
  /** kg of recycled carbon in the product. */
  recycledCarbonContent?: string | null
  /** End of the period of the data, exclusive. */
  referencePeriodEnd: string
  /** Start of the period of the data. */
  referencePeriodStart: string
  /** Where secondary factors come from. */
  secondaryEmissionFactorSources?: Array<FactorSource> | null
  /** Where captured CO2 comes from. */
  technologicalCO2CaptureOrigin?: string | null
  /** kg CO2 removed by technology; zero or negative. */
  technologicalCO2Removals?: string | null
  /** Who verified it, and how. */
  verification?: Verification | null
}

export type CaseState = "open" | "granted" | "ended"

/** The category's place in the national pilot catalogue. */
export interface CatalogueItem {
  /** Its number in the catalogue. */
  item: number
  /** What it is called in Chinese. */
  name_zh: string
  /** When it was published. */
  published: string
}

/** A product category: what it is, who may certify it, and by which rule on which date. */
export interface CategoryPack {
  /** None when the national pilot catalogue does not list the category. */
  catalogue: CatalogueItem | null
  /** A code that stays the same in every language. */
  code: string
  /** UN CPC class of a product that states none. */
  cpc: string
  /** Other classes that a product of this category may state. */
  further_cpc?: Array<string>
  /** What it is called. */
  name: BilingualText
  /** Units in which a product of this category must state what one piece amounts to. */
  piece_units: Array<string>
  /** Every version of the category's rule. */
  rules: Array<Rule>
  /** Its version. */
  version: string
}

/** A product category: what it is, who may certify it, and by which rule on which date. */
export interface CategoryPackInput {
  /** None when the national pilot catalogue does not list the category. */
  catalogue: CatalogueItem | null
  /** A code that stays the same in every language. */
  code: string
  /** UN CPC class of a product that states none. */
  cpc: string
  /** Other classes that a product of this category may state. */
  further_cpc?: Array<string>
  /** What it is called. */
  name: BilingualText
  /** Units in which a product of this category must state what one piece amounts to. */
  piece_units: Array<string>
  /** Every version of the category's rule. */
  rules: Array<RuleInput>
  /** Its version. */
  version: string
}

export interface CategoryPage {
  /** What is on this page, in the order of the list. */
  items: Array<CategoryView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** A product category and every version of its rule. */
export interface CategoryView {
  /** Code of the product category. */
  category: CategoryPack
  /** Labels that products of the category may carry. */
  schemes: Array<Scheme>
  /** SHA-256 of the content. */
  sha256: string
}

export type Cause = "replaced" | "withdrawn" | "expired" | "not-yet-valid"

export type CcuApproach = "Cut-off" | "Credit"

export interface CertificatePage {
  /** What is on this page, in the order of the list. */
  items: Array<CertificateView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

export type CertificateState = "01" | "02" | "03" | "04" | "05"

export interface CertificateView {
  /** What happened to it, in order. */
  acts: Array<ActView>
  /** The application that led to it. */
  application_id: string
  /** The certification body, by its approval number. */
  body: string
  /** Where the footprint begins and ends. */
  boundary: string
  /** The sealed calculation that was certified. */
  calculation_id: string
  /** Code of the product category. */
  category: string
  /** The certificate itself, as application/vc+jwt. */
  credential: string | null
  /** When it was decided. */
  decided_at: string
  /** What the figures are for: an amount with its unit. */
  declared_unit: DeclaredUnit
  /** GB/T 2260 code of the county where the product is made. */
  division: string
  /** The enterprise, by its unified social credit code. */
  enterprise: string
  /** What the enterprise is called. */
  enterprise_name: Words
  /** GTIN; null when it has none. */
  gtin: string | null
  /** What it is called by; it never changes. */
  id: string
  /** The product's model. */
  model: string
  /** Number of the certificate, as printed. */
  number: string
  /** SHA-256 of what was signed. */
  payload_sha256: string
  /** Notices, statements and wishes before it was withdrawn or cancelled, in order. */
  proceedings: Array<ProceedingView>
  /** The product. */
  product_id: string
  /** What the product is called. */
  product_name: Words
  /** The certificate whose place it takes; null when it takes none's. */
  replaces_certificate_id: string | null
  /** Code of the accounting rule. */
  rule_code: string
  /** Version of the accounting rule. */
  rule_version: string
  /** Which label it is about. */
  scheme: Scheme
  /** Null in the moment between decision and signature. */
  signed_at: string | null
  /** Where it stands. */
  state: CertificateWord
  /** National code: 01 valid, 02 suspended, 03 withdrawn, 04 cancelled, 05 expired. */
  state_code: CertificateState
  /** The state in words. */
  state_name: Words
  /** Its place in those lists. */
  status_index: number
  /** Number of the status lists that have its place. */
  status_list: number
  /** From when it counts. */
  valid_from: string
  /** Until when it counts. */
  valid_until: string
  /** kg CO2e per declared unit. */
  value: string
}

export type CertificateWord = "valid" | "suspended" | "withdrawn" | "cancelled" | "expired"

/** An amount per output of the process instead of what was modelled or measured. */
export interface ChangeAmount {
  /** How much, in `unit`; a decimal number. */
  amount: string
  /** What changes. */
  change: "change-amount"
  /** The exchange, by its id within the process. */
  exchange: string
  /** The process, by its id. */
  process: string
  /** The unit, such as kg, kWh or t.km. */
  unit: string
}

/** Another electricity supply for some processes, or for all when none is named. */
export interface ChangeElectricity {
  /** What changes. */
  change: "change-electricity"
  /** The emission factor. */
  factor: string
  /** The processes. */
  processes?: Array<string>
}

export type ChangeState = "proposed" | "confirmed" | "refused" | "withdrawn"

/** Another distance, or another mode with its factor, for one leg of freight. */
export interface ChangeTransport {
  /** What changes. */
  change: "change-transport"
  /** The new distance as a multiple of the old one. */
  distance_times?: string
  /** The exchange, by its id within the process. */
  exchange: string
  /** The emission factor. */
  factor?: string | null
  /** Means of transport. */
  mode?: Mode | null
  /** The process, by its id. */
  process: string
}

/** What is changed; `factors` are those of the library that are proposed by value. */
export interface ChangeView {
  /** Code of the product category. */
  category?: string | null
  /** The emission factors. */
  factors?: Array<FactorChangeView>
  /** What would change. */
  kind: string
  /** The factor library, by its version. */
  library?: string | null
  /** The accounting rule. */
  rule?: string | null
}

export type Check = "mass-balance" | "energy-balance" | "template-outlier" | "history-outlier" | "category-bounds" | "category-outlier" | "period-overlap" | "period-gap" | "copied"

export interface ClientChangePage {
  /** What is on this page, in the order of the list. */
  items: Array<ClientChangeView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** A change that takes effect when an operator other than its proposer confirms it. */
export interface ClientChangeView {
  /** The client as it will be. */
  client: ClientView | null
  /** When it was decided. */
  decided_at: string | null
  /** The client that confirmed or refused it; null while nobody did. */
  decided_by: string | null
  /** Why it was decided so. */
  decision_reason: string | null
  /** Until when it can be confirmed. */
  expires_at: string
  /** What it is called by; it never changes. */
  id: string
  /** The public keys. */
  keys: Array<ClientKeyView>
  /** Which kind it is. */
  kind: string
  /** The organisation as it will be. */
  organisation: OrganisationView | null
  /** When it was proposed. */
  proposed_at: string
  /** The client that proposed it. */
  proposed_by: string
  /** Why, in words. */
  reason: string | null
  /** `proposed`, `confirmed`, `refused` or, by its proposer, `withdrawn`. */
  state: string
  /** The id of the client or organisation. */
  subject: string
}

/** A public key by its name and its thumbprint (RFC 7638), to compare with its owner. */
export interface ClientKeyView {
  /** The name of the key. */
  kid: string
  /** Thumbprint of the key (RFC 7638). */
  thumbprint: string
}

export interface ClientPage {
  /** What is on this page, in the order of the list. */
  items: Array<ClientView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** Why a suspended client may act again. */
export interface ClientReinstatementRequest {
  /** Why, in words. */
  reason: string
}

export type ClientState = "active" | "suspended" | "revoked"

/** Why a client is to stop at once. */
export interface ClientSuspensionRequest {
  /** Why, in words. */
  reason: string
}

/** A registered client; never its secret. */
export interface ClientView {
  /** How it shows who it is. */
  authentication: string
  /** When it was made. */
  created_at: string
  /** What it is called by; it never changes. */
  id: string
  /** The organisation. */
  org: string
  /** The natural person who acted, by identifier. */
  person: PersonModel | null
  /** When it was revoked; null while it counts. */
  revoked_at: string | null
  /** The role of the organisation. */
  role: string
  /** The scopes that it may use. */
  scopes: Array<string>
  /** `active`, `suspended` until two operators decide, or for good `revoked`. */
  state: ClientState
  /** When it was suspended; null while it is not. */
  suspended_at: string | null
  /** When it changed last; null in a change that waits for a second operator. */
  updated_at: string | null
}

/** Something useful that comes out beside a process's main output, per that output. */
export interface CoProduct {
  /** What it is called by; it never changes. */
  id: string
  /** What it is called. */
  name: Text
  /** How much leaves the process. */
  output: Quantity
}

/** How much of a co-product the system takes per declared unit. */
export interface CoProductDelivery {
  /** How much, in `unit`; a decimal number. */
  amount: string
  /** The process, by its id. */
  process: string
  /** The product. */
  product: string
  /** The unit, such as kg, kWh or t.km. */
  unit: string
}

/** What came out of one co-product over the period. */
export interface CoProductOutput {
  /** SHA-256 of files that prove it. */
  evidence: Evidence
  /** How much leaves the process. */
  output: Quantity
  /** The product. */
  product: string
}

/** 结论: whether the product is to be listed. */
export interface ConclusionRequest {
  /** Whether the product will stand in one of the next batches. */
  is_included: boolean
  /** Why, in Chinese; on record for good, and public where the list is. */
  reasons_zh: string
}

/** The total of one exchange over the period, losses included. */
export interface Consumption {
  /** How much, in `unit`; a decimal number. */
  amount: string
  /** SHA-256 of files that prove it. */
  evidence: Evidence
  /** The exchange, by its id within the process. */
  exchange: string
  /** The unit, such as kg, kWh or t.km. */
  unit: string
}

export interface ConsumptionPage {
  /** What is on this page, in the order of the list. */
  items: Array<ConsumptionView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** What a meter counted from the beginning of a day to the beginning of another, in China. */
export interface ConsumptionView {
  /** How much, in `unit`; a decimal number. */
  amount: string
  /** What speaks against the figures. */
  doubts: Array<DoubtView>
  /** The first reading that counts. */
  first: ReadingView
  /** The last reading that counts. */
  last: ReadingView
  /** First day after the period. */
  period_end: string
  /** First day of the period. */
  period_start: string
  /** How many readings there are. */
  readings: number
  /** The unit, such as kg, kWh or t.km. */
  unit: string
}

/** Whom the operators ask. */
export interface ContactModel {
  /** Address of electronic mail. */
  email: string
  /** What it is called. */
  name: string
  /** Telephone number. */
  phone?: string | null
}

/** One use of a process, or one exchange; its children's kg CO2e add up to its own exactly. */
export interface ContributionNode {
  /** For one declared unit. */
  amount: string
  /** What it is made of, the largest first. */
  children: Array<ContributionNode>
  /** The supplying process, or the flow that enters from outside. */
  flow: string
  /** Exchanges behind this node that the answer leaves out, for its depth or its size. */
  hidden: number
  /** kg CO2e per declared unit. */
  kg_co2e: string
  /** Of the footprint. */
  percent: string
  /** `process.exchange`; the root is the product's own process. */
  place: string
  /** Stage of the life cycle. */
  stage: Stage
  /** Unit of the amount. */
  unit: string
}

/** The contribution tree; children add up to their parent exactly. */
export interface ContributionsView {
  /** The calculation. */
  calculation_id: string
  /** What the figures are for: an amount with its unit. */
  declared_unit: string
  /** SHA-256 of the sealed document; null while it is not sealed. */
  seal: string | null
  /** The whole footprint, and what it is made of. */
  tree: ContributionNode
  /** kg CO2e per declared unit, of the calculation. */
  value: string
}

export interface CountedCasePage {
  /** What is on this page, in the order of the list. */
  items: Array<CountedCaseView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** A sealed footprint or a certificate behind the figures. */
export interface CountedCaseView {
  /** When it happened. */
  at: string
  /** Code of the product category. */
  category: string
  /** Whether it counts for its year. */
  counts: boolean
  /** GB/T 2260 code. */
  division: string
  /** The enterprise, by its unified social credit code. */
  enterprise: string
  /** What the enterprise is called. */
  enterprise_name: Words
  /** Whether a footprint was accounted or certified. */
  kind: TargetKind
  /** The product's model. */
  model: string
  /** Why it does not; null when it counts. */
  not_counted: NotCounted | null
  /** The product. */
  product_id: string
  /** What the product is called. */
  product_name: Words
  /** The calculation, or the number of the certificate. */
  reference: string
  /** When its certificate was withdrawn; it counts no more from then on. */
  withdrawn_at: string | null
  /** The year that it is of. */
  year: number
}

export type Coverage = "PCF calculation model" | "PCF program" | "product level"

/** A threshold that the footprint crosses; limits of the rule have no level. */
export interface CrossingView {
  /** Whether it is above or below now. */
  direction: MoveDirection
  /** kg CO2e per declared unit. */
  kg_co2e: string | null
  /** The level that is crossed. */
  threshold: string
}

/** An input left out on purpose: kept in the books with its reason, without a burden. */
export interface CutOff {
  /** How much, in `unit`; a decimal number. */
  amount: string
  /** kg CO2e per unit at most, for the books alone: it never enters the footprint. */
  estimate?: string | null
  /** What flows: a gas, a material, a form of energy. */
  flow: string
  /** What it is called by; it never changes. */
  id: string
  /** Which kind it is. */
  kind: "cut-off"
  /** Why, in words. */
  reason: Text
  /** The unit, such as kg, kWh or t.km. */
  unit: string
}

/** Everything left out, against the rule's limits; a reviewer judges what exceeds them. */
export interface CutOffBook {
  /** The items. */
  items: Array<CutOffItem>
  /** All that is left out, in percent of the footprint. */
  total_burden_percent?: string | null
  /** All that is left out, in percent of the energy. */
  total_energy_percent?: string | null
  /** All that is left out, in percent of the mass. */
  total_mass_percent: string
  /** Whether it stays within the limit. */
  within_limit: boolean
}

/** One input left out. The shares are of all inputs of mass or energy, and of the footprint with the estimate added. */
export interface CutOffItem {
  /** How much, in `unit`; a decimal number. */
  amount: string
  /** Share of the footprint, in percent. */
  burden_percent?: string | null
  /** Share of the energy, in percent. */
  energy_percent?: string | null
  /** At most, by the maker's estimate; it is never part of the footprint. */
  estimated_kg_co2e?: string | null
  /** What flows: a gas, a material, a form of energy. */
  flow: string
  /** What it is called by; it never changes. */
  id: string
  /** Share of the mass, in percent. */
  mass_percent: string | null
  /** The unit, such as kg, kWh or t.km. */
  unit: string
  /** Whether it stays within the limit. */
  within_limit: boolean | null
}

/** Largest mass share that may be left out, per item and in total, in percent. */
export interface CutOffLimits {
  /** Most that a single item may be, in percent. */
  single_percent: string
  /** Most that all of them together may be, in percent. */
  total_percent: string
}

/** Largest mass share that may be left out, per item and in total, in percent. */
export interface CutOffLimitsInput {
  /** Most that a single item may be, in percent. */
  single_percent: number | string
  /** Most that all of them together may be, in percent. */
  total_percent: number | string
}

/** Data quality ratings, 1 (best) to 5. */
export interface DataQualityIndicators {
  /** How near the place is, 1 (best) to 3. */
  geographicalDQR: string
  /** How near the technology is, 1 (best) to 3. */
  technologicalDQR: string
  /** How near the time is, 1 (best) to 3. */
  temporalDQR: string
}

/** The amount of product that a footprint speaks of, such as 1 kWp. */
export interface DeclaredUnit {
  /** How much, in `unit`; a decimal number. */
  amount: string
  /** The unit, such as kg, kWh or t.km. */
  unit: string
}

/** A carrier with the heating values to write into an exchange of the kind `fuel`. */
export interface DefaultFuel {
  /** The fuel. */
  carrier: string
  /** kg CO2 per `heating.per`, from burning alone. */
  co2_kg_per_unit: string
  /** How much heat it gives. */
  heating: Heating
  /** What it is called. */
  name: Text
}

export interface DefaultFuelPage {
  /** What is on this page, in the order of the list. */
  items: Array<DefaultFuel>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

export interface DeliveryPage {
  /** What is on this page, in the order of the list. */
  items: Array<DeliveryView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

export type DeliveryState = "pending" | "delivered" | "exhausted" | "cancelled"

/** An errand to a partner. One that is `dead` was given up, and may be sent once more. `withheld` names footprints that were left out because access to them had ended, for `withheld_reason`; with `withheld_at` there was nothing else in it, and it was not sent. */
export interface DeliveryView {
  /** How often it was tried, or each attempt. */
  attempts: number
  /** When it was made. */
  created_at: string
  /** Whether it was given up. */
  dead: boolean
  /** When it arrived; null while it has not. */
  delivered_at: string | null
  /** What is delivered. */
  errand: string
  /** Why it failed. */
  error: string | null
  /** What it is called by; it never changes. */
  id: string
  /** When it is tried next; null when it is not. */
  next_attempt_at: string | null
  /** The exchange partner. */
  partner: string
  /** When it was sent again. */
  replayed_at: string | null
  /** Who had it sent again. */
  replayed_by: string | null
  /** When it changed last. */
  updated_at: string
  /** Footprints that were left out because access to them had ended. */
  withheld: Array<string>
  /** When it was kept back, because there was nothing else in it. */
  withheld_at: string | null
  /** Why access had ended. */
  withheld_reason: string | null
}

export type Dimension = "energy" | "mass" | "area" | "volume" | "normal-volume" | "peak-power" | "count" | "freight" | "length" | "time"

/** Electricity of one kind of generation by direct supply, with the lines that carry it. */
export interface Direct {
  /** Where the energy comes from. */
  by: "direct"
  /** Which contract proves the direct supply. */
  contract: Text
  /** Factor of the generation, kg CO2e per kWh. */
  generation: string
  /** Share lost on the way; 0 when the transmission factor includes the losses. */
  line_loss?: string
  /** Factor of the lines that carry it, kg CO2e per kWh. */
  transmission: string
}

/** What one district has reached of a target. */
export interface DistrictFigureView {
  /** GB/T 2260 code. */
  division: string
  /** Products that count. */
  reached: number
}

export type Doubt = "rolled-over" | "reset" | "gap" | "uncalibrated" | "interpolated"

export interface DoubtView {
  /** Which doubt it is. */
  doubt: Doubt
  /** The first of them. */
  first: string
  /** How often it occurs. */
  times: number
}

export type DutyKind = "acceptance" | "overdue-acceptance" | "surveillance-visit" | "overdue-surveillance" | "suspension-end" | "hearing" | "hearing-decision" | "cancellation" | "recertification" | "expiry" | "archive" | "data-age"

export interface DutyPage {
  /** What is on this page, in the order of the list. */
  items: Array<DutyView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

export type DutyState = "open" | "done" | "lapsed" | "dropped"

export interface DutyView {
  /** The clause behind it. */
  basis: Words
  /** The certification body, by its approval number. */
  body: string
  /** GB/T 2260 code of the county where the product is made. */
  division: string
  /** The end of its last day, exclusive: a midnight in Beijing, or the moment that was set. */
  due_at: string
  /** The enterprise, by its unified social credit code. */
  enterprise: string
  /** What it is called by; it never changes. */
  id: string
  /** Which kind it is. */
  kind: DutyKind
  /** What it is about, `certificate` or `application`. */
  matter: string
  /** The certificate or application. */
  matter_id: string
  /** What has to be done, in words. */
  name: Words
  /** Whether it is open although its date has passed; what follows then follows in a moment. */
  overdue: boolean
  /** The role of the organisation that owes it. */
  owed_by: Role
  /** Number of the certificate, or the application's id. */
  reference: string
  /** When it began. */
  set_at: string
  /** When it was done, lapsed or was dropped; null while it is open. */
  settled_at: string | null
  /** Where it stands. */
  state: DutyState
}

/** Share the burden by value (step 3), by prices of one currency and one period. */
export interface Economic {
  /** ISO 4217. */
  currency: string
  /** The method. */
  method: "economic"
  /** Why no physical relation describes how the products cause the burden (step 2). */
  not_physical: Text
  /** Why the process could not be divided instead. */
  not_subdivided: Text
  /** First day after the period. */
  period_end: string
  /** First day of the period. */
  period_start: string
  /** Price per unit of each product's output, averaged over the period. */
  weights: Array<Weight>
}

/** `of` rests on `on`. */
export interface Edge {
  /** The node that rests on another. */
  of: string
  /** The node that it rests on. */
  on: string
}

/** What one change does after those before it; the effects add up to the difference. */
export interface Effect {
  /** What changes. */
  change: string
  /** kg CO2e more than without the change; negative is less. */
  difference: string
  /** Which of the changes it is, from 1. */
  number: number
}

/** Electricity, with how it is supplied. */
export interface Electricity {
  /** How much, in `unit`; a decimal number. */
  amount: string
  /** What it is called by; it never changes. */
  id: string
  /** Which kind it is. */
  kind: "electricity"
  /** Share lost inside the plant before use. */
  loss?: string
  /** Where the electricity comes from. */
  supply: ByLocation | OnSite | Direct | Mix
  /** The unit, such as kg, kWh or t.km. */
  unit: string
}

/** A gas that the process itself releases, as mass. */
export interface Emission {
  /** How much, in `unit`; a decimal number. */
  amount: string
  /** The greenhouse gas. */
  gas: string
  /** What it is called by; it never changes. */
  id: string
  /** Which kind it is. */
  kind: "emission"
  /** Where it comes from. */
  origin?: GasOrigin
  /** The unit, such as kg, kWh or t.km. */
  unit: string
}

/** The result, with what the standard wants stated on its own. */
export interface Emissions {
  /** None: the document does not state it apart. */
  aircraft: string | null
  /** kg CO2 emitted by biomass. */
  biogenic_emitted: string | null
  /** Methane and nitrous oxide of biomass; None: the document does not state them apart. */
  biogenic_gases: string | null
  /** Emitted less taken up; beside the footprint, never inside it. */
  biogenic_kg_co2: string
  /** kg CO2 taken up by biomass. */
  biogenic_taken_up: string | null
  /** Shares of the footprint by exchange. */
  by_exchange: Array<ReportedShare>
  /** Shares of the footprint by process. */
  by_process: Array<ReportedShare>
  /** By the only factor behind an input, or by the input itself where there are several. */
  by_source: Array<ReportedShare>
  /** Shares of the footprint by stage of the life cycle. */
  by_stage: Array<ReportedShare>
  /** kg CO2e per declared unit, before it is rounded. */
  exact: string
  /** Totals by flow per declared unit. */
  flows: Array<ReportedFlow>
  /** kg CO2e of fossil origin. */
  fossil: string
  /** None: the document does not state it apart. */
  land_use_change: string | null
  /** The same per one of another unit. */
  per_unit: Array<ReportedPerUnit>
  /** kg CO2 that stays in the product. */
  stored_carbon_kg_co2: string | null
  /** The published value, rounded once. */
  value: string
}

/** Why access, or the publication, ends; it stays in the records. */
export interface EndRequest {
  /** Why, in words. */
  reason: string
}

export interface EnrolmentPage {
  /** What is on this page, in the order of the list. */
  items: Array<EnrolmentView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** What became of an enrolment, for its applicant. */
export interface EnrolmentProgress {
  /** With an approved enrolment: the `iss` and `sub` of its assertions. */
  client_id: string | null
  /** When it was decided. */
  decided_at: string | null
  /** What it is called by; it never changes. */
  id: string
  /** When it was proposed. */
  proposed_at: string
  /** Why, in words. */
  reason: string | null
  /** `proposed`, `approved`, `refused` or `withdrawn`. */
  state: string
}

/** The enrolment, and the secret by which it is asked for; nobody can tell it again. */
export interface EnrolmentReceipt {
  /** What it is called by; it never changes. */
  id: string
  /** The secret by which the applicant asks for its progress; it is told once. */
  receipt: string
  /** Where it stands. */
  state: string
}

/** Why an organisation is not taken in; the applicant reads it. */
export interface EnrolmentRefusalRequest {
  /** Why, in words. */
  reason: string
}

/** What an organisation says of itself, and what it asks for. */
export interface EnrolmentRequest {
  /** Whom the operators ask. */
  contact: ContactModel
  /** Unified social credit code (GB 32100-2015). */
  credit_code: string
  /** GB/T 2260 code of where it is in charge. */
  division?: string | null
  /** The documents that prove it, by their digests. */
  documents?: Array<ProofModel>
  /** Public JWK set (RFC 7517) by whose keys its client will prove itself. */
  jwks: Record<string, JsonValue>
  /** What it is called in English. */
  name_en: string
  /** What it is called in Chinese. */
  name_zh: string
  /** The role of the organisation. */
  role: string
}

export type EnrolmentState = "proposed" | "approved" | "refused" | "withdrawn"

/** An enrolment as the operators see it. */
export interface EnrolmentView {
  /** The change by which one operator approves it, and which a second one confirms. */
  change: string | null
  /** With an approved enrolment: the `iss` and `sub` of its assertions. */
  client_id: string | null
  /** Whom the operators ask. */
  contact: ContactModel
  /** Unified social credit code (GB 32100-2015). */
  credit_code: string
  /** When it was decided. */
  decided_at: string | null
  /** GB/T 2260 code. */
  division: string | null
  /** The documents that prove it, by their digests. */
  documents: Array<ProofModel>
  /** What it is called by; it never changes. */
  id: string
  /** The public keys. */
  keys: Array<ClientKeyView>
  /** What it is called in English. */
  name_en: string
  /** What it is called in Chinese. */
  name_zh: string
  /** When it was proposed. */
  proposed_at: string
  /** Why, in words. */
  reason: string | null
  /** The role of the organisation. */
  role: string
  /** `proposed`, `approved`, `refused` or `withdrawn`. */
  state: string
}

/** What an enterprise says about itself. */
export interface EnterpriseRequest {
  /** GB/T 2260 code of the registered place. */
  division: string
  /** What it is called. */
  name: Text
}

export interface EnterpriseView {
  /** GB/T 2260 code. */
  division: string
  /** What it is called. */
  name: Text
  /** Unified social credit code. */
  uscc: string
}

export type Errand = "event" | "fetch"

export type ErrorFormat = "ndjson" | "csv" | "xlsx" | "parquet"

/** The spread of a footprint in kg CO2e; 95 % of the outcomes lie between low and high. */
export interface Estimate {
  /** The squared geometric standard deviation. */
  gsd2: string
  /** kg CO2e that 97.5 % stay below. */
  high: string
  /** kg CO2e that 2.5 % stay below. */
  low: string
  /** kg CO2e on average. */
  mean: string
  /** kg CO2e of the middle. */
  median: string
  /** The standard deviation of the logarithm. */
  sigma: string
  /** The standard deviation, in kg CO2e. */
  standard_deviation: string
}

export type EvaluationStatus = "official" | "evaluated" | "published" | "supplied"

/** The document behind a number: its hash proves later which document it was. */
export interface Evidence {
  /** SHA-256 of the content. */
  sha256: string
  /** Where the figure comes from. */
  source: string
}

export interface EvidencePage {
  /** What is on this page, in the order of the list. */
  items: Array<EvidenceView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** A file of the caller's; activity data names it by `sha256`. */
export interface EvidenceView {
  /** When it was made. */
  created_at: string
  /** As its bytes say, whatever the request called it. */
  media_type: string
  /** What it is called. */
  name: string
  /** SHA-256 of the content. */
  sha256: string
  /** Bytes. */
  size: number
}

/** One exchange whose kg CO2e differ; 0 where the base or the scenario has none. */
export interface ExchangeDifference {
  /** kg CO2e without the change. */
  base: string
  /** kg CO2e more than without the change; negative is less. */
  difference: string
  /** Where it is. */
  place: string
  /** kg CO2e with the change. */
  scenario: string
}

/** What becomes of requests for products that the enterprise does not have: `ask` leaves them to a person, `reject` rejects them at once. */
export interface ExchangeRuleRequest {
  /** What is answered when a product is not known. */
  unknown_products: UnknownProducts
}

/** The rule that stands; without `changed_at` nobody has set one. */
export interface ExchangeRuleView {
  /** When it was set last. */
  changed_at: string | null
  /** Who set it last. */
  changed_by: string | null
  /** What is answered when a product is not known. */
  unknown_products: UnknownProducts
}

/** A data model extension: the sanctioned place for what PACT has no field for. */
export interface Extension {
  /** What it holds. */
  data: Record<string, JsonValue>
  /** Address of the schema of the data. */
  dataSchema: string
  /** Address of what explains the data. */
  documentation?: string | null
  /** Version of the specification of extensions. */
  specVersion: string
}

/** A factor of the library as it is proposed. */
export interface FactorChangeView {
  /** What it is called by; it never changes. */
  id: string
  /** The unit, such as kg, kWh or t.km. */
  unit: string
  /** kg CO2e per `unit`. */
  value: string
}

export interface FactorImportPage {
  /** What is on this page, in the order of the list. */
  items: Array<FactorImportView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** An import and how many of its rows had which outcome. */
export interface FactorImportView {
  /** How many were taken in. */
  accepted: number
  /** When it was made. */
  created_at: string
  /** The form of the file. */
  format: string
  /** What it is called by; it never changes. */
  id: string
  /** Rows that looked wrong when the file came; some may have been decided on since. */
  quarantined: number
  /** How many were refused. */
  rejected: number
  /** How many rows there are. */
  rows: number
  /** SHA-256 of the content. */
  sha256: string
}

export interface FactorPage {
  /** What is on this page, in the order of the list. */
  items: Array<FactorView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

export interface FactorSource {
  /** What it is called. */
  name: string
  /** Its version. */
  version: string
}

/** A factor of the library, and where its number comes from. */
export interface FactorUsed {
  /** What the factor was made from and for. */
  basis: string
  /** Code of the product category. */
  category: string
  /** Whether the factor counts all greenhouse gases or CO2 alone. */
  gas_basis: string
  /** What it is called by; it never changes. */
  id: string
  /** What it is called. */
  name: Text
  /** Where in the source it stands. */
  reference: string
  /** Where it is valid. */
  region: string
  /** What was seen of it in the calculation. */
  seen: boolean
  /** Where the figure comes from. */
  source: string
  /** The unit, such as kg, kWh or t.km. */
  unit: string
  /** kg CO2e per `unit`. */
  value: string
  /** The year that it is of. */
  year: number | null
}

/** One factor with its source; `unit` is the denominator of kg CO2e per unit. */
export interface FactorView {
  /** What the factor was made from and for. */
  basis: Basis
  /** Code of the product category. */
  category: string
  /** How far it has been evaluated. */
  evaluation: EvaluationStatus
  /** Whether the factor counts all greenhouse gases or CO2 alone. */
  gas_basis: string
  /** Geometric standard deviation; null when it is not known. */
  gsd: string | null
  /** What it is called by; it never changes. */
  id: string
  /** The factor library, by its version. */
  library: string
  /** Under which licence it may be used. */
  licence: string
  /** What it is called. */
  name: Text
  /** Whether it is the caller's own. */
  own: boolean
  /** The set of scores and deviations that is used. */
  pedigree: Pedigree | null
  /** Who made it. */
  provider: string
  /** Why it may not be used; null when it may. */
  quarantine: Text | null
  /** Where it is valid. */
  region: string
  /** Where in the source it stands. */
  source_ref: string
  /** Title of the source. */
  source_title: string
  /** The factor whose place it took; null when none. */
  supersedes: string | null
  /** The technology that it is of. */
  technology: string | null
  /** The unit, such as kg, kWh or t.km. */
  unit: string
  /** Whether it can be used in a calculation. */
  usable: boolean
  /** From when it counts. */
  valid_from: string | null
  /** Until when it counts. */
  valid_until: string | null
  /** kg CO2e per `unit`. */
  value: string
  /** Its version. */
  version: string
  /** The year that it is of. */
  year: number | null
}

export type Failure = "status" | "address-refused" | "unreachable" | "consent-missing" | "timeout"

export interface FailureView {
  /** What it means, in words. */
  message: Text
  /** The problem type that it failed with. */
  type: string
}

/** One place of a request that is not as it must be. */
export interface Fault {
  /** What to do, in English. */
  en: string
  /** Where: a JSON pointer that begins with `/body`, `/query`, `/path` or `/header`. */
  pointer: string
  /** What to do, in Chinese. */
  zh: string
}

/** What the meter counts for: an exchange of a process, or without one the process's output. */
export interface Feed {
  /** The exchange, by its id within the process. */
  exchange?: string | null
  /** The process, by its id. */
  process: string
  /** Part of what is metered that belongs here; above 0, at most 1. */
  share?: string
  /** The product system. */
  system: string
}

export interface FeedItemView {
  /** The CloudEvent, the same as in the webhook. */
  event: Record<string, JsonValue>
  /** The leaf of the transparency log that vouches for the event. */
  log_index: number
  /** Its position in the feed; it never changes. */
  position: number
}

export interface FeedView {
  /** The life of the feed. When it changes, read again from where the last one was sure. */
  generation: string
  /** The last position there is; equal to `next` when the reader has everything. */
  head: number
  /** The events, in order. */
  items: Array<FeedItemView>
  /** Ask for `after` this position next time. */
  next: number
}

/** A target with its figures. */
export interface FigureView {
  /** Code of the product category. */
  category: string
  /** What was reached by district, by division. */
  districts: Array<DistrictFigureView>
  /** How many there will be if everything under way succeeds this year. */
  forecast: number
  /** How many will then be missing. */
  forecast_gap: number
  /** How many are missing. */
  gap: number
  /** Whether footprints are to be accounted or certified. */
  kind: TargetKind
  /** How many count. */
  reached: number
  /** How many products are to be reached. */
  target: number
  /** The year that it is of. */
  year: number
}

export interface FindingPage {
  /** What is on this page, in the order of the list. */
  items: Array<FindingView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

export interface FindingView {
  /** The activity data. */
  activity_data_id: string
  /** Which check found it. */
  check: Check
  /** When it was made. */
  created_at: string
  /** What it is called by; it never changes. */
  id: string
  /** What it means, in words. */
  message: Message
  /** A process, `process.exchange`, or a period. */
  place: string
  /** How it was settled; null while it is open. */
  resolution: ResolutionView | null
  /** The product system. */
  system_id: string
}

/** The total of one flow over all processes, per declared unit. */
export interface Flow {
  /** How much, in `unit`; a decimal number. */
  amount: string
  /** What flows: a gas, a material, a form of energy. */
  flow: string
  /** The unit, such as kg, kWh or t.km. */
  unit: string
}

export interface FootprintRequestPage {
  /** What is on this page, in the order of the list. */
  items: Array<FootprintRequestView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** A request; `answer` is absent while it is open, `state` tells how its deadline stands. `not_asked` names footprints that came for it and are of other products: they were kept, and leave it open. */
export interface FootprintRequestView {
  /** What came of it. */
  answer: string | null
  /** When it was answered; null while it is open. */
  answered_at: string | null
  /** When it was made. */
  created_at: string
  /** What was asked for. */
  criteria: Record<string, JsonValue>
  /** Until when an answer is asked for. */
  deadline: string
  /** Which way it goes. */
  direction: string
  /** The footprints. */
  footprints: Array<string>
  /** What it is called by; it never changes. */
  id: string
  /** What it means, in words. */
  message: string | null
  /** Footprints that came for it and are of other products; they leave it open. */
  not_asked: Array<string>
  /** The exchange partner. */
  partner: string
  /** Where it stands. */
  state: RequestState
}

export type FootprintStatus = "Active" | "Deprecated"

export type Form = "html" | "json" | "vc" | "bundle" | "bundle-json" | "linkset"

/** An input whose burden comes from the factor library. */
export interface FromFactor {
  /** How much, in `unit`; a decimal number. */
  amount: string
  /** The factor, by its id. */
  factor: string
  /** What flows: a gas, a material, a form of energy. */
  flow: string
  /** What it is called by; it never changes. */
  id: string
  /** Which kind it is. */
  kind: "factor"
  /** Share that is lost on the way, 0 to 1. */
  loss?: string
  /** The unit, such as kg, kWh or t.km. */
  unit: string
}

/** An input that another unit process of the system makes. */
export interface FromProcess {
  /** How much, in `unit`; a decimal number. */
  amount: string
  /** What it is called by; it never changes. */
  id: string
  /** Which kind it is. */
  kind: "process"
  /** Share of the supply lost before use, 0 or more and below 1. */
  loss?: string
  /** The process, by its id. */
  process: string
  /** A co-product of that process; its main product when absent. */
  product?: string | null
  /** The unit, such as kg, kWh or t.km. */
  unit: string
}

/** A carrier burnt by the process, by mass, normal volume or heat; its supply is a factor. */
export interface Fuel {
  /** How much, in `unit`; a decimal number. */
  amount: string
  /** The fuel. */
  carrier: string
  /** Measured, or a published default of `/v1/fuels`. */
  heating: Heating
  /** What it is called by; it never changes. */
  id: string
  /** Which kind it is. */
  kind: "fuel"
  /** Share that is lost on the way, 0 to 1. */
  loss?: string
  /** Why the supply has no factor; exactly one of the two is given. */
  no_upstream?: Text | null
  /** The unit, such as kg, kWh or t.km. */
  unit: string
  /** Factor of extraction, processing and delivery, per unit of the same kind as `unit`. */
  upstream?: string | null
}

/** Own published footprints that answer a request. */
export interface FulfilmentRequest {
  /** The footprints. */
  footprints: Array<string>
}

export type GasOrigin = "fossil" | "biogenic" | "land-use-change" | "aircraft"

/** The global warming potential of a gas over a hundred years. */
export interface GasPotential {
  /** The greenhouse gas. */
  gas: string
  /** kg CO2e per kg of the gas. */
  kg_co2e_per_kg: string
}

/** Assumptions that turn peak power into electricity; a result per kWh states them all. */
export interface Generation {
  /** Share of the yield that is lost each year, 0 to 1. */
  degradation_per_year: string
  /** Yearly irradiation of the module's plane. */
  irradiation_kwh_m2_a: string
  /** Share of the yield that is reached, 0 to 1. */
  performance_ratio: string
  /** Where the figure comes from. */
  source: Text
  /** Years of use. */
  years: number
}

export interface GrantPage {
  /** What is on this page, in the order of the list. */
  items: Array<GrantView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

export type GrantState = "open" | "ended"

/** One organisation. `ended_at` is absent while it may read the footprint. */
export interface GrantView {
  /** When it ended; null while it has not. */
  ended_at: string | null
  /** Who ended it; null while it counts. */
  ended_by: string | null
  /** Since when it counts. */
  granted_at: string
  /** Why, in words. */
  reason: string | null
  /** The organisation that may read. */
  recipient: string
}

/** Organisations that may read the footprint from now on. */
export interface GrantsRequest {
  /** The organisations that may read it. */
  recipients: Array<string>
}

export interface GrantsView {
  /** The items. */
  items: Array<GrantView>
}

/** What a fuel contains and releases; the product of the first three with 44/12 is its CO2. */
export interface Heating {
  /** The carbon is that of biomass: its CO2 stands beside the footprint. */
  biogenic?: boolean
  /** t C per GJ. */
  carbon_content: string
  /** kg of methane per TJ. */
  ch4_kg_per_tj?: string
  /** kg of nitrous oxide per TJ. */
  n2o_kg_per_tj?: string
  /** GJ per `per`; 1 when `per` is GJ itself. */
  net_calorific_value: string
  /** Share of the carbon that burns, above 0 and up to 1. */
  oxidation: string
  /** `t`, `kg`, `Nm3`, `m3`, `L` or `GJ`. */
  per: string
  /** Where the figure comes from. */
  source: Text
}

/** A row. */
export interface Held {
  /** When it happened. */
  at: string
  /** What the row is found by. */
  key: string
  /** Where it stands. */
  state: string
  /** What its events are about. */
  subject: string
}

/** What the holder of a certificate says or wishes. */
export interface HolderStatement {
  /** Remark of the person, in Chinese. */
  note_zh: string
}

/** What there is below a prefix: by parts, and row by row where it is little. */
export interface Holdings {
  /** How many rows there are. */
  count: number
  /** By the next two digits; those without rows are absent. */
  parts: Array<Part>
  /** How the keys begin, in hexadecimal digits. */
  prefix: string
  /** Every row, unless there are more than 256. */
  rows: Array<Held>
}

/** One process, exchange or factor, with the share that it and all larger ones explain. */
export interface HotSpot {
  /** Together with all larger ones, in percent. */
  cumulative_percent: string
  /** What it is called by; it never changes. */
  id: string
  /** kg CO2e per declared unit. */
  kg_co2e: string
  /** Share of the whole, in percent. */
  percent: string
}

/** Rankings until `threshold_percent` of the footprint is explained. */
export interface HotSpots {
  /** By exchange. */
  exchanges: Array<HotSpot>
  /** The emission factors. */
  factors: Array<HotSpot>
  /** The processes. */
  processes: Array<HotSpot>
  /** What they come to together at least, in percent. */
  threshold_percent: string
}

/** What carries most. */
export interface HotSpotsView {
  /** The calculation. */
  calculation_id: string
  /** What the figures are for: an amount with its unit. */
  declared_unit: string
  /** The largest parts of the footprint. */
  hot_spots: HotSpots
  /** SHA-256 of the sealed document; null while it is not sealed. */
  seal: string | null
  /** kg CO2e per declared unit, of the calculation. */
  value: string
}

/** Which calculation this is a report on, of whom and of which product. */
export interface Identity {
  /** The calculation. */
  calculation: string
  /** Code of the product category. */
  category: string
  /** UN CPC class. */
  cpc: string
  /** When it was sealed, or else made. */
  dated: string
  /** What the enterprise is called. */
  enterprise: Text
  /** Unified social credit code of the enterprise. */
  enterprise_code: string
  /** GTIN; null when it has none. */
  gtin: string | null
  /** The product's model. */
  model: string
  /** What one piece amounts to, by unit. */
  piece: Array<Measure>
  /** What the product is called. */
  product: Text
  /** SHA-256 of the sealed document; None: a draft that nobody can rely on. */
  seal: string | null
  /** GB/T 2260 code of where it is made. */
  site_division: string
}

/** One exchange of a unit process: what was modelled, what was measured, what it emits. */
export interface Input {
  /** How much, in `unit`; a decimal number. */
  amount: string
  /** What flows: a gas, a material, a form of energy. */
  flow: string
  /** What it is called by; it never changes. */
  id: string
  /** kg CO2e per declared unit. */
  kg_co2e: string
  /** Which kind it is. */
  kind: string
  /** Share that is lost on the way, 0 to 1. */
  loss: string
  /** The total of the period, where it was measured. */
  measured: Measure | null
  /** What it is called. */
  name: Text
  /** Share of the whole, in percent. */
  percent: string
  /** The factors, the supplying process or the gas. */
  sources: Array<string>
  /** The unit, such as kg, kWh or t.km. */
  unit: string
}

export type InputKind = "factor" | "warming-potential" | "heating" | "amount" | "loss" | "output" | "allocation" | "piece"

/** The usual amount of an input over all processes; matched by flow, supplier or factor. */
export interface InventoryBound {
  /** Categories of factors that are counted. */
  factor_categories?: Array<string>
  /** Totals by flow per declared unit. */
  flows?: Array<string>
  /** The upper bound. */
  high: string
  /** What it is called by; it never changes. */
  id: string
  /** What is above this cannot be. */
  impossible_above?: string | null
  /** What is below this cannot be. */
  impossible_below?: string | null
  /** The lower bound. */
  low: string
  /** What it is called. */
  name: Text
  /** No product of the category does without it. */
  needed?: boolean
  /** A unit of the product: the value is `unit` per one of it. */
  per: string
  /** What such processes of the system deliver counts too. */
  processes?: Array<string>
  /** Where the figure comes from. */
  source: string
  /** The unit, such as kg, kWh or t.km. */
  unit: string
  /** The reason. */
  why: Text
}

export type JsonValue = unknown

export interface JudgementPage {
  /** What is on this page, in the order of the list. */
  items: Array<JudgementView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** What a product system takes of something, per one unit of product. */
export interface JudgementView {
  /** What it is called by; it never changes. */
  id: string
  /** What it means, in words. */
  message: Text
  /** What it is for. */
  per: string
  /** `process.exchange`, or the process that delivers most of it. */
  place: string
  /** The unit, such as kg, kWh or t.km. */
  unit: string
  /** The figure, in its unit; footprints are kg CO2e per declared unit. */
  value: string
  /** Whether it is usual. */
  verdict: Verdict
}

export interface KeptBundlePage {
  /** What is on this page, in the order of the list. */
  items: Array<KeptBundleView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** A sealed calculation whose bundle is in the archive. */
export interface KeptBundleView {
  /** Which calculation was sealed. */
  calculation_id: string
  /** When its bundle came into the archive. */
  kept_at: string
  /** SHA-256 of the sealed document. */
  seal: string
  /** When its enterprise sealed it. */
  sealed_at: string
}

/** A public key that is to serve beside those that do. */
export interface KeyRequest {
  /** JWK (RFC 7517) of a P-256 or RSA signature key with a `kid` of its own. */
  jwk: Record<string, JsonValue>
}

export interface KeyView {
  /** The public key, as `whpk_…`. */
  key: string
  /** When it was retired; null while it signs. */
  retired_at: string | null
  /** Since when. */
  since: string
}

/** Where the client publishes its JWK set. */
export interface KeysAddressRequest {
  /** Where the client publishes its public keys (RFC 7591). */
  jwks_uri: string
}

/** Where a client's keys are read every five minutes, and how that went last. */
export interface KeysAddressView {
  /** Why the last attempt took none. */
  fault: string | null
  /** Where the client publishes its public keys (RFC 7591). */
  jwks_uri: string
  /** When keys were last taken from there; the client's keys of before serve until then. */
  read_at: string | null
}

export interface KeysView {
  /** The public keys. */
  keys: Array<KeyView>
  /** How deliveries are signed. */
  scheme: string
}

/** A label's facts, what it is worth now, and what verifying its proof found. While the proof does not bear the facts out, the status is `unproven` and none of them is told. */
export interface LabelFactsView {
  /** The certification body: approval number, names, DID. */
  body?: Record<string, JsonValue> | null
  /** Number, first and last day, and the hash of the credential. */
  certificate?: Record<string, JsonValue> | null
  /** The holder: unified social credit code and names. */
  enterprise?: Record<string, JsonValue> | null
  /** The value in kg CO2e, and the amount and unit that it is for. */
  footprint?: Record<string, JsonValue> | null
  /** What is printed on the label. */
  label_number: string
  /** Its public page. */
  label_url: string
  /** Where the other forms of the label are. */
  links: Record<string, string | null>
  /** Origin of the transparency log, and the entry's index in it. */
  log?: Record<string, JsonValue> | null
  /** Members that the register adds and no signature bears out, such as `sample`. */
  not_covered?: Array<string> | null
  /** Names, model, GTIN, category and CPC class. */
  product?: Record<string, JsonValue> | null
  /** Number of the label that took its place; absent when none did. */
  replaced_by?: string | null
  /** Code and version of the accounting rule, and its standard. */
  rule?: Record<string, JsonValue> | null
  /** Whether the parties are invented. */
  sample?: boolean | null
  /** Which label it is: `national` or of a region. */
  scheme?: string | null
  /** SHA-256 of the sealed calculation. */
  seal?: string | null
  /** What the label is worth at this moment. */
  status: string
  /** Each check of the proof with its outcome, code and sentence. */
  verification: Record<string, JsonValue>
}

/** A label was published: logged, resolvable and provable. */
export interface LabelIssued {
  /** The certification body, by its approval number. */
  body: string
  /** Where the footprint begins and ends. */
  boundary: string
  /** The certificate. */
  certificate_id: string
  /** Number of the certificate. */
  certificate_number: string
  /** SHA-256 of the credential. */
  credential_sha256: string
  /** What the figures are for: an amount with its unit. */
  declared_unit: DeclaredUnit
  /** When it was issued. */
  issued_at: string
  /** Number that is printed on the label. */
  label_number: string
  /** The label's public page. */
  label_url: string
  /** The transparency-log leaf that this event can be checked against. */
  log_index: number
  /** The product. */
  product: ProductIdentity
  /** Which label it is about. */
  scheme: Scheme
  /** SHA-256 of the sealed document; null while it is not sealed. */
  seal: string
  /** From when it counts. */
  valid_from: string
  /** Until when it counts. */
  valid_until: string
  /** The figure, in its unit; footprints are kg CO2e per declared unit. */
  value: string
}

/** A CloudEvent: a label was issued. */
export interface LabelIssuedNotice {
  /** What happened. */
  data: LabelIssued
  /** The media type of `data`. */
  datacontenttype: "application/json"
  /** Names the event; the same in the feed and at every attempt. */
  id: string
  /** The leaf of the transparency log that vouches for the event. */
  logindex: number
  /** The log that holds it. */
  logorigin: string
  /** Where the label's offline proof is. */
  proofurl: string
  /** Whether it belongs to the test tenant: the label is worth nothing. */
  sample?: boolean
  /** The node that says so. */
  source: string
  /** Version of CloudEvents. */
  specversion: "1.0"
  /** Number of the label. */
  subject: string
  /** When it happened. */
  time: string
  /** Which type of event it is. */
  type: "registry.label.issued.v1"
}

export type LabelStatus = "valid" | "suspended" | "withdrawn" | "cancelled" | "expired"

/** A label became suspended, valid again or void. `log_index` is the leaf of the status list that shows it. */
export interface LabelStatusChanged {
  /** The certificate. */
  certificate_id: string
  /** Number of the certificate. */
  certificate_number: string
  /** When it changed. */
  changed_at: string
  /** Whether it is void because its holder gave it up (注销), which is no sanction. */
  is_cancelled?: boolean
  /** Number that is printed on the label. */
  label_number: string
  /** The transparency-log leaf that this event can be checked against. */
  log_index: number
  /** Code of the national table for what happened; absent for a reinstatement. */
  reason_code?: string | null
  /** Number of the certificate that took the place of the label's own. */
  replaced_by?: string | null
  /** Where it stands. */
  status: ToldStatus
}

/** A CloudEvent: a label's status changed. */
export interface LabelStatusChangedNotice {
  /** What happened. */
  data: LabelStatusChanged
  /** The media type of `data`. */
  datacontenttype: "application/json"
  /** Names the event; the same in the feed and at every attempt. */
  id: string
  /** The leaf of the transparency log that vouches for the event. */
  logindex: number
  /** The log that holds it. */
  logorigin: string
  /** Where the label's offline proof is. */
  proofurl: string
  /** Whether it belongs to the test tenant: the label is worth nothing. */
  sample?: boolean
  /** The node that says so. */
  source: string
  /** Version of CloudEvents. */
  specversion: "1.0"
  /** Number of the label. */
  subject: string
  /** When it happened. */
  time: string
  /** Which type of event it is. */
  type: "registry.label.status-changed.v1"
}

/** One published label, in brief. */
export interface LabelSummary {
  /** Approval number of the certification body. */
  body: string
  /** Where the footprint begins and ends. */
  boundary: string
  /** Code of the product category. */
  category: string
  /** Number of the certificate. */
  certificate_number: string
  /** GB/T 2260 code of where it is made. */
  division: string
  /** Unified social credit code. */
  enterprise: string
  /** The holder in English. */
  enterprise_name_en: string
  /** The holder in Chinese. */
  enterprise_name_zh: string
  /** Number that is printed on the label. */
  label_number: string
  /** The label's public page. */
  label_url: string
  /** Its index in the transparency log. */
  log_index: number
  /** The product's model. */
  model: string
  /** The amount of the declared unit. */
  per_amount: string
  /** The unit of that amount. */
  per_unit: string
  /** The product in English. */
  product_name_en: string
  /** The product in Chinese. */
  product_name_zh: string
  /** When the label became public. */
  published_at: string | null
  /** Whether a party is invented. */
  sample: boolean
  /** Which label it is about. */
  scheme: Scheme
  /** What the label is worth at this moment. */
  status: LabelStatus
  /** `kg CO2e`. */
  unit: string
  /** From when it counts. */
  valid_from: string
  /** Until when it counts. */
  valid_until: string
  /** The footprint per declared unit, in `unit`. */
  value: string
}

export interface LabelSummaryPage {
  /** What is on this page, in the order of the list. */
  items: Array<LabelSummary>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

export type Language = "zh" | "en"

/** Something that had become known by the day and that the calculation does not rest on. */
export interface LaterChange {
  /** When it happened. */
  at: string | null
  /** The node that is meant. */
  node: string
  /** What it is about. */
  what: Words
}

/** One footprint. */
export interface LegacyFootprint {
  /** The footprint in the data model of PACT v2.3. */
  data: Record<string, JsonValue>
}

/** A page of footprints; the `Link` header leads to the next. */
export interface LegacyFootprintList {
  /** The footprints in the data model of PACT v2.3. */
  data: Array<Record<string, JsonValue>>
}

/** Something that v2.3 cannot say, or says otherwise; `field` is its name in v3. */
export interface LegacyLossView {
  /** In English. */
  en: string
  /** The member that is meant. */
  field: string
  /** In Chinese. */
  zh: string
}

/** The footprint as readers of v2.3 get it; without a document they cannot get it at all. */
export interface LegacyView {
  /** The document as it is. */
  document: Record<string, JsonValue> | null
  /** What could not be carried over. */
  losses: Array<LegacyLossView>
}

/** A version of a factor library that was loaded. */
export interface LibraryRequest {
  /** A code that stays the same in every language. */
  code: string
  /** Its version. */
  version: string
}

/** A line that was not taken, as it was sent. */
export interface LineRefused {
  /** A code that stays the same in every language. */
  code: string
  /** Line of the file, from 1. */
  line: number
  /** The text as it came. */
  raw: string
  /** Why, in words. */
  reason: Text
}

/** One thing that a result rests on. */
export interface LineageNode {
  /** When it was recorded, handed in, loaded or decided; None: not written down. */
  at?: string | null
  /** None: not written down, or nobody in particular. */
  by?: Actor | null
  /** What is known of it. */
  facts?: Record<string, string>
  /** What it is called by; it never changes. */
  id: string
  /** What it is. */
  kind: NodeKind
  /** What it is called. */
  name: Words
}

/** The graph behind a result. `changes` lists what had become known by the day and is not in the result: newer factors, rules and seals, ended supplies, open findings. */
export interface LineageView {
  /** The moment that it is told for. */
  as_of: string
  /** The calculation. */
  calculation_id: string
  /** What changes. */
  changes: Array<LaterChange>
  /** Which node rests on which. */
  edges: Array<Edge>
  /** All that the result rests on. */
  nodes: Array<LineageNode>
  /** The node that was asked for. */
  root: string
  /** How it stands now. */
  standing: StandingOnDay
}

/** What the linter says; `code` is stable. */
export interface LintFindingView {
  /** A code that stays the same in every language. */
  code: string
  /** In English. */
  en: string
  /** The member that is meant. */
  field: string
  /** Whether it is an error or a warning. */
  severity: string
  /** In Chinese. */
  zh: string
}

export interface ListedProductPage {
  /** What is on this page, in the order of the list. */
  items: Array<ListedProductView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** A product of a published batch, for everyone. */
export interface ListedProductView {
  /** Number of the batch in which it was published. */
  batch: number
  /** Code of the product category. */
  category: string
  /** GB/T 2260 code. */
  division: string
  /** The enterprise, by its unified social credit code. */
  enterprise: string
  /** What the enterprise is called. */
  enterprise_name: Words
  /** Of the nomination by which it came onto the list. */
  id: string
  /** The product's model. */
  model: string
  /** Its entry of the national pilot catalogue; null on the city's own list. */
  national: NationalEntryView | null
  /** The product. */
  product_id: string
  /** What the product is called. */
  product_name: Words
  /** When it was published. */
  published_at: string
  /** Where it stands. */
  state: NominationState
  /** Why it was taken off the list, in Chinese. */
  withdrawal_reasons_zh: string | null
  /** When it was taken off the list; null while it stands there. */
  withdrawn_at: string | null
}

export interface LossPage {
  /** What is on this page, in the order of the list. */
  items: Array<LossView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** Something of a foreign model that was not carried, or only by an assumption. */
export interface LossView {
  /** What it is called by; it never changes. */
  id: string
  /** It can change the footprint: nothing is computed before a person has settled it. */
  material: boolean
  /** How it was settled; null while it is not. */
  settlement: SettlementView | null
  /** What it is about. */
  what: Text
  /** A process, or `process.exchange`; several with commas. */
  where: string
}

/** An amount with its unit. */
export interface Measure {
  /** How much, in `unit`; a decimal number. */
  amount: string
  /** The unit, such as kg, kWh or t.km. */
  unit: string
}

/** The same in both languages. */
export interface Message {
  /** In English. */
  en: string
  /** In Chinese. */
  zh: string
}

/** A message in both languages. */
export interface MessageView {
  /** In English. */
  en: string
  /** In Chinese. */
  zh: string
}

/** A counter that only grows, until it rolls over or is reset. */
export interface Meter {
  /** Its calibrations. */
  calibrations?: Array<Calibration>
  /** Digits before the point: after 99999 a meter of five digits shows 0 again. */
  digits?: number | null
  /** The exchanges that it measures. */
  feeds?: Array<Feed>
  /** How often it is read; a pause of more than twice that is a gap. */
  interval_minutes?: number | null
  /** Which kind it is. */
  kind: MeterKind
  /** Amount in `unit` per count, for example the ratio of a current transformer. */
  multiplier?: string
  /** What it is called. */
  name: Text
  /** The unit, such as kg, kWh or t.km. */
  unit: string
}

export type MeterKind = "electricity" | "gas" | "heat" | "water" | "mass" | "production"

export interface MeterPage {
  /** What is on this page, in the order of the list. */
  items: Array<MeterView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

export interface MeterView {
  /** When it was described last. */
  described_at: string
  /** What it is called by; it never changes. */
  id: string
  /** The meter as it was described. */
  meter: Meter
  /** Counts the descriptions; earlier ones are kept. */
  version: number
}

/** A period that is over, the end exclusive; days begin at midnight in China. */
export interface MeteredRequest {
  /** What came out beside; a process that has co-products needs every one of them. */
  co_products?: Array<StatedCoProduct>
  /** What processes made that no production meter counts. */
  outputs?: Array<StatedOutput>
  /** First day after the period. */
  period_end: string
  /** First day of the period. */
  period_start: string
}

/** A stated mix of generation; the shares add up to exactly 1. */
export interface Mix {
  /** Where the energy comes from. */
  by: "mix"
  /** Share that lines lose, 0 to 1. */
  line_loss?: string
  /** The parts of the mix; their shares come to 1. */
  parts: Array<MixPart>
  /** Factor of the lines that carry it, kg CO2e per kWh. */
  transmission?: string | null
}

/** One kind of generation in a mix. */
export interface MixPart {
  /** The emission factor. */
  factor: string
  /** Share of the whole, 0 to 1. */
  share: string
}

export type Mode = "road" | "rail" | "sea" | "inland-water" | "air"

export interface ModelledView {
  /** When it was made. */
  created_at: string
  /** What it is called by; it never changes. */
  id: string
  /** The product. */
  product_id: string
  /** The product system. */
  system: ProductSystem
  /** What is unusual about it. */
  warnings: Array<Unusual>
}

export type MoveDirection = "above" | "below"

export type MoveOutcome = "up" | "down" | "same" | "restated" | "refused"

/** An entry of the national pilot catalogue. */
export interface NationalEntryView {
  /** Day on which this edition of the catalogue was published, YYYY-MM-DD. */
  edition: string
  /** Its number in the catalogue. */
  item: number
  /** What it is called in Chinese. */
  name_zh: string
}

/** A factor of the library with the value it would have; what is not given stays. */
export interface NewValueRequest {
  /** What the factor was made from and for. */
  basis?: Basis | null
  /** What it is called by; it never changes. */
  id: string
  /** Title of the source. */
  source_title?: string | null
  /** The unit, such as kg, kWh or t.km. */
  unit?: string | null
  /** kg CO2e per `unit`. */
  value: string
  /** The year that it is of. */
  year?: number | null
}

export type NodeKind = "result" | "process" | "exchange" | "measurement" | "evidence" | "activity-data" | "product-system" | "product" | "factor" | "supplier-footprint" | "factor-library" | "gwp-set" | "rule" | "engine" | "calculation" | "seal" | "certification-body" | "finding"

/** Something that happened to a nomination. */
export interface NominationActView {
  /** When it happened. */
  at: string
  /** What was done. */
  kind: ActKind
  /** The organisation. */
  org: string
  /** Of an opinion: for it or against it. */
  position: OpinionPosition | null
  /** Why, in Chinese. */
  reasons_zh: string
  /** The role of the organisation. */
  role: string
}

export interface NominationPage {
  /** What is on this page, in the order of the list. */
  items: Array<NominationView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** 提名: which product should stand on the list of pilot products, and why. */
export interface NominationRequest {
  /** Code of the product category. */
  category: string
  /** GB/T 2260 code of the county where the product is made. */
  division: string
  /** The enterprise, by its unified social credit code. */
  enterprise: string
  /** What the enterprise is called in English. */
  enterprise_name_en: string
  /** What the enterprise is called in Chinese. */
  enterprise_name_zh: string
  /** The product's model. */
  model: string
  /** What it is called in English. */
  name_en: string
  /** What it is called in Chinese. */
  name_zh: string
  /** The product under which the enterprise accounts for it; certification looks for this one. */
  product_id: string
  /** Why it should be listed, in Chinese. */
  reasons_zh: string
}

export type NominationState = "open" | "included" | "declined" | "published" | "retracted" | "withdrawn"

/** A nomination with its whole history. */
export interface NominationView {
  /** What happened to it, oldest first. */
  acts: Array<NominationActView>
  /** Roles whose opinion is asked and not given yet. */
  awaited: Array<string>
  /** Number of the batch in which it was published; null before. */
  batch: number | null
  /** Code of the product category. */
  category: string
  /** GB/T 2260 code. */
  division: string
  /** The enterprise, by its unified social credit code. */
  enterprise: string
  /** What the enterprise is called. */
  enterprise_name: Words
  /** What it is called by; it never changes. */
  id: string
  /** The product's model. */
  model: string
  /** When it was nominated. */
  nominated_at: string
  /** The organisation that nominated it. */
  nominated_by: string
  /** Until when opinions are taken. */
  opinions_until: string
  /** The product. */
  product_id: string
  /** What the product is called. */
  product_name: Words
  /** Why it was nominated, in Chinese. */
  reasons_zh: string
  /** Roles that gave no opinion before the deadline. */
  silent: Array<string>
  /** Where it stands. */
  state: NominationState
}

export type NotCounted = "not-listed" | "withdrawn" | "counted-before"

/** An input that was left out, with its reason. */
export interface Omission {
  /** How much, in `unit`; a decimal number. */
  amount: string
  /** Share of the energy, in percent. */
  energy_percent: string | null
  /** At most, by the maker's estimate; never part of the footprint. */
  estimated_kg_co2e: string | null
  /** What flows: a gas, a material, a form of energy. */
  flow: string
  /** What it is called by; it never changes. */
  id: string
  /** Share of the mass, in percent. */
  mass_percent: string | null
  /** Why, in words. */
  reason: Text
  /** The unit, such as kg, kWh or t.km. */
  unit: string
  /** Whether it stays within the limit. */
  within_limit: boolean | null
}

/** Electricity made and used on the site, so that no public line lies between. */
export interface OnSite {
  /** Where the energy comes from. */
  by: "on-site"
  /** Electricity that is made here. */
  generation: string
}

/** A document of OpenAPI 3.1; its specification describes every member. */
export interface OpenApiDocument {
  /** Title, version, contact and licence. */
  info: Record<string, JsonValue>
  /** Version of the specification. */
  openapi: string
  /** Every operation by path and method. */
  paths: Record<string, JsonValue>
}

export type Operator = "PEF" | "EPD International" | "Other"

export type OpinionPosition = "support" | "object"

/** 意见: what a department thinks of a nomination, with its reasons. */
export interface OpinionRequest {
  /** Whether the department is for it or against it. */
  position: OpinionPosition
  /** Why, in Chinese; on record for good, and public where the list is. */
  reasons_zh: string
}

/** An organisation in the list; what follows its names only those see who manage clients. */
export interface OrganisationEntry {
  /** GB/T 2260 code. */
  division?: string | null
  /** What it is called by; it never changes. */
  id: string
  /** What it is called in English. */
  name_en: string
  /** What it is called in Chinese. */
  name_zh: string
  /** The role of the organisation. */
  role: string
  /** Whether it is invented. */
  sample?: boolean | null
  /** `active` while a client can act for it, else `idle`. */
  state?: string | null
  /** When it changed last. */
  updated_at?: string | null
}

export interface OrganisationEntryPage {
  /** What is on this page, in the order of the list. */
  items: Array<OrganisationEntry>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** What an operator says about an organisation. */
export interface OrganisationRequest {
  /** GB/T 2260 code; a district bureau sees only files of its own division. */
  division?: string | null
  /** What it is called in English. */
  name_en: string
  /** What it is called in Chinese. */
  name_zh: string
  /** The role of the organisation. */
  role: string
  /** Whether it belongs to the test tenant, whose labels are worth nothing. It stays there. */
  sample?: boolean
}

export type OrganisationState = "active" | "idle"

/** An organisation that may hold clients. */
export interface OrganisationView {
  /** GB/T 2260 code; a district bureau sees only files of its own division. */
  division?: string | null
  /** What it is called by; it never changes. */
  id: string
  /** What it is called in English. */
  name_en: string
  /** What it is called in Chinese. */
  name_zh: string
  /** The role of the organisation. */
  role: string
  /** Whether it belongs to the test tenant, whose labels are worth nothing. It stays there. */
  sample?: boolean
}

export type Outcome = "passed" | "failed"

export interface OwnKeyPage {
  /** What is on this page, in the order of the list. */
  items: Array<OwnKeyView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** A key of the client that asks. */
export interface OwnKeyView {
  /** What it may sign with. */
  algorithms: Array<string>
  /** From when on it does not serve any more, where that is set. */
  ends_at: string | null
  /** The name of the key. */
  kid: string
  /** Thumbprint of the key (RFC 7638). */
  thumbprint: string
}

/** What the product leaves in; reusable packaging counts by its uses. */
export interface Packaging {
  /** What goes around the process's output, before reuse is counted. */
  content: Quantity
  /** The emission factor. */
  factor: string
  /** What flows: a gas, a material, a form of energy. */
  flow: string
  /** What it is called by; it never changes. */
  id: string
  /** Which kind it is. */
  kind: "packaging"
  /** Share that is lost on the way, 0 to 1. */
  loss?: string
  /** How many times it travels, 1 or more. */
  uses?: string
}

/** Why a request was refused, as PACT has it. */
export interface PactError {
  /** A code that stays the same in every language. */
  code: string
  /** What it means, in words. */
  message: string
}

/** One footprint. */
export interface PactFootprint {
  /** The footprint in the data model of PACT v3. */
  data: ProductFootprint
}

/** A page of footprints; the `Link` header leads to the next. */
export interface PactFootprintList {
  /** The footprints in the data model of PACT v3. */
  data: Array<ProductFootprint>
}

export type PactUnit = "liter" | "kilogram" | "cubic meter" | "kilowatt hour" | "megajoule" | "ton kilometer" | "square meter" | "piece" | "hour" | "megabit second"

/** The rows whose keys begin so. */
export interface Part {
  /** How many rows there are. */
  count: number
  /** Sum of the hashes of key and state. */
  digest: string
  /** How the keys begin, in hexadecimal digits. */
  prefix: string
}

export interface PartnerPage {
  /** What is on this page, in the order of the list. */
  items: Array<PartnerView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** Where a partner's PACT host is, where it gives out tokens (absent: no token needed), and the major version of PACT that it speaks. */
export interface PartnerRequest {
  /** Address at which the partner gives tokens. */
  auth_base?: string | null
  /** Address at which the partner is reached. */
  base_url: string
  /** Its version. */
  version?: Version
}

export interface PartnerView {
  /** Address at which the partner gives tokens. */
  auth_base: string | null
  /** Address at which the partner is reached. */
  base_url: string
  /** The organisation. */
  org: string
  /** Its version. */
  version: Version
}

/** Scores from 1 (best) to 5: reliability, completeness, time, place, technology[, sample]. */
export interface Pedigree {
  /** Scores of the data, 1 (best) to 5. */
  scores: Array<number>
  /** The set of deviations that is used. */
  set: PedigreeSet
}

/** How good one datum is, 1 (best) to 5; the size of the sample is not always known. */
export interface PedigreeScores {
  /** How complete the data are, 1 (best) to 5. */
  completeness: number
  /** How near the place is, 1 (best) to 5. */
  geographical: number
  /** How reliable the data are, 1 (best) to 5. */
  reliability: number
  /** How large the sample is, 1 (best) to 5. */
  sample_size?: number | null
  /** How near the technology is, 1 (best) to 5. */
  technological: number
  /** How near the time is, 1 (best) to 5. */
  temporal: number
}

export type PedigreeSet = "v1" | "v2"

/** The footprint per one of another unit that the product converts to. */
export interface PerUnit {
  /** kg CO2e per declared unit. */
  kg_co2e: string
  /** The unit, such as kg, kWh or t.km. */
  unit: string
}

/** The human whom a certification body's client stands for. */
export interface PersonModel {
  /** What it is called by; it never changes. */
  id: string
  /** What it is called. */
  name: string
}

/** Share the burden by mass or by energy content (step 2 of the standard's order). Weights are kg or MJ per unit of the product's output; a product that is counted in a unit of mass or of energy already needs none. */
export interface Physical {
  /** The method. */
  method: "mass" | "energy"
  /** Why the process cannot be divided into one for each product (step 1). */
  not_subdivided: Text
  /** What shares are by. */
  weights?: Array<Weight>
}

/** What one piece amounts to in one unit per another, such as kg per m2. */
export interface PieceBound {
  /** The upper bound. */
  high: string
  /** What it is called by; it never changes. */
  id: string
  /** What is above this cannot be. */
  impossible_above?: string | null
  /** What is below this cannot be. */
  impossible_below?: string | null
  /** The lower bound. */
  low: string
  /** What it is called. */
  name: Text
  /** A unit of the product: the value is `unit` per one of it. */
  per: string
  /** Where the figure comes from. */
  source: string
  /** The unit, such as kg, kWh or t.km. */
  unit: string
  /** The reason. */
  why: Text
}

export type PlaceInHistory = "current" | "earlier" | "open"

export type PlatformState = "up" | "partly" | "down"

/** Who answers now: all services, some, or none. */
export interface PlatformStateView {
  /** When it happened. */
  at: string
  /** Each service. */
  services: Array<ServiceStateView>
  /** Where it stands. */
  state: PlatformState
}

/** `plausibility.yaml` of a category; a change is a new version. */
export interface PlausibilityPack {
  /** Code of the product category. */
  category: string
  /** What one unit of the product takes. */
  inventory?: Array<InventoryBound>
  /** What one piece amounts to. */
  pieces?: Array<PieceBound>
  /** Its version. */
  version: string
}

/** Published levels, and the standing; None while too few enterprises have sealed. */
export interface Position {
  /** With fewer enterprises than this, nothing is compared. */
  fewest_enterprises?: number
  /** Published levels to compare with. */
  levels: Array<PublishedLevel>
  /** How it stands now. */
  standing: RelativeStanding | null
}

/** Where the footprint stands. */
export interface PositionView {
  /** The calculation. */
  calculation_id: string
  /** What the figures are for: an amount with its unit. */
  declared_unit: string
  /** Where the footprint stands. */
  position: Position
  /** SHA-256 of the sealed document; null while it is not sealed. */
  seal: string | null
  /** kg CO2e per declared unit, of the calculation. */
  value: string
}

/** Why a request was refused, and what to do next (RFC 9457). */
export interface Problem {
  /** What happened and what to do, in the language that was asked for. */
  detail: string
  /** Each place that has to be corrected; absent when no place of the request is to blame. */
  errors?: Array<Fault>
  /** The path that was asked. */
  instance: string
  /** The same in both languages. */
  messages: Words
  /** The status of the answer. */
  status: number
  /** The type in words. */
  title: string
  /** Names the trace of this request; tell it to whoever runs the platform. */
  trace_id: string | null
  /** Which problem it is; docs/problems.md lists all of them. Decide by this member alone. */
  type: string
}

export type ProceedingKind = "withdrawal-notice" | "statement" | "cancellation-request"

/** What was said before a certificate was withdrawn or cancelled. */
export interface ProceedingView {
  /** When it happened. */
  at: string
  /** Which kind it is. */
  kind: ProceedingKind
}

/** A unit process, its direct and bought-in emissions, and its exchanges. */
export interface Process {
  /** kg of biogenic CO2, emitted less taken up; beside the footprint, never inside it. */
  biogenic_kg_co2: string
  /** Per declared unit. */
  delivered: Measure
  /** What it is called by; it never changes. */
  id: string
  /** By input. */
  inputs: Array<Input>
  /** kg CO2e per declared unit. */
  kg_co2e: string
  /** What it is called. */
  name: Text
  /** How much leaves the process. */
  output: Measure
  /** Share of the whole, in percent. */
  percent: string
  /** Stage of the life cycle. */
  stage: string
}

/** What one process made and consumed over the period. */
export interface ProcessActivity {
  /** Every co-product of the process, or none when it has none. */
  co_products?: Array<CoProductOutput> | null
  /** What was consumed in the period. */
  consumption: Array<Consumption>
  /** SHA-256 of files that prove it. */
  evidence: Evidence
  /** How much leaves the process. */
  output: Quantity
  /** The process, by its id. */
  process: string
}

/** How much a process delivers per declared unit. */
export interface ProcessDelivery {
  /** How much, in `unit`; a decimal number. */
  amount: string
  /** The process, by its id. */
  process: string
  /** The unit, such as kg, kWh or t.km. */
  unit: string
}

/** One immutable version of a product's footprint. */
export interface ProductFootprint {
  /** A remark for people. */
  comment?: string | null
  /** URNs of the company. */
  companyIds: Array<string>
  /** What the company is called. */
  companyName: string
  /** When it was made. */
  created: string
  /** What PACT has no member for. */
  extensions?: Array<Extension> | null
  /** What it is called by; it never changes. */
  id: string
  /** The footprint in figures. */
  pcf: CarbonFootprint
  /** The footprints whose place it takes. */
  precedingPfIds?: Array<string> | null
  /** URNs of its classes. */
  productClassifications?: Array<string> | null
  /** What the product is. */
  productDescription: string
  /** URNs of the product. */
  productIds: Array<string>
  /** What the company calls the product. */
  productNameCompany: string
  /** Version of PACT that the document follows. */
  specVersion: string
  /** Where it stands. */
  status: FootprintStatus
  /** Until when it may be used. */
  validityPeriodEnd?: string | null
  /** From when it may be used. */
  validityPeriodStart?: string | null
}

/** What a label says about a product; nothing here is a trade secret. */
export interface ProductIdentity {
  /** Code of the product category. */
  category: string
  /** UN CPC class, five digits. */
  cpc: string
  /** Unified social credit code, GB 32100-2015. */
  enterprise: string
  /** What the enterprise is called in English. */
  enterprise_name_en: string
  /** What the enterprise is called in Chinese. */
  enterprise_name_zh: string
  /** GTIN; null when it has none. */
  gtin?: string | null
  /** What it is called by; it never changes. */
  id: string
  /** The product's model. */
  model: string
  /** What it is called in English. */
  name_en: string
  /** What it is called in Chinese. */
  name_zh: string
  /** GB/T 2260 code of the county where the product is made, six digits. */
  site_division: string
}

export interface ProductPage {
  /** What is on this page, in the order of the list. */
  items: Array<ProductView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** A product model. `piece` says what one piece amounts to in each unit of its category. */
export interface ProductRequest {
  /** Code of the product category. */
  category: string
  /** UN CPC class, where the product is not of its category's first one. */
  cpc?: string | null
  /** Of a PV module: the assumptions by which its footprint is also told per kWh. */
  generation?: Generation | null
  /** GTIN; null when it has none. */
  gtin?: string | null
  /** The product's model. */
  model: string
  /** What it is called. */
  name: Text
  /** What one piece amounts to, by unit. */
  piece: Array<Quantity>
  /** GB/T 2260 code of where it is made. */
  site_division: string
}

/** The unit processes behind one product; `reference` makes the product itself. */
export interface ProductSystem {
  /** What it is called. */
  name: Text
  /** The processes. */
  processes: Array<UnitProcess>
  /** The process whose output is the product. */
  reference: string
  /** Wood per output of the reference process, for the carbon stored beside the footprint. */
  wood?: Array<Wood> | null
}

export interface ProductView {
  /** Code of the product category. */
  category: string
  /** UN CPC class. */
  cpc: string
  /** When it was made. */
  created_at: string
  /** The enterprise, by its unified social credit code. */
  enterprise: string
  /** Electricity that is made here. */
  generation: Generation | null
  /** GTIN-14. */
  gtin: string | null
  /** What it is called by; it never changes. */
  id: string
  /** The product's model. */
  model: string
  /** What it is called. */
  name: Text
  /** What one piece amounts to, by unit. */
  piece: Array<Quantity>
  /** GB/T 2260 code of where it is made. */
  site_division: string
}

/** The pilot as it stood at a moment. */
export interface ProgrammeView {
  /** What happened before this moment is counted. */
  as_of: string
  /** Every target of the plan, in its order. */
  targets: Array<FigureView>
}

/** Steps of the work itself, such as samples that were drawn. */
export interface ProgressView {
  /** How many steps are done. */
  done: number
  /** How many steps there are. */
  of: number
}

/** A document by its digest; the document itself is shown to the operators. */
export interface ProofModel {
  /** What it is called. */
  name: string
  /** SHA-256 of the content. */
  sha256: string
}

export interface ProposalPage {
  /** What is on this page, in the order of the list. */
  items: Array<ProposalView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** A change that is only thought of: exactly one of `factors`, `factor_import` (what waits in quarantine), `library` and `category` (a document with the proposed rule) is given. */
export interface ProposalRequest {
  /** Code of the product category. */
  category?: CategoryPackInput | null
  /** Look at every seal, not only at the newest of each product. */
  every_seal?: boolean
  /** An import whose factors would be used. */
  factor_import?: string | null
  /** The emission factors. */
  factors?: Array<NewValueRequest>
  /** The factor library, by its version. */
  library?: LibraryRequest | null
  /** What is proposed, for whoever reads the study. */
  title: string
}

/** A factor that would do, with what speaks for and against it, in the order of its rank. */
export interface ProposalView {
  /** What it is called by; it never changes. */
  id: string
  /** What it is called. */
  name: Text
  /** Its place, from 1. */
  rank: number
  /** Why it fits. */
  reasons: Array<Text>
  /** Where it is valid. */
  region: string
  /** The unit, such as kg, kWh or t.km. */
  unit: string
  /** kg CO2e per `unit`. */
  value: string
  /** The year that it is of. */
  year: number | null
}

/** Who may read the footprint, and what PACT asks for beyond the calculation. */
export interface PublicationRequest {
  /** How burdens are shared among products that are made together. */
  allocation?: string | null
  /** kg of biogenic carbon in the product. */
  biogenic_carbon_kg?: string | null
  /** Where the footprint begins and ends. */
  boundary?: string | null
  /** Ratings of the data; null when they are not rated. */
  dqi?: Ratings | null
  /** kg of fossil carbon in one declared unit as published (one piece where PACT has no unit). */
  fossil_carbon_kg: string
  /** The organisations that may read it. */
  recipients: Array<string>
}

/** A published version; `footprint` is the PACT document as recipients read it. */
export interface PublicationView {
  /** The calculation. */
  calculation_id: string
  /** The footprint. */
  footprint: Record<string, JsonValue>
  /** What it is called by; it never changes. */
  id: string
  /** What took its place; null when nothing did. */
  replaced_by: string | null
  /** Whether it may still be used. */
  status: string
}

/** A published level, expressed in the declared unit. */
export interface PublishedLevel {
  /** How far the footprint lies above (+) or below (-) the level. */
  difference_percent: string
  /** What it is called by; it never changes. */
  id: string
  /** Per declared unit. */
  kg_co2e: string
  /** What it is called. */
  name: Text
  /** The level as it was published. */
  published: string
  /** The unit that it was published in. */
  published_unit: string
  /** Where it is valid. */
  region: string
  /** Where in the source it stands. */
  source_ref: string
  /** Title of the source. */
  source_title: string
  /** The year that it is of. */
  year: number | null
}

/** The rating of a footprint: that of its exchanges, weighted by what they contribute. */
export interface Quality {
  /** By exchange. */
  exchanges: Array<RatedExchange>
  /** Mean rating of the place. */
  geographical_dqr: string
  /** Of the footprint, with scores that a person gave. */
  given_percent: string
  /** The rating after PEF. */
  pef: Rating
  /** Of the footprint, by measured amounts. */
  primary_percent: string
  /** The three of PACT v3, 1 to 5. */
  technological_dqr: string
  /** Mean rating of the time. */
  temporal_dqr: string
}

/** The PEF rating and the PACT indicators, weighted by contribution. */
export interface QualityView {
  /** The calculation. */
  calculation_id: string
  /** What the figures are for: an amount with its unit. */
  declared_unit: string
  /** The ratings. */
  quality: Quality
  /** SHA-256 of the sealed document; null while it is not sealed. */
  seal: string | null
  /** kg CO2e per declared unit, of the calculation. */
  value: string
}

/** An amount with its unit. */
export interface Quantity {
  /** How much, in `unit`; a decimal number. */
  amount: string
  /** The unit, such as kg, kWh or t.km. */
  unit: string
}

/** One exchange with its rating and its weight. */
export interface RatedExchange {
  /** A person gave the scores; otherwise they follow from the pack's assumptions. */
  given: boolean
  /** kg CO2e per declared unit. */
  kg_co2e: string
  /** Share of the whole, in percent. */
  percent: string
  /** `process.exchange`. */
  place: string
  /** Its ratings. */
  rating: Rating
}

/** The four PEF criteria, 1 (best) to 5, and their mean. */
export interface Rating {
  /** The mean of the ratings. */
  dqr: string
  /** How near the place is, 1 (best) to 5. */
  geographical: string
  /** How precise it is, 1 (best) to 5. */
  precision: string
  /** How near the technology is, 1 (best) to 5. */
  technological: string
  /** How near the time is, 1 (best) to 5. */
  temporal: string
}

/** PACT data quality ratings, 1 (best) to 5. */
export interface Ratings {
  /** How near the place is, 1 (best) to 5. */
  geographical: string
  /** How near the technology is, 1 (best) to 5. */
  technological: string
  /** How near the time is, 1 (best) to 5. */
  temporal: string
}

export interface ReactivationView {
  /** Position of the feed after which events may be missing. */
  repair_after: number
  /** The subscription as it is now. */
  subscription: SubscriptionView
}

export interface ReadPage {
  /** What is on this page, in the order of the list. */
  items: Array<ReadView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** One reading of the footprint by somebody it was granted to. */
export interface ReadView {
  /** The program that acted. */
  client: string
  /** The footprint. */
  footprint_id: string
  /** When it was read. */
  read_at: string
  /** The organisation that read. */
  reader: string
  /** By which operation it was read. */
  way: string
}

export interface ReadingView {
  /** When it happened. */
  at: string
  /** What the meter showed. */
  value: string
}

export interface ReasonCodePage {
  /** What is on this page, in the order of the list. */
  items: Array<ReasonCodeView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

export interface ReasonCodeView {
  /** The table: a code means something else in each. */
  act: "suspension" | "withdrawal" | "cancellation"
  /** A code that stays the same in every language. */
  code: string
  /** Whether the words are the pilot's own, because the national ones were not found. */
  stand_in: boolean
  /** What it means. */
  words: Words
}

/** Why the calculation can no longer be done; `type` is that of the refusal. */
export interface ReasonView {
  /** What it means, in words. */
  message: MessageView
  /** The problem type of the refusal. */
  type: string
}

/** Why it is done. */
export interface ReasonsRequest {
  /** Why, in Chinese; on record for good, and public where the list is. */
  reasons_zh: string
}

/** What became of a batch: taken + known + refused is the number of its lines. */
export interface ReceiptView {
  /** Already recorded, with the same value. */
  known: number
  /** At most the first thousand. */
  lines_refused: Array<LineRefused>
  /** How many were refused. */
  refused: number
  /** How many readings were taken in. */
  taken: number
}

/** Why a change is not to be. */
export interface RefusalRequest {
  /** Why, in words. */
  reason: string
}

export type Region = "Africa" | "Americas" | "Asia" | "Europe" | "Oceania" | "Australia and New Zealand" | "Central Asia" | "Eastern Asia" | "Eastern Europe" | "Latin America and the Caribbean" | "Melanesia" | "Micronesia" | "Northern Africa" | "Northern America" | "Northern Europe" | "Polynesia" | "South-eastern Asia" | "Southern Asia" | "Southern Europe" | "Sub-Saharan Africa" | "Western Asia" | "Western Europe"

/** A client's registration; exactly one of `jwks` and, in development, `secret`. */
export interface RegistrationRequest {
  /** Its public keys (RFC 7517). */
  jwks?: Record<string, JsonValue> | null
  /** The organisation that it acts for. */
  org: string
  /** The natural person it is bound to, where it is bound to one. */
  person?: PersonModel | null
  /** The scopes that it may use. */
  scopes: Array<string>
  /** A secret instead of keys; in development only. */
  secret?: string | null
}

/** 恢复: why the certificate is good again. */
export interface ReinstatementRequest {
  /** Remark of the person, in Chinese. */
  note_zh: string
}

export interface RejectedReadingPage {
  /** What is on this page, in the order of the list. */
  items: Array<RejectedReadingView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** A line that was not taken, and where it stands in the enterprise's topic. */
export interface RejectedReadingView {
  /** A code that stays the same in every language. */
  code: string
  /** When it was made. */
  created_at: string
  /** What it is called by; it never changes. */
  id: string
  /** Counts from 1 within the record. */
  line: number
  /** Its place in the partition. */
  offset: number
  /** The partition of the topic. */
  partition: number
  /** The beginning of the line; bytes that are not UTF-8 are shown as U+FFFD. */
  raw: string
  /** Why, in words. */
  reason: Text
}

export interface RejectionRequest {
  /** What it means, in words. */
  message: string
}

/** The place among the category's sealed footprints, without anybody's value. */
export interface RelativeStanding {
  /** Of how many enterprises it is. */
  enterprises: number
  /** Share of the others that are higher; 100 is the lowest footprint of all. */
  percentile: string
  /** Of how many products it is. */
  products: number
}

/** Another factor for one exchange: another supplier's data, another material, another fuel. */
export interface ReplaceFactor {
  /** What changes. */
  change: "replace-factor"
  /** The exchange, by its id within the process. */
  exchange: string
  /** The emission factor. */
  factor: string
  /** The process, by its id. */
  process: string
}

/** Another process in the place of one; what only the old one needed falls away. */
export interface ReplaceSupplier {
  /** Where the energy comes from. */
  by: UnitProcess
  /** What changes. */
  change: "replace-supplier"
  /** The process, by its id. */
  process: string
}

export type ReplacementReason = "01" | "02" | "03" | "04" | "99"

/** The accounting report of one calculation. */
export interface Report {
  /** How burdens are shared among products that are made together. */
  allocation: Array<Allocated>
  /** None: no packs to assess by, or a calculation that is too large for it. */
  assessment?: Assessment | null
  /** What the data rest on. */
  data_quality: ReportedQuality
  /** The result. */
  emissions: Emissions
  /** The emission factors. */
  factors: Array<FactorUsed>
  /** Name and version of this form. */
  format: string
  /** Why the footprint is found. */
  goal: Text
  /** The global warming potential of each gas. */
  gwp: Array<GasPotential>
  /** What the report is about. */
  identity: Identity
  /** What the result does not say. */
  limitations: Array<Text>
  /** The processes of every loop, such as scrap that goes back; solved exactly. */
  loops: Array<Array<string>>
  /** Of a model that was imported, with the reasons why the footprint stands. */
  losses?: Array<ReportedLoss>
  /** What was left out, and why. */
  omissions: Array<Omission>
  /** Whether all that was left out stays within the limit. */
  omissions_within_limit: boolean
  /** All that was left out, in percent of the mass. */
  omitted_mass_percent: string
  /** The processes. */
  processes: Array<Process>
  /** What it covers. */
  scope: Scope
  /** How the result moves with its largest inputs. */
  sensitivity: Array<ReportedSensitivity>
  /** Versions of all that it was made with. */
  versions: Versions
}

export type ReportFormat = "json" | "pdf" | "docx" | "xlsx"

export type ReportLanguage = "zh" | "en"

/** A measured number and the document behind it. */
export interface ReportedEvidence {
  /** How much, in `unit`; a decimal number. */
  amount: string
  /** SHA-256 of the content. */
  sha256: string
  /** Where the figure comes from. */
  source: string
  /** The unit, such as kg, kWh or t.km. */
  unit: string
  /** Where it is. */
  where: string
}

/** An elementary flow per declared unit, over all processes. */
export interface ReportedFlow {
  /** What flows: a gas, a material, a form of energy. */
  flow: string
  /** How much of it per declared unit. */
  total: Measure
}

/** What of a model made in another program is not in this one, and who settled that. */
export interface ReportedLoss {
  /** Where it is. */
  place: string
  /** Why, in words. */
  reason: string
  /** UTC. */
  settled_at: string
  /** Who settled it. */
  settled_by: string
  /** What it is about. */
  what: Text
}

/** The footprint per one of another unit of the product. */
export interface ReportedPerUnit {
  /** kg CO2e per declared unit. */
  kg_co2e: string
  /** The unit, such as kg, kWh or t.km. */
  unit: string
}

/** How much rests on measurement, and on which documents. */
export interface ReportedQuality {
  /** SHA-256 of files that prove it. */
  evidence: Array<ReportedEvidence>
  /** Share of the footprint that rests on primary data, in percent. */
  primary_percent: string
}

/** How the result moves when one factor or input is ten percent larger or smaller. The footprint is linear in each of them, so this follows from the contributions exactly. */
export interface ReportedSensitivity {
  /** kg CO2e more or less when the input moves by ten percent. */
  change_kg_co2e: string
  /** The same in percent of the footprint. */
  change_percent: string
  /** What it is called. */
  name: Text
  /** Where the figure comes from. */
  source: string
}

/** What a stage, a process, an exchange or a factor contributes. */
export interface ReportedShare {
  /** What it is called by; it never changes. */
  id: string
  /** kg CO2e per declared unit. */
  kg_co2e: string
  /** What it is called. */
  name: Text
  /** Share of the whole, in percent. */
  percent: string
}

/** The spread by one published set of uncertainty factors, found in two independent ways. */
export interface ReportedSpread {
  /** Found by formula, to first order. */
  analytic: Estimate
  /** Of the distribution; None for loops and co-products, where only samples know it. */
  exact_mean: string | null
  /** The standard deviation, exactly, in kg CO2e. */
  exact_standard_deviation: string | null
  /** None where a sampled loop consumes all that it makes. */
  monte_carlo: Estimate | null
  /** The set of deviations that is used. */
  pedigree_set: string
  /** Of the sampled mean. */
  standard_error: string | null
}

export type RequestDirection = "in" | "out"

export type RequestState = "open" | "due-soon" | "overdue" | "answered" | "answered-late"

/** Why the finding is in order, or what was done about it; for an auditor to read. */
export interface ResolutionRequest {
  /** Why, in words. */
  reason: string
}

export interface ResolutionView {
  /** Why, in words. */
  reason: string
  /** When it was settled. */
  resolved_at: string
  /** Who settled it. */
  resolved_by: string
}

/** What the GS1-Conformant Resolver Standard wants to be told; it names the members. */
export interface ResolverDescription {
  /** Where the JSON-LD context of its link sets is. */
  jsonLdContextLocation: string
  /** Whether an answer without a link type can be a link set. */
  linkTypeDefaultCanBeLinkset: boolean
  /** What the resolver is called. */
  name: string
  /** Where its addresses begin. */
  resolverRoot: string
  /** Namespaces of link types, each with its prefix. */
  supportedLinkType: Array<Record<string, string>>
  /** Application identifiers that it resolves: `01` is the GTIN. */
  supportedPrimaryKeys: Array<string>
}

/** The footprint of one declared unit. Every number is exact but `value`. */
export interface Result {
  /** How burdens were shared. */
  allocations?: Array<AllocatedShare> | null
  /** Beside the footprint, never inside it: emission +1, uptake -1. */
  biogenic_kg_co2: string
  /** Shares of the footprint by exchange. */
  by_exchange: Array<Share>
  /** Shares of the footprint by process. */
  by_process: Array<Share>
  /** Shares of the footprint by stage of the life cycle. */
  by_stage: Array<Share>
  /** Products that leave the process beside its output. */
  co_products?: Array<CoProductDelivery> | null
  /** What was left out. */
  cut_offs: CutOffBook
  /** What each process delivers per declared unit. */
  deliveries: Array<ProcessDelivery>
  /** kg CO2e per declared unit, before it is rounded. */
  exact: string
  /** Totals by flow per declared unit. */
  flows: Array<Flow>
  /** The processes of every loop; their deliveries include what the loop takes back itself. */
  loops?: Array<Array<string>> | null
  /** The same per one of another unit. */
  per_unit?: Array<PerUnit> | null
  /** Share of the footprint that rests on measured amounts. */
  primary_percent: string
  /** The footprint's parts; since engine 1.1, like everything below. */
  separate?: Separate | null
  /** Beside the footprint, never inside it (EN 16449). */
  stored_carbon?: StoredCarbon | null
  /** kg CO2e per declared unit, rounded once by the rule. */
  value: string
}

export interface ResultPage {
  /** What is on this page, in the order of the list. */
  items: Array<ResultView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** The published footprint of one sealed calculation before and after the change, in kg CO2e per declared unit. The calculation itself stays as it was sealed. */
export interface ResultView {
  /** The calculation. */
  calculation_id: string
  /** Code of the product category. */
  category: string
  /** The difference in kg CO2e. */
  change: string | null
  /** How many crossed a threshold. */
  crossed: Array<CrossingView>
  /** The enterprise, by its unified social credit code. */
  enterprise: string
  /** The product's model. */
  model: string
  /** What it is called. */
  name: Text
  /** The footprint after, in kg CO2e. */
  new: string | null
  /** The unit after. */
  new_unit: string | null
  /** The value before, in kg CO2e. */
  old: string
  /** Whether it went up, down, stayed, or cannot be compared. */
  outcome: MoveOutcome
  /** The difference in percent. */
  percent: string | null
  /** The product. */
  product_id: string
  /** Why, in words. */
  reason: ReasonView | null
  /** The unit, such as kg, kWh or t.km. */
  unit: string
}

/** Which key ends, and when. */
export interface RetirementRequest {
  /** Now, where it is absent. */
  at?: string | null
  /** The name of the key. */
  kid: string
}

/** The enterprise withdraws its application. */
export interface RetreatRequest {
  /** Remark of the person, in Chinese. */
  note_zh: string
}

export type ReviewDecision = "released" | "rejected"

/** Release the row to its owner, or reject it; the reason is kept with who gave it and when. */
export interface ReviewRequest {
  /** What was decided. */
  decision: ReviewDecision
  /** What was looked at, and what it showed. */
  reason: string
}

/** What a person decided on a quarantined row. */
export interface ReviewView {
  /** When it was decided. */
  decided_at: string
  /** The organisation that decided. */
  decided_by: string
  /** What was decided. */
  decision: ReviewDecision
  /** The natural person who acted, by identifier. */
  person: string | null
  /** Why, in words. */
  reason: string
}

/** Why a client ends. */
export interface RevocationRequest {
  /** Why, in words. */
  reason: string
}

export type Role = "enterprise" | "certification-body" | "market-regulator" | "development-reform" | "ecology-environment" | "industry-information" | "finance" | "central-bank" | "financial-regulator" | "district-market-regulator" | "district-development-reform" | "district-ecology-environment" | "district-industry-information" | "agency" | "bank" | "partner-region" | "operator" | "platform"

export type Route = "landfill" | "incineration" | "recycling" | "composting" | "wastewater" | "other"

export type RowOutcome = "accepted" | "quarantined" | "rejected"

export interface RowPage {
  /** What is on this page, in the order of the list. */
  items: Array<RowView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** One row of an import with its outcome; `line` is that of the spreadsheet. */
export interface RowView {
  /** The emission factor. */
  factor: string
  /** Line of the file, from 1. */
  line: number
  /** What came of it. */
  outcome: RowOutcome
  /** Why, in words. */
  reason: Text | null
  /** How it was decided; null while it is not. */
  review: ReviewView | null
}

/** How many rows were read, and what became of them. */
export interface RowsView {
  /** How many were taken in. */
  accepted: number
  /** Recorded before, with the same values. */
  known: number
  /** How many rows were read. */
  read: number
  /** Every row of a refused system and period, not only those with a reason. */
  rejected: number
}

/** One version of a category's implementation rule. Never edited: a change is a new version. */
export interface Rule {
  /** Where the footprint begins and ends. */
  boundary: Boundary
  /** Rule number (SSGZBH in the national filing), at most 50 characters. */
  code: string
  /** The limits of what may be left out. */
  cut_off: CutOffLimits
  /** Places of the published value; rounded once, half to even (GB/T 8170). */
  decimals: number
  /** What the figures are for: an amount with its unit. */
  declared_unit: Amount
  /** Methods of allocation that products of the category may not use. */
  forbidden_allocation?: Array<AllocationMethod>
  /** What the product does, how much, how well and for how long. */
  functional_unit: BilingualText
  /** The national rule that this one implements, such as CNCA-CFP-00:2025. */
  general_rule: string
  /** The IPCC report whose global warming potentials count. */
  gwp_set: string
  /** The first day on which it counts. */
  in_force_from: string
  /** Which module of EN 15804 a stage is declared as, where it is not the usual one. */
  modules?: Record<string, string> | null
  /** What it is called. */
  name: BilingualText
  /** Stages of the life cycle. */
  stages: Array<Stage>
  /** The standard that it follows. */
  standard: string
  /** Months between surveillances, at most. */
  surveillance_interval_months: number
  /** Months that a certificate counts. */
  validity_months: number
  /** Its version. */
  version: string
}

/** One version of a category's implementation rule. Never edited: a change is a new version. */
export interface RuleInput {
  /** Where the footprint begins and ends. */
  boundary: Boundary
  /** Rule number (SSGZBH in the national filing), at most 50 characters. */
  code: string
  /** The limits of what may be left out. */
  cut_off: CutOffLimitsInput
  /** Places of the published value; rounded once, half to even (GB/T 8170). */
  decimals: number
  /** What the figures are for: an amount with its unit. */
  declared_unit: AmountInput
  /** Methods of allocation that products of the category may not use. */
  forbidden_allocation?: Array<AllocationMethod>
  /** What the product does, how much, how well and for how long. */
  functional_unit: BilingualText
  /** The national rule that this one implements, such as CNCA-CFP-00:2025. */
  general_rule: string
  /** The IPCC report whose global warming potentials count. */
  gwp_set: string
  /** The first day on which it counts. */
  in_force_from: string
  /** Which module of EN 15804 a stage is declared as, where it is not the usual one. */
  modules?: Record<string, string> | null
  /** What it is called. */
  name: BilingualText
  /** Stages of the life cycle. */
  stages: Array<Stage>
  /** The standard that it follows. */
  standard: string
  /** Months between surveillances, at most. */
  surveillance_interval_months: number
  /** Months that a certificate counts. */
  validity_months: number
  /** Its version. */
  version: string
}

export interface RulePage {
  /** What is on this page, in the order of the list. */
  items: Array<RuleView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** A rule version; a category with a catalogue item is open to the national scheme. */
export interface RuleView {
  /** Number in the national pilot catalogue; null when it is not listed. */
  catalogue_item: number | null
  /** Code of the product category. */
  category: string
  /** The accounting rule. */
  rule: Rule
}

/** So many times the amount, be it modelled or measured. */
export interface ScaleAmount {
  /** What changes. */
  change: "scale-amount"
  /** The exchange, by its id within the process. */
  exchange: string
  /** The process, by its id. */
  process: string
  /** The factor by which it grows. */
  times: string
}

/** Changes that are made one after the other. */
export interface Scenario {
  /** What changes. */
  changes: Array<ReplaceFactor | ChangeAmount | ScaleAmount | ChangeElectricity | ChangeTransport | ReplaceSupplier>
  /** What it is called. */
  name: string
}

/** A scenario beside the base, kg CO2e per declared unit. */
export interface ScenarioOutcome {
  /** The largest difference first. */
  by_exchange: Array<ExchangeDifference>
  /** Shares of the footprint by stage of the life cycle. */
  by_stage: Array<StageDifference>
  /** kg CO2e more than without the change; negative is less. */
  difference: string
  /** The difference in percent. */
  difference_percent: string
  /** What each change does. */
  effects: Array<Effect>
  /** kg CO2e per declared unit, before it is rounded. */
  exact: string
  /** What it is called. */
  name: string
  /** Rounded by the rule, and not certified. */
  value: string
}

/** Named scenarios, each with changes that are made one after the other. */
export interface ScenariosRequest {
  /** The scenarios. */
  scenarios: Array<Scenario>
}

/** The scenarios beside the base. They are estimates: only a sealed calculation is certified. */
export interface ScenariosView {
  /** The calculation. */
  calculation_id: string
  /** Whether the figures are those of a certified footprint; here they never are. */
  certified?: boolean
  /** What the figures are for: an amount with its unit. */
  declared_unit: string
  /** The scenarios. */
  scenarios: Array<ScenarioOutcome>
  /** SHA-256 of the sealed document; null while it is not sealed. */
  seal: string | null
  /** kg CO2e per declared unit, of the calculation. */
  value: string
}

export type Scheme = "NATIONAL_CFP" | "CB_OWN"

/** By which rule, for which unit, within which boundary and period. */
export interface Scope {
  /** Where the footprint begins and ends. */
  boundary: string
  /** Most that a single item left out may be, in percent. */
  cut_off_single_percent: string
  /** Most that all items left out may be, in percent. */
  cut_off_total_percent: string
  /** What the figures are for: an amount with its unit. */
  declared_unit: Measure
  /** What the product does, how much, how well and for how long. */
  functional_unit: Text
  /** The national rule that it implements. */
  general_rule: string
  /** Exclusive. */
  period_end: string
  /** First day of the period. */
  period_start: string
  /** What one declared unit of the product is. */
  reference_flow: Measure | null
  /** Code of the accounting rule. */
  rule_code: string
  /** What the rule is called. */
  rule_name: Text
  /** Version of the accounting rule. */
  rule_version: string
  /** Stages of the life cycle. */
  stages: Array<string>
  /** Stages outside the boundary. */
  stages_left_out: Array<string>
  /** The standard that it follows. */
  standard: string
}

/** Scores by people who know better than the packs' assumptions, 1 (best) to 5. */
export interface ScoresRequest {
  /** By `process.exchange`. */
  amounts?: Record<string, PedigreeScores>
  /** By the identifier of the factor. */
  factors?: Record<string, PedigreeScores>
}

/** Each 0 to 1. The formulas are in the service's page on data quality. */
export interface ScoresView {
  /** How accurate the data are, 0 to 1 (best). */
  accuracy: string
  /** How complete the data are, 0 to 1 (best). */
  completeness: string
  /** Of the system, those cut off left out. */
  exchanges: number
  /** How many of the exchanges were measured. */
  measured: number
  /** Measured, with evidence present and no open finding. */
  sound: number
  /** How timely they are, 0 to 1 (best). */
  timeliness: string
}

/** The seal of a calculation: SHA-256 over its canonical JSON document. */
export interface SealView {
  /** The calculation. */
  calculation_id: string
  /** SHA-256 of the sealed document; null while it is not sealed. */
  seal: string
  /** When it was sealed. */
  sealed_at: string
}

/** Product- or sector-specific rules that a footprint follows. */
export interface SectorRules {
  /** Who made the rules. */
  operator: Operator
  /** Who made them, when the list does not have it. */
  otherOperatorName?: string | null
  /** What the rules are called. */
  ruleNames: Array<string>
}

/** Every input, the strongest first. */
export interface SensitivitiesView {
  /** The calculation. */
  calculation_id: string
  /** What the figures are for: an amount with its unit. */
  declared_unit: string
  /** By input. */
  inputs: Array<Sensitivity>
  /** SHA-256 of the sealed document; null while it is not sealed. */
  seal: string | null
  /** kg CO2e per declared unit, of the calculation. */
  value: string
}

/** One input, and what the footprint does when it moves. */
export interface Sensitivity {
  /** kg CO2e per one unit of the input. */
  derivative: string
  /** Percent per percent; 0 when the footprint is 0. */
  elasticity: string
  /** The factor, gas or carrier, `process.exchange`, the process or its product, or the piece. */
  input: string
  /** Which kind it is. */
  kind: InputKind
  /** Whether it was measured, not assumed. */
  measured: boolean
  /** The unit, such as kg, kWh or t.km. */
  unit: string
  /** The input as it is, in `unit`. */
  value: string
}

/** How many events wait to be sent once more. */
export interface SentAgain {
  /** How many. */
  events: number
}

/** The footprint's parts, which add up to it, and biogenic CO2 beside it (GB/T 24067-2024). */
export interface Separate {
  /** kg CO2e of aircraft. */
  aircraft: string
  /** Beside the footprint, counted +1. */
  biogenic_co2_emitted: string
  /** Beside the footprint, counted -1: 0 or less. */
  biogenic_co2_taken_up: string
  /** Methane and nitrous oxide from biomass, in kg CO2e. */
  biogenic_gases: string
  /** kg CO2e of fossil origin. */
  fossil: string
  /** kg CO2e of land use change. */
  land_use_change: string
}

/** Authorization server metadata (RFC 8414, 2). */
export interface ServerMetadata {
  /** `client_credentials` alone. */
  grant_types_supported: Array<string>
  /** The `iss` of its tokens. */
  issuer: string
  /** Where the keys are that verify its tokens. */
  jwks_uri: string
  /** None: nobody signs in. */
  response_types_supported: Array<string>
  /** Every scope that somebody can hold. */
  scopes_supported: Array<string>
  /** Where people read on. */
  service_documentation: string
  /** Where tokens are asked for, and the `aud` of assertions. */
  token_endpoint: string
  /** How clients show who they are. */
  token_endpoint_auth_methods_supported: Array<string>
  /** How assertions are signed. */
  token_endpoint_auth_signing_alg_values_supported: Array<string>
  /** Languages of pages and messages. */
  ui_locales_supported: Array<string>
}

export type ServiceState = "up" | "down"

/** Whether a service answers. */
export interface ServiceStateView {
  /** The service. */
  service: string
  /** Where it stands. */
  state: ServiceState
}

/** Why these losses are in order, or what was done about them; for an auditor to read. */
export interface SettlementRequest {
  /** Each named, so that nobody settles what they have not read. */
  losses: Array<string>
  /** Why, in words. */
  reason: string
}

export interface SettlementView {
  /** Why, in words. */
  reason: string
  /** When it was settled. */
  settled_at: string
  /** Who settled it. */
  settled_by: string
}

/** What one process, stage or exchange contributes, in kg CO2e per declared unit. Like `ProcessDelivery` not frozen, which would double its time: a result has thousands of them. */
export interface Share {
  /** kg of biogenic CO2, emitted less taken up; beside the footprint, never inside it. */
  biogenic_kg_co2: string
  /** What it is called by; it never changes. */
  id: string
  /** kg CO2e per declared unit. */
  kg_co2e: string
}

/** One uncertain input; its median is the value of the calculation. */
export interface Spread {
  /** The basic deviation of its kind. */
  basic: string | null
  /** Whether the scores were given, not assumed. */
  given: boolean
  /** `process.exchange` for an amount, the identifier for a factor. */
  input: string
  /** Standard deviation of the logarithm. */
  log_deviation: string
  /** Scores of the data, 1 (best) to 5. */
  scores: PedigreeScores
}

/** The spread of a footprint, in independent ways that must agree within sampling error. */
export interface SpreadView {
  /** Lognormal approximation of first order around the certified value. */
  analytic: Estimate
  /** The calculation. */
  calculation_id: string
  /** Whether the figures are those of a certified footprint; here they never are. */
  certified?: boolean
  /** What the figures are for: an amount with its unit. */
  declared_unit: string
  /** Of the distribution; None for loops and co-products, where only samples know it. */
  exact_mean: string | null
  /** The standard deviation, exactly, in kg CO2e. */
  exact_standard_deviation: string | null
  /** By input. */
  inputs: Array<Spread>
  /** Percentiles, mean and spread of the samples. */
  monte_carlo: Estimate
  /** The set of scores and deviations that is used. */
  pedigree: string
  /** How many samples are drawn. */
  samples: number
  /** SHA-256 of the sealed document; null while it is not sealed. */
  seal: string | null
  /** Made from the calculation's document, so that everybody draws the same samples. */
  seed: string
  /** Of the sampled mean. */
  standard_error: string
  /** kg CO2e per declared unit, of the calculation. */
  value: string
}

export type Stage = "raw-materials" | "production" | "distribution" | "use" | "end-of-life"

/** One life-cycle stage of the base and of the scenario. */
export interface StageDifference {
  /** kg CO2e without the change. */
  base: string
  /** kg CO2e more than without the change; negative is less. */
  difference: string
  /** kg CO2e with the change. */
  scenario: string
  /** Stage of the life cycle. */
  stage: string
}

export type StandingOnDay = "calculated" | "sealed"

/** What came out of a co-product of a process; meters count main outputs. */
export interface StatedCoProduct {
  /** SHA-256 of files that prove it. */
  evidence: Evidence
  /** How much leaves the process. */
  output: Quantity
  /** The process, by its id. */
  process: string
  /** The product. */
  product: string
}

/** What a process made, where no meter counts it. */
export interface StatedOutput {
  /** SHA-256 of files that prove it. */
  evidence: Evidence
  /** How much leaves the process. */
  output: Quantity
  /** The process, by its id. */
  process: string
}

export type Step = "application" | "acceptance" | "planning" | "document-review" | "on-site-inspection" | "footprint-verification" | "decision" | "surveillance"

/** How a step ended, why, and the SHA-256 of each evidence file. */
export interface StepRequest {
  /** SHA-256 of each file of evidence. */
  evidence?: Array<string>
  /** Remark of the person, in Chinese. */
  note_zh: string
  /** What came of it. */
  outcome: Outcome
}

export interface StepView {
  /** When it happened. */
  at: string
  /** SHA-256 of each file of evidence. */
  evidence: Array<string>
  /** The step in words. */
  name: Words
  /** Remark of the person, in Chinese. */
  note_zh: string
  /** What came of it. */
  outcome: Outcome
  /** The natural person who acted, by identifier. */
  person: string
  /** The seal that the body found; null for other steps. */
  recomputed_seal: string | null
  /** Which step it is. */
  step: Step
}

export interface StoodPage {
  /** What is on this page, in the order of the list. */
  items: Array<StoodView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** A calculation of the product as it stood on the day. */
export interface StoodView {
  /** The calculation. */
  calculation_id: string
  /** When it was made. */
  created_at: string
  /** What it was among the calculations of its product then. */
  place: PlaceInHistory
  /** None: not sealed by then. */
  seal: string | null
  /** When it was sealed. */
  sealed_at: string | null
}

/** CO2 that the wood of one declared unit keeps from the air; no part of the footprint. */
export interface StoredCarbon {
  /** The items. */
  items: Array<StoredCarbonItem>
  /** kg of CO2. */
  kg_co2: string
  /** The method. */
  method: string
}

/** One kind of wood in the declared unit. */
export interface StoredCarbonItem {
  /** What it is called by; it never changes. */
  id: string
  /** kg CO2 that stays in it. */
  kg_co2: string
}

/** `affected` and `done` count everybody's calculations and are told to those who oversee. */
export interface StudyDetail {
  /** How many calculations the change touches. */
  affected: number | null
  /** What would change, as it was asked. */
  change: ChangeView
  /** When it was made. */
  created_at: string
  /** How many calculations were compared. */
  done: number | null
  /** Whether the seal of every calculation was found again. */
  every_seal: boolean
  /** When it was done; null while it is not. */
  finished_at: string | null
  /** What it is called by; it never changes. */
  id: string
  /** Where it comes from. */
  origin: StudyOrigin
  /** The organisation that asked. */
  proposed_by: string | null
  /** How far the study is. */
  state: StudyState
  /** What it is called. */
  title: string
  /** The totals by category. */
  totals: Array<TotalsView>
}

export type StudyOrigin = "proposed" | "published"

export interface StudyPage {
  /** What is on this page, in the order of the list. */
  items: Array<StudyView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

export type StudyState = "waiting" | "running" | "completed"

/** A study: what it asks, how far it is, and the totals of what the caller may see. */
export interface StudyView {
  /** What would change, as it was asked. */
  change: ChangeView
  /** When it was made. */
  created_at: string
  /** Whether the seal of every calculation was found again. */
  every_seal: boolean
  /** When it was done; null while it is not. */
  finished_at: string | null
  /** What it is called by; it never changes. */
  id: string
  /** Where it comes from. */
  origin: StudyOrigin
  /** How far the study is. */
  state: StudyState
  /** What it is called. */
  title: string
}

/** What somebody missed. */
export interface SubjectsAsked {
  /** What the events are about. */
  subjects: Array<string>
}

/** What is to be otherwise; what is absent or null stays as it is. */
export interface SubscriptionChange {
  /** All offered types when the list is empty. */
  event_types?: Array<string> | null
  /** `paused` keeps what happens meanwhile and sends it after `active`. */
  state?: "active" | "paused" | null
  /** A new address; it is asked for its consent before anything goes there. */
  url?: string | null
}

export interface SubscriptionPage {
  /** What is on this page, in the order of the list. */
  items: Array<SubscriptionView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** Where label events go, and which. */
export interface SubscriptionRequest {
  /** All offered types when none is named. */
  event_types?: Array<"registry.label.issued.v1" | "registry.label.status-changed.v1">
  /** Where events are sent: https, public. */
  url: string
}

export type SubscriptionState = "active" | "paused" | "disabled" | "ended"

export interface SubscriptionTestPage {
  /** What is on this page, in the order of the list. */
  items: Array<SubscriptionTestView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

export interface SubscriptionTestView {
  /** When it was asked for. */
  asked_at: string
  /** Null while it is on its way. */
  ended_at: string | null
  /** Null as well when the address answered 2xx. */
  failure: Failure | null
  /** Where it stands. */
  status: number | null
  /** The header `webhook-id` of the test, and its CloudEvent's id. */
  webhook_id: string
}

export interface SubscriptionView {
  /** When it was made. */
  created_at: string
  /** Types of events; all when absent. */
  event_types: Array<string>
  /** What it is called by; it never changes. */
  id: string
  /** When the address said that it wants webhooks of this node; none is sent before. */
  proven_at: string | null
  /** Where it stands. */
  state: SubscriptionState
  /** What keeps it from working; null when nothing does. */
  trouble: TroubleView | null
  /** When it changed last. */
  updated_at: string
  /** The address. */
  url: string
}

export interface SupplierFindingPage {
  /** What is on this page, in the order of the list. */
  items: Array<SupplierFindingView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** A product system rests on a version that ended; `published` footprints rest on it too. */
export interface SupplierFindingView {
  /** How many calculations rest on it. */
  calculations: number
  /** What ended. */
  cause: Cause
  /** What the supplier is called. */
  company_name: string
  /** In English. */
  en: string
  /** The footprint. */
  footprint_id: string
  /** When it was noticed. */
  noticed_at: string
  /** The product. */
  product_id: string
  /** What the product is called. */
  product_name: string
  /** How many published footprints rest on it. */
  published: number
  /** What took its place; null when nothing did. */
  replaced_by: string | null
  /** How it was settled; null while it is open. */
  resolution: ResolutionView | null
  /** How many of the calculations are sealed. */
  sealed: number
  /** The product system. */
  system_id: string
  /** In Chinese. */
  zh: string
}

export interface SupplierFootprintPage {
  /** What is on this page, in the order of the list. */
  items: Array<SupplierFootprintView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** A PACT v3 document, and the organisation that it came from. */
export interface SupplierFootprintRequest {
  /** The document as it is. */
  document: Record<string, JsonValue>
  /** The supplier. */
  supplier: string
}

/** A received version. `factor` is how an exchange of a product system names it. */
export interface SupplierFootprintView {
  /** What the supplier is called. */
  company_name: string
  /** Whether it was replaced or withdrawn. */
  deprecated: boolean
  /** The document as it is. */
  document: Record<string, JsonValue>
  /** The emission factor. */
  factor: string
  /** What was found. */
  findings: Array<LintFindingView>
  /** What it is called by; it never changes. */
  id: string
  /** What the product is called. */
  product_name: string
  /** When it was received. */
  received_at: string
  /** What took its place; null when nothing did. */
  replaced_by: string | null
  /** SHA-256 of the content. */
  sha256: string
  /** The supplier. */
  supplier: string
  /** Whether it can be used in a calculation. */
  usable: boolean
  /** How it came in. */
  way: string
}

export type SuspensionReason = "0201" | "0202" | "0203" | "0204" | "0205" | "0206" | "0207" | "0208" | "0299"

/** 暂停: the national reason code, and when the suspension ends at the latest. */
export interface SuspensionRequest {
  /** Remark of the person, in Chinese. */
  note_zh: string
  /** Why, by the code of the national table. */
  reason_code: SuspensionReason
  /** Last moment of the suspension. */
  until: string
}

export interface SystemPage {
  /** What is on this page, in the order of the list. */
  items: Array<SystemView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

export interface SystemView {
  /** When it was made. */
  created_at: string
  /** What it is called by; it never changes. */
  id: string
  /** The product. */
  product_id: string
  /** The product system. */
  system: ProductSystem
}

export type TableFormat = "csv" | "xlsx" | "parquet"

export type TargetKind = "accounted" | "certified"

export interface TaskPage {
  /** What is on this page, in the order of the list. */
  items: Array<TaskView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

export type TaskState = "waiting" | "running" | "done" | "failed" | "cancelled"

/** A request that is carried out later, and how far it is. */
export interface TaskView {
  /** Unended tasks of the organisation that were asked for before. Organisations take turns. */
  ahead: number
  /** Where the answer is, once there is one. */
  answer: string | null
  /** How often it was begun: once, unless its process broke down. */
  attempt: number
  /** When it was made. */
  created_at: string
  /** The client that asked. */
  created_by: string
  /** When it ended; null while it has not. */
  ended_at: string | null
  /** What it is called by; it never changes. */
  id: string
  /** What it recorded, where it records something. */
  made: string | null
  /** Method of the request that is carried out. */
  method: string
  /** Time of processor that it may take, in seconds. */
  most_cpu_s: number
  /** Memory that it may take. */
  most_memory_mib: number
  /** How far the work is, some two seconds ago; absent where it cannot tell. */
  progress: ProgressView | null
  /** When it was begun. */
  started_at: string | null
  /** How far the task is. */
  state: TaskState
  /** Of the answer, as the request itself would have had it. */
  status: number | null
  /** The path that was asked. */
  target: string
  /** When it changed last. */
  updated_at: string
}

export type TemplateFormat = "json" | "csv" | "xlsx" | "parquet"

/** A product system to begin from: `system` is the body of `POST /v1/products/{id}/systems`. */
export interface TemplateView {
  /** Code of the product category. */
  category: string
  /** How it is filled in. */
  guide: BilingualText
  /** The product system. */
  system: ProductSystem
  /** Its version. */
  version: string
}

/** One name or sentence in both languages of the platform. */
export interface Text {
  /** In English. */
  en: string
  /** In Chinese. */
  zh: string
}

/** Why there is no token (RFC 6749, 5.2). */
export interface TokenError {
  /** The same in the caller's language. */
  detail?: string | null
  /** `invalid_request`, `invalid_client`, `invalid_scope`, `unsupported_grant_type` and so on. */
  error: string
  /** The same in words: English, ASCII. */
  error_description?: string | null
  /** The same in both languages. */
  messages?: Words | null
}

/** A JWK set (RFC 7517). */
export interface TokenKeysView {
  /** The public keys; `kid` in the head of a token says which signed it. */
  keys: Array<Record<string, JsonValue>>
}

/** An access token (RFC 6749, 5.1). */
export interface TokenView {
  /** Send it as `Authorization: Bearer …`. */
  access_token: string
  /** Seconds until it ends; then ask for another. */
  expires_in: number
  /** What it allows, separated by spaces. */
  scope: string
  /** `Bearer`. */
  token_type: string
}

export type ToldStatus = "valid" | "suspended" | "withdrawn" | "expired"

/** How many calculations of a category had which outcome, among those the caller may see. */
export interface TotalsView {
  /** How many calculations the change touches. */
  affected: number
  /** Code of the product category. */
  category: string
  /** They cross a published level or a limit of the rule, in either direction. */
  crossed: number
  /** How many footprints become smaller. */
  down: number
  /** They can no longer be computed. */
  refused: number
  /** The rule's declared unit is another one, so the values cannot be compared. */
  restated: number
  /** They depend on the change and do not move in the published rounding. */
  same: number
  /** How many footprints become larger. */
  up: number
}

/** One leg of freight: mass times distance by mode and class of vehicle. */
export interface Transport {
  /** What is assumed about load and way back, for instance that the factor contains both. */
  assumption: Text
  /** One way, loaded. */
  distance: Quantity
  /** Share of the distance driven back empty that is added, 0 to 1; 0 if the factor has it. */
  empty_return?: string
  /** kg CO2e per t.km at the load that the class usually carries. */
  factor: string
  /** What it is called by; it never changes. */
  id: string
  /** Which kind it is. */
  kind: "transport"
  /** How heavy it is. */
  mass: Quantity
  /** Means of transport. */
  mode: Mode
  /** Factor of the fuel's supply per t.km, where `factor` counts only the driving. */
  upstream?: string | null
  /** Class of the vehicle that the factor stands for, such as `heavy-diesel-truck`. */
  vehicle: string
}

export type TroubleKind = "gone" | "exhausted" | "restored"

export interface TroubleView {
  /** Which trouble it is. */
  kind: TroubleKind
  /** Read `/v1/feed?after=` from here to find every event that was not delivered. */
  repair_after: number
  /** Since when. */
  since: string
}

/** The anchors of a verification; docs/verification.md says how they are used. */
export interface TrustPolicyView {
  /** The accepted certification bodies with their names and keys. */
  bodies: Array<Record<string, JsonValue>>
  /** Which form of policy this is. */
  format: string
  /** Origin and verifier key of the transparency log (C2SP). */
  log: Record<string, JsonValue>
  /** The node's DID and its keys. */
  node: Record<string, JsonValue>
  /** How old a status list may be, in seconds. */
  status_max_age_s: number
}

/** Scores, the published set of uncertainty factors, and how often to sample. */
export interface UncertaintyRequest {
  /** By `process.exchange`. */
  amounts?: Record<string, PedigreeScores>
  /** By the identifier of the factor. */
  factors?: Record<string, PedigreeScores>
  /** The set of scores and deviations that is used. */
  pedigree?: string
  /** How many samples are drawn. */
  samples?: number
}

/** One process: its exchanges are per `output`. */
export interface UnitProcess {
  /** How burdens are shared among products that are made together. */
  allocation?: Physical | Economic | null
  /** Products that leave the process beside its output. */
  co_products?: Array<CoProduct> | null
  /** By exchange. */
  exchanges: Array<FromProcess | FromFactor | Emission | CutOff | Transport | Packaging | Waste | Fuel | Electricity | Uptake>
  /** What it is called by; it never changes. */
  id: string
  /** What it is called. */
  name: Text
  /** How much leaves the process. */
  output: Quantity
  /** Stage of the life cycle. */
  stage: Stage
}

export type UnknownProducts = "ask" | "reject"

/** Something unusual for the category, for the caller to look at; nothing was refused. */
export interface Unusual {
  /** In English. */
  en: string
  /** Where it is. */
  place: string
  /** In Chinese. */
  zh: string
}

export type UploadContent = "meter-readings" | "activity-data"

export type UploadKind = "application/x-ndjson" | "text/csv" | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" | "application/vnd.apache.parquet"

export interface UploadPage {
  /** What is on this page, in the order of the list. */
  items: Array<UploadView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

export type UploadState = "receiving" | "waiting" | "checking" | "done" | "failed" | "expired" | "cancelled"

/** A file, and how far it is. */
export interface UploadView {
  /** When it was made. */
  created_at: string
  /** When an upload ends whose bytes did not all arrive. */
  expires_at: string
  /** Why the file as a whole was refused. */
  failure: FailureView | null
  /** When it was done; null while it is not. */
  finished_at: string | null
  /** What it is called by; it never changes. */
  id: string
  /** The media type. */
  media_type: UploadKind
  /** What it is called. */
  name: string
  /** Of the bytes while they are received, then of the rows while they are checked. */
  percent: number
  /** First day after the period. */
  period_end: string | null
  /** First day of the period. */
  period_start: string | null
  /** Bytes that arrived; the next piece begins here. */
  received: number
  /** How many rows there are. */
  rows: RowsView
  /** SHA-256 of the content. */
  sha256: string
  /** Bytes. */
  size: number
  /** When it was begun. */
  started_at: string | null
  /** How far the upload is. */
  state: UploadState
  /** The product system. */
  system_id: string | null
  /** When it changed last. */
  updated_at: string
  /** What it is about. */
  what: UploadContent
}

/** CO2 that biomass took from the air, as mass: -1 beside the footprint, never inside it. */
export interface Uptake {
  /** How much, in `unit`; a decimal number. */
  amount: string
  /** What it is called by; it never changes. */
  id: string
  /** Which kind it is. */
  kind: "uptake"
  /** Where the figure comes from. */
  source: Text
  /** The unit, such as kg, kWh or t.km. */
  unit: string
}

export type Verdict = "plausible" | "unusual" | "impossible"

export interface Verification {
  /** What the verifier adds. */
  comments?: string | null
  /** When it was completed. */
  completedAt?: string | null
  /** What was verified. */
  coverage?: Coverage | null
  /** Who verified. */
  providerName?: string | null
  /** By which standard. */
  standardName?: string | null
}

/** 产品碳足迹核查: a passed one states the seal that the reviewer recomputed. */
export interface VerificationRequest {
  /** SHA-256 of each file of evidence. */
  evidence?: Array<string>
  /** Remark of the person, in Chinese. */
  note_zh: string
  /** What came of it. */
  outcome: Outcome
  /** The seal that the body found by calculating anew. */
  recomputed_seal?: string | null
}

export type Version = "2" | "3"

/** Everything one needs to compute the result again. */
export interface Versions {
  /** Digits that figures are calculated with. */
  digits: string
  /** The form of the sealed document. */
  document_format: string
  /** The program that calculated. */
  engine: string
  /** The IPCC report whose global warming potentials count. */
  gwp_set: string
  /** Version of the global warming potentials. */
  gwp_version: string
  /** The factor library, by its version. */
  library: string
  /** SHA-256 of the factor library. */
  library_sha256: string
  /** How figures are rounded. */
  rounding: string
  /** SHA-256 of the rule. */
  rule_sha256: string
}

export interface WaitingPage {
  /** What is on this page, in the order of the list. */
  items: Array<WaitingView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

/** A quarantined row as a reviewer sees it. */
export interface WaitingView {
  /** The import that it came with. */
  import_id: string
  /** What it is called. */
  name: Text
  /** The organisation that it belongs to. */
  owner: string
  /** The row with its outcome. */
  row: RowView
  /** Where in the source it stands. */
  source_ref: string
  /** Title of the source. */
  source_title: string
  /** The unit, such as kg, kWh or t.km. */
  unit: string
  /** kg CO2e per `unit`. */
  value: string
}

/** Waste handed over for treatment. It is an output, so it is no input of the mass balance. */
export interface Waste {
  /** How much, in `unit`; a decimal number. */
  amount: string
  /** kg CO2e per unit treated; a factor that credits what recycling saves is refused. */
  factor: string
  /** What flows: a gas, a material, a form of energy. */
  flow: string
  /** What it is called by; it never changes. */
  id: string
  /** Which kind it is. */
  kind: "waste"
  /** What becomes of the waste. */
  route: Route
  /** The unit, such as kg, kWh or t.km. */
  unit: string
}

export type Way = "list" | "get" | "event"

export interface WebhookDeliveryPage {
  /** What is on this page, in the order of the list. */
  items: Array<WebhookDeliveryView>
  /** `cursor` of the next page, if any. */
  next?: string | null
}

export interface WebhookDeliveryView {
  /** Each attempt, in order. */
  attempts: Array<AttemptView>
  /** Number that is printed on the label. */
  label_number: string
  /** When it is tried next; null when it is not. */
  next_attempt_at: string | null
  /** When it happened. */
  occurred_at: string
  /** Its place in the order. */
  position: number
  /** Where it stands. */
  state: DeliveryState
  /** Which type it is. */
  type: string
  /** When it changed last. */
  updated_at: string
  /** The CloudEvent's id, in the feed and in the header `webhook-id` of every attempt. */
  webhook_id: string
}

/** What one unit of a product weighs, contains or costs. The main product has its process's identifier. */
export interface Weight {
  /** The same per one of another unit. */
  per_unit: string
  /** The product. */
  product: string
}

export type WithdrawalReason = "0201" | "0202" | "0203" | "0204" | "0205" | "0206" | "0207" | "0208" | "0209" | "0299"

/** 撤销: the national reason code. Final. */
export interface WithdrawalRequest {
  /** Remark of the person, in Chinese. */
  note_zh: string
  /** Why, by the code of the national table. */
  reason_code: WithdrawalReason
}

/** Wood in one output of the reference process, for the carbon that it stores (EN 16449). */
export interface Wood {
  /** Of the dry mass; 0.45 is the careful value. */
  carbon_fraction?: string
  /** At the moisture given. */
  density_kg_m3: string
  /** What it is called by; it never changes. */
  id: string
  /** Water, in percent of the dry mass. */
  moisture_percent?: string
  /** m3 of wood. */
  volume: Quantity
}

/** A name or a term in Chinese and in English. */
export interface Words {
  /** In English. */
  en: string
  /** In Chinese. */
  zh: string
}

export type YearReportFormat = "pdf" | "docx"
