// Every operation of the platform. Generated from the OpenAPI document by `make generate`; do not edit.

import { Calls, pages, type Answer, type Options } from '../calls.js'
import type * as models from './models.js'

/** One method for each operation; lists have a second one, over all pages. */
export class Operations extends Calls {
  /** Whoever has only the address is led to the directory of interfaces. `GET /`. */
  showFirstPage(options: Options = {}): Promise<Answer<undefined>> {
    return this.call('GET', `/`, options, { isPublic: true, raw: true })
  }

  /** Where each service's OpenAPI document, its pages and its state are (RFC 9727). `GET /.well-known/api-catalog`. */
  getApiCatalog(options: Options = {}): Promise<Answer<Record<string, unknown>>> {
    return this.call('GET', `/.well-known/api-catalog`, options, { isPublic: true })
  }

  /** The node's keys, retired ones with their end date, and the key of its log. `GET /.well-known/did.json`. */
  getNodeIdentity(options: Options = {}): Promise<Answer<Record<string, unknown>>> {
    return this.call('GET', `/.well-known/did.json`, options, { isPublic: true })
  }

  /** What this resolver supports, as the GS1-Conformant Resolver Standard asks. `GET /.well-known/gs1resolver`. */
  getGs1Resolver(options: Options = {}): Promise<Answer<models.ResolverDescription>> {
    return this.call('GET', `/.well-known/gs1resolver`, options, { isPublic: true })
  }

  /** Authorization server metadata (RFC 8414). `GET /.well-known/oauth-authorization-server`. */
  getAuthorizationServerMetadata(options: Options = {}): Promise<Answer<models.ServerMetadata>> {
    return this.call('GET', `/.well-known/oauth-authorization-server`, options, { isPublic: true })
  }

  /** The same for clients that look here; there are no users to sign in, so nothing of OpenID. `GET /.well-known/openid-configuration`. */
  getOpenidConfiguration(options: Options = {}): Promise<Answer<models.ServerMetadata>> {
    return this.call('GET', `/.well-known/openid-configuration`, options, { isPublic: true })
  }

  /** The anchors for verifying labels offline: log key, node keys, accepted bodies. Fetch it once, compare its keys with those published elsewhere, then keep it: a policy that is fetched together with each proof adds nothing to that proof. `GET /.well-known/tanbiao-policy.json`. */
  getTrustPolicy(options: Options = {}): Promise<Answer<models.TrustPolicyView>> {
    return this.call('GET', `/.well-known/tanbiao-policy.json`, options, { isPublic: true })
  }

  /** Keys of Standard Webhooks v1a, the present ones first; retired ones stay, with their end. `GET /.well-known/webhook-keys.json`. */
  listWebhookKeys(options: Options = {}): Promise<Answer<models.KeysView>> {
    return this.call('GET', `/.well-known/webhook-keys.json`, options, { isPublic: true })
  }

  /** What a GTIN identifies, with a label number as its serial or without. A browser is led to the page, as GS1 asks; programs get the form that they accept, or the links with `?linkType=linkset`. Variant (22) and lot (10) may stand before the serial (21). `GET /01/{link}`. */
  resolveDigitalLink(link: string, asked: { format?: models.Form | null; lang?: string | null; linkType?: string | null } = {}, options: Options = {}): Promise<Answer<models.LabelFactsView | Record<string, unknown> | Uint8Array>> {
    return this.call('GET', `/01/${encodeURIComponent(link)}`, options, { query: { format: asked['format'], lang: asked['lang'], linkType: asked['linkType'] }, isPublic: true })
  }

  /** An address that begins with a qualifier is no Digital Link. `GET /10/{link}`. */
  refuseLeadingLot(link: string, asked: { format?: models.Form | null; lang?: string | null; linkType?: string | null } = {}, options: Options = {}): Promise<Answer<undefined>> {
    return this.call('GET', `/10/${encodeURIComponent(link)}`, options, { query: { format: asked['format'], lang: asked['lang'], linkType: asked['linkType'] }, isPublic: true, raw: true })
  }

  /** Take in a CloudEvent of PACT v2.3; the body of the answer is empty. `POST /2/events`. Needs footprints.exchange. */
  receivePactEventV2(body: Record<string, unknown>, options: Options = {}): Promise<Answer<undefined>> {
    return this.call('POST', `/2/events`, options, { body, media: 'application/cloudevents+json', raw: true })
  }

  /** Footprints granted to the caller's organisation, and its own, in the form of v2.3. `GET /2/footprints`. Needs footprints.list. */
  listPactFootprintsV2(asked: { $filter?: string; limit?: number; cursor?: string } = {}, options: Options = {}): Promise<Answer<models.LegacyFootprintList>> {
    return this.call('GET', `/2/footprints`, options, { query: { $filter: asked['$filter'], limit: asked['limit'], cursor: asked['cursor'] } })
  }

  /** One footprint in the form of v2.3; its losses are in an extension of it. `GET /2/footprints/{id}`. Needs footprints.read. */
  getPactFootprintV2(id: string, options: Options = {}): Promise<Answer<models.LegacyFootprint>> {
    return this.call('GET', `/2/footprints/${encodeURIComponent(id)}`, options, {})
  }

  /** An address that begins with a qualifier is no Digital Link. `GET /21/{link}`. */
  refuseLeadingSerial(link: string, asked: { format?: models.Form | null; lang?: string | null; linkType?: string | null } = {}, options: Options = {}): Promise<Answer<undefined>> {
    return this.call('GET', `/21/${encodeURIComponent(link)}`, options, { query: { format: asked['format'], lang: asked['lang'], linkType: asked['linkType'] }, isPublic: true, raw: true })
  }

  /** An address that begins with a qualifier is no Digital Link. `GET /22/{link}`. */
  refuseLeadingVariant(link: string, asked: { format?: models.Form | null; lang?: string | null; linkType?: string | null } = {}, options: Options = {}): Promise<Answer<undefined>> {
    return this.call('GET', `/22/${encodeURIComponent(link)}`, options, { query: { format: asked['format'], lang: asked['lang'], linkType: asked['linkType'] }, isPublic: true, raw: true })
  }

  /** Take in a CloudEvent of PACT v3; the body of the answer is empty. `POST /3/events`. Needs footprints.exchange. */
  receivePactEvent(body: Record<string, unknown>, options: Options = {}): Promise<Answer<undefined>> {
    return this.call('POST', `/3/events`, options, { body, media: 'application/cloudevents+json', raw: true })
  }

  /** Footprints granted to the caller's organisation, and its own, in order of publication. `GET /3/footprints`. Needs footprints.list. */
  listPactFootprints(asked: { productId?: Array<string>; companyId?: Array<string>; geography?: Array<string>; classification?: Array<string>; status?: Array<string>; "x-tanbiao-within"?: Array<string>; validOn?: string; validAfter?: string; validBefore?: string; limit?: number; cursor?: string } = {}, options: Options = {}): Promise<Answer<models.PactFootprintList>> {
    return this.call('GET', `/3/footprints`, options, { query: { productId: asked['productId'], companyId: asked['companyId'], geography: asked['geography'], classification: asked['classification'], status: asked['status'], "x-tanbiao-within": asked['x-tanbiao-within'], validOn: asked['validOn'], validAfter: asked['validAfter'], validBefore: asked['validBefore'], limit: asked['limit'], cursor: asked['cursor'] } })
  }

  /** One footprint. What was not granted to the caller answers as if it did not exist. `GET /3/footprints/{id}`. Needs footprints.read. */
  getPactFootprint(id: string, options: Options = {}): Promise<Answer<models.PactFootprint>> {
    return this.call('GET', `/3/footprints/${encodeURIComponent(id)}`, options, {})
  }

  /** Every event of the platform as one AsyncAPI 3.0 document; it refers to `/schemas/`. `GET /asyncapi.yaml`. */
  getAsyncapiDocument(options: Options = {}): Promise<Answer<Uint8Array>> {
    return this.call('GET', `/asyncapi.yaml`, options, { isPublic: true, raw: true })
  }

  /** Obtain an access token with the client credentials grant and `private_key_jwt`. `/auth/token` is where PACT clients look when they read no discovery document. `POST /auth/token`. */
  requestTokenForPact(body: Record<string, string>, options: Options = {}): Promise<Answer<models.TokenView>> {
    return this.call('POST', `/auth/token`, options, { form: body, isPublic: true })
  }

  /** The keys of a certification body, by its approval number. `GET /bodies/{number}/did.json`. */
  getBodyIdentity(number: string, options: Options = {}): Promise<Answer<Record<string, unknown>>> {
    return this.call('GET', `/bodies/${encodeURIComponent(number)}/did.json`, options, { isPublic: true })
  }

  /** How to begin, which services there are, every guide, and a search over all operations. `GET /docs`. */
  showDirectory(asked: { q?: string | null; lang?: string | null } = {}, options: Options = {}): Promise<Answer<Uint8Array>> {
    return this.call('GET', `/docs`, options, { query: { q: asked['q'], lang: asked['lang'] }, isPublic: true, raw: true })
  }

  /** Every operation of one service, with a request to paste. `GET /docs/services/{service}`. */
  showServicePage(service: string, asked: { lang?: string | null } = {}, options: Options = {}): Promise<Answer<Uint8Array>> {
    return this.call('GET', `/docs/services/${encodeURIComponent(service)}`, options, { query: { lang: asked['lang'] }, isPublic: true, raw: true })
  }

  /** A guide; at `/docs/problems` each problem has an anchor of its name. `GET /docs/{guide}`. */
  showGuide(guide: string, asked: { lang?: string | null } = {}, options: Options = {}): Promise<Answer<Uint8Array>> {
    return this.call('GET', `/docs/${encodeURIComponent(guide)}`, options, { query: { lang: asked['lang'] }, isPublic: true, raw: true })
  }

  /** The form by which an organisation proposes itself, and asks what became of it. `GET /enrol`. */
  showEnrolmentForm(asked: { lang?: string | null } = {}, options: Options = {}): Promise<Answer<Uint8Array>> {
    return this.call('GET', `/enrol`, options, { query: { lang: asked['lang'] }, isPublic: true, raw: true })
  }

  /** A form that asks for a label number, and leads to the label once it has one. With a GTIN it shows the labels of that product. `GET /label`. */
  showLabelForm(asked: { number?: string; gtin?: string; format?: models.Form | null; lang?: string | null; linkType?: string | null } = {}, options: Options = {}): Promise<Answer<Uint8Array>> {
    return this.call('GET', `/label`, options, { query: { number: asked['number'], gtin: asked['gtin'], format: asked['format'], lang: asked['lang'], linkType: asked['linkType'] }, isPublic: true, raw: true })
  }

  /** Files of the pages. With the version of its content an address may be kept for ever. `GET /label-assets/{name}`. */
  getLabelAsset(name: string, asked: { v?: string } = {}, options: Options = {}): Promise<Answer<Uint8Array>> {
    return this.call('GET', `/label-assets/${encodeURIComponent(name)}`, options, { query: { v: asked['v'] }, isPublic: true, raw: true })
  }

  /** A label: page, facts, credential, offline proof or link set, by `Accept` or `?format=`. `GET /label/{number}`. */
  resolveLabel(number: string, asked: { format?: models.Form | null; lang?: string | null; linkType?: string | null } = {}, options: Options = {}): Promise<Answer<models.LabelFactsView | Record<string, unknown> | Uint8Array>> {
    return this.call('GET', `/label/${encodeURIComponent(number)}`, options, { query: { format: asked['format'], lang: asked['lang'], linkType: asked['linkType'] }, isPublic: true })
  }

  /** The same as a picture. `GET /label/{number}/qr.png`. */
  getLabelQrPng(number: string, asked: { format?: models.Form | null; lang?: string | null; linkType?: string | null } = {}, options: Options = {}): Promise<Answer<Uint8Array>> {
    return this.call('GET', `/label/${encodeURIComponent(number)}/qr.png`, options, { query: { format: asked['format'], lang: asked['lang'], linkType: asked['linkType'] }, isPublic: true, raw: true })
  }

  /** The QR code that leads to the label, for any size of print. `GET /label/{number}/qr.svg`. */
  getLabelQrSvg(number: string, asked: { format?: models.Form | null; lang?: string | null; linkType?: string | null } = {}, options: Options = {}): Promise<Answer<Uint8Array>> {
    return this.call('GET', `/label/${encodeURIComponent(number)}/qr.svg`, options, { query: { format: asked['format'], lang: asked['lang'], linkType: asked['linkType'] }, isPublic: true, raw: true })
  }

  /** The signed head of the log: origin, size, root hash and signatures (C2SP signed-note). `GET /log/checkpoint`. */
  getLogCheckpoint(options: Options = {}): Promise<Answer<Uint8Array>> {
    return this.call('GET', `/log/checkpoint`, options, { isPublic: true, raw: true })
  }

  /** Hashes `<L>/<N>[.p/<W>]` or entries `entries/<N>[.p/<W>]`; what is served never changes. `GET /log/tile/{path}`. */
  getLogTile(path: string, options: Options = {}): Promise<Answer<Uint8Array>> {
    return this.call('GET', `/log/tile/${encodeURIComponent(path)}`, options, { isPublic: true, raw: true })
  }

  /** The public keys of the access tokens: the one in use and the next one (RFC 7517). `GET /oauth/jwks`. */
  getTokenKeys(options: Options = {}): Promise<Answer<models.TokenKeysView>> {
    return this.call('GET', `/oauth/jwks`, options, { isPublic: true })
  }

  /** Obtain an access token with the client credentials grant and `private_key_jwt`. `/auth/token` is where PACT clients look when they read no discovery document. `POST /oauth/token`. */
  requestToken(body: Record<string, string>, options: Options = {}): Promise<Answer<models.TokenView>> {
    return this.call('POST', `/oauth/token`, options, { form: body, isPublic: true })
  }

  /** Every interface of the platform as one OpenAPI 3.1 document. `GET /openapi.json`. */
  getOpenapiDocument(options: Options = {}): Promise<Answer<models.OpenApiDocument>> {
    return this.call('GET', `/openapi.json`, options, { isPublic: true })
  }

  /** The interfaces of one service as an OpenAPI 3.1 document. `GET /openapi/{service}.json`. */
  getServiceOpenapiDocument(service: string, options: Options = {}): Promise<Answer<models.OpenApiDocument>> {
    return this.call('GET', `/openapi/${encodeURIComponent(service)}.json`, options, { isPublic: true })
  }

  /** The schema of the data of one type of event, by the type and `.json`. `GET /schemas/{name}`. */
  getEventSchema(name: string, options: Options = {}): Promise<Answer<Record<string, unknown>>> {
    return this.call('GET', `/schemas/${encodeURIComponent(name)}`, options, { isPublic: true })
  }

  /** A signed status list; `purpose` is suspension or revocation. The newest edition, or the one of a moment, a number or a leaf of the log. Each edition can be read for ever at the address in `Content-Location`. `GET /status/{purpose}/{number}`. */
  getStatusList(purpose: string, number: number, asked: { timestamp?: string | null; edition?: number | null; leaf?: number | null } = {}, options: Options = {}): Promise<Answer<Uint8Array>> {
    return this.call('GET', `/status/${encodeURIComponent(purpose)}/${encodeURIComponent(number)}`, options, { query: { timestamp: asked['timestamp'], edition: asked['edition'], leaf: asked['leaf'] }, isPublic: true, raw: true })
  }

  /** The applications that the caller may see and that fit, by submission, newest first. `GET /v1/applications`. Needs applications.read. */
  listApplications(asked: { state?: models.CaseState | null; limit?: number; cursor?: string | null; enterprise?: string | null; body?: string | null; product_id?: string | null; calculation_id?: string | null; category?: string | null; scheme?: models.Scheme | null; division?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; q?: string | null } = {}, options: Options = {}): Promise<Answer<models.ApplicationPage>> {
    return this.call('GET', `/v1/applications`, options, { query: { state: asked['state'], limit: asked['limit'], cursor: asked['cursor'], enterprise: asked['enterprise'], body: asked['body'], product_id: asked['product_id'], calculation_id: asked['calculation_id'], category: asked['category'], scheme: asked['scheme'], division: asked['division'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], q: asked['q'] } })
  }

  /** All pages of `listApplications`, item by item. */
  iterateApplications(asked: { state?: models.CaseState | null; limit?: number; enterprise?: string | null; body?: string | null; product_id?: string | null; calculation_id?: string | null; category?: string | null; scheme?: models.Scheme | null; division?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; q?: string | null } = {}): AsyncGenerator<models.ApplicationView> {
    return pages((place) => this.listApplications({ ...asked, ...place }))
  }

  /** 认证委托: apply to a body with a sealed footprint. The body may then read the calculation. `POST /v1/applications`. Needs applications.write. */
  submitApplication(body: models.ApplicationRequest, options: Options = {}): Promise<Answer<models.ApplicationView>> {
    return this.call('POST', `/v1/applications`, options, { body, media: 'application/json', once: true })
  }

  /** One application with every step so far. `GET /v1/applications/{id}`. Needs applications.read. */
  getApplication(id: string, options: Options = {}): Promise<Answer<models.ApplicationView>> {
    return this.call('GET', `/v1/applications/${encodeURIComponent(id)}`, options, {})
  }

  /** 受理: accept the application, or refuse it, which ends the procedure. `POST /v1/applications/{id}/acceptance`. Needs certification.review. */
  acceptApplication(id: string, body: models.StepRequest, options: Options = {}): Promise<Answer<models.ApplicationView>> {
    return this.call('POST', `/v1/applications/${encodeURIComponent(id)}/acceptance`, options, { body, media: 'application/json', once: true })
  }

  /** The sealed calculation that the body verified, for it and the enterprise alone. Byte for byte what `python -m accounting recompute` reads; kept as long as the file. `GET /v1/applications/{id}/bundle`. Needs bundles.read. */
  getApplicationBundle(id: string, options: Options = {}): Promise<Answer<Record<string, unknown>>> {
    return this.call('GET', `/v1/applications/${encodeURIComponent(id)}/bundle`, options, {})
  }

  /** 认证结果评价与批准: somebody new to the case decides; `passed` grants the certificate. The certificate has its number at once; its signature follows within a moment. `POST /v1/applications/{id}/decision`. Needs certification.decide. */
  decideApplication(id: string, body: models.StepRequest, options: Options = {}): Promise<Answer<models.ApplicationView>> {
    return this.call('POST', `/v1/applications/${encodeURIComponent(id)}/decision`, options, { body, media: 'application/json', once: true })
  }

  /** 文件评审: review the documents. `POST /v1/applications/{id}/document-review`. Needs certification.review. */
  reviewDocuments(id: string, body: models.StepRequest, options: Options = {}): Promise<Answer<models.ApplicationView>> {
    return this.call('POST', `/v1/applications/${encodeURIComponent(id)}/document-review`, options, { body, media: 'application/json', once: true })
  }

  /** 产品碳足迹核查: the recomputed seal must equal the sealed one, or nothing is recorded. `POST /v1/applications/{id}/footprint-verification`. Needs certification.review. */
  verifyFootprint(id: string, body: models.VerificationRequest, options: Options = {}): Promise<Answer<models.ApplicationView>> {
    return this.call('POST', `/v1/applications/${encodeURIComponent(id)}/footprint-verification`, options, { body, media: 'application/json', once: true })
  }

  /** 现场检查: inspect the site. `POST /v1/applications/{id}/on-site-inspection`. Needs certification.review. */
  inspectSite(id: string, body: models.StepRequest, options: Options = {}): Promise<Answer<models.ApplicationView>> {
    return this.call('POST', `/v1/applications/${encodeURIComponent(id)}/on-site-inspection`, options, { body, media: 'application/json', once: true })
  }

  /** 认证策划: plan the certification. `POST /v1/applications/{id}/plan`. Needs certification.review. */
  planCertification(id: string, body: models.StepRequest, options: Options = {}): Promise<Answer<models.ApplicationView>> {
    return this.call('POST', `/v1/applications/${encodeURIComponent(id)}/plan`, options, { body, media: 'application/json', once: true })
  }

  /** Withdraw an application before it is decided. The body's access to the calculation ends. `POST /v1/applications/{id}/withdrawal`. Needs applications.write. */
  withdrawApplication(id: string, body: models.RetreatRequest, options: Options = {}): Promise<Answer<models.ApplicationView>> {
    return this.call('POST', `/v1/applications/${encodeURIComponent(id)}/withdrawal`, options, { body, media: 'application/json', once: true })
  }

  /** Who read the caller's secrets and what the caller did, newest first. `GET /v1/audit-entries`. Needs audit.read. */
  listAuditEntries(asked: { limit?: number; cursor?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; object?: string | null; client?: string | null; org?: string | null; method?: "GET" | "PUT" | "POST" | "PATCH" | "DELETE" | null } = {}, options: Options = {}): Promise<Answer<models.AuditEntryPage>> {
    return this.call('GET', `/v1/audit-entries`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], object: asked['object'], client: asked['client'], org: asked['org'], method: asked['method'] } })
  }

  /** All pages of `listAuditEntries`, item by item. */
  iterateAuditEntries(asked: { limit?: number; since?: string | null; until?: string | null; updated_since?: string | null; object?: string | null; client?: string | null; org?: string | null; method?: "GET" | "PUT" | "POST" | "PATCH" | "DELETE" | null } = {}): AsyncGenerator<models.AuditEntryView> {
    return pages((place) => this.listAuditEntries({ ...asked, ...place }))
  }

  /** What the caller may read, its own or those it was applied to with, by the moment they were computed, newest first. A seal is a change. `GET /v1/calculations`. Needs calculations.read. */
  listCalculations(asked: { limit?: number; cursor?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; enterprise?: string | null; product_id?: string | null; system_id?: string | null; category?: string | null; state?: models.CalculationState | null; q?: string | null } = {}, options: Options = {}): Promise<Answer<models.CalculationSummaryPage>> {
    return this.call('GET', `/v1/calculations`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], enterprise: asked['enterprise'], product_id: asked['product_id'], system_id: asked['system_id'], category: asked['category'], state: asked['state'], q: asked['q'] } })
  }

  /** All pages of `listCalculations`, item by item. */
  iterateCalculations(asked: { limit?: number; since?: string | null; until?: string | null; updated_since?: string | null; enterprise?: string | null; product_id?: string | null; system_id?: string | null; category?: string | null; state?: models.CalculationState | null; q?: string | null } = {}): AsyncGenerator<models.CalculationSummary> {
    return pages((place) => this.listCalculations({ ...asked, ...place }))
  }

  /** Compute the footprint of one declared unit, exactly. `POST /v1/calculations`. Needs calculations.write. */
  runCalculation(body: models.CalculationRequest, options: Options = {}): Promise<Answer<models.CalculationView | models.TaskView>> {
    return this.call('POST', `/v1/calculations`, options, { body, media: 'application/json', once: true })
  }

  /** One calculation with contributions by stage, process and exchange. `GET /v1/calculations/{id}`. Needs calculations.read. */
  getCalculation(id: string, options: Options = {}): Promise<Answer<models.CalculationView>> {
    return this.call('GET', `/v1/calculations/${encodeURIComponent(id)}`, options, {})
  }

  /** The sealed document with its seal, as canonical JSON: `python -m accounting recompute`. `GET /v1/calculations/{id}/bundle`. Needs calculations.read. */
  getBundle(id: string, options: Options = {}): Promise<Answer<Record<string, unknown>>> {
    return this.call('GET', `/v1/calculations/${encodeURIComponent(id)}/bundle`, options, {})
  }

  /** From the product through its processes to single exchanges, with kg CO2e and share. `GET /v1/calculations/{id}/contributions`. Needs calculations.read. */
  getContributions(id: string, asked: { depth?: number } = {}, options: Options = {}): Promise<Answer<models.ContributionsView | models.TaskView>> {
    return this.call('GET', `/v1/calculations/${encodeURIComponent(id)}/contributions`, options, { query: { depth: asked['depth'] } })
  }

  /** Rate the data by what their year, region and source tell. `GET /v1/calculations/{id}/data-quality`. Needs calculations.read. */
  getDataQuality(id: string, options: Options = {}): Promise<Answer<models.QualityView | models.TaskView>> {
    return this.call('GET', `/v1/calculations/${encodeURIComponent(id)}/data-quality`, options, {})
  }

  /** Rate the data by scores of your own; what you do not score is assumed. Nothing is kept. `POST /v1/calculations/{id}/data-quality`. Needs calculations.read. */
  rateDataQuality(id: string, body: models.ScoresRequest, options: Options = {}): Promise<Answer<models.QualityView | models.TaskView>> {
    return this.call('POST', `/v1/calculations/${encodeURIComponent(id)}/data-quality`, options, { body, media: 'application/json', once: true })
  }

  /** The largest exchanges, processes and factors, until the threshold is explained. `GET /v1/calculations/{id}/hot-spots`. Needs calculations.read. */
  getHotSpots(id: string, asked: { threshold?: number } = {}, options: Options = {}): Promise<Answer<models.HotSpotsView | models.TaskView>> {
    return this.call('GET', `/v1/calculations/${encodeURIComponent(id)}/hot-spots`, options, { query: { threshold: asked['threshold'] } })
  }

  /** The sealed footprint for EPD databases: ILCD 1.1 with the EPD extensions 1.1 and 1.2. Warming by module in EN 15804's parts and the published footprint, in Chinese and English; no inventory, because an EPD is made to be passed on. The same seal gives the same bytes. `GET /v1/calculations/{id}/ilcd`. Needs calculations.read. */
  exportCalculationToIlcd(id: string, options: Options = {}): Promise<Answer<Uint8Array>> {
    return this.call('GET', `/v1/calculations/${encodeURIComponent(id)}/ilcd`, options, { raw: true })
  }

  /** From a result, or one part of it, to inputs, evidence, factors, rule, people and time. `GET /v1/calculations/{id}/lineage`. Needs calculations.read. */
  getLineage(id: string, asked: { as_of?: string | null; of?: string | null } = {}, options: Options = {}): Promise<Answer<models.LineageView>> {
    return this.call('GET', `/v1/calculations/${encodeURIComponent(id)}/lineage`, options, { query: { as_of: asked['as_of'], of: asked['of'] } })
  }

  /** Beside published levels with their sources, and among the category's sealed footprints. The standing is shown once five enterprises have sealed a comparable footprint. `GET /v1/calculations/{id}/position`. Needs calculations.read. */
  getPosition(id: string, options: Options = {}): Promise<Answer<models.PositionView | models.TaskView>> {
    return this.call('GET', `/v1/calculations/${encodeURIComponent(id)}/position`, options, {})
  }

  /** The footprint that a calculation was published as. `GET /v1/calculations/{id}/publication`. Needs calculations.read. */
  getPublication(id: string, options: Options = {}): Promise<Answer<models.PublicationView>> {
    return this.call('GET', `/v1/calculations/${encodeURIComponent(id)}/publication`, options, {})
  }

  /** Publish a sealed calculation as an immutable PACT footprint; it replaces the one before. `POST /v1/calculations/{id}/publication`. Needs calculations.write. */
  publishCalculation(id: string, body: models.PublicationRequest, options: Options = {}): Promise<Answer<models.PublicationView>> {
    return this.call('POST', `/v1/calculations/${encodeURIComponent(id)}/publication`, options, { body, media: 'application/json', once: true })
  }

  /** Everybody who may read the footprint, or could until access ended, by identifier. `GET /v1/calculations/{id}/publication/grants`. Needs calculations.read. */
  listGrants(id: string, asked: { limit?: number; cursor?: string | null; state?: models.GrantState | null; updated_since?: string | null } = {}, options: Options = {}): Promise<Answer<models.GrantPage>> {
    return this.call('GET', `/v1/calculations/${encodeURIComponent(id)}/publication/grants`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], state: asked['state'], updated_since: asked['updated_since'] } })
  }

  /** All pages of `listGrants`, item by item. */
  iterateGrants(id: string, asked: { limit?: number; state?: models.GrantState | null; updated_since?: string | null } = {}): AsyncGenerator<models.GrantView> {
    return pages((place) => this.listGrants(id, { ...asked, ...place }))
  }

  /** Let more organisations read the footprint; exchange partners are told by event. `POST /v1/calculations/{id}/publication/grants`. Needs calculations.write. */
  grantAccess(id: string, body: models.GrantsRequest, options: Options = {}): Promise<Answer<models.GrantsView>> {
    return this.call('POST', `/v1/calculations/${encodeURIComponent(id)}/publication/grants`, options, { body, media: 'application/json', once: true })
  }

  /** End an organisation's access: 404 from now on. What it read before stays on record. `POST /v1/calculations/{id}/publication/grants/{org}/withdrawal`. Needs calculations.write. */
  withdrawGrant(id: string, org: string, body: models.EndRequest, options: Options = {}): Promise<Answer<models.GrantsView>> {
    return this.call('POST', `/v1/calculations/${encodeURIComponent(id)}/publication/grants/${encodeURIComponent(org)}/withdrawal`, options, { body, media: 'application/json', once: true })
  }

  /** Who read the footprint, how and when; the newest reading first. `GET /v1/calculations/{id}/publication/reads`. Needs calculations.read. */
  listPublicationReads(id: string, asked: { limit?: number; cursor?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; reader?: string | null; way?: models.Way | null } = {}, options: Options = {}): Promise<Answer<models.ReadPage>> {
    return this.call('GET', `/v1/calculations/${encodeURIComponent(id)}/publication/reads`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], reader: asked['reader'], way: asked['way'] } })
  }

  /** All pages of `listPublicationReads`, item by item. */
  iteratePublicationReads(id: string, asked: { limit?: number; since?: string | null; until?: string | null; updated_since?: string | null; reader?: string | null; way?: models.Way | null } = {}): AsyncGenerator<models.ReadView> {
    return pages((place) => this.listPublicationReads(id, { ...asked, ...place }))
  }

  /** What readers of PACT v2.3 see of the footprint, and everything that they do not see. `GET /v1/calculations/{id}/publication/v2`. Needs calculations.read. */
  previewPublicationV2(id: string, options: Options = {}): Promise<Answer<models.LegacyView>> {
    return this.call('GET', `/v1/calculations/${encodeURIComponent(id)}/publication/v2`, options, {})
  }

  /** End the version with none in its place. Irreversible; its readers see it as deprecated. `POST /v1/calculations/{id}/publication/withdrawal`. Needs calculations.write. */
  withdrawPublication(id: string, body: models.EndRequest, options: Options = {}): Promise<Answer<models.PublicationView>> {
    return this.call('POST', `/v1/calculations/${encodeURIComponent(id)}/publication/withdrawal`, options, { body, media: 'application/json', once: true })
  }

  /** The accounting report after GB/T 24067: JSON, PDF, DOCX, or the inventory as XLSX. Quality, uncertainty and position rest on the packs that stood when it was sealed, and name them. A PDF of the same seal has the same bytes whenever it is made, and carries the sealed file. `GET /v1/calculations/{id}/report`. Needs calculations.read. */
  getReport(id: string, asked: { format?: models.ReportFormat | null; language?: models.Language } = {}, options: Options = {}): Promise<Answer<models.Report | Uint8Array>> {
    return this.call('GET', `/v1/calculations/${encodeURIComponent(id)}/report`, options, { query: { format: asked['format'], language: asked['language'] } })
  }

  /** Try changes of supplier, route, electricity or design beside the calculation. Nothing is recorded; what turns out well becomes a new product system and a new calculation. `POST /v1/calculations/{id}/scenarios`. Needs calculations.read. */
  tryScenarios(id: string, body: models.ScenariosRequest, options: Options = {}): Promise<Answer<models.ScenariosView | models.TaskView>> {
    return this.call('POST', `/v1/calculations/${encodeURIComponent(id)}/scenarios`, options, { body, media: 'application/json', once: true })
  }

  /** Make the calculation immutable. Irreversible; certification may now be applied for. `POST /v1/calculations/{id}/seal`. Needs calculations.write. */
  sealCalculation(id: string, options: Options = {}): Promise<Answer<models.SealView | models.TaskView>> {
    return this.call('POST', `/v1/calculations/${encodeURIComponent(id)}/seal`, options, { once: true })
  }

  /** How the footprint moves with each input: exact derivatives, and percent per percent. `GET /v1/calculations/{id}/sensitivities`. Needs calculations.read. */
  getSensitivities(id: string, options: Options = {}): Promise<Answer<models.SensitivitiesView | models.TaskView>> {
    return this.call('GET', `/v1/calculations/${encodeURIComponent(id)}/sensitivities`, options, {})
  }

  /** The spread of the footprint by assumed scores, analytically and by sampling. `GET /v1/calculations/{id}/uncertainty`. Needs calculations.read. */
  getUncertainty(id: string, asked: { pedigree?: string; samples?: number } = {}, options: Options = {}): Promise<Answer<models.SpreadView | models.TaskView>> {
    return this.call('GET', `/v1/calculations/${encodeURIComponent(id)}/uncertainty`, options, { query: { pedigree: asked['pedigree'], samples: asked['samples'] } })
  }

  /** The spread of the footprint by scores of your own; nothing is kept. `POST /v1/calculations/{id}/uncertainty`. Needs calculations.read. */
  estimateUncertainty(id: string, body: models.UncertaintyRequest, options: Options = {}): Promise<Answer<models.SpreadView | models.TaskView>> {
    return this.call('POST', `/v1/calculations/${encodeURIComponent(id)}/uncertainty`, options, { body, media: 'application/json', once: true })
  }

  /** The batches that were published, newest first; a batch never changes. `GET /v1/catalogue/batches`. */
  listCatalogueBatches(asked: { since?: string | null; until?: string | null; updated_since?: string | null; limit?: number; cursor?: string | null } = {}, options: Options = {}): Promise<Answer<models.BatchPage>> {
    return this.call('GET', `/v1/catalogue/batches`, options, { query: { since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], limit: asked['limit'], cursor: asked['cursor'] }, isPublic: true })
  }

  /** All pages of `listCatalogueBatches`, item by item. */
  iterateCatalogueBatches(asked: { since?: string | null; until?: string | null; updated_since?: string | null; limit?: number } = {}): AsyncGenerator<models.BatchView> {
    return pages((place) => this.listCatalogueBatches({ ...asked, ...place }))
  }

  /** 公布: publish included nominations as the next numbered batch, all of them or none. `POST /v1/catalogue/batches`. Needs catalogue.conclude. */
  publishCatalogueBatch(body: models.BatchRequest, options: Options = {}): Promise<Answer<models.BatchView>> {
    return this.call('POST', `/v1/catalogue/batches`, options, { body, media: 'application/json', once: true })
  }

  /** The nominations that the caller may see and that fit, by nomination, newest first. `GET /v1/catalogue/nominations`. Needs catalogue.read. */
  listNominations(asked: { enterprise?: string | null; product_id?: string | null; category?: string | null; division?: string | null; state?: models.NominationState | null; since?: string | null; until?: string | null; updated_since?: string | null; q?: string | null; limit?: number; cursor?: string | null } = {}, options: Options = {}): Promise<Answer<models.NominationPage>> {
    return this.call('GET', `/v1/catalogue/nominations`, options, { query: { enterprise: asked['enterprise'], product_id: asked['product_id'], category: asked['category'], division: asked['division'], state: asked['state'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], q: asked['q'], limit: asked['limit'], cursor: asked['cursor'] } })
  }

  /** All pages of `listNominations`, item by item. */
  iterateNominations(asked: { enterprise?: string | null; product_id?: string | null; category?: string | null; division?: string | null; state?: models.NominationState | null; since?: string | null; until?: string | null; updated_since?: string | null; q?: string | null; limit?: number } = {}): AsyncGenerator<models.NominationView> {
    return pages((place) => this.listNominations({ ...asked, ...place }))
  }

  /** 提名: put a product forward. The agencies of the region are then asked for their opinions. `POST /v1/catalogue/nominations`. Needs catalogue.nominate. */
  nominateProduct(body: models.NominationRequest, options: Options = {}): Promise<Answer<models.NominationView>> {
    return this.call('POST', `/v1/catalogue/nominations`, options, { body, media: 'application/json', once: true })
  }

  /** One nomination with its opinions, its silences and all that became of it. `GET /v1/catalogue/nominations/{id}`. Needs catalogue.read. */
  getNomination(id: string, options: Options = {}): Promise<Answer<models.NominationView>> {
    return this.call('GET', `/v1/catalogue/nominations/${encodeURIComponent(id)}`, options, {})
  }

  /** 结论: the lead concludes, once all opinions are there or their deadline passed in silence. `POST /v1/catalogue/nominations/{id}/conclusion`. Needs catalogue.conclude. */
  concludeNomination(id: string, body: models.ConclusionRequest, options: Options = {}): Promise<Answer<models.NominationView>> {
    return this.call('POST', `/v1/catalogue/nominations/${encodeURIComponent(id)}/conclusion`, options, { body, media: 'application/json', once: true })
  }

  /** 意见: what your department thinks of it. Until the deadline a later opinion replaces it. `POST /v1/catalogue/nominations/{id}/opinions`. Needs catalogue.opine. */
  giveOpinion(id: string, body: models.OpinionRequest, options: Options = {}): Promise<Answer<models.NominationView>> {
    return this.call('POST', `/v1/catalogue/nominations/${encodeURIComponent(id)}/opinions`, options, { body, media: 'application/json', once: true })
  }

  /** 撤回: take your own nomination back before it is concluded on. `POST /v1/catalogue/nominations/{id}/retraction`. Needs catalogue.nominate. */
  retractNomination(id: string, body: models.ReasonsRequest, options: Options = {}): Promise<Answer<models.NominationView>> {
    return this.call('POST', `/v1/catalogue/nominations/${encodeURIComponent(id)}/retraction`, options, { body, media: 'application/json', once: true })
  }

  /** 移出清单: take a published product off the list, with reasons that are public. `POST /v1/catalogue/nominations/{id}/withdrawal`. Needs catalogue.conclude. */
  withdrawListing(id: string, body: models.ReasonsRequest, options: Options = {}): Promise<Answer<models.NominationView>> {
    return this.call('POST', `/v1/catalogue/nominations/${encodeURIComponent(id)}/withdrawal`, options, { body, media: 'application/json', once: true })
  }

  /** The pilot products that were published and fit, by publication, newest first. `GET /v1/catalogue/products`. */
  listPilotProducts(asked: { enterprise?: string | null; category?: string | null; division?: string | null; batch?: number | null; is_listed?: boolean | null; since?: string | null; until?: string | null; updated_since?: string | null; q?: string | null; limit?: number; cursor?: string | null } = {}, options: Options = {}): Promise<Answer<models.ListedProductPage>> {
    return this.call('GET', `/v1/catalogue/products`, options, { query: { enterprise: asked['enterprise'], category: asked['category'], division: asked['division'], batch: asked['batch'], is_listed: asked['is_listed'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], q: asked['q'], limit: asked['limit'], cursor: asked['cursor'] }, isPublic: true })
  }

  /** All pages of `listPilotProducts`, item by item. */
  iteratePilotProducts(asked: { enterprise?: string | null; category?: string | null; division?: string | null; batch?: number | null; is_listed?: boolean | null; since?: string | null; until?: string | null; updated_since?: string | null; q?: string | null; limit?: number } = {}): AsyncGenerator<models.ListedProductView> {
    return pages((place) => this.listPilotProducts({ ...asked, ...place }))
  }

  /** Product categories, by code. `GET /v1/categories`. Needs rules.read. */
  listCategories(asked: { limit?: number; cursor?: string | null; scheme?: models.Scheme | null; q?: string | null } = {}, options: Options = {}): Promise<Answer<models.CategoryPage>> {
    return this.call('GET', `/v1/categories`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], scheme: asked['scheme'], q: asked['q'] } })
  }

  /** All pages of `listCategories`, item by item. */
  iterateCategories(asked: { limit?: number; scheme?: models.Scheme | null; q?: string | null } = {}): AsyncGenerator<models.CategoryView> {
    return pages((place) => this.listCategories({ ...asked, ...place }))
  }

  /** One product category. `GET /v1/categories/{code}`. Needs rules.read. */
  getCategory(code: string, options: Options = {}): Promise<Answer<models.CategoryView>> {
    return this.call('GET', `/v1/categories/${encodeURIComponent(code)}`, options, {})
  }

  /** The category's plausible ranges, each with its reason and its source. `GET /v1/categories/{code}/plausibility`. Needs rules.read. */
  getCategoryPlausibility(code: string, options: Options = {}): Promise<Answer<models.PlausibilityPack>> {
    return this.call('GET', `/v1/categories/${encodeURIComponent(code)}/plausibility`, options, {})
  }

  /** A product system to begin from as JSON, or its activity table as CSV, XLSX or Parquet. `GET /v1/categories/{code}/template`. Needs rules.read. */
  getCategoryTemplate(code: string, asked: { format?: models.TemplateFormat; language?: models.Language } = {}, options: Options = {}): Promise<Answer<models.TemplateView | Uint8Array>> {
    return this.call('GET', `/v1/categories/${encodeURIComponent(code)}/template`, options, { query: { format: asked['format'], language: asked['language'] } })
  }

  /** The certificates that the caller may see and that fit, by decision, newest first. `GET /v1/certificates`. Needs certificates.read. */
  listCertificates(asked: { state?: models.CertificateWord | null; limit?: number; cursor?: string | null; enterprise?: string | null; body?: string | null; product_id?: string | null; calculation_id?: string | null; category?: string | null; scheme?: models.Scheme | null; division?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; q?: string | null } = {}, options: Options = {}): Promise<Answer<models.CertificatePage>> {
    return this.call('GET', `/v1/certificates`, options, { query: { state: asked['state'], limit: asked['limit'], cursor: asked['cursor'], enterprise: asked['enterprise'], body: asked['body'], product_id: asked['product_id'], calculation_id: asked['calculation_id'], category: asked['category'], scheme: asked['scheme'], division: asked['division'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], q: asked['q'] } })
  }

  /** All pages of `listCertificates`, item by item. */
  iterateCertificates(asked: { state?: models.CertificateWord | null; limit?: number; enterprise?: string | null; body?: string | null; product_id?: string | null; calculation_id?: string | null; category?: string | null; scheme?: models.Scheme | null; division?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; q?: string | null } = {}): AsyncGenerator<models.CertificateView> {
    return pages((place) => this.listCertificates({ ...asked, ...place }))
  }

  /** One certificate, by its number or its id, as it stands now. `GET /v1/certificates/{name}`. Needs certificates.read. */
  getCertificate(name: string, options: Options = {}): Promise<Answer<models.CertificateView>> {
    return this.call('GET', `/v1/certificates/${encodeURIComponent(name)}`, options, {})
  }

  /** 注销: void a certificate because its holder asked for it. Irreversible; no sanction. `POST /v1/certificates/{name}/cancellation`. Needs certificates.supervise. */
  cancelCertificate(name: string, body: models.CancellationRequest, options: Options = {}): Promise<Answer<models.CertificateView>> {
    return this.call('POST', `/v1/certificates/${encodeURIComponent(name)}/cancellation`, options, { body, media: 'application/json', once: true })
  }

  /** The holder asks to have its certificate cancelled. The body does so; where it does not in time, the cancellation follows by itself. `POST /v1/certificates/{name}/cancellation-request`. Needs certificates.hold. */
  requestCancellation(name: string, body: models.HolderStatement, options: Options = {}): Promise<Answer<models.CertificateView>> {
    return this.call('POST', `/v1/certificates/${encodeURIComponent(name)}/cancellation-request`, options, { body, media: 'application/json', once: true })
  }

  /** 恢复: end a suspension, and a withdrawal that was intended. `POST /v1/certificates/{name}/reinstatement`. Needs certificates.supervise. */
  reinstateCertificate(name: string, body: models.ReinstatementRequest, options: Options = {}): Promise<Answer<models.CertificateView>> {
    return this.call('POST', `/v1/certificates/${encodeURIComponent(name)}/reinstatement`, options, { body, media: 'application/json', once: true })
  }

  /** 陈述申辩: what the holder says to an intended withdrawal, while it may be heard. `POST /v1/certificates/{name}/statement`. Needs certificates.hold. */
  stateObjection(name: string, body: models.HolderStatement, options: Options = {}): Promise<Answer<models.CertificateView>> {
    return this.call('POST', `/v1/certificates/${encodeURIComponent(name)}/statement`, options, { body, media: 'application/json', once: true })
  }

  /** 获证后监督: record a surveillance visit. After a failed one the certificate is suspended at once, or, where it was suspended, to be withdrawn. `POST /v1/certificates/{name}/surveillance`. Needs certificates.supervise. */
  recordSurveillance(name: string, body: models.StepRequest, options: Options = {}): Promise<Answer<models.ApplicationView>> {
    return this.call('POST', `/v1/certificates/${encodeURIComponent(name)}/surveillance`, options, { body, media: 'application/json', once: true })
  }

  /** 暂停: the certificate is not valid for now, and its label says so at once. Where nobody reinstates it by `until`, its holder is told that it is to be withdrawn. `POST /v1/certificates/{name}/suspension`. Needs certificates.supervise. */
  suspendCertificate(name: string, body: models.SuspensionRequest, options: Options = {}): Promise<Answer<models.CertificateView>> {
    return this.call('POST', `/v1/certificates/${encodeURIComponent(name)}/suspension`, options, { body, media: 'application/json', once: true })
  }

  /** 撤销: void a certificate before it expires. Irreversible, and public at once. `POST /v1/certificates/{name}/withdrawal`. Needs certificates.supervise. */
  withdrawCertificate(name: string, body: models.WithdrawalRequest, options: Options = {}): Promise<Answer<models.CertificateView>> {
    return this.call('POST', `/v1/certificates/${encodeURIComponent(name)}/withdrawal`, options, { body, media: 'application/json', once: true })
  }

  /** Changes that were proposed, the newest first; also what was done at the console. `GET /v1/changes`. Needs clients.manage. */
  listChanges(asked: { limit?: number; cursor?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; state?: models.ChangeState | null; subject?: string | null } = {}, options: Options = {}): Promise<Answer<models.ClientChangePage>> {
    return this.call('GET', `/v1/changes`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], state: asked['state'], subject: asked['subject'] } })
  }

  /** All pages of `listChanges`, item by item. */
  iterateChanges(asked: { limit?: number; since?: string | null; until?: string | null; updated_since?: string | null; state?: models.ChangeState | null; subject?: string | null } = {}): AsyncGenerator<models.ClientChangeView> {
    return pages((place) => this.listChanges({ ...asked, ...place }))
  }

  /** One change, as it was proposed, and what became of it. `GET /v1/changes/{id}`. Needs clients.manage. */
  getChange(id: string, options: Options = {}): Promise<Answer<models.ClientChangeView>> {
    return this.call('GET', `/v1/changes/${encodeURIComponent(id)}`, options, {})
  }

  /** Let a change take effect that another operator proposed. `POST /v1/changes/{id}/confirmation`. Needs clients.manage. */
  confirmChange(id: string, options: Options = {}): Promise<Answer<models.ClientChangeView>> {
    return this.call('POST', `/v1/changes/${encodeURIComponent(id)}/confirmation`, options, { once: true })
  }

  /** Let a change come to nothing; whoever proposed it withdraws it so. `POST /v1/changes/{id}/refusal`. Needs clients.manage. */
  refuseChange(id: string, body: models.RefusalRequest, options: Options = {}): Promise<Answer<models.ClientChangeView>> {
    return this.call('POST', `/v1/changes/${encodeURIComponent(id)}/refusal`, options, { body, media: 'application/json', once: true })
  }

  /** Clients that fit, in the order of their ids. `GET /v1/clients`. Needs clients.manage. */
  listClients(asked: { limit?: number; cursor?: string | null; org?: string | null; role?: string | null; state?: models.ClientState | null; q?: string | null; updated_since?: string | null } = {}, options: Options = {}): Promise<Answer<models.ClientPage>> {
    return this.call('GET', `/v1/clients`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], org: asked['org'], role: asked['role'], state: asked['state'], q: asked['q'], updated_since: asked['updated_since'] } })
  }

  /** All pages of `listClients`, item by item. */
  iterateClients(asked: { limit?: number; org?: string | null; role?: string | null; state?: models.ClientState | null; q?: string | null; updated_since?: string | null } = {}): AsyncGenerator<models.ClientView> {
    return pages((place) => this.listClients({ ...asked, ...place }))
  }

  /** The client that asks, as it is registered. `GET /v1/clients/me`. */
  getOwnClient(options: Options = {}): Promise<Answer<models.ClientView>> {
    return this.call('GET', `/v1/clients/me`, options, {})
  }

  /** The keys of the client that asks, in the order of their names; ended ones until replaced. `GET /v1/clients/me/keys`. */
  listOwnKeys(asked: { limit?: number; cursor?: string | null } = {}, options: Options = {}): Promise<Answer<models.OwnKeyPage>> {
    return this.call('GET', `/v1/clients/me/keys`, options, { query: { limit: asked['limit'], cursor: asked['cursor'] } })
  }

  /** All pages of `listOwnKeys`, item by item. */
  iterateOwnKeys(asked: { limit?: number } = {}): AsyncGenerator<models.OwnKeyView> {
    return pages((place) => this.listOwnKeys({ ...asked, ...place }))
  }

  /** Register the next key; it serves at once beside the old one, which is retired by itself. `POST /v1/clients/me/keys`. */
  addOwnKey(body: models.KeyRequest, options: Options = {}): Promise<Answer<models.OwnKeyView>> {
    return this.call('POST', `/v1/clients/me/keys`, options, { body, media: 'application/json', once: true })
  }

  /** Where the keys of the client that asks are read. `GET /v1/clients/me/keys-address`. */
  getKeysAddress(options: Options = {}): Promise<Answer<models.KeysAddressView>> {
    return this.call('GET', `/v1/clients/me/keys-address`, options, {})
  }

  /** Have keys read from an https address; publish a new key ten minutes before it signs. `PUT /v1/clients/me/keys-address`. */
  putKeysAddress(body: models.KeysAddressRequest, options: Options = {}): Promise<Answer<models.KeysAddressView>> {
    return this.call('PUT', `/v1/clients/me/keys-address`, options, { body, media: 'application/json', once: true })
  }

  /** Read no more; the keys that were read last become the client's own. `DELETE /v1/clients/me/keys-address`. */
  deleteKeysAddress(options: Options = {}): Promise<Answer<undefined>> {
    return this.call('DELETE', `/v1/clients/me/keys-address`, options, { once: true, raw: true })
  }

  /** Let a key end, now or at a moment; one without an end must stay. `POST /v1/clients/me/keys/retirement`. */
  retireOwnKey(body: models.RetirementRequest, options: Options = {}): Promise<Answer<models.OwnKeyView>> {
    return this.call('POST', `/v1/clients/me/keys/retirement`, options, { body, media: 'application/json', once: true })
  }

  /** One client. `GET /v1/clients/{id}`. Needs clients.manage. */
  getClient(id: string, options: Options = {}): Promise<Answer<models.ClientView>> {
    return this.call('GET', `/v1/clients/${encodeURIComponent(id)}`, options, {})
  }

  /** Register a client, or replace its registration. `PUT /v1/clients/{id}`. Needs clients.manage. */
  putClient(id: string, body: models.RegistrationRequest, options: Options = {}): Promise<Answer<models.ClientView | models.ClientChangeView>> {
    return this.call('PUT', `/v1/clients/${encodeURIComponent(id)}`, options, { body, media: 'application/json', once: true })
  }

  /** Let a suspended client act again. `POST /v1/clients/{id}/reinstatement`. Needs clients.manage. */
  reinstateClient(id: string, body: models.ClientReinstatementRequest, options: Options = {}): Promise<Answer<models.ClientView | models.ClientChangeView>> {
    return this.call('POST', `/v1/clients/${encodeURIComponent(id)}/reinstatement`, options, { body, media: 'application/json', once: true })
  }

  /** End a client for good; its tokens are refused within seconds. `POST /v1/clients/{id}/revocation`. Needs clients.manage. */
  revokeClient(id: string, body: models.RevocationRequest, options: Options = {}): Promise<Answer<models.ClientView | models.ClientChangeView>> {
    return this.call('POST', `/v1/clients/${encodeURIComponent(id)}/revocation`, options, { body, media: 'application/json', once: true })
  }

  /** Stop a client within seconds, by one operator alone; two reinstate or revoke it. `POST /v1/clients/{id}/suspension`. Needs clients.manage. */
  suspendClient(id: string, body: models.ClientSuspensionRequest, options: Options = {}): Promise<Answer<models.ClientView>> {
    return this.call('POST', `/v1/clients/${encodeURIComponent(id)}/suspension`, options, { body, media: 'application/json', once: true })
  }

  /** What is due for the caller, or for everybody whose files it sees, by due date. `GET /v1/duties`. Needs duties.read. */
  listDuties(asked: { limit?: number; everybody?: boolean; state?: models.DutyState | null; kind?: models.DutyKind | null; due_before?: string | null; matter_id?: string | null; updated_since?: string | null; cursor?: string | null } = {}, options: Options = {}): Promise<Answer<models.DutyPage>> {
    return this.call('GET', `/v1/duties`, options, { query: { limit: asked['limit'], everybody: asked['everybody'], state: asked['state'], kind: asked['kind'], due_before: asked['due_before'], matter_id: asked['matter_id'], updated_since: asked['updated_since'], cursor: asked['cursor'] } })
  }

  /** All pages of `listDuties`, item by item. */
  iterateDuties(asked: { limit?: number; everybody?: boolean; state?: models.DutyState | null; kind?: models.DutyKind | null; due_before?: string | null; matter_id?: string | null; updated_since?: string | null } = {}): AsyncGenerator<models.DutyView> {
    return pages((place) => this.listDuties({ ...asked, ...place }))
  }

  /** Enrolments, the newest first. `GET /v1/enrolments`. Needs clients.manage. */
  listEnrolments(asked: { limit?: number; cursor?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; state?: models.EnrolmentState | null } = {}, options: Options = {}): Promise<Answer<models.EnrolmentPage>> {
    return this.call('GET', `/v1/enrolments`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], state: asked['state'] } })
  }

  /** All pages of `listEnrolments`, item by item. */
  iterateEnrolments(asked: { limit?: number; since?: string | null; until?: string | null; updated_since?: string | null; state?: models.EnrolmentState | null } = {}): AsyncGenerator<models.EnrolmentView> {
    return pages((place) => this.listEnrolments({ ...asked, ...place }))
  }

  /** Ask to take part; no token is needed. Keep the receipt: the answer is asked for with it. `POST /v1/enrolments`. */
  proposeEnrolment(body: models.EnrolmentRequest, options: Options = {}): Promise<Answer<models.EnrolmentReceipt>> {
    return this.call('POST', `/v1/enrolments`, options, { body, media: 'application/json', isPublic: true })
  }

  /** One enrolment, with what the applicant says of itself and the thumbprints of its keys. `GET /v1/enrolments/{id}`. Needs clients.manage. */
  getEnrolment(id: string, options: Options = {}): Promise<Answer<models.EnrolmentView>> {
    return this.call('GET', `/v1/enrolments/${encodeURIComponent(id)}`, options, {})
  }

  /** Give a checked organisation its client; outside development a second operator confirms. `POST /v1/enrolments/{id}/approval`. Needs clients.manage. */
  approveEnrolment(id: string, body: models.ApprovalRequest, options: Options = {}): Promise<Answer<models.EnrolmentView>> {
    return this.call('POST', `/v1/enrolments/${encodeURIComponent(id)}/approval`, options, { body, media: 'application/json', once: true })
  }

  /** What became of an enrolment, for whoever holds its receipt. `GET /v1/enrolments/{id}/progress`. */
  getEnrolmentProgress(id: string, asked: { "Enrolment-Receipt": string }, options: Options = {}): Promise<Answer<models.EnrolmentProgress>> {
    return this.call('GET', `/v1/enrolments/${encodeURIComponent(id)}/progress`, options, { own: { "Enrolment-Receipt": asked['Enrolment-Receipt'] }, isPublic: true })
  }

  /** Take an organisation not in; the applicant reads the reason. `POST /v1/enrolments/{id}/refusal`. Needs clients.manage. */
  refuseEnrolment(id: string, body: models.EnrolmentRefusalRequest, options: Options = {}): Promise<Answer<models.EnrolmentView>> {
    return this.call('POST', `/v1/enrolments/${encodeURIComponent(id)}/refusal`, options, { body, media: 'application/json', once: true })
  }

  /** Take an enrolment back that is not decided yet. `POST /v1/enrolments/{id}/withdrawal`. */
  withdrawEnrolment(id: string, asked: { "Enrolment-Receipt": string }, options: Options = {}): Promise<Answer<models.EnrolmentProgress>> {
    return this.call('POST', `/v1/enrolments/${encodeURIComponent(id)}/withdrawal`, options, { own: { "Enrolment-Receipt": asked['Enrolment-Receipt'] }, isPublic: true })
  }

  /** The caller's own enterprise. `GET /v1/enterprises/{uscc}`. Needs enterprises.read. */
  getEnterprise(uscc: string, options: Options = {}): Promise<Answer<models.EnterpriseView>> {
    return this.call('GET', `/v1/enterprises/${encodeURIComponent(uscc)}`, options, {})
  }

  /** Register the caller's own enterprise, or correct its description. `PUT /v1/enterprises/{uscc}`. Needs enterprises.write. */
  putEnterprise(uscc: string, body: models.EnterpriseRequest, options: Options = {}): Promise<Answer<models.EnterpriseView>> {
    return this.call('PUT', `/v1/enterprises/${encodeURIComponent(uscc)}`, options, { body, media: 'application/json', once: true })
  }

  /** The caller's files, by the moment they were handed in, newest first. `GET /v1/evidence`. Needs products.read. */
  listEvidence(asked: { limit?: number; cursor?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; media_type?: string | null; q?: string | null } = {}, options: Options = {}): Promise<Answer<models.EvidencePage>> {
    return this.call('GET', `/v1/evidence`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], media_type: asked['media_type'], q: asked['q'] } })
  }

  /** All pages of `listEvidence`, item by item. */
  iterateEvidence(asked: { limit?: number; since?: string | null; until?: string | null; updated_since?: string | null; media_type?: string | null; q?: string | null } = {}): AsyncGenerator<models.EvidenceView> {
    return pages((place) => this.listEvidence({ ...asked, ...place }))
  }

  /** Hand in a file: PDF, OFD, PNG, JPEG, XLSX or CSV, as the raw body. 200 when known already. `POST /v1/evidence`. Needs activity.write. */
  addEvidence(body: Uint8Array, asked: { name: string; contentType: "application/pdf" | "application/ofd" | "image/png" | "image/jpeg" | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" | "text/csv" | "application/octet-stream" }, options: Options = {}): Promise<Answer<models.EvidenceView>> {
    return this.call('POST', `/v1/evidence`, options, { query: { name: asked['name'] }, body, media: asked.contentType, once: true })
  }

  /** The file itself: for its owner, and for a body that was applied to with a calculation. `GET /v1/evidence/{sha256}`. Needs calculations.read. */
  getEvidence(sha256: string, options: Options = {}): Promise<Answer<Uint8Array>> {
    return this.call('GET', `/v1/evidence/${encodeURIComponent(sha256)}`, options, { raw: true })
  }

  /** Events and fetches of the caller's enterprise, the newest first. `GET /v1/exchange-deliveries`. Needs products.read. */
  listExchangeDeliveries(asked: { limit?: number; cursor?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; dead?: boolean | null; partner?: string | null; errand?: models.Errand | null } = {}, options: Options = {}): Promise<Answer<models.DeliveryPage>> {
    return this.call('GET', `/v1/exchange-deliveries`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], dead: asked['dead'], partner: asked['partner'], errand: asked['errand'] } })
  }

  /** All pages of `listExchangeDeliveries`, item by item. */
  iterateExchangeDeliveries(asked: { limit?: number; since?: string | null; until?: string | null; updated_since?: string | null; dead?: boolean | null; partner?: string | null; errand?: models.Errand | null } = {}): AsyncGenerator<models.DeliveryView> {
    return pages((place) => this.listExchangeDeliveries({ ...asked, ...place }))
  }

  /** Try a dead delivery again for 72 hours; the partner takes it in once, by its id. `POST /v1/exchange-deliveries/{id}/replay`. Needs products.write. */
  replayExchangeDelivery(id: string, options: Options = {}): Promise<Answer<models.DeliveryView>> {
    return this.call('POST', `/v1/exchange-deliveries/${encodeURIComponent(id)}/replay`, options, { once: true })
  }

  /** The partners of the caller's enterprise, by identifier. `GET /v1/exchange-partners`. Needs products.read. */
  listExchangePartners(asked: { limit?: number; cursor?: string | null; q?: string | null; updated_since?: string | null } = {}, options: Options = {}): Promise<Answer<models.PartnerPage>> {
    return this.call('GET', `/v1/exchange-partners`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], q: asked['q'], updated_since: asked['updated_since'] } })
  }

  /** All pages of `listExchangePartners`, item by item. */
  iterateExchangePartners(asked: { limit?: number; q?: string | null; updated_since?: string | null } = {}): AsyncGenerator<models.PartnerView> {
    return pages((place) => this.listExchangePartners({ ...asked, ...place }))
  }

  /** Where the caller's enterprise reaches one partner. `GET /v1/exchange-partners/{org}`. Needs products.read. */
  getExchangePartner(org: string, options: Options = {}): Promise<Answer<models.PartnerView>> {
    return this.call('GET', `/v1/exchange-partners/${encodeURIComponent(org)}`, options, {})
  }

  /** Register where a partner is reached; events are accepted and sent only so. `PUT /v1/exchange-partners/{org}`. Needs products.write. */
  putExchangePartner(org: string, body: models.PartnerRequest, options: Options = {}): Promise<Answer<models.PartnerView>> {
    return this.call('PUT', `/v1/exchange-partners/${encodeURIComponent(org)}`, options, { body, media: 'application/json', once: true })
  }

  /** The rule of the caller's enterprise. `GET /v1/exchange-rule`. Needs products.read. */
  getExchangeRule(options: Options = {}): Promise<Answer<models.ExchangeRuleView>> {
    return this.call('GET', `/v1/exchange-rule`, options, {})
  }

  /** Set the rule. Requests that wait already still wait for a person. `PUT /v1/exchange-rule`. Needs products.write. */
  putExchangeRule(body: models.ExchangeRuleRequest, options: Options = {}): Promise<Answer<models.ExchangeRuleView>> {
    return this.call('PUT', `/v1/exchange-rule`, options, { body, media: 'application/json', once: true })
  }

  /** The caller's imports, by the moment they were made, newest first. `GET /v1/factor-imports`. Needs factors.write. */
  listFactorImports(asked: { limit?: number; cursor?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; format?: "csv" | "xlsx" | null } = {}, options: Options = {}): Promise<Answer<models.FactorImportPage>> {
    return this.call('GET', `/v1/factor-imports`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], format: asked['format'] } })
  }

  /** All pages of `listFactorImports`, item by item. */
  iterateFactorImports(asked: { limit?: number; since?: string | null; until?: string | null; updated_since?: string | null; format?: "csv" | "xlsx" | null } = {}): AsyncGenerator<models.FactorImportView> {
    return pages((place) => this.listFactorImports({ ...asked, ...place }))
  }

  /** Import own factors from a CSV or XLSX file, sent as the body or as `file` of a form. Sound rows may be used at once; suspicious ones wait for a person; the same file changes nothing the second time. `POST /v1/factor-imports`. Needs factors.write. */
  importFactors(body: Uint8Array, asked: { contentType: "text/csv" | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" | "application/octet-stream" }, options: Options = {}): Promise<Answer<models.FactorImportView>> {
    return this.call('POST', `/v1/factor-imports`, options, { body, media: asked.contentType, once: true })
  }

  /** An empty factor file with a row that shows how it is filled in. `GET /v1/factor-imports/template`. Needs factors.write. */
  getFactorTemplate(options: Options = {}): Promise<Answer<Uint8Array>> {
    return this.call('GET', `/v1/factor-imports/template`, options, { raw: true })
  }

  /** One import with its counts. `GET /v1/factor-imports/{id}`. Needs factors.write. */
  getFactorImport(id: string, options: Options = {}): Promise<Answer<models.FactorImportView>> {
    return this.call('GET', `/v1/factor-imports/${encodeURIComponent(id)}`, options, {})
  }

  /** The bad rows as they were sent, with one reason each: correct them and send the file. `GET /v1/factor-imports/{id}/errors`. Needs factors.write. */
  getFactorImportErrors(id: string, options: Options = {}): Promise<Answer<Uint8Array>> {
    return this.call('GET', `/v1/factor-imports/${encodeURIComponent(id)}/errors`, options, { raw: true })
  }

  /** What became of each row, in the order of the file, with the reason and any review. `GET /v1/factor-imports/{id}/rows`. Needs factors.write. */
  listFactorImportRows(id: string, asked: { outcome?: models.RowOutcome | null; limit?: number; cursor?: string | null } = {}, options: Options = {}): Promise<Answer<models.RowPage>> {
    return this.call('GET', `/v1/factor-imports/${encodeURIComponent(id)}/rows`, options, { query: { outcome: asked['outcome'], limit: asked['limit'], cursor: asked['cursor'] } })
  }

  /** All pages of `listFactorImportRows`, item by item. */
  iterateFactorImportRows(id: string, asked: { outcome?: models.RowOutcome | null; limit?: number } = {}): AsyncGenerator<models.RowView> {
    return pages((place) => this.listFactorImportRows(id, { ...asked, ...place }))
  }

  /** Quarantined rows of every organisation that wait for a decision, by import and line. `GET /v1/factor-quarantine`. Needs factors.review. */
  listQuarantinedFactors(asked: { limit?: number; cursor?: string | null; owner?: string | null; q?: string | null; updated_since?: string | null } = {}, options: Options = {}): Promise<Answer<models.WaitingPage>> {
    return this.call('GET', `/v1/factor-quarantine`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], owner: asked['owner'], q: asked['q'], updated_since: asked['updated_since'] } })
  }

  /** All pages of `listQuarantinedFactors`, item by item. */
  iterateQuarantinedFactors(asked: { limit?: number; owner?: string | null; q?: string | null; updated_since?: string | null } = {}): AsyncGenerator<models.WaitingView> {
    return pages((place) => this.listQuarantinedFactors({ ...asked, ...place }))
  }

  /** Release a quarantined row to its owner, or reject it. Once, and for good. `POST /v1/factor-quarantine/{id}/{line}/review`. Needs factors.review. */
  reviewQuarantinedFactor(id: string, line: number, body: models.ReviewRequest, options: Options = {}): Promise<Answer<models.WaitingView>> {
    return this.call('POST', `/v1/factor-quarantine/${encodeURIComponent(id)}/${encodeURIComponent(line)}/review`, options, { body, media: 'application/json', once: true })
  }

  /** Search the newest library and the caller's own factors, in Chinese or English, by identifier; quarantined rows say why they wait. `GET /v1/factors`. Needs factors.read. */
  listFactors(asked: { q?: string | null; category?: string | null; dimension?: models.Dimension | null; region?: string | null; year?: number | null; basis?: models.Basis | null; status?: string | null; usable?: boolean | null; updated_since?: string | null; limit?: number; cursor?: string | null } = {}, options: Options = {}): Promise<Answer<models.FactorPage>> {
    return this.call('GET', `/v1/factors`, options, { query: { q: asked['q'], category: asked['category'], dimension: asked['dimension'], region: asked['region'], year: asked['year'], basis: asked['basis'], status: asked['status'], usable: asked['usable'], updated_since: asked['updated_since'], limit: asked['limit'], cursor: asked['cursor'] } })
  }

  /** All pages of `listFactors`, item by item. */
  iterateFactors(asked: { q?: string | null; category?: string | null; dimension?: models.Dimension | null; region?: string | null; year?: number | null; basis?: models.Basis | null; status?: string | null; usable?: boolean | null; updated_since?: string | null; limit?: number } = {}): AsyncGenerator<models.FactorView> {
    return pages((place) => this.listFactors({ ...asked, ...place }))
  }

  /** The nearest valid factors for a flow, ranked by name, technology, region, year, validity and evaluation, each with its reasons. `GET /v1/factors/proposals`. Needs factors.read. */
  listFactorProposals(asked: { flow: string; unit: string; region?: string; year?: number | null; technology?: string | null; limit?: number; cursor?: string | null }, options: Options = {}): Promise<Answer<models.ProposalPage>> {
    return this.call('GET', `/v1/factors/proposals`, options, { query: { flow: asked['flow'], unit: asked['unit'], region: asked['region'], year: asked['year'], technology: asked['technology'], limit: asked['limit'], cursor: asked['cursor'] } })
  }

  /** All pages of `listFactorProposals`, item by item. */
  iterateFactorProposals(asked: { flow: string; unit: string; region?: string; year?: number | null; technology?: string | null; limit?: number }): AsyncGenerator<models.ProposalView> {
    return pages((place) => this.listFactorProposals({ ...asked, ...place }))
  }

  /** One factor of the newest library or of the caller's own; with `on`, what was valid then. `GET /v1/factors/{id}`. Needs factors.read. */
  getFactor(id: string, asked: { on?: string | null } = {}, options: Options = {}): Promise<Answer<models.FactorView>> {
    return this.call('GET', `/v1/factors/${encodeURIComponent(id)}`, options, { query: { on: asked['on'] } })
  }

  /** The supersession chain through a factor, oldest first. `GET /v1/factors/{id}/versions`. Needs factors.read. */
  listFactorVersions(id: string, asked: { limit?: number; cursor?: string | null } = {}, options: Options = {}): Promise<Answer<models.FactorPage>> {
    return this.call('GET', `/v1/factors/${encodeURIComponent(id)}/versions`, options, { query: { limit: asked['limit'], cursor: asked['cursor'] } })
  }

  /** All pages of `listFactorVersions`, item by item. */
  iterateFactorVersions(id: string, asked: { limit?: number } = {}): AsyncGenerator<models.FactorView> {
    return pages((place) => this.listFactorVersions(id, { ...asked, ...place }))
  }

  /** Label events beyond a position, in order; positions never change. Partner regions, banks and the city's agencies see all of them, without gaps; a district its own labels, a certification body those that it decided on, each at the same position. `type` and `since` narrow it; `next` passes over what they left out. `GET /v1/feed`. Needs feed.read. */
  readFeed(asked: { after?: number; type?: Array<string>; since?: string | null; limit?: number } = {}, options: Options = {}): Promise<Answer<models.FeedView>> {
    return this.call('GET', `/v1/feed`, options, { query: { after: asked['after'], type: asked['type'], since: asked['since'], limit: asked['limit'] } })
  }

  /** What checks found in the caller's activity data, by the moment of the check, newest first. `GET /v1/findings`. Needs products.read. */
  listFindings(asked: { limit?: number; cursor?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; open?: boolean | null; product_id?: string | null; system_id?: string | null; check?: models.Check | null } = {}, options: Options = {}): Promise<Answer<models.FindingPage>> {
    return this.call('GET', `/v1/findings`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], open: asked['open'], product_id: asked['product_id'], system_id: asked['system_id'], check: asked['check'] } })
  }

  /** All pages of `listFindings`, item by item. */
  iterateFindings(asked: { limit?: number; since?: string | null; until?: string | null; updated_since?: string | null; open?: boolean | null; product_id?: string | null; system_id?: string | null; check?: models.Check | null } = {}): AsyncGenerator<models.FindingView> {
    return pages((place) => this.listFindings({ ...asked, ...place }))
  }

  /** Settle a finding with a reason. Irreversible: the reason stays with the data. `POST /v1/findings/{id}/resolution`. Needs activity.write. */
  resolveFinding(id: string, body: models.ResolutionRequest, options: Options = {}): Promise<Answer<models.FindingView>> {
    return this.call('POST', `/v1/findings/${encodeURIComponent(id)}/resolution`, options, { body, media: 'application/json', once: true })
  }

  /** Requests by and to the caller's enterprise, the newest first. `GET /v1/footprint-requests`. Needs products.read. */
  listFootprintRequests(asked: { limit?: number; cursor?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; open?: boolean | null; partner?: string | null; direction?: models.RequestDirection | null } = {}, options: Options = {}): Promise<Answer<models.FootprintRequestPage>> {
    return this.call('GET', `/v1/footprint-requests`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], open: asked['open'], partner: asked['partner'], direction: asked['direction'] } })
  }

  /** All pages of `listFootprintRequests`, item by item. */
  iterateFootprintRequests(asked: { limit?: number; since?: string | null; until?: string | null; updated_since?: string | null; open?: boolean | null; partner?: string | null; direction?: models.RequestDirection | null } = {}): AsyncGenerator<models.FootprintRequestView> {
    return pages((place) => this.listFootprintRequests({ ...asked, ...place }))
  }

  /** Ask a partner for footprints; the event is sent, and sent again, until it arrives. `POST /v1/footprint-requests`. Needs products.write. */
  requestFootprints(body: models.AskRequest, options: Options = {}): Promise<Answer<models.FootprintRequestView>> {
    return this.call('POST', `/v1/footprint-requests`, options, { body, media: 'application/json', once: true })
  }

  /** One request with its answer. `GET /v1/footprint-requests/{id}`. Needs products.read. */
  getFootprintRequest(id: string, options: Options = {}): Promise<Answer<models.FootprintRequestView>> {
    return this.call('GET', `/v1/footprint-requests/${encodeURIComponent(id)}`, options, {})
  }

  /** Answer with published footprints; the asking organisation may read them from now on. `POST /v1/footprint-requests/{id}/fulfilment`. Needs products.write. */
  fulfilFootprintRequest(id: string, body: models.FulfilmentRequest, options: Options = {}): Promise<Answer<models.FootprintRequestView>> {
    return this.call('POST', `/v1/footprint-requests/${encodeURIComponent(id)}/fulfilment`, options, { body, media: 'application/json', once: true })
  }

  /** Answer with the reason why there will be no data. `POST /v1/footprint-requests/{id}/rejection`. Needs products.write. */
  rejectFootprintRequest(id: string, body: models.RejectionRequest, options: Options = {}): Promise<Answer<models.FootprintRequestView>> {
    return this.call('POST', `/v1/footprint-requests/${encodeURIComponent(id)}/rejection`, options, { body, media: 'application/json', once: true })
  }

  /** Defaults of heating value, carbon content and oxidation by carrier. A product system states the values that it uses, so a measured calorific value takes a default's place. `GET /v1/fuels`. Needs factors.read. */
  listFuels(asked: { limit?: number; cursor?: string | null } = {}, options: Options = {}): Promise<Answer<models.DefaultFuelPage>> {
    return this.call('GET', `/v1/fuels`, options, { query: { limit: asked['limit'], cursor: asked['cursor'] } })
  }

  /** All pages of `listFuels`, item by item. */
  iterateFuels(asked: { limit?: number } = {}): AsyncGenerator<models.DefaultFuel> {
    return pages((place) => this.listFuels({ ...asked, ...place }))
  }

  /** What is held below a prefix of the keys, in digests, for another service of ours. `GET /v1/holdings/applications`. Needs holdings.read. */
  tellHoldingsOfApplications(asked: { prefix?: string } = {}, options: Options = {}): Promise<Answer<models.Holdings>> {
    return this.call('GET', `/v1/holdings/applications`, options, { query: { prefix: asked['prefix'] } })
  }

  /** Say again what happened to these subjects; whoever heard it does nothing. `POST /v1/holdings/applications/resending`. Needs holdings.resend. */
  sendAgainOfApplications(body: models.SubjectsAsked, options: Options = {}): Promise<Answer<models.SentAgain>> {
    return this.call('POST', `/v1/holdings/applications/resending`, options, { body, media: 'application/json', once: true })
  }

  /** What is held below a prefix of the keys, in digests, for another service of ours. `GET /v1/holdings/certificates`. Needs holdings.read. */
  tellHoldingsOfCertificates(asked: { prefix?: string } = {}, options: Options = {}): Promise<Answer<models.Holdings>> {
    return this.call('GET', `/v1/holdings/certificates`, options, { query: { prefix: asked['prefix'] } })
  }

  /** Say again what happened to these subjects; whoever heard it does nothing. `POST /v1/holdings/certificates/resending`. Needs holdings.resend. */
  sendAgainOfCertificates(body: models.SubjectsAsked, options: Options = {}): Promise<Answer<models.SentAgain>> {
    return this.call('POST', `/v1/holdings/certificates/resending`, options, { body, media: 'application/json', once: true })
  }

  /** What is held below a prefix of the keys, in digests, for another service of ours. `GET /v1/holdings/footprints`. Needs holdings.read. */
  tellHoldingsOfFootprints(asked: { prefix?: string } = {}, options: Options = {}): Promise<Answer<models.Holdings>> {
    return this.call('GET', `/v1/holdings/footprints`, options, { query: { prefix: asked['prefix'] } })
  }

  /** Say again what happened to these subjects; whoever heard it does nothing. `POST /v1/holdings/footprints/resending`. Needs holdings.resend. */
  sendAgainOfFootprints(body: models.SubjectsAsked, options: Options = {}): Promise<Answer<models.SentAgain>> {
    return this.call('POST', `/v1/holdings/footprints/resending`, options, { body, media: 'application/json', once: true })
  }

  /** What is held below a prefix of the keys, in digests, for another service of ours. `GET /v1/holdings/issuer-documents`. Needs holdings.read. */
  tellHoldingsOfIssuerDocuments(asked: { prefix?: string } = {}, options: Options = {}): Promise<Answer<models.Holdings>> {
    return this.call('GET', `/v1/holdings/issuer-documents`, options, { query: { prefix: asked['prefix'] } })
  }

  /** Say again what happened to these subjects; whoever heard it does nothing. `POST /v1/holdings/issuer-documents/resending`. Needs holdings.resend. */
  sendAgainOfIssuerDocuments(body: models.SubjectsAsked, options: Options = {}): Promise<Answer<models.SentAgain>> {
    return this.call('POST', `/v1/holdings/issuer-documents/resending`, options, { body, media: 'application/json', once: true })
  }

  /** What is held below a prefix of the keys, in digests, for another service of ours. `GET /v1/holdings/labels`. Needs holdings.read. */
  tellHoldingsOfLabels(asked: { prefix?: string } = {}, options: Options = {}): Promise<Answer<models.Holdings>> {
    return this.call('GET', `/v1/holdings/labels`, options, { query: { prefix: asked['prefix'] } })
  }

  /** Say again what happened to these subjects; whoever heard it does nothing. `POST /v1/holdings/labels/resending`. Needs holdings.resend. */
  sendAgainOfLabels(body: models.SubjectsAsked, options: Options = {}): Promise<Answer<models.SentAgain>> {
    return this.call('POST', `/v1/holdings/labels/resending`, options, { body, media: 'application/json', once: true })
  }

  /** What is held below a prefix of the keys, in digests, for another service of ours. `GET /v1/holdings/partner-regions`. Needs holdings.read. */
  tellHoldingsOfPartnerRegions(asked: { prefix?: string } = {}, options: Options = {}): Promise<Answer<models.Holdings>> {
    return this.call('GET', `/v1/holdings/partner-regions`, options, { query: { prefix: asked['prefix'] } })
  }

  /** Say again what happened to these subjects; whoever heard it does nothing. `POST /v1/holdings/partner-regions/resending`. Needs holdings.resend. */
  sendAgainOfPartnerRegions(body: models.SubjectsAsked, options: Options = {}): Promise<Answer<models.SentAgain>> {
    return this.call('POST', `/v1/holdings/partner-regions/resending`, options, { body, media: 'application/json', once: true })
  }

  /** Studies, newest first: all of them for who oversees factors and rules, else those with a calculation that the caller owns or was admitted to. `GET /v1/impact-studies`. Needs impacts.read. */
  listImpactStudies(asked: { limit?: number; cursor?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; state?: models.StudyState | null; origin?: models.StudyOrigin | null; q?: string | null } = {}, options: Options = {}): Promise<Answer<models.StudyPage>> {
    return this.call('GET', `/v1/impact-studies`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], state: asked['state'], origin: asked['origin'], q: asked['q'] } })
  }

  /** All pages of `listImpactStudies`, item by item. */
  iterateImpactStudies(asked: { limit?: number; since?: string | null; until?: string | null; updated_since?: string | null; state?: models.StudyState | null; origin?: models.StudyOrigin | null; q?: string | null } = {}): AsyncGenerator<models.StudyView> {
    return pages((place) => this.listImpactStudies({ ...asked, ...place }))
  }

  /** Ask what a change would move before it is published. The answer is found in the background; an event tells when it is complete. `POST /v1/impact-studies`. Needs impacts.propose. */
  proposeImpactStudy(body: models.ProposalRequest, options: Options = {}): Promise<Answer<models.StudyDetail>> {
    return this.call('POST', `/v1/impact-studies`, options, { body, media: 'application/json', once: true })
  }

  /** One study with its progress and totals. `GET /v1/impact-studies/{id}`. Needs impacts.read. */
  getImpactStudy(id: string, options: Options = {}): Promise<Answer<models.StudyDetail>> {
    return this.call('GET', `/v1/impact-studies/${encodeURIComponent(id)}`, options, {})
  }

  /** The largest changes first, in percent; what cannot be compared or computed comes last. `GET /v1/impact-studies/{id}/results`. Needs impacts.read. */
  listImpactResults(id: string, asked: { outcome?: models.MoveOutcome | null; category?: string | null; enterprise?: string | null; crossed?: boolean | null; limit?: number; cursor?: string | null } = {}, options: Options = {}): Promise<Answer<models.ResultPage>> {
    return this.call('GET', `/v1/impact-studies/${encodeURIComponent(id)}/results`, options, { query: { outcome: asked['outcome'], category: asked['category'], enterprise: asked['enterprise'], crossed: asked['crossed'], limit: asked['limit'], cursor: asked['cursor'] } })
  }

  /** All pages of `listImpactResults`, item by item. */
  iterateImpactResults(id: string, asked: { outcome?: models.MoveOutcome | null; category?: string | null; enterprise?: string | null; crossed?: boolean | null; limit?: number } = {}): AsyncGenerator<models.ResultView> {
    return pages((place) => this.listImpactResults(id, { ...asked, ...place }))
  }

  /** Every row that the caller may see, as CSV, the largest changes first. `GET /v1/impact-studies/{id}/results/file`. Needs impacts.read. */
  downloadImpactResults(id: string, asked: { outcome?: models.MoveOutcome | null; category?: string | null; enterprise?: string | null; crossed?: boolean | null } = {}, options: Options = {}): Promise<Answer<Uint8Array>> {
    return this.call('GET', `/v1/impact-studies/${encodeURIComponent(id)}/results/file`, options, { query: { outcome: asked['outcome'], category: asked['category'], enterprise: asked['enterprise'], crossed: asked['crossed'] }, raw: true })
  }

  /** Which bundles are kept, the newest first, for accounting alone. `GET /v1/kept-bundles`. Needs bundles.restore. */
  listKeptBundles(asked: { limit?: number; cursor?: string | null; since?: string | null; until?: string | null; updated_since?: string | null } = {}, options: Options = {}): Promise<Answer<models.KeptBundlePage>> {
    return this.call('GET', `/v1/kept-bundles`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'] } })
  }

  /** All pages of `listKeptBundles`, item by item. */
  iterateKeptBundles(asked: { limit?: number; since?: string | null; until?: string | null; updated_since?: string | null } = {}): AsyncGenerator<models.KeptBundleView> {
    return pages((place) => this.listKeptBundles({ ...asked, ...place }))
  }

  /** The sealed document with its seal, byte for byte, for accounting alone. `GET /v1/kept-bundles/{calculation_id}`. Needs bundles.restore. */
  getKeptBundle(calculationId: string, options: Options = {}): Promise<Answer<Record<string, unknown>>> {
    return this.call('GET', `/v1/kept-bundles/${encodeURIComponent(calculationId)}`, options, {})
  }

  /** Published labels in the order of the log, the newest first; `since` and `until` bound when they were published. Status is that of this moment. `GET /v1/labels`. */
  listLabels(asked: { limit?: number; cursor?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; q?: string | null; enterprise?: string | null; category?: string | null; gtin?: string | null; body?: string | null; scheme?: models.Scheme | null; division?: string | null; status?: models.LabelStatus | null } = {}, options: Options = {}): Promise<Answer<models.LabelSummaryPage>> {
    return this.call('GET', `/v1/labels`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], q: asked['q'], enterprise: asked['enterprise'], category: asked['category'], gtin: asked['gtin'], body: asked['body'], scheme: asked['scheme'], division: asked['division'], status: asked['status'] }, isPublic: true })
  }

  /** All pages of `listLabels`, item by item. */
  iterateLabels(asked: { limit?: number; since?: string | null; until?: string | null; updated_since?: string | null; q?: string | null; enterprise?: string | null; category?: string | null; gtin?: string | null; body?: string | null; scheme?: models.Scheme | null; division?: string | null; status?: models.LabelStatus | null } = {}): AsyncGenerator<models.LabelSummary> {
    return pages((place) => this.listLabels({ ...asked, ...place }))
  }

  /** All facts of a label, with each check of its proof. The same as asking it for JSON. `GET /v1/labels/{number}`. */
  getLabel(number: string, options: Options = {}): Promise<Answer<models.LabelFactsView>> {
    return this.call('GET', `/v1/labels/${encodeURIComponent(number)}`, options, { isPublic: true })
  }

  /** The caller's meters, by identifier. `GET /v1/meters`. Needs products.read. */
  listMeters(asked: { limit?: number; cursor?: string | null; q?: string | null; updated_since?: string | null } = {}, options: Options = {}): Promise<Answer<models.MeterPage>> {
    return this.call('GET', `/v1/meters`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], q: asked['q'], updated_since: asked['updated_since'] } })
  }

  /** All pages of `listMeters`, item by item. */
  iterateMeters(asked: { limit?: number; q?: string | null; updated_since?: string | null } = {}): AsyncGenerator<models.MeterView> {
    return pages((place) => this.listMeters({ ...asked, ...place }))
  }

  /** Take in readings, one JSON object a line. Good lines are kept, every other one is named with its reason; sending a batch again changes nothing. `POST /v1/meters/readings`. Needs activity.write. */
  reportMeterReadings(body: Uint8Array, asked: { contentType: "application/x-ndjson" | "application/octet-stream" }, options: Options = {}): Promise<Answer<models.ReceiptView>> {
    return this.call('POST', `/v1/meters/readings`, options, { body, media: asked.contentType, once: true })
  }

  /** One meter of the caller's, as described last. `GET /v1/meters/{id}`. Needs products.read. */
  getMeter(id: string, options: Options = {}): Promise<Answer<models.MeterView>> {
    return this.call('GET', `/v1/meters/${encodeURIComponent(id)}`, options, {})
  }

  /** Describe a meter of the caller's, or describe it anew. `PUT /v1/meters/{id}`. Needs activity.write. */
  putMeter(id: string, body: models.Meter, options: Options = {}): Promise<Answer<models.MeterView>> {
    return this.call('PUT', `/v1/meters/${encodeURIComponent(id)}`, options, { body, media: 'application/json', once: true })
  }

  /** What the meter counted in each month of a period, with every doubt about it. `GET /v1/meters/{id}/consumption`. Needs products.read. */
  getMeterConsumption(id: string, asked: { period_start: string; period_end: string; limit?: number; cursor?: string | null }, options: Options = {}): Promise<Answer<models.ConsumptionPage>> {
    return this.call('GET', `/v1/meters/${encodeURIComponent(id)}/consumption`, options, { query: { period_start: asked['period_start'], period_end: asked['period_end'], limit: asked['limit'], cursor: asked['cursor'] } })
  }

  /** All pages of `getMeterConsumption`, item by item. */
  iterate_getMeterConsumption(id: string, asked: { period_start: string; period_end: string; limit?: number }): AsyncGenerator<models.ConsumptionView> {
    return pages((place) => this.getMeterConsumption(id, { ...asked, ...place }))
  }

  /** Organisations in the order of their ids: to agencies their names, to operators the rest. `GET /v1/organisations`. Needs organisations.read. */
  listOrganisations(asked: { q?: string | null; role?: string | null; division?: string | null; state?: models.OrganisationState | null; updated_since?: string | null; limit?: number; cursor?: string | null } = {}, options: Options = {}): Promise<Answer<models.OrganisationEntryPage>> {
    return this.call('GET', `/v1/organisations`, options, { query: { q: asked['q'], role: asked['role'], division: asked['division'], state: asked['state'], updated_since: asked['updated_since'], limit: asked['limit'], cursor: asked['cursor'] } })
  }

  /** All pages of `listOrganisations`, item by item. */
  iterateOrganisations(asked: { q?: string | null; role?: string | null; division?: string | null; state?: models.OrganisationState | null; updated_since?: string | null; limit?: number } = {}): AsyncGenerator<models.OrganisationEntry> {
    return pages((place) => this.listOrganisations({ ...asked, ...place }))
  }

  /** One organisation. `GET /v1/organisations/{id}`. Needs clients.manage. */
  getOrganisation(id: string, options: Options = {}): Promise<Answer<models.OrganisationView>> {
    return this.call('GET', `/v1/organisations/${encodeURIComponent(id)}`, options, {})
  }

  /** Register an organisation that the region pack does not name, or replace what is known. `PUT /v1/organisations/{id}`. Needs clients.manage. */
  putOrganisation(id: string, body: models.OrganisationRequest, options: Options = {}): Promise<Answer<models.OrganisationView | models.ClientChangeView>> {
    return this.call('PUT', `/v1/organisations/${encodeURIComponent(id)}`, options, { body, media: 'application/json', once: true })
  }

  /** The caller's products, by the moment they were described, newest first. `GET /v1/products`. Needs products.read. */
  listProducts(asked: { limit?: number; cursor?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; category?: string | null; division?: string | null; q?: string | null } = {}, options: Options = {}): Promise<Answer<models.ProductPage>> {
    return this.call('GET', `/v1/products`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], category: asked['category'], division: asked['division'], q: asked['q'] } })
  }

  /** All pages of `listProducts`, item by item. */
  iterateProducts(asked: { limit?: number; since?: string | null; until?: string | null; updated_since?: string | null; category?: string | null; division?: string | null; q?: string | null } = {}): AsyncGenerator<models.ProductView> {
    return pages((place) => this.listProducts({ ...asked, ...place }))
  }

  /** Record a product model; its CPC class is one of its category's. `POST /v1/products`. Needs products.write. */
  createProduct(body: models.ProductRequest, options: Options = {}): Promise<Answer<models.ProductView>> {
    return this.call('POST', `/v1/products`, options, { body, media: 'application/json', once: true })
  }

  /** One product of the caller's. `GET /v1/products/{id}`. Needs products.read. */
  getProduct(id: string, options: Options = {}): Promise<Answer<models.ProductView>> {
    return this.call('GET', `/v1/products/${encodeURIComponent(id)}`, options, {})
  }

  /** The product's calculations that the caller may read as they stood on a day, newest first. `GET /v1/products/{id}/calculations`. Needs calculations.read. */
  listProductCalculations(id: string, asked: { limit?: number; cursor?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; as_of?: string | null } = {}, options: Options = {}): Promise<Answer<models.StoodPage>> {
    return this.call('GET', `/v1/products/${encodeURIComponent(id)}/calculations`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], as_of: asked['as_of'] } })
  }

  /** All pages of `listProductCalculations`, item by item. */
  iterateProductCalculations(id: string, asked: { limit?: number; since?: string | null; until?: string | null; updated_since?: string | null; as_of?: string | null } = {}): AsyncGenerator<models.StoodView> {
    return pages((place) => this.listProductCalculations(id, { ...asked, ...place }))
  }

  /** The product's systems, by the moment they were recorded, newest first. `GET /v1/products/{id}/systems`. Needs products.read. */
  listProductSystems(id: string, asked: { limit?: number; cursor?: string | null; since?: string | null; until?: string | null; updated_since?: string | null } = {}, options: Options = {}): Promise<Answer<models.SystemPage>> {
    return this.call('GET', `/v1/products/${encodeURIComponent(id)}/systems`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'] } })
  }

  /** All pages of `listProductSystems`, item by item. */
  iterateProductSystems(id: string, asked: { limit?: number; since?: string | null; until?: string | null; updated_since?: string | null } = {}): AsyncGenerator<models.SystemView> {
    return pages((place) => this.listProductSystems(id, { ...asked, ...place }))
  }

  /** Record the unit processes behind a product; a correction is a new system. Warnings name what is unusual for the category. `POST /v1/products/{id}/systems`. Needs products.write. */
  createProductSystem(id: string, body: models.ProductSystem, options: Options = {}): Promise<Answer<models.ModelledView | models.TaskView>> {
    return this.call('POST', `/v1/products/${encodeURIComponent(id)}/systems`, options, { body, media: 'application/json', once: true })
  }

  /** Record a system from ILCD process data sets: a zip with their flows, flow properties and unit groups, or one XML. The product is made by the process that supplies no other. `POST /v1/products/{id}/systems/ilcd`. Needs products.write. */
  importProductSystemFromIlcd(id: string, body: Uint8Array, asked: { contentType: "application/zip" | "application/xml" | "application/octet-stream" }, options: Options = {}): Promise<Answer<models.ArchiveImportView>> {
    return this.call('POST', `/v1/products/${encodeURIComponent(id)}/systems/ilcd`, options, { body, media: asked.contentType, once: true })
  }

  /** Record a system from an openLCA JSON-LD archive. One that came from here comes back the same; `losses` names whatever of another could not be carried. `POST /v1/products/{id}/systems/openlca`. Needs products.write. */
  importProductSystemFromOpenlca(id: string, body: Uint8Array, asked: { contentType: "application/zip" | "application/octet-stream" }, options: Options = {}): Promise<Answer<models.ArchiveImportView>> {
    return this.call('POST', `/v1/products/${encodeURIComponent(id)}/systems/openlca`, options, { body, media: asked.contentType, once: true })
  }

  /** The targets with what was reached, what is missing and what is foreseen; nothing is typed in. A product counts once, in the year in which its footprint was sealed or its certificate granted, if it stands in a published batch. A withdrawn certificate counts no more from that moment on. `GET /v1/programme`. Needs programme.read. */
  getProgramme(asked: { as_of?: string | null; division?: string | null } = {}, options: Options = {}): Promise<Answer<models.ProgrammeView>> {
    return this.call('GET', `/v1/programme`, options, { query: { as_of: asked['as_of'], division: asked['division'] } })
  }

  /** The footprints and certificates behind the figures, oldest first; why one is not counted. `GET /v1/programme/cases`. Needs programme.cases. */
  listProgrammeCases(asked: { year?: number | null; kind?: models.TargetKind | null; category?: string | null; counts?: boolean | null; limit?: number; cursor?: string | null; as_of?: string | null; division?: string | null } = {}, options: Options = {}): Promise<Answer<models.CountedCasePage>> {
    return this.call('GET', `/v1/programme/cases`, options, { query: { year: asked['year'], kind: asked['kind'], category: asked['category'], counts: asked['counts'], limit: asked['limit'], cursor: asked['cursor'], as_of: asked['as_of'], division: asked['division'] } })
  }

  /** All pages of `listProgrammeCases`, item by item. */
  iterateProgrammeCases(asked: { year?: number | null; kind?: models.TargetKind | null; category?: string | null; counts?: boolean | null; limit?: number; as_of?: string | null; division?: string | null } = {}): AsyncGenerator<models.CountedCaseView> {
    return pages((place) => this.listProgrammeCases({ ...asked, ...place }))
  }

  /** The year's report as PDF/A or DOCX: what was reached, by whom, what does not count and why. The same question about a day that is over has the same bytes as its answer, as PDF. `GET /v1/programme/reports/{year}`. Needs programme.cases. */
  getProgrammeReport(year: number, asked: { format?: models.YearReportFormat; language?: models.ReportLanguage; as_of?: string | null; division?: string | null } = {}, options: Options = {}): Promise<Answer<Uint8Array>> {
    return this.call('GET', `/v1/programme/reports/${encodeURIComponent(year)}`, options, { query: { format: asked['format'], language: asked['language'], as_of: asked['as_of'], division: asked['division'] }, raw: true })
  }

  /** Every reason why a certificate is suspended, withdrawn or cancelled, by table and code. `GET /v1/reason-codes`. Needs rules.read. */
  listReasonCodes(asked: { limit?: number; cursor?: string | null } = {}, options: Options = {}): Promise<Answer<models.ReasonCodePage>> {
    return this.call('GET', `/v1/reason-codes`, options, { query: { limit: asked['limit'], cursor: asked['cursor'] } })
  }

  /** All pages of `listReasonCodes`, item by item. */
  iterateReasonCodes(asked: { limit?: number } = {}): AsyncGenerator<models.ReasonCodeView> {
    return pages((place) => this.listReasonCodes({ ...asked, ...place }))
  }

  /** Lines of the caller's topic that were refused, newest first; mend them, send them again. `GET /v1/rejected-readings`. Needs products.read. */
  listRejectedReadings(asked: { limit?: number; cursor?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; code?: string | null } = {}, options: Options = {}): Promise<Answer<models.RejectedReadingPage>> {
    return this.call('GET', `/v1/rejected-readings`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], code: asked['code'] } })
  }

  /** All pages of `listRejectedReadings`, item by item. */
  iterateRejectedReadings(asked: { limit?: number; since?: string | null; until?: string | null; updated_since?: string | null; code?: string | null } = {}): AsyncGenerator<models.RejectedReadingView> {
    return pages((place) => this.listRejectedReadings({ ...asked, ...place }))
  }

  /** The rule versions that fit, by code and version. `GET /v1/rules`. Needs rules.read. */
  listRules(asked: { category?: string | null; in_force_on?: string | null; limit?: number; cursor?: string | null } = {}, options: Options = {}): Promise<Answer<models.RulePage>> {
    return this.call('GET', `/v1/rules`, options, { query: { category: asked['category'], in_force_on: asked['in_force_on'], limit: asked['limit'], cursor: asked['cursor'] } })
  }

  /** All pages of `listRules`, item by item. */
  iterateRules(asked: { category?: string | null; in_force_on?: string | null; limit?: number } = {}): AsyncGenerator<models.RuleView> {
    return pages((place) => this.listRules({ ...asked, ...place }))
  }

  /** All versions of one rule, oldest first. `GET /v1/rules/{code}`. Needs rules.read. */
  listRuleVersions(code: string, asked: { limit?: number; cursor?: string | null } = {}, options: Options = {}): Promise<Answer<models.RulePage>> {
    return this.call('GET', `/v1/rules/${encodeURIComponent(code)}`, options, { query: { limit: asked['limit'], cursor: asked['cursor'] } })
  }

  /** All pages of `listRuleVersions`, item by item. */
  iterateRuleVersions(code: string, asked: { limit?: number } = {}): AsyncGenerator<models.RuleView> {
    return pages((place) => this.listRuleVersions(code, { ...asked, ...place }))
  }

  /** The sealed document with its seal, for the archive of certification alone. Only of a calculation that its enterprise applied with, which is its consent. It stands in the trail of whom it belongs to. `GET /v1/sealed-bundles/{calculation_id}`. Needs bundles.keep. */
  getSealedBundle(calculationId: string, options: Options = {}): Promise<Answer<Record<string, unknown>>> {
    return this.call('GET', `/v1/sealed-bundles/${encodeURIComponent(calculationId)}`, options, {})
  }

  /** Which services answer, looked at most every five seconds; for people who wonder. `GET /v1/status`. */
  getPlatformStatus(options: Options = {}): Promise<Answer<models.PlatformStateView>> {
    return this.call('GET', `/v1/status`, options, { isPublic: true })
  }

  /** The caller's subscriptions, with the trouble that they are in, by id. `GET /v1/subscriptions`. Needs subscriptions.write. */
  listSubscriptions(asked: { limit?: number; cursor?: string | null; state?: "active" | "paused" | "disabled" | null; q?: string | null; updated_since?: string | null } = {}, options: Options = {}): Promise<Answer<models.SubscriptionPage>> {
    return this.call('GET', `/v1/subscriptions`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], state: asked['state'], q: asked['q'], updated_since: asked['updated_since'] } })
  }

  /** All pages of `listSubscriptions`, item by item. */
  iterateSubscriptions(asked: { limit?: number; state?: "active" | "paused" | "disabled" | null; q?: string | null; updated_since?: string | null } = {}): AsyncGenerator<models.SubscriptionView> {
    return pages((place) => this.listSubscriptions({ ...asked, ...place }))
  }

  /** Have label events sent to an address by signed webhook, from now on. `POST /v1/subscriptions`. Needs subscriptions.write. */
  createSubscription(body: models.SubscriptionRequest, options: Options = {}): Promise<Answer<models.SubscriptionView>> {
    return this.call('POST', `/v1/subscriptions`, options, { body, media: 'application/json', once: true })
  }

  /** One subscription. `GET /v1/subscriptions/{id}`. Needs subscriptions.write. */
  getSubscription(id: string, options: Options = {}): Promise<Answer<models.SubscriptionView>> {
    return this.call('GET', `/v1/subscriptions/${encodeURIComponent(id)}`, options, {})
  }

  /** Pause, go on, move to another address, or want other events; the rest stays as it is. `PATCH /v1/subscriptions/{id}`. Needs subscriptions.write. */
  changeSubscription(id: string, body: models.SubscriptionChange, options: Options = {}): Promise<Answer<models.SubscriptionView>> {
    return this.call('PATCH', `/v1/subscriptions/${encodeURIComponent(id)}`, options, { body, media: 'application/json', once: true })
  }

  /** End a subscription; what it still waited for is cancelled. `DELETE /v1/subscriptions/{id}`. Needs subscriptions.write. */
  endSubscription(id: string, options: Options = {}): Promise<Answer<undefined>> {
    return this.call('DELETE', `/v1/subscriptions/${encodeURIComponent(id)}`, options, { once: true, raw: true })
  }

  /** What was sent, what came of it and when the next attempt is, the newest event first. `GET /v1/subscriptions/{id}/deliveries`. Needs subscriptions.write. */
  listWebhookDeliveries(id: string, asked: { limit?: number; cursor?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; state?: models.DeliveryState | null; type?: string | null; label_number?: string | null } = {}, options: Options = {}): Promise<Answer<models.WebhookDeliveryPage>> {
    return this.call('GET', `/v1/subscriptions/${encodeURIComponent(id)}/deliveries`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], state: asked['state'], type: asked['type'], label_number: asked['label_number'] } })
  }

  /** All pages of `listWebhookDeliveries`, item by item. */
  iterateWebhookDeliveries(id: string, asked: { limit?: number; since?: string | null; until?: string | null; updated_since?: string | null; state?: models.DeliveryState | null; type?: string | null; label_number?: string | null } = {}): AsyncGenerator<models.WebhookDeliveryView> {
    return pages((place) => this.listWebhookDeliveries(id, { ...asked, ...place }))
  }

  /** Send a webhook once more under the same id, whatever became of it before. `POST /v1/subscriptions/{id}/deliveries/{webhook_id}/redelivery`. Needs subscriptions.write. */
  redeliverWebhook(id: string, webhookId: string, options: Options = {}): Promise<Answer<models.WebhookDeliveryView>> {
    return this.call('POST', `/v1/subscriptions/${encodeURIComponent(id)}/deliveries/${encodeURIComponent(webhookId)}/redelivery`, options, { once: true })
  }

  /** Send again after 410 Gone, or clear the flag; says from where the feed repairs the loss. `POST /v1/subscriptions/{id}/reactivation`. Needs subscriptions.write. */
  reactivateSubscription(id: string, options: Options = {}): Promise<Answer<models.ReactivationView>> {
    return this.call('POST', `/v1/subscriptions/${encodeURIComponent(id)}/reactivation`, options, { once: true })
  }

  /** The tests of a subscription by when they were asked for, the last first. `GET /v1/subscriptions/{id}/tests`. Needs subscriptions.write. */
  listSubscriptionTests(id: string, asked: { limit?: number; cursor?: string | null } = {}, options: Options = {}): Promise<Answer<models.SubscriptionTestPage>> {
    return this.call('GET', `/v1/subscriptions/${encodeURIComponent(id)}/tests`, options, { query: { limit: asked['limit'], cursor: asked['cursor'] } })
  }

  /** All pages of `listSubscriptionTests`, item by item. */
  iterateSubscriptionTests(id: string, asked: { limit?: number } = {}): AsyncGenerator<models.SubscriptionTestView> {
    return pages((place) => this.listSubscriptionTests(id, { ...asked, ...place }))
  }

  /** Have an event about nothing sent to the address, signed and once, even while it is paused. `POST /v1/subscriptions/{id}/tests`. Needs subscriptions.write. */
  testSubscription(id: string, options: Options = {}): Promise<Answer<models.SubscriptionTestView>> {
    return this.call('POST', `/v1/subscriptions/${encodeURIComponent(id)}/tests`, options, { once: true })
  }

  /** Product systems of the caller that rest on versions which ended, the newest end first. `GET /v1/supplier-findings`. Needs products.read. */
  listSupplierFindings(asked: { limit?: number; cursor?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; open?: boolean | null; product_id?: string | null; system_id?: string | null; cause?: models.Cause | null } = {}, options: Options = {}): Promise<Answer<models.SupplierFindingPage>> {
    return this.call('GET', `/v1/supplier-findings`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], open: asked['open'], product_id: asked['product_id'], system_id: asked['system_id'], cause: asked['cause'] } })
  }

  /** All pages of `listSupplierFindings`, item by item. */
  iterateSupplierFindings(asked: { limit?: number; since?: string | null; until?: string | null; updated_since?: string | null; open?: boolean | null; product_id?: string | null; system_id?: string | null; cause?: models.Cause | null } = {}): AsyncGenerator<models.SupplierFindingView> {
    return pages((place) => this.listSupplierFindings({ ...asked, ...place }))
  }

  /** Settle a finding with a reason. Irreversible: the reason stays for an auditor to read. `POST /v1/supplier-findings/{footprint_id}/{system_id}/{cause}/resolution`. Needs products.write. */
  resolveSupplierFinding(footprintId: string, systemId: string, cause: models.Cause, body: models.ResolutionRequest, options: Options = {}): Promise<Answer<models.SupplierFindingView>> {
    return this.call('POST', `/v1/supplier-findings/${encodeURIComponent(footprintId)}/${encodeURIComponent(systemId)}/${encodeURIComponent(cause)}/resolution`, options, { body, media: 'application/json', once: true })
  }

  /** Footprints that the caller's enterprise received, the newest first. `GET /v1/supplier-footprints`. Needs products.read. */
  listSupplierFootprints(asked: { limit?: number; cursor?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; supplier?: string | null; way?: models.Arrival | null } = {}, options: Options = {}): Promise<Answer<models.SupplierFootprintPage>> {
    return this.call('GET', `/v1/supplier-footprints`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], supplier: asked['supplier'], way: asked['way'] } })
  }

  /** All pages of `listSupplierFootprints`, item by item. */
  iterateSupplierFootprints(asked: { limit?: number; since?: string | null; until?: string | null; updated_since?: string | null; supplier?: string | null; way?: models.Arrival | null } = {}): AsyncGenerator<models.SupplierFootprintView> {
    return pages((place) => this.listSupplierFootprints({ ...asked, ...place }))
  }

  /** Keep a supplier's footprint as it came, linted. The same document again changes nothing. `POST /v1/supplier-footprints`. Needs products.write. */
  addSupplierFootprint(body: models.SupplierFootprintRequest, options: Options = {}): Promise<Answer<models.SupplierFootprintView>> {
    return this.call('POST', `/v1/supplier-footprints`, options, { body, media: 'application/json', once: true })
  }

  /** One version with its findings. `GET /v1/supplier-footprints/{id}`. Needs products.read. */
  getSupplierFootprint(id: string, options: Options = {}): Promise<Answer<models.SupplierFootprintView>> {
    return this.call('GET', `/v1/supplier-footprints/${encodeURIComponent(id)}`, options, {})
  }

  /** One product system of the caller's. `GET /v1/systems/{id}`. Needs products.read. */
  getProductSystem(id: string, options: Options = {}): Promise<Answer<models.SystemView>> {
    return this.call('GET', `/v1/systems/${encodeURIComponent(id)}`, options, {})
  }

  /** The system's activity data, by the moment it was reported, newest first. `GET /v1/systems/{id}/activity-data`. Needs products.read. */
  listActivityData(id: string, asked: { limit?: number; cursor?: string | null; since?: string | null; until?: string | null; updated_since?: string | null } = {}, options: Options = {}): Promise<Answer<models.ActivityPage>> {
    return this.call('GET', `/v1/systems/${encodeURIComponent(id)}/activity-data`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'] } })
  }

  /** All pages of `listActivityData`, item by item. */
  iterateActivityData(id: string, asked: { limit?: number; since?: string | null; until?: string | null; updated_since?: string | null } = {}): AsyncGenerator<models.ActivityView> {
    return pages((place) => this.listActivityData(id, { ...asked, ...place }))
  }

  /** Report what was made and consumed in a period that is over; measured totals replace the template's amounts. `POST /v1/systems/{id}/activity-data`. Needs activity.write. */
  reportActivityData(id: string, body: models.ActivityData, options: Options = {}): Promise<Answer<models.ActivityView | models.TaskView>> {
    return this.call('POST', `/v1/systems/${encodeURIComponent(id)}/activity-data`, options, { body, media: 'application/json', once: true })
  }

  /** The same file back, with the reason beside each row that cannot be taken; nothing is kept. `POST /v1/systems/{id}/activity-data/file-check`. Needs activity.write. */
  checkActivityFile(id: string, body: Uint8Array, asked: { contentType: "text/csv" | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" | "application/vnd.apache.parquet" | "application/octet-stream" }, options: Options = {}): Promise<Answer<Uint8Array>> {
    return this.call('POST', `/v1/systems/${encodeURIComponent(id)}/activity-data/file-check`, options, { body, media: asked.contentType, once: true, raw: true })
  }

  /** Report a filled-in template: CSV, XLSX or Parquet, told by its bytes. All rows or none. `POST /v1/systems/{id}/activity-data/from-file`. Needs activity.write. */
  reportActivityDataFromFile(id: string, body: Uint8Array, asked: { period_start: string; period_end: string; contentType: "text/csv" | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" | "application/vnd.apache.parquet" | "application/octet-stream" }, options: Options = {}): Promise<Answer<models.ActivityView>> {
    return this.call('POST', `/v1/systems/${encodeURIComponent(id)}/activity-data/from-file`, options, { query: { period_start: asked['period_start'], period_end: asked['period_end'] }, body, media: asked.contentType, once: true })
  }

  /** Report what the meters that feed this system counted; each total names its derivation. `POST /v1/systems/{id}/activity-data/from-meters`. Needs activity.write. */
  reportActivityDataFromMeters(id: string, body: models.MeteredRequest, options: Options = {}): Promise<Answer<models.ActivityView>> {
    return this.call('POST', `/v1/systems/${encodeURIComponent(id)}/activity-data/from-meters`, options, { body, media: 'application/json', once: true })
  }

  /** Completeness, accuracy and timeliness of activity data, as of today. `GET /v1/systems/{id}/activity-data/{activity_data_id}/scores`. Needs products.read. */
  getActivityScores(id: string, activityDataId: string, options: Options = {}): Promise<Answer<models.ScoresView>> {
    return this.call('GET', `/v1/systems/${encodeURIComponent(id)}/activity-data/${encodeURIComponent(activityDataId)}/scores`, options, {})
  }

  /** A table with a row for every output and exchange of the system, amounts left blank. `GET /v1/systems/{id}/activity-template`. Needs products.read. */
  getActivityTemplate(id: string, asked: { format?: models.TableFormat } = {}, options: Options = {}): Promise<Answer<Uint8Array>> {
    return this.call('GET', `/v1/systems/${encodeURIComponent(id)}/activity-template`, options, { query: { format: asked['format'] }, raw: true })
  }

  /** What the import of a system could not carry, the newest import first. `GET /v1/systems/{id}/losses`. Needs products.read. */
  listImportLosses(id: string, asked: { limit?: number; cursor?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; open?: boolean | null } = {}, options: Options = {}): Promise<Answer<models.LossPage>> {
    return this.call('GET', `/v1/systems/${encodeURIComponent(id)}/losses`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], open: asked['open'] } })
  }

  /** All pages of `listImportLosses`, item by item. */
  iterateImportLosses(id: string, asked: { limit?: number; since?: string | null; until?: string | null; updated_since?: string | null; open?: boolean | null } = {}): AsyncGenerator<models.LossView> {
    return pages((place) => this.listImportLosses(id, { ...asked, ...place }))
  }

  /** Settle losses with a reason. Irreversible: reason and person stand in every calculation. `POST /v1/systems/{id}/losses/settlement`. Needs products.write. */
  settleImportLosses(id: string, body: models.SettlementRequest, options: Options = {}): Promise<Answer<Array<models.LossView>>> {
    return this.call('POST', `/v1/systems/${encodeURIComponent(id)}/losses/settlement`, options, { body, media: 'application/json', once: true })
  }

  /** The system for openLCA: flows, processes, factors, units and an impact method with which openLCA computes the same footprint. `X-Losses` lists what openLCA has no place for, as JSON. `GET /v1/systems/{id}/openlca`. Needs products.read. */
  exportProductSystemToOpenlca(id: string, options: Options = {}): Promise<Answer<Uint8Array>> {
    return this.call('GET', `/v1/systems/${encodeURIComponent(id)}/openlca`, options, { raw: true })
  }

  /** What one unit of the product takes in this system, in the order of its exchanges, beside what is usual in its category. `GET /v1/systems/{id}/plausibility`. Needs products.read. */
  getSystemPlausibility(id: string, asked: { activity_data_id?: string | null; limit?: number; cursor?: string | null } = {}, options: Options = {}): Promise<Answer<models.JudgementPage>> {
    return this.call('GET', `/v1/systems/${encodeURIComponent(id)}/plausibility`, options, { query: { activity_data_id: asked['activity_data_id'], limit: asked['limit'], cursor: asked['cursor'] } })
  }

  /** All pages of `getSystemPlausibility`, item by item. */
  iterate_getSystemPlausibility(id: string, asked: { activity_data_id?: string | null; limit?: number } = {}): AsyncGenerator<models.JudgementView> {
    return pages((place) => this.getSystemPlausibility(id, { ...asked, ...place }))
  }

  /** The organisation's tasks, newest first. Ended ones are kept for seven days. `GET /v1/tasks`. Needs calculations.read. */
  listTasks(asked: { limit?: number; cursor?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; state?: models.TaskState | null } = {}, options: Options = {}): Promise<Answer<models.TaskPage>> {
    return this.call('GET', `/v1/tasks`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], state: asked['state'] } })
  }

  /** All pages of `listTasks`, item by item. */
  iterateTasks(asked: { limit?: number; since?: string | null; until?: string | null; updated_since?: string | null; state?: models.TaskState | null } = {}): AsyncGenerator<models.TaskView> {
    return pages((place) => this.listTasks({ ...asked, ...place }))
  }

  /** One task of the organisation; `Retry-After` says when to ask again about an open one. `GET /v1/tasks/{id}`. Needs calculations.read. */
  getTask(id: string, options: Options = {}): Promise<Answer<models.TaskView>> {
    return this.call('GET', `/v1/tasks/${encodeURIComponent(id)}`, options, {})
  }

  /** Cancel a task that has not ended. Nothing of what it does stays. `DELETE /v1/tasks/{id}`. Needs calculations.read. */
  cancelTask(id: string, options: Options = {}): Promise<Answer<undefined>> {
    return this.call('DELETE', `/v1/tasks/${encodeURIComponent(id)}`, options, { once: true, raw: true })
  }

  /** What the request was answered with, as JSON; a problem document where it failed, whose status is the task's `status`. `GET /v1/tasks/{id}/answer`. Needs calculations.read. */
  getTaskAnswer(id: string, options: Options = {}): Promise<Answer<models.CalculationView | models.SealView | models.ContributionsView | models.HotSpotsView | models.PositionView | models.QualityView | models.ScenariosView | models.SensitivitiesView | models.SpreadView | models.Problem>> {
    return this.call('GET', `/v1/tasks/${encodeURIComponent(id)}/answer`, options, {})
  }

  /** The caller's uploads, newest first. `GET /v1/uploads`. Needs products.read. */
  listUploads(asked: { limit?: number; cursor?: string | null; since?: string | null; until?: string | null; updated_since?: string | null; state?: models.UploadState | null; what?: models.UploadContent | null; system_id?: string | null; q?: string | null } = {}, options: Options = {}): Promise<Answer<models.UploadPage>> {
    return this.call('GET', `/v1/uploads`, options, { query: { limit: asked['limit'], cursor: asked['cursor'], since: asked['since'], until: asked['until'], updated_since: asked['updated_since'], state: asked['state'], what: asked['what'], system_id: asked['system_id'], q: asked['q'] } })
  }

  /** All pages of `listUploads`, item by item. */
  iterateUploads(asked: { limit?: number; since?: string | null; until?: string | null; updated_since?: string | null; state?: models.UploadState | null; what?: models.UploadContent | null; system_id?: string | null; q?: string | null } = {}): AsyncGenerator<models.UploadView> {
    return pages((place) => this.listUploads({ ...asked, ...place }))
  }

  /** Announce a file. 200 with the upload that is there when the same file was announced before for the same target: its bytes need not be sent again. `POST /v1/uploads`. Needs activity.write. */
  announceUpload(body: models.AnnouncementRequest, options: Options = {}): Promise<Answer<models.UploadView>> {
    return this.call('POST', `/v1/uploads`, options, { body, media: 'application/json', once: true })
  }

  /** How far an upload is. `Upload-Offset` says where to go on; `HEAD` tells it without a body. `GET /v1/uploads/{id}`. Needs products.read. */
  getUpload(id: string, options: Options = {}): Promise<Answer<models.UploadView>> {
    return this.call('GET', `/v1/uploads/${encodeURIComponent(id)}`, options, {})
  }

  /** Send the next piece. 409 names the right `Upload-Offset` when it begins elsewhere; of a connection that breaks, what arrived is kept. `PATCH /v1/uploads/{id}`. Needs activity.write. */
  appendToUpload(id: string, body: Uint8Array, asked: { "upload-offset": number; "upload-complete"?: string | null; contentType: "application/partial-upload" | "application/octet-stream" }, options: Options = {}): Promise<Answer<models.UploadView>> {
    return this.call('PATCH', `/v1/uploads/${encodeURIComponent(id)}`, options, { own: { "upload-offset": asked['upload-offset'], "upload-complete": asked['upload-complete'] }, body, media: asked.contentType, once: true })
  }

  /** End an upload whose rows are not being taken in yet. `DELETE /v1/uploads/{id}`. Needs activity.write. */
  cancelUpload(id: string, options: Options = {}): Promise<Answer<models.UploadView>> {
    return this.call('DELETE', `/v1/uploads/${encodeURIComponent(id)}`, options, { once: true })
  }

  /** The refused rows in the columns of the upload, with line and reason; corrected, the file can be uploaded as it is. For activity data all rows of a refused system and period are there. `GET /v1/uploads/{id}/errors`. Needs products.read. */
  getUploadErrors(id: string, asked: { format?: models.ErrorFormat | null } = {}, options: Options = {}): Promise<Answer<Uint8Array>> {
    return this.call('GET', `/v1/uploads/${encodeURIComponent(id)}/errors`, options, { query: { format: asked['format'] }, raw: true })
  }
}
