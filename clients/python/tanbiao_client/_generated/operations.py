"""Every operation of the platform. Generated from the OpenAPI document by `make generate`; do not edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from tanbiao_client._generated import models
from tanbiao_client.calls import Answer, Calls, Headers, pages


class Operations(Calls):
    """One method for each operation; lists have a second one, over all pages."""

    def show_first_page(
        self, *, headers: Headers = None
    ) -> Answer[None]:
        """Whoever has only the address is led to the directory of interfaces. `GET /`."""
        return self._call('GET', '/', headers=headers, public=True, raw=True)

    def get_api_catalog(
        self, *, headers: Headers = None
    ) -> Answer[dict[str, Any]]:
        """Where each service's OpenAPI document, its pages and its state are (RFC 9727). `GET /.well-known/api-catalog`."""
        return self._call('GET', '/.well-known/api-catalog', headers=headers, public=True)

    def get_node_identity(
        self, *, headers: Headers = None
    ) -> Answer[dict[str, Any]]:
        """The node's keys, retired ones with their end date, and the key of its log. `GET /.well-known/did.json`."""
        return self._call('GET', '/.well-known/did.json', headers=headers, public=True)

    def get_gs1_resolver(
        self, *, headers: Headers = None
    ) -> Answer[models.ResolverDescription]:
        """What this resolver supports, as the GS1-Conformant Resolver Standard asks. `GET /.well-known/gs1resolver`."""
        return self._call('GET', '/.well-known/gs1resolver', headers=headers, public=True)

    def get_authorization_server_metadata(
        self, *, headers: Headers = None
    ) -> Answer[models.ServerMetadata]:
        """Authorization server metadata (RFC 8414). `GET /.well-known/oauth-authorization-server`."""
        return self._call('GET', '/.well-known/oauth-authorization-server', headers=headers, public=True)

    def get_openid_configuration(
        self, *, headers: Headers = None
    ) -> Answer[models.ServerMetadata]:
        """The same for clients that look here; there are no users to sign in, so nothing of OpenID. `GET /.well-known/openid-configuration`."""
        return self._call('GET', '/.well-known/openid-configuration', headers=headers, public=True)

    def get_trust_policy(
        self, *, headers: Headers = None
    ) -> Answer[models.TrustPolicyView]:
        """The anchors for verifying labels offline: log key, node keys, accepted bodies. Fetch it once, compare its keys with those published elsewhere, then keep it: a policy that is fetched together with each proof adds nothing to that proof. `GET /.well-known/tanbiao-policy.json`."""
        return self._call('GET', '/.well-known/tanbiao-policy.json', headers=headers, public=True)

    def list_webhook_keys(
        self, *, headers: Headers = None
    ) -> Answer[models.KeysView]:
        """Keys of Standard Webhooks v1a, the present ones first; retired ones stay, with their end. `GET /.well-known/webhook-keys.json`."""
        return self._call('GET', '/.well-known/webhook-keys.json', headers=headers, public=True)

    def resolve_digital_link(
        self, link: str, *, format: models.Form | None = None, lang: str | None = None, link_type: str | None = None, headers: Headers = None
    ) -> Answer[models.LabelFactsView | dict[str, Any] | bytes]:
        """What a GTIN identifies, with a label number as its serial or without. A browser is led to the page, as GS1 asks; programs get the form that they accept, or the links with `?linkType=linkset`. Variant (22) and lot (10) may stand before the serial (21). `GET /01/{link}`."""
        return self._call('GET', self._path('/01/{link}', {'link': link}), headers=headers, query={'format': format, 'lang': lang, 'linkType': link_type}, public=True)

    def refuse_leading_lot(
        self, link: str, *, format: models.Form | None = None, lang: str | None = None, link_type: str | None = None, headers: Headers = None
    ) -> Answer[None]:
        """An address that begins with a qualifier is no Digital Link. `GET /10/{link}`."""
        return self._call('GET', self._path('/10/{link}', {'link': link}), headers=headers, query={'format': format, 'lang': lang, 'linkType': link_type}, public=True, raw=True)

    def receive_pact_event_v2(
        self, body: dict[str, Any], *, headers: Headers = None
    ) -> Answer[None]:
        """Take in a CloudEvent of PACT v2.3; the body of the answer is empty. `POST /2/events`. Needs footprints.exchange."""
        return self._call('POST', '/2/events', headers=headers, body=body, media='application/cloudevents+json', raw=True)

    def list_pact_footprints_v2(
        self, *, _filter: str | None = None, limit: int | None = None, cursor: str | None = None, headers: Headers = None
    ) -> Answer[models.LegacyFootprintList]:
        """Footprints granted to the caller's organisation, and its own, in the form of v2.3. `GET /2/footprints`. Needs footprints.list."""
        return self._call('GET', '/2/footprints', headers=headers, query={'$filter': _filter, 'limit': limit, 'cursor': cursor})

    def get_pact_footprint_v2(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.LegacyFootprint]:
        """One footprint in the form of v2.3; its losses are in an extension of it. `GET /2/footprints/{id}`. Needs footprints.read."""
        return self._call('GET', self._path('/2/footprints/{id}', {'id': id}), headers=headers)

    def refuse_leading_serial(
        self, link: str, *, format: models.Form | None = None, lang: str | None = None, link_type: str | None = None, headers: Headers = None
    ) -> Answer[None]:
        """An address that begins with a qualifier is no Digital Link. `GET /21/{link}`."""
        return self._call('GET', self._path('/21/{link}', {'link': link}), headers=headers, query={'format': format, 'lang': lang, 'linkType': link_type}, public=True, raw=True)

    def refuse_leading_variant(
        self, link: str, *, format: models.Form | None = None, lang: str | None = None, link_type: str | None = None, headers: Headers = None
    ) -> Answer[None]:
        """An address that begins with a qualifier is no Digital Link. `GET /22/{link}`."""
        return self._call('GET', self._path('/22/{link}', {'link': link}), headers=headers, query={'format': format, 'lang': lang, 'linkType': link_type}, public=True, raw=True)

    def receive_pact_event(
        self, body: dict[str, Any], *, headers: Headers = None
    ) -> Answer[None]:
        """Take in a CloudEvent of PACT v3; the body of the answer is empty. `POST /3/events`. Needs footprints.exchange."""
        return self._call('POST', '/3/events', headers=headers, body=body, media='application/cloudevents+json', raw=True)

    def list_pact_footprints(
        self, *, product_id: Sequence[str] | None = None, company_id: Sequence[str] | None = None, geography: Sequence[str] | None = None, classification: Sequence[str] | None = None, status: Sequence[str] | None = None, x_tanbiao_within: Sequence[str] | None = None, valid_on: str | None = None, valid_after: str | None = None, valid_before: str | None = None, limit: int | None = None, cursor: str | None = None, headers: Headers = None
    ) -> Answer[models.PactFootprintList]:
        """Footprints granted to the caller's organisation, and its own, in order of publication. `GET /3/footprints`. Needs footprints.list."""
        return self._call('GET', '/3/footprints', headers=headers, query={'productId': product_id, 'companyId': company_id, 'geography': geography, 'classification': classification, 'status': status, 'x-tanbiao-within': x_tanbiao_within, 'validOn': valid_on, 'validAfter': valid_after, 'validBefore': valid_before, 'limit': limit, 'cursor': cursor})

    def get_pact_footprint(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.PactFootprint]:
        """One footprint. What was not granted to the caller answers as if it did not exist. `GET /3/footprints/{id}`. Needs footprints.read."""
        return self._call('GET', self._path('/3/footprints/{id}', {'id': id}), headers=headers)

    def get_asyncapi_document(
        self, *, headers: Headers = None
    ) -> Answer[bytes]:
        """Every event of the platform as one AsyncAPI 3.0 document; it refers to `/schemas/`. `GET /asyncapi.yaml`."""
        return self._call('GET', '/asyncapi.yaml', headers=headers, public=True, raw=True)

    def request_token_for_pact(
        self, body: Mapping[str, str], *, headers: Headers = None
    ) -> Answer[models.TokenView]:
        """Obtain an access token with the client credentials grant and `private_key_jwt`. `/auth/token` is where PACT clients look when they read no discovery document. `POST /auth/token`."""
        return self._call('POST', '/auth/token', headers=headers, form=body, public=True)

    def get_body_identity(
        self, number: str, *, headers: Headers = None
    ) -> Answer[dict[str, Any]]:
        """The keys of a certification body, by its approval number. `GET /bodies/{number}/did.json`."""
        return self._call('GET', self._path('/bodies/{number}/did.json', {'number': number}), headers=headers, public=True)

    def show_directory(
        self, *, q: str | None = None, lang: str | None = None, headers: Headers = None
    ) -> Answer[bytes]:
        """How to begin, which services there are, every guide, and a search over all operations. `GET /docs`."""
        return self._call('GET', '/docs', headers=headers, query={'q': q, 'lang': lang}, public=True, raw=True)

    def show_service_page(
        self, service: str, *, lang: str | None = None, headers: Headers = None
    ) -> Answer[bytes]:
        """Every operation of one service, with a request to paste. `GET /docs/services/{service}`."""
        return self._call('GET', self._path('/docs/services/{service}', {'service': service}), headers=headers, query={'lang': lang}, public=True, raw=True)

    def show_guide(
        self, guide: str, *, lang: str | None = None, headers: Headers = None
    ) -> Answer[bytes]:
        """A guide; at `/docs/problems` each problem has an anchor of its name. `GET /docs/{guide}`."""
        return self._call('GET', self._path('/docs/{guide}', {'guide': guide}), headers=headers, query={'lang': lang}, public=True, raw=True)

    def show_enrolment_form(
        self, *, lang: str | None = None, headers: Headers = None
    ) -> Answer[bytes]:
        """The form by which an organisation proposes itself, and asks what became of it. `GET /enrol`."""
        return self._call('GET', '/enrol', headers=headers, query={'lang': lang}, public=True, raw=True)

    def show_label_form(
        self, *, number: str | None = None, gtin: str | None = None, format: models.Form | None = None, lang: str | None = None, link_type: str | None = None, headers: Headers = None
    ) -> Answer[bytes]:
        """A form that asks for a label number, and leads to the label once it has one. With a GTIN it shows the labels of that product. `GET /label`."""
        return self._call('GET', '/label', headers=headers, query={'number': number, 'gtin': gtin, 'format': format, 'lang': lang, 'linkType': link_type}, public=True, raw=True)

    def get_label_asset(
        self, name: str, *, v: str | None = None, headers: Headers = None
    ) -> Answer[bytes]:
        """Files of the pages. With the version of its content an address may be kept for ever. `GET /label-assets/{name}`."""
        return self._call('GET', self._path('/label-assets/{name}', {'name': name}), headers=headers, query={'v': v}, public=True, raw=True)

    def resolve_label(
        self, number: str, *, format: models.Form | None = None, lang: str | None = None, link_type: str | None = None, headers: Headers = None
    ) -> Answer[models.LabelFactsView | dict[str, Any] | bytes]:
        """A label: page, facts, credential, offline proof or link set, by `Accept` or `?format=`. `GET /label/{number}`."""
        return self._call('GET', self._path('/label/{number}', {'number': number}), headers=headers, query={'format': format, 'lang': lang, 'linkType': link_type}, public=True)

    def get_label_qr_png(
        self, number: str, *, format: models.Form | None = None, lang: str | None = None, link_type: str | None = None, headers: Headers = None
    ) -> Answer[bytes]:
        """The same as a picture. `GET /label/{number}/qr.png`."""
        return self._call('GET', self._path('/label/{number}/qr.png', {'number': number}), headers=headers, query={'format': format, 'lang': lang, 'linkType': link_type}, public=True, raw=True)

    def get_label_qr_svg(
        self, number: str, *, format: models.Form | None = None, lang: str | None = None, link_type: str | None = None, headers: Headers = None
    ) -> Answer[bytes]:
        """The QR code that leads to the label, for any size of print. `GET /label/{number}/qr.svg`."""
        return self._call('GET', self._path('/label/{number}/qr.svg', {'number': number}), headers=headers, query={'format': format, 'lang': lang, 'linkType': link_type}, public=True, raw=True)

    def get_log_checkpoint(
        self, *, headers: Headers = None
    ) -> Answer[bytes]:
        """The signed head of the log: origin, size, root hash and signatures (C2SP signed-note). `GET /log/checkpoint`."""
        return self._call('GET', '/log/checkpoint', headers=headers, public=True, raw=True)

    def get_log_tile(
        self, path: str, *, headers: Headers = None
    ) -> Answer[bytes]:
        """Hashes `<L>/<N>[.p/<W>]` or entries `entries/<N>[.p/<W>]`; what is served never changes. `GET /log/tile/{path}`."""
        return self._call('GET', self._path('/log/tile/{path}', {'path': path}), headers=headers, public=True, raw=True)

    def get_token_keys(
        self, *, headers: Headers = None
    ) -> Answer[models.TokenKeysView]:
        """The public keys of the access tokens: the one in use and the next one (RFC 7517). `GET /oauth/jwks`."""
        return self._call('GET', '/oauth/jwks', headers=headers, public=True)

    def request_token(
        self, body: Mapping[str, str], *, headers: Headers = None
    ) -> Answer[models.TokenView]:
        """Obtain an access token with the client credentials grant and `private_key_jwt`. `/auth/token` is where PACT clients look when they read no discovery document. `POST /oauth/token`."""
        return self._call('POST', '/oauth/token', headers=headers, form=body, public=True)

    def get_openapi_document(
        self, *, headers: Headers = None
    ) -> Answer[models.OpenApiDocument]:
        """Every interface of the platform as one OpenAPI 3.1 document. `GET /openapi.json`."""
        return self._call('GET', '/openapi.json', headers=headers, public=True)

    def get_service_openapi_document(
        self, service: str, *, headers: Headers = None
    ) -> Answer[models.OpenApiDocument]:
        """The interfaces of one service as an OpenAPI 3.1 document. `GET /openapi/{service}.json`."""
        return self._call('GET', self._path('/openapi/{service}.json', {'service': service}), headers=headers, public=True)

    def get_event_schema(
        self, name: str, *, headers: Headers = None
    ) -> Answer[dict[str, Any]]:
        """The schema of the data of one type of event, by the type and `.json`. `GET /schemas/{name}`."""
        return self._call('GET', self._path('/schemas/{name}', {'name': name}), headers=headers, public=True)

    def get_status_list(
        self, purpose: str, number: int, *, timestamp: str | None = None, edition: int | None = None, leaf: int | None = None, headers: Headers = None
    ) -> Answer[bytes]:
        """A signed status list; `purpose` is suspension or revocation. The newest edition, or the one of a moment, a number or a leaf of the log. Each edition can be read for ever at the address in `Content-Location`. `GET /status/{purpose}/{number}`."""
        return self._call('GET', self._path('/status/{purpose}/{number}', {'purpose': purpose, 'number': number}), headers=headers, query={'timestamp': timestamp, 'edition': edition, 'leaf': leaf}, public=True, raw=True)

    def list_applications(
        self, *, state: models.CaseState | None = None, limit: int | None = None, cursor: str | None = None, enterprise: str | None = None, body: str | None = None, product_id: str | None = None, calculation_id: str | None = None, category: str | None = None, scheme: models.Scheme | None = None, division: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, q: str | None = None, headers: Headers = None
    ) -> Answer[models.ApplicationPage]:
        """The applications that the caller may see and that fit, by submission, newest first. `GET /v1/applications`. Needs applications.read."""
        return self._call('GET', '/v1/applications', headers=headers, query={'state': state, 'limit': limit, 'cursor': cursor, 'enterprise': enterprise, 'body': body, 'product_id': product_id, 'calculation_id': calculation_id, 'category': category, 'scheme': scheme, 'division': division, 'since': since, 'until': until, 'updated_since': updated_since, 'q': q})

    def iterate_applications(
        self, *, state: models.CaseState | None = None, limit: int | None = None, enterprise: str | None = None, body: str | None = None, product_id: str | None = None, calculation_id: str | None = None, category: str | None = None, scheme: models.Scheme | None = None, division: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, q: str | None = None
    ) -> Iterator[models.ApplicationView]:
        """All pages of `list_applications`, item by item."""
        return pages(lambda cursor: self.list_applications(state=state, limit=limit, enterprise=enterprise, body=body, product_id=product_id, calculation_id=calculation_id, category=category, scheme=scheme, division=division, since=since, until=until, updated_since=updated_since, q=q, cursor=cursor))

    def submit_application(
        self, body: models.ApplicationRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ApplicationView]:
        """认证委托: apply to a body with a sealed footprint. The body may then read the calculation. `POST /v1/applications`. Needs applications.write."""
        return self._call('POST', '/v1/applications', headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def get_application(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.ApplicationView]:
        """One application with every step so far. `GET /v1/applications/{id}`. Needs applications.read."""
        return self._call('GET', self._path('/v1/applications/{id}', {'id': id}), headers=headers)

    def accept_application(
        self, id: str, body: models.StepRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ApplicationView]:
        """受理: accept the application, or refuse it, which ends the procedure. `POST /v1/applications/{id}/acceptance`. Needs certification.review."""
        return self._call('POST', self._path('/v1/applications/{id}/acceptance', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def get_application_bundle(
        self, id: str, *, headers: Headers = None
    ) -> Answer[dict[str, Any]]:
        """The sealed calculation that the body verified, for it and the enterprise alone. Byte for byte what `python -m accounting recompute` reads; kept as long as the file. `GET /v1/applications/{id}/bundle`. Needs bundles.read."""
        return self._call('GET', self._path('/v1/applications/{id}/bundle', {'id': id}), headers=headers)

    def decide_application(
        self, id: str, body: models.StepRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ApplicationView]:
        """认证结果评价与批准: somebody new to the case decides; `passed` grants the certificate. The certificate has its number at once; its signature follows within a moment. `POST /v1/applications/{id}/decision`. Needs certification.decide."""
        return self._call('POST', self._path('/v1/applications/{id}/decision', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def review_documents(
        self, id: str, body: models.StepRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ApplicationView]:
        """文件评审: review the documents. `POST /v1/applications/{id}/document-review`. Needs certification.review."""
        return self._call('POST', self._path('/v1/applications/{id}/document-review', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def verify_footprint(
        self, id: str, body: models.VerificationRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ApplicationView]:
        """产品碳足迹核查: the recomputed seal must equal the sealed one, or nothing is recorded. `POST /v1/applications/{id}/footprint-verification`. Needs certification.review."""
        return self._call('POST', self._path('/v1/applications/{id}/footprint-verification', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def inspect_site(
        self, id: str, body: models.StepRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ApplicationView]:
        """现场检查: inspect the site. `POST /v1/applications/{id}/on-site-inspection`. Needs certification.review."""
        return self._call('POST', self._path('/v1/applications/{id}/on-site-inspection', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def plan_certification(
        self, id: str, body: models.StepRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ApplicationView]:
        """认证策划: plan the certification. `POST /v1/applications/{id}/plan`. Needs certification.review."""
        return self._call('POST', self._path('/v1/applications/{id}/plan', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def withdraw_application(
        self, id: str, body: models.RetreatRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ApplicationView]:
        """Withdraw an application before it is decided. The body's access to the calculation ends. `POST /v1/applications/{id}/withdrawal`. Needs applications.write."""
        return self._call('POST', self._path('/v1/applications/{id}/withdrawal', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def list_audit_entries(
        self, *, limit: int | None = None, cursor: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, object: str | None = None, client: str | None = None, org: str | None = None, method: Literal["GET", "PUT", "POST", "PATCH", "DELETE"] | None = None, headers: Headers = None
    ) -> Answer[models.AuditEntryPage]:
        """Who read the caller's secrets and what the caller did, newest first. `GET /v1/audit-entries`. Needs audit.read."""
        return self._call('GET', '/v1/audit-entries', headers=headers, query={'limit': limit, 'cursor': cursor, 'since': since, 'until': until, 'updated_since': updated_since, 'object': object, 'client': client, 'org': org, 'method': method})

    def iterate_audit_entries(
        self, *, limit: int | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, object: str | None = None, client: str | None = None, org: str | None = None, method: Literal["GET", "PUT", "POST", "PATCH", "DELETE"] | None = None
    ) -> Iterator[models.AuditEntryView]:
        """All pages of `list_audit_entries`, item by item."""
        return pages(lambda cursor: self.list_audit_entries(limit=limit, since=since, until=until, updated_since=updated_since, object=object, client=client, org=org, method=method, cursor=cursor))

    def list_calculations(
        self, *, limit: int | None = None, cursor: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, enterprise: str | None = None, product_id: str | None = None, system_id: str | None = None, category: str | None = None, state: models.CalculationState | None = None, q: str | None = None, headers: Headers = None
    ) -> Answer[models.CalculationSummaryPage]:
        """What the caller may read, its own or those it was applied to with, by the moment they were computed, newest first. A seal is a change. `GET /v1/calculations`. Needs calculations.read."""
        return self._call('GET', '/v1/calculations', headers=headers, query={'limit': limit, 'cursor': cursor, 'since': since, 'until': until, 'updated_since': updated_since, 'enterprise': enterprise, 'product_id': product_id, 'system_id': system_id, 'category': category, 'state': state, 'q': q})

    def iterate_calculations(
        self, *, limit: int | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, enterprise: str | None = None, product_id: str | None = None, system_id: str | None = None, category: str | None = None, state: models.CalculationState | None = None, q: str | None = None
    ) -> Iterator[models.CalculationSummary]:
        """All pages of `list_calculations`, item by item."""
        return pages(lambda cursor: self.list_calculations(limit=limit, since=since, until=until, updated_since=updated_since, enterprise=enterprise, product_id=product_id, system_id=system_id, category=category, state=state, q=q, cursor=cursor))

    def run_calculation(
        self, body: models.CalculationRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.CalculationView | models.TaskView]:
        """Compute the footprint of one declared unit, exactly. `POST /v1/calculations`. Needs calculations.write."""
        return self._call('POST', '/v1/calculations', headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def get_calculation(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.CalculationView]:
        """One calculation with contributions by stage, process and exchange. `GET /v1/calculations/{id}`. Needs calculations.read."""
        return self._call('GET', self._path('/v1/calculations/{id}', {'id': id}), headers=headers)

    def get_bundle(
        self, id: str, *, headers: Headers = None
    ) -> Answer[dict[str, Any]]:
        """The sealed document with its seal, as canonical JSON: `python -m accounting recompute`. `GET /v1/calculations/{id}/bundle`. Needs calculations.read."""
        return self._call('GET', self._path('/v1/calculations/{id}/bundle', {'id': id}), headers=headers)

    def get_contributions(
        self, id: str, *, depth: int | None = None, headers: Headers = None
    ) -> Answer[models.ContributionsView | models.TaskView]:
        """From the product through its processes to single exchanges, with kg CO2e and share. `GET /v1/calculations/{id}/contributions`. Needs calculations.read."""
        return self._call('GET', self._path('/v1/calculations/{id}/contributions', {'id': id}), headers=headers, query={'depth': depth})

    def get_data_quality(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.QualityView | models.TaskView]:
        """Rate the data by what their year, region and source tell. `GET /v1/calculations/{id}/data-quality`. Needs calculations.read."""
        return self._call('GET', self._path('/v1/calculations/{id}/data-quality', {'id': id}), headers=headers)

    def rate_data_quality(
        self, id: str, body: models.ScoresRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.QualityView | models.TaskView]:
        """Rate the data by scores of your own; what you do not score is assumed. Nothing is kept. `POST /v1/calculations/{id}/data-quality`. Needs calculations.read."""
        return self._call('POST', self._path('/v1/calculations/{id}/data-quality', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def get_hot_spots(
        self, id: str, *, threshold: int | None = None, headers: Headers = None
    ) -> Answer[models.HotSpotsView | models.TaskView]:
        """The largest exchanges, processes and factors, until the threshold is explained. `GET /v1/calculations/{id}/hot-spots`. Needs calculations.read."""
        return self._call('GET', self._path('/v1/calculations/{id}/hot-spots', {'id': id}), headers=headers, query={'threshold': threshold})

    def export_calculation_to_ilcd(
        self, id: str, *, headers: Headers = None
    ) -> Answer[bytes]:
        """The sealed footprint for EPD databases: ILCD 1.1 with the EPD extensions 1.1 and 1.2. Warming by module in EN 15804's parts and the published footprint, in Chinese and English; no inventory, because an EPD is made to be passed on. The same seal gives the same bytes. `GET /v1/calculations/{id}/ilcd`. Needs calculations.read."""
        return self._call('GET', self._path('/v1/calculations/{id}/ilcd', {'id': id}), headers=headers, raw=True)

    def get_lineage(
        self, id: str, *, as_of: str | None = None, of: str | None = None, headers: Headers = None
    ) -> Answer[models.LineageView]:
        """From a result, or one part of it, to inputs, evidence, factors, rule, people and time. `GET /v1/calculations/{id}/lineage`. Needs calculations.read."""
        return self._call('GET', self._path('/v1/calculations/{id}/lineage', {'id': id}), headers=headers, query={'as_of': as_of, 'of': of})

    def get_position(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.PositionView | models.TaskView]:
        """Beside published levels with their sources, and among the category's sealed footprints. The standing is shown once five enterprises have sealed a comparable footprint. `GET /v1/calculations/{id}/position`. Needs calculations.read."""
        return self._call('GET', self._path('/v1/calculations/{id}/position', {'id': id}), headers=headers)

    def get_publication(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.PublicationView]:
        """The footprint that a calculation was published as. `GET /v1/calculations/{id}/publication`. Needs calculations.read."""
        return self._call('GET', self._path('/v1/calculations/{id}/publication', {'id': id}), headers=headers)

    def publish_calculation(
        self, id: str, body: models.PublicationRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.PublicationView]:
        """Publish a sealed calculation as an immutable PACT footprint; it replaces the one before. `POST /v1/calculations/{id}/publication`. Needs calculations.write."""
        return self._call('POST', self._path('/v1/calculations/{id}/publication', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def list_grants(
        self, id: str, *, limit: int | None = None, cursor: str | None = None, state: models.GrantState | None = None, updated_since: str | None = None, headers: Headers = None
    ) -> Answer[models.GrantPage]:
        """Everybody who may read the footprint, or could until access ended, by identifier. `GET /v1/calculations/{id}/publication/grants`. Needs calculations.read."""
        return self._call('GET', self._path('/v1/calculations/{id}/publication/grants', {'id': id}), headers=headers, query={'limit': limit, 'cursor': cursor, 'state': state, 'updated_since': updated_since})

    def iterate_grants(
        self, id: str, *, limit: int | None = None, state: models.GrantState | None = None, updated_since: str | None = None
    ) -> Iterator[models.GrantView]:
        """All pages of `list_grants`, item by item."""
        return pages(lambda cursor: self.list_grants(id, limit=limit, state=state, updated_since=updated_since, cursor=cursor))

    def grant_access(
        self, id: str, body: models.GrantsRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.GrantsView]:
        """Let more organisations read the footprint; exchange partners are told by event. `POST /v1/calculations/{id}/publication/grants`. Needs calculations.write."""
        return self._call('POST', self._path('/v1/calculations/{id}/publication/grants', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def withdraw_grant(
        self, id: str, org: str, body: models.EndRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.GrantsView]:
        """End an organisation's access: 404 from now on. What it read before stays on record. `POST /v1/calculations/{id}/publication/grants/{org}/withdrawal`. Needs calculations.write."""
        return self._call('POST', self._path('/v1/calculations/{id}/publication/grants/{org}/withdrawal', {'id': id, 'org': org}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def list_publication_reads(
        self, id: str, *, limit: int | None = None, cursor: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, reader: str | None = None, way: models.Way | None = None, headers: Headers = None
    ) -> Answer[models.ReadPage]:
        """Who read the footprint, how and when; the newest reading first. `GET /v1/calculations/{id}/publication/reads`. Needs calculations.read."""
        return self._call('GET', self._path('/v1/calculations/{id}/publication/reads', {'id': id}), headers=headers, query={'limit': limit, 'cursor': cursor, 'since': since, 'until': until, 'updated_since': updated_since, 'reader': reader, 'way': way})

    def iterate_publication_reads(
        self, id: str, *, limit: int | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, reader: str | None = None, way: models.Way | None = None
    ) -> Iterator[models.ReadView]:
        """All pages of `list_publication_reads`, item by item."""
        return pages(lambda cursor: self.list_publication_reads(id, limit=limit, since=since, until=until, updated_since=updated_since, reader=reader, way=way, cursor=cursor))

    def preview_publication_v2(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.LegacyView]:
        """What readers of PACT v2.3 see of the footprint, and everything that they do not see. `GET /v1/calculations/{id}/publication/v2`. Needs calculations.read."""
        return self._call('GET', self._path('/v1/calculations/{id}/publication/v2', {'id': id}), headers=headers)

    def withdraw_publication(
        self, id: str, body: models.EndRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.PublicationView]:
        """End the version with none in its place. Irreversible; its readers see it as deprecated. `POST /v1/calculations/{id}/publication/withdrawal`. Needs calculations.write."""
        return self._call('POST', self._path('/v1/calculations/{id}/publication/withdrawal', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def get_report(
        self, id: str, *, format: models.ReportFormat | None = None, language: models.Language | None = None, headers: Headers = None
    ) -> Answer[models.Report | bytes]:
        """The accounting report after GB/T 24067: JSON, PDF, DOCX, or the inventory as XLSX. Quality, uncertainty and position rest on the packs that stood when it was sealed, and name them. A PDF of the same seal has the same bytes whenever it is made, and carries the sealed file. `GET /v1/calculations/{id}/report`. Needs calculations.read."""
        return self._call('GET', self._path('/v1/calculations/{id}/report', {'id': id}), headers=headers, query={'format': format, 'language': language})

    def try_scenarios(
        self, id: str, body: models.ScenariosRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ScenariosView | models.TaskView]:
        """Try changes of supplier, route, electricity or design beside the calculation. Nothing is recorded; what turns out well becomes a new product system and a new calculation. `POST /v1/calculations/{id}/scenarios`. Needs calculations.read."""
        return self._call('POST', self._path('/v1/calculations/{id}/scenarios', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def seal_calculation(
        self, id: str, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.SealView | models.TaskView]:
        """Make the calculation immutable. Irreversible; certification may now be applied for. `POST /v1/calculations/{id}/seal`. Needs calculations.write."""
        return self._call('POST', self._path('/v1/calculations/{id}/seal', {'id': id}), headers=headers, once=True, idempotency_key=idempotency_key)

    def get_sensitivities(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.SensitivitiesView | models.TaskView]:
        """How the footprint moves with each input: exact derivatives, and percent per percent. `GET /v1/calculations/{id}/sensitivities`. Needs calculations.read."""
        return self._call('GET', self._path('/v1/calculations/{id}/sensitivities', {'id': id}), headers=headers)

    def get_uncertainty(
        self, id: str, *, pedigree: str | None = None, samples: int | None = None, headers: Headers = None
    ) -> Answer[models.SpreadView | models.TaskView]:
        """The spread of the footprint by assumed scores, analytically and by sampling. `GET /v1/calculations/{id}/uncertainty`. Needs calculations.read."""
        return self._call('GET', self._path('/v1/calculations/{id}/uncertainty', {'id': id}), headers=headers, query={'pedigree': pedigree, 'samples': samples})

    def estimate_uncertainty(
        self, id: str, body: models.UncertaintyRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.SpreadView | models.TaskView]:
        """The spread of the footprint by scores of your own; nothing is kept. `POST /v1/calculations/{id}/uncertainty`. Needs calculations.read."""
        return self._call('POST', self._path('/v1/calculations/{id}/uncertainty', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def list_catalogue_batches(
        self, *, since: str | None = None, until: str | None = None, updated_since: str | None = None, limit: int | None = None, cursor: str | None = None, headers: Headers = None
    ) -> Answer[models.BatchPage]:
        """The batches that were published, newest first; a batch never changes. `GET /v1/catalogue/batches`."""
        return self._call('GET', '/v1/catalogue/batches', headers=headers, query={'since': since, 'until': until, 'updated_since': updated_since, 'limit': limit, 'cursor': cursor}, public=True)

    def iterate_catalogue_batches(
        self, *, since: str | None = None, until: str | None = None, updated_since: str | None = None, limit: int | None = None
    ) -> Iterator[models.BatchView]:
        """All pages of `list_catalogue_batches`, item by item."""
        return pages(lambda cursor: self.list_catalogue_batches(since=since, until=until, updated_since=updated_since, limit=limit, cursor=cursor))

    def publish_catalogue_batch(
        self, body: models.BatchRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.BatchView]:
        """公布: publish included nominations as the next numbered batch, all of them or none. `POST /v1/catalogue/batches`. Needs catalogue.conclude."""
        return self._call('POST', '/v1/catalogue/batches', headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def list_nominations(
        self, *, enterprise: str | None = None, product_id: str | None = None, category: str | None = None, division: str | None = None, state: models.NominationState | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, q: str | None = None, limit: int | None = None, cursor: str | None = None, headers: Headers = None
    ) -> Answer[models.NominationPage]:
        """The nominations that the caller may see and that fit, by nomination, newest first. `GET /v1/catalogue/nominations`. Needs catalogue.read."""
        return self._call('GET', '/v1/catalogue/nominations', headers=headers, query={'enterprise': enterprise, 'product_id': product_id, 'category': category, 'division': division, 'state': state, 'since': since, 'until': until, 'updated_since': updated_since, 'q': q, 'limit': limit, 'cursor': cursor})

    def iterate_nominations(
        self, *, enterprise: str | None = None, product_id: str | None = None, category: str | None = None, division: str | None = None, state: models.NominationState | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, q: str | None = None, limit: int | None = None
    ) -> Iterator[models.NominationView]:
        """All pages of `list_nominations`, item by item."""
        return pages(lambda cursor: self.list_nominations(enterprise=enterprise, product_id=product_id, category=category, division=division, state=state, since=since, until=until, updated_since=updated_since, q=q, limit=limit, cursor=cursor))

    def nominate_product(
        self, body: models.NominationRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.NominationView]:
        """提名: put a product forward. The agencies of the region are then asked for their opinions. `POST /v1/catalogue/nominations`. Needs catalogue.nominate."""
        return self._call('POST', '/v1/catalogue/nominations', headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def get_nomination(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.NominationView]:
        """One nomination with its opinions, its silences and all that became of it. `GET /v1/catalogue/nominations/{id}`. Needs catalogue.read."""
        return self._call('GET', self._path('/v1/catalogue/nominations/{id}', {'id': id}), headers=headers)

    def conclude_nomination(
        self, id: str, body: models.ConclusionRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.NominationView]:
        """结论: the lead concludes, once all opinions are there or their deadline passed in silence. `POST /v1/catalogue/nominations/{id}/conclusion`. Needs catalogue.conclude."""
        return self._call('POST', self._path('/v1/catalogue/nominations/{id}/conclusion', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def give_opinion(
        self, id: str, body: models.OpinionRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.NominationView]:
        """意见: what your department thinks of it. Until the deadline a later opinion replaces it. `POST /v1/catalogue/nominations/{id}/opinions`. Needs catalogue.opine."""
        return self._call('POST', self._path('/v1/catalogue/nominations/{id}/opinions', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def retract_nomination(
        self, id: str, body: models.ReasonsRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.NominationView]:
        """撤回: take your own nomination back before it is concluded on. `POST /v1/catalogue/nominations/{id}/retraction`. Needs catalogue.nominate."""
        return self._call('POST', self._path('/v1/catalogue/nominations/{id}/retraction', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def withdraw_listing(
        self, id: str, body: models.ReasonsRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.NominationView]:
        """移出清单: take a published product off the list, with reasons that are public. `POST /v1/catalogue/nominations/{id}/withdrawal`. Needs catalogue.conclude."""
        return self._call('POST', self._path('/v1/catalogue/nominations/{id}/withdrawal', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def list_pilot_products(
        self, *, enterprise: str | None = None, category: str | None = None, division: str | None = None, batch: int | None = None, is_listed: bool | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, q: str | None = None, limit: int | None = None, cursor: str | None = None, headers: Headers = None
    ) -> Answer[models.ListedProductPage]:
        """The pilot products that were published and fit, by publication, newest first. `GET /v1/catalogue/products`."""
        return self._call('GET', '/v1/catalogue/products', headers=headers, query={'enterprise': enterprise, 'category': category, 'division': division, 'batch': batch, 'is_listed': is_listed, 'since': since, 'until': until, 'updated_since': updated_since, 'q': q, 'limit': limit, 'cursor': cursor}, public=True)

    def iterate_pilot_products(
        self, *, enterprise: str | None = None, category: str | None = None, division: str | None = None, batch: int | None = None, is_listed: bool | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, q: str | None = None, limit: int | None = None
    ) -> Iterator[models.ListedProductView]:
        """All pages of `list_pilot_products`, item by item."""
        return pages(lambda cursor: self.list_pilot_products(enterprise=enterprise, category=category, division=division, batch=batch, is_listed=is_listed, since=since, until=until, updated_since=updated_since, q=q, limit=limit, cursor=cursor))

    def list_categories(
        self, *, limit: int | None = None, cursor: str | None = None, scheme: models.Scheme | None = None, q: str | None = None, headers: Headers = None
    ) -> Answer[models.CategoryPage]:
        """Product categories, by code. `GET /v1/categories`. Needs rules.read."""
        return self._call('GET', '/v1/categories', headers=headers, query={'limit': limit, 'cursor': cursor, 'scheme': scheme, 'q': q})

    def iterate_categories(
        self, *, limit: int | None = None, scheme: models.Scheme | None = None, q: str | None = None
    ) -> Iterator[models.CategoryView]:
        """All pages of `list_categories`, item by item."""
        return pages(lambda cursor: self.list_categories(limit=limit, scheme=scheme, q=q, cursor=cursor))

    def get_category(
        self, code: str, *, headers: Headers = None
    ) -> Answer[models.CategoryView]:
        """One product category. `GET /v1/categories/{code}`. Needs rules.read."""
        return self._call('GET', self._path('/v1/categories/{code}', {'code': code}), headers=headers)

    def get_category_plausibility(
        self, code: str, *, headers: Headers = None
    ) -> Answer[models.PlausibilityPack]:
        """The category's plausible ranges, each with its reason and its source. `GET /v1/categories/{code}/plausibility`. Needs rules.read."""
        return self._call('GET', self._path('/v1/categories/{code}/plausibility', {'code': code}), headers=headers)

    def get_category_template(
        self, code: str, *, format: models.TemplateFormat | None = None, language: models.Language | None = None, headers: Headers = None
    ) -> Answer[models.TemplateView | bytes]:
        """A product system to begin from as JSON, or its activity table as CSV, XLSX or Parquet. `GET /v1/categories/{code}/template`. Needs rules.read."""
        return self._call('GET', self._path('/v1/categories/{code}/template', {'code': code}), headers=headers, query={'format': format, 'language': language})

    def list_certificates(
        self, *, state: models.CertificateWord | None = None, limit: int | None = None, cursor: str | None = None, enterprise: str | None = None, body: str | None = None, product_id: str | None = None, calculation_id: str | None = None, category: str | None = None, scheme: models.Scheme | None = None, division: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, q: str | None = None, headers: Headers = None
    ) -> Answer[models.CertificatePage]:
        """The certificates that the caller may see and that fit, by decision, newest first. `GET /v1/certificates`. Needs certificates.read."""
        return self._call('GET', '/v1/certificates', headers=headers, query={'state': state, 'limit': limit, 'cursor': cursor, 'enterprise': enterprise, 'body': body, 'product_id': product_id, 'calculation_id': calculation_id, 'category': category, 'scheme': scheme, 'division': division, 'since': since, 'until': until, 'updated_since': updated_since, 'q': q})

    def iterate_certificates(
        self, *, state: models.CertificateWord | None = None, limit: int | None = None, enterprise: str | None = None, body: str | None = None, product_id: str | None = None, calculation_id: str | None = None, category: str | None = None, scheme: models.Scheme | None = None, division: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, q: str | None = None
    ) -> Iterator[models.CertificateView]:
        """All pages of `list_certificates`, item by item."""
        return pages(lambda cursor: self.list_certificates(state=state, limit=limit, enterprise=enterprise, body=body, product_id=product_id, calculation_id=calculation_id, category=category, scheme=scheme, division=division, since=since, until=until, updated_since=updated_since, q=q, cursor=cursor))

    def get_certificate(
        self, name: str, *, headers: Headers = None
    ) -> Answer[models.CertificateView]:
        """One certificate, by its number or its id, as it stands now. `GET /v1/certificates/{name}`. Needs certificates.read."""
        return self._call('GET', self._path('/v1/certificates/{name}', {'name': name}), headers=headers)

    def cancel_certificate(
        self, name: str, body: models.CancellationRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.CertificateView]:
        """注销: void a certificate because its holder asked for it. Irreversible; no sanction. `POST /v1/certificates/{name}/cancellation`. Needs certificates.supervise."""
        return self._call('POST', self._path('/v1/certificates/{name}/cancellation', {'name': name}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def request_cancellation(
        self, name: str, body: models.HolderStatement, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.CertificateView]:
        """The holder asks to have its certificate cancelled. The body does so; where it does not in time, the cancellation follows by itself. `POST /v1/certificates/{name}/cancellation-request`. Needs certificates.hold."""
        return self._call('POST', self._path('/v1/certificates/{name}/cancellation-request', {'name': name}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def reinstate_certificate(
        self, name: str, body: models.ReinstatementRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.CertificateView]:
        """恢复: end a suspension, and a withdrawal that was intended. `POST /v1/certificates/{name}/reinstatement`. Needs certificates.supervise."""
        return self._call('POST', self._path('/v1/certificates/{name}/reinstatement', {'name': name}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def state_objection(
        self, name: str, body: models.HolderStatement, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.CertificateView]:
        """陈述申辩: what the holder says to an intended withdrawal, while it may be heard. `POST /v1/certificates/{name}/statement`. Needs certificates.hold."""
        return self._call('POST', self._path('/v1/certificates/{name}/statement', {'name': name}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def record_surveillance(
        self, name: str, body: models.StepRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ApplicationView]:
        """获证后监督: record a surveillance visit. After a failed one the certificate is suspended at once, or, where it was suspended, to be withdrawn. `POST /v1/certificates/{name}/surveillance`. Needs certificates.supervise."""
        return self._call('POST', self._path('/v1/certificates/{name}/surveillance', {'name': name}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def suspend_certificate(
        self, name: str, body: models.SuspensionRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.CertificateView]:
        """暂停: the certificate is not valid for now, and its label says so at once. Where nobody reinstates it by `until`, its holder is told that it is to be withdrawn. `POST /v1/certificates/{name}/suspension`. Needs certificates.supervise."""
        return self._call('POST', self._path('/v1/certificates/{name}/suspension', {'name': name}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def withdraw_certificate(
        self, name: str, body: models.WithdrawalRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.CertificateView]:
        """撤销: void a certificate before it expires. Irreversible, and public at once. `POST /v1/certificates/{name}/withdrawal`. Needs certificates.supervise."""
        return self._call('POST', self._path('/v1/certificates/{name}/withdrawal', {'name': name}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def list_changes(
        self, *, limit: int | None = None, cursor: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, state: models.ChangeState | None = None, subject: str | None = None, headers: Headers = None
    ) -> Answer[models.ClientChangePage]:
        """Changes that were proposed, the newest first; also what was done at the console. `GET /v1/changes`. Needs clients.manage."""
        return self._call('GET', '/v1/changes', headers=headers, query={'limit': limit, 'cursor': cursor, 'since': since, 'until': until, 'updated_since': updated_since, 'state': state, 'subject': subject})

    def iterate_changes(
        self, *, limit: int | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, state: models.ChangeState | None = None, subject: str | None = None
    ) -> Iterator[models.ClientChangeView]:
        """All pages of `list_changes`, item by item."""
        return pages(lambda cursor: self.list_changes(limit=limit, since=since, until=until, updated_since=updated_since, state=state, subject=subject, cursor=cursor))

    def get_change(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.ClientChangeView]:
        """One change, as it was proposed, and what became of it. `GET /v1/changes/{id}`. Needs clients.manage."""
        return self._call('GET', self._path('/v1/changes/{id}', {'id': id}), headers=headers)

    def confirm_change(
        self, id: str, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ClientChangeView]:
        """Let a change take effect that another operator proposed. `POST /v1/changes/{id}/confirmation`. Needs clients.manage."""
        return self._call('POST', self._path('/v1/changes/{id}/confirmation', {'id': id}), headers=headers, once=True, idempotency_key=idempotency_key)

    def refuse_change(
        self, id: str, body: models.RefusalRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ClientChangeView]:
        """Let a change come to nothing; whoever proposed it withdraws it so. `POST /v1/changes/{id}/refusal`. Needs clients.manage."""
        return self._call('POST', self._path('/v1/changes/{id}/refusal', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def list_clients(
        self, *, limit: int | None = None, cursor: str | None = None, org: str | None = None, role: str | None = None, state: models.ClientState | None = None, q: str | None = None, updated_since: str | None = None, headers: Headers = None
    ) -> Answer[models.ClientPage]:
        """Clients that fit, in the order of their ids. `GET /v1/clients`. Needs clients.manage."""
        return self._call('GET', '/v1/clients', headers=headers, query={'limit': limit, 'cursor': cursor, 'org': org, 'role': role, 'state': state, 'q': q, 'updated_since': updated_since})

    def iterate_clients(
        self, *, limit: int | None = None, org: str | None = None, role: str | None = None, state: models.ClientState | None = None, q: str | None = None, updated_since: str | None = None
    ) -> Iterator[models.ClientView]:
        """All pages of `list_clients`, item by item."""
        return pages(lambda cursor: self.list_clients(limit=limit, org=org, role=role, state=state, q=q, updated_since=updated_since, cursor=cursor))

    def get_own_client(
        self, *, headers: Headers = None
    ) -> Answer[models.ClientView]:
        """The client that asks, as it is registered. `GET /v1/clients/me`."""
        return self._call('GET', '/v1/clients/me', headers=headers)

    def list_own_keys(
        self, *, limit: int | None = None, cursor: str | None = None, headers: Headers = None
    ) -> Answer[models.OwnKeyPage]:
        """The keys of the client that asks, in the order of their names; ended ones until replaced. `GET /v1/clients/me/keys`."""
        return self._call('GET', '/v1/clients/me/keys', headers=headers, query={'limit': limit, 'cursor': cursor})

    def iterate_own_keys(
        self, *, limit: int | None = None
    ) -> Iterator[models.OwnKeyView]:
        """All pages of `list_own_keys`, item by item."""
        return pages(lambda cursor: self.list_own_keys(limit=limit, cursor=cursor))

    def add_own_key(
        self, body: models.KeyRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.OwnKeyView]:
        """Register the next key; it serves at once beside the old one, which is retired by itself. `POST /v1/clients/me/keys`."""
        return self._call('POST', '/v1/clients/me/keys', headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def get_keys_address(
        self, *, headers: Headers = None
    ) -> Answer[models.KeysAddressView]:
        """Where the keys of the client that asks are read. `GET /v1/clients/me/keys-address`."""
        return self._call('GET', '/v1/clients/me/keys-address', headers=headers)

    def put_keys_address(
        self, body: models.KeysAddressRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.KeysAddressView]:
        """Have keys read from an https address; publish a new key ten minutes before it signs. `PUT /v1/clients/me/keys-address`."""
        return self._call('PUT', '/v1/clients/me/keys-address', headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def delete_keys_address(
        self, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[None]:
        """Read no more; the keys that were read last become the client's own. `DELETE /v1/clients/me/keys-address`."""
        return self._call('DELETE', '/v1/clients/me/keys-address', headers=headers, once=True, idempotency_key=idempotency_key, raw=True)

    def retire_own_key(
        self, body: models.RetirementRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.OwnKeyView]:
        """Let a key end, now or at a moment; one without an end must stay. `POST /v1/clients/me/keys/retirement`."""
        return self._call('POST', '/v1/clients/me/keys/retirement', headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def get_client(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.ClientView]:
        """One client. `GET /v1/clients/{id}`. Needs clients.manage."""
        return self._call('GET', self._path('/v1/clients/{id}', {'id': id}), headers=headers)

    def put_client(
        self, id: str, body: models.RegistrationRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ClientView | models.ClientChangeView]:
        """Register a client, or replace its registration. `PUT /v1/clients/{id}`. Needs clients.manage."""
        return self._call('PUT', self._path('/v1/clients/{id}', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def reinstate_client(
        self, id: str, body: models.ClientReinstatementRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ClientView | models.ClientChangeView]:
        """Let a suspended client act again. `POST /v1/clients/{id}/reinstatement`. Needs clients.manage."""
        return self._call('POST', self._path('/v1/clients/{id}/reinstatement', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def revoke_client(
        self, id: str, body: models.RevocationRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ClientView | models.ClientChangeView]:
        """End a client for good; its tokens are refused within seconds. `POST /v1/clients/{id}/revocation`. Needs clients.manage."""
        return self._call('POST', self._path('/v1/clients/{id}/revocation', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def suspend_client(
        self, id: str, body: models.ClientSuspensionRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ClientView]:
        """Stop a client within seconds, by one operator alone; two reinstate or revoke it. `POST /v1/clients/{id}/suspension`. Needs clients.manage."""
        return self._call('POST', self._path('/v1/clients/{id}/suspension', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def list_duties(
        self, *, limit: int | None = None, everybody: bool | None = None, state: models.DutyState | None = None, kind: models.DutyKind | None = None, due_before: str | None = None, matter_id: str | None = None, updated_since: str | None = None, cursor: str | None = None, headers: Headers = None
    ) -> Answer[models.DutyPage]:
        """What is due for the caller, or for everybody whose files it sees, by due date. `GET /v1/duties`. Needs duties.read."""
        return self._call('GET', '/v1/duties', headers=headers, query={'limit': limit, 'everybody': everybody, 'state': state, 'kind': kind, 'due_before': due_before, 'matter_id': matter_id, 'updated_since': updated_since, 'cursor': cursor})

    def iterate_duties(
        self, *, limit: int | None = None, everybody: bool | None = None, state: models.DutyState | None = None, kind: models.DutyKind | None = None, due_before: str | None = None, matter_id: str | None = None, updated_since: str | None = None
    ) -> Iterator[models.DutyView]:
        """All pages of `list_duties`, item by item."""
        return pages(lambda cursor: self.list_duties(limit=limit, everybody=everybody, state=state, kind=kind, due_before=due_before, matter_id=matter_id, updated_since=updated_since, cursor=cursor))

    def list_enrolments(
        self, *, limit: int | None = None, cursor: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, state: models.EnrolmentState | None = None, headers: Headers = None
    ) -> Answer[models.EnrolmentPage]:
        """Enrolments, the newest first. `GET /v1/enrolments`. Needs clients.manage."""
        return self._call('GET', '/v1/enrolments', headers=headers, query={'limit': limit, 'cursor': cursor, 'since': since, 'until': until, 'updated_since': updated_since, 'state': state})

    def iterate_enrolments(
        self, *, limit: int | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, state: models.EnrolmentState | None = None
    ) -> Iterator[models.EnrolmentView]:
        """All pages of `list_enrolments`, item by item."""
        return pages(lambda cursor: self.list_enrolments(limit=limit, since=since, until=until, updated_since=updated_since, state=state, cursor=cursor))

    def propose_enrolment(
        self, body: models.EnrolmentRequest, *, headers: Headers = None
    ) -> Answer[models.EnrolmentReceipt]:
        """Ask to take part; no token is needed. Keep the receipt: the answer is asked for with it. `POST /v1/enrolments`."""
        return self._call('POST', '/v1/enrolments', headers=headers, body=body, media='application/json', public=True)

    def get_enrolment(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.EnrolmentView]:
        """One enrolment, with what the applicant says of itself and the thumbprints of its keys. `GET /v1/enrolments/{id}`. Needs clients.manage."""
        return self._call('GET', self._path('/v1/enrolments/{id}', {'id': id}), headers=headers)

    def approve_enrolment(
        self, id: str, body: models.ApprovalRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.EnrolmentView]:
        """Give a checked organisation its client; outside development a second operator confirms. `POST /v1/enrolments/{id}/approval`. Needs clients.manage."""
        return self._call('POST', self._path('/v1/enrolments/{id}/approval', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def get_enrolment_progress(
        self, id: str, *, enrolment_receipt: str, headers: Headers = None
    ) -> Answer[models.EnrolmentProgress]:
        """What became of an enrolment, for whoever holds its receipt. `GET /v1/enrolments/{id}/progress`."""
        return self._call('GET', self._path('/v1/enrolments/{id}/progress', {'id': id}), headers=headers, own={'Enrolment-Receipt': enrolment_receipt}, public=True)

    def refuse_enrolment(
        self, id: str, body: models.EnrolmentRefusalRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.EnrolmentView]:
        """Take an organisation not in; the applicant reads the reason. `POST /v1/enrolments/{id}/refusal`. Needs clients.manage."""
        return self._call('POST', self._path('/v1/enrolments/{id}/refusal', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def withdraw_enrolment(
        self, id: str, *, enrolment_receipt: str, headers: Headers = None
    ) -> Answer[models.EnrolmentProgress]:
        """Take an enrolment back that is not decided yet. `POST /v1/enrolments/{id}/withdrawal`."""
        return self._call('POST', self._path('/v1/enrolments/{id}/withdrawal', {'id': id}), headers=headers, own={'Enrolment-Receipt': enrolment_receipt}, public=True)

    def get_enterprise(
        self, uscc: str, *, headers: Headers = None
    ) -> Answer[models.EnterpriseView]:
        """The caller's own enterprise. `GET /v1/enterprises/{uscc}`. Needs enterprises.read."""
        return self._call('GET', self._path('/v1/enterprises/{uscc}', {'uscc': uscc}), headers=headers)

    def put_enterprise(
        self, uscc: str, body: models.EnterpriseRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.EnterpriseView]:
        """Register the caller's own enterprise, or correct its description. `PUT /v1/enterprises/{uscc}`. Needs enterprises.write."""
        return self._call('PUT', self._path('/v1/enterprises/{uscc}', {'uscc': uscc}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def list_evidence(
        self, *, limit: int | None = None, cursor: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, media_type: str | None = None, q: str | None = None, headers: Headers = None
    ) -> Answer[models.EvidencePage]:
        """The caller's files, by the moment they were handed in, newest first. `GET /v1/evidence`. Needs products.read."""
        return self._call('GET', '/v1/evidence', headers=headers, query={'limit': limit, 'cursor': cursor, 'since': since, 'until': until, 'updated_since': updated_since, 'media_type': media_type, 'q': q})

    def iterate_evidence(
        self, *, limit: int | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, media_type: str | None = None, q: str | None = None
    ) -> Iterator[models.EvidenceView]:
        """All pages of `list_evidence`, item by item."""
        return pages(lambda cursor: self.list_evidence(limit=limit, since=since, until=until, updated_since=updated_since, media_type=media_type, q=q, cursor=cursor))

    def add_evidence(
        self, body: bytes, *, name: str, content_type: Literal["application/pdf", "application/ofd", "image/png", "image/jpeg", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv", "application/octet-stream"] = "application/pdf", idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.EvidenceView]:
        """Hand in a file: PDF, OFD, PNG, JPEG, XLSX or CSV, as the raw body. 200 when known already. `POST /v1/evidence`. Needs activity.write."""
        return self._call('POST', '/v1/evidence', headers=headers, query={'name': name}, content=body, media=content_type, once=True, idempotency_key=idempotency_key)

    def get_evidence(
        self, sha256: str, *, headers: Headers = None
    ) -> Answer[bytes]:
        """The file itself: for its owner, and for a body that was applied to with a calculation. `GET /v1/evidence/{sha256}`. Needs calculations.read."""
        return self._call('GET', self._path('/v1/evidence/{sha256}', {'sha256': sha256}), headers=headers, raw=True)

    def list_exchange_deliveries(
        self, *, limit: int | None = None, cursor: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, dead: bool | None = None, partner: str | None = None, errand: models.Errand | None = None, headers: Headers = None
    ) -> Answer[models.DeliveryPage]:
        """Events and fetches of the caller's enterprise, the newest first. `GET /v1/exchange-deliveries`. Needs products.read."""
        return self._call('GET', '/v1/exchange-deliveries', headers=headers, query={'limit': limit, 'cursor': cursor, 'since': since, 'until': until, 'updated_since': updated_since, 'dead': dead, 'partner': partner, 'errand': errand})

    def iterate_exchange_deliveries(
        self, *, limit: int | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, dead: bool | None = None, partner: str | None = None, errand: models.Errand | None = None
    ) -> Iterator[models.DeliveryView]:
        """All pages of `list_exchange_deliveries`, item by item."""
        return pages(lambda cursor: self.list_exchange_deliveries(limit=limit, since=since, until=until, updated_since=updated_since, dead=dead, partner=partner, errand=errand, cursor=cursor))

    def replay_exchange_delivery(
        self, id: str, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.DeliveryView]:
        """Try a dead delivery again for 72 hours; the partner takes it in once, by its id. `POST /v1/exchange-deliveries/{id}/replay`. Needs products.write."""
        return self._call('POST', self._path('/v1/exchange-deliveries/{id}/replay', {'id': id}), headers=headers, once=True, idempotency_key=idempotency_key)

    def list_exchange_partners(
        self, *, limit: int | None = None, cursor: str | None = None, q: str | None = None, updated_since: str | None = None, headers: Headers = None
    ) -> Answer[models.PartnerPage]:
        """The partners of the caller's enterprise, by identifier. `GET /v1/exchange-partners`. Needs products.read."""
        return self._call('GET', '/v1/exchange-partners', headers=headers, query={'limit': limit, 'cursor': cursor, 'q': q, 'updated_since': updated_since})

    def iterate_exchange_partners(
        self, *, limit: int | None = None, q: str | None = None, updated_since: str | None = None
    ) -> Iterator[models.PartnerView]:
        """All pages of `list_exchange_partners`, item by item."""
        return pages(lambda cursor: self.list_exchange_partners(limit=limit, q=q, updated_since=updated_since, cursor=cursor))

    def get_exchange_partner(
        self, org: str, *, headers: Headers = None
    ) -> Answer[models.PartnerView]:
        """Where the caller's enterprise reaches one partner. `GET /v1/exchange-partners/{org}`. Needs products.read."""
        return self._call('GET', self._path('/v1/exchange-partners/{org}', {'org': org}), headers=headers)

    def put_exchange_partner(
        self, org: str, body: models.PartnerRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.PartnerView]:
        """Register where a partner is reached; events are accepted and sent only so. `PUT /v1/exchange-partners/{org}`. Needs products.write."""
        return self._call('PUT', self._path('/v1/exchange-partners/{org}', {'org': org}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def get_exchange_rule(
        self, *, headers: Headers = None
    ) -> Answer[models.ExchangeRuleView]:
        """The rule of the caller's enterprise. `GET /v1/exchange-rule`. Needs products.read."""
        return self._call('GET', '/v1/exchange-rule', headers=headers)

    def put_exchange_rule(
        self, body: models.ExchangeRuleRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ExchangeRuleView]:
        """Set the rule. Requests that wait already still wait for a person. `PUT /v1/exchange-rule`. Needs products.write."""
        return self._call('PUT', '/v1/exchange-rule', headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def list_factor_imports(
        self, *, limit: int | None = None, cursor: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, format: Literal["csv", "xlsx"] | None = None, headers: Headers = None
    ) -> Answer[models.FactorImportPage]:
        """The caller's imports, by the moment they were made, newest first. `GET /v1/factor-imports`. Needs factors.write."""
        return self._call('GET', '/v1/factor-imports', headers=headers, query={'limit': limit, 'cursor': cursor, 'since': since, 'until': until, 'updated_since': updated_since, 'format': format})

    def iterate_factor_imports(
        self, *, limit: int | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, format: Literal["csv", "xlsx"] | None = None
    ) -> Iterator[models.FactorImportView]:
        """All pages of `list_factor_imports`, item by item."""
        return pages(lambda cursor: self.list_factor_imports(limit=limit, since=since, until=until, updated_since=updated_since, format=format, cursor=cursor))

    def import_factors(
        self, body: bytes, *, content_type: Literal["text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/octet-stream"] = "text/csv", idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.FactorImportView]:
        """Import own factors from a CSV or XLSX file, sent as the body or as `file` of a form. Sound rows may be used at once; suspicious ones wait for a person; the same file changes nothing the second time. `POST /v1/factor-imports`. Needs factors.write."""
        return self._call('POST', '/v1/factor-imports', headers=headers, content=body, media=content_type, once=True, idempotency_key=idempotency_key)

    def get_factor_template(
        self, *, headers: Headers = None
    ) -> Answer[bytes]:
        """An empty factor file with a row that shows how it is filled in. `GET /v1/factor-imports/template`. Needs factors.write."""
        return self._call('GET', '/v1/factor-imports/template', headers=headers, raw=True)

    def get_factor_import(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.FactorImportView]:
        """One import with its counts. `GET /v1/factor-imports/{id}`. Needs factors.write."""
        return self._call('GET', self._path('/v1/factor-imports/{id}', {'id': id}), headers=headers)

    def get_factor_import_errors(
        self, id: str, *, headers: Headers = None
    ) -> Answer[bytes]:
        """The bad rows as they were sent, with one reason each: correct them and send the file. `GET /v1/factor-imports/{id}/errors`. Needs factors.write."""
        return self._call('GET', self._path('/v1/factor-imports/{id}/errors', {'id': id}), headers=headers, raw=True)

    def list_factor_import_rows(
        self, id: str, *, outcome: models.RowOutcome | None = None, limit: int | None = None, cursor: str | None = None, headers: Headers = None
    ) -> Answer[models.RowPage]:
        """What became of each row, in the order of the file, with the reason and any review. `GET /v1/factor-imports/{id}/rows`. Needs factors.write."""
        return self._call('GET', self._path('/v1/factor-imports/{id}/rows', {'id': id}), headers=headers, query={'outcome': outcome, 'limit': limit, 'cursor': cursor})

    def iterate_factor_import_rows(
        self, id: str, *, outcome: models.RowOutcome | None = None, limit: int | None = None
    ) -> Iterator[models.RowView]:
        """All pages of `list_factor_import_rows`, item by item."""
        return pages(lambda cursor: self.list_factor_import_rows(id, outcome=outcome, limit=limit, cursor=cursor))

    def list_quarantined_factors(
        self, *, limit: int | None = None, cursor: str | None = None, owner: str | None = None, q: str | None = None, updated_since: str | None = None, headers: Headers = None
    ) -> Answer[models.WaitingPage]:
        """Quarantined rows of every organisation that wait for a decision, by import and line. `GET /v1/factor-quarantine`. Needs factors.review."""
        return self._call('GET', '/v1/factor-quarantine', headers=headers, query={'limit': limit, 'cursor': cursor, 'owner': owner, 'q': q, 'updated_since': updated_since})

    def iterate_quarantined_factors(
        self, *, limit: int | None = None, owner: str | None = None, q: str | None = None, updated_since: str | None = None
    ) -> Iterator[models.WaitingView]:
        """All pages of `list_quarantined_factors`, item by item."""
        return pages(lambda cursor: self.list_quarantined_factors(limit=limit, owner=owner, q=q, updated_since=updated_since, cursor=cursor))

    def review_quarantined_factor(
        self, id: str, line: int, body: models.ReviewRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.WaitingView]:
        """Release a quarantined row to its owner, or reject it. Once, and for good. `POST /v1/factor-quarantine/{id}/{line}/review`. Needs factors.review."""
        return self._call('POST', self._path('/v1/factor-quarantine/{id}/{line}/review', {'id': id, 'line': line}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def list_factors(
        self, *, q: str | None = None, category: str | None = None, dimension: models.Dimension | None = None, region: str | None = None, year: int | None = None, basis: models.Basis | None = None, status: str | None = None, usable: bool | None = None, updated_since: str | None = None, limit: int | None = None, cursor: str | None = None, headers: Headers = None
    ) -> Answer[models.FactorPage]:
        """Search the newest library and the caller's own factors, in Chinese or English, by identifier; quarantined rows say why they wait. `GET /v1/factors`. Needs factors.read."""
        return self._call('GET', '/v1/factors', headers=headers, query={'q': q, 'category': category, 'dimension': dimension, 'region': region, 'year': year, 'basis': basis, 'status': status, 'usable': usable, 'updated_since': updated_since, 'limit': limit, 'cursor': cursor})

    def iterate_factors(
        self, *, q: str | None = None, category: str | None = None, dimension: models.Dimension | None = None, region: str | None = None, year: int | None = None, basis: models.Basis | None = None, status: str | None = None, usable: bool | None = None, updated_since: str | None = None, limit: int | None = None
    ) -> Iterator[models.FactorView]:
        """All pages of `list_factors`, item by item."""
        return pages(lambda cursor: self.list_factors(q=q, category=category, dimension=dimension, region=region, year=year, basis=basis, status=status, usable=usable, updated_since=updated_since, limit=limit, cursor=cursor))

    def list_factor_proposals(
        self, *, flow: str, unit: str, region: str | None = None, year: int | None = None, technology: str | None = None, limit: int | None = None, cursor: str | None = None, headers: Headers = None
    ) -> Answer[models.ProposalPage]:
        """The nearest valid factors for a flow, ranked by name, technology, region, year, validity and evaluation, each with its reasons. `GET /v1/factors/proposals`. Needs factors.read."""
        return self._call('GET', '/v1/factors/proposals', headers=headers, query={'flow': flow, 'unit': unit, 'region': region, 'year': year, 'technology': technology, 'limit': limit, 'cursor': cursor})

    def iterate_factor_proposals(
        self, *, flow: str, unit: str, region: str | None = None, year: int | None = None, technology: str | None = None, limit: int | None = None
    ) -> Iterator[models.ProposalView]:
        """All pages of `list_factor_proposals`, item by item."""
        return pages(lambda cursor: self.list_factor_proposals(flow=flow, unit=unit, region=region, year=year, technology=technology, limit=limit, cursor=cursor))

    def get_factor(
        self, id: str, *, on: str | None = None, headers: Headers = None
    ) -> Answer[models.FactorView]:
        """One factor of the newest library or of the caller's own; with `on`, what was valid then. `GET /v1/factors/{id}`. Needs factors.read."""
        return self._call('GET', self._path('/v1/factors/{id}', {'id': id}), headers=headers, query={'on': on})

    def list_factor_versions(
        self, id: str, *, limit: int | None = None, cursor: str | None = None, headers: Headers = None
    ) -> Answer[models.FactorPage]:
        """The supersession chain through a factor, oldest first. `GET /v1/factors/{id}/versions`. Needs factors.read."""
        return self._call('GET', self._path('/v1/factors/{id}/versions', {'id': id}), headers=headers, query={'limit': limit, 'cursor': cursor})

    def iterate_factor_versions(
        self, id: str, *, limit: int | None = None
    ) -> Iterator[models.FactorView]:
        """All pages of `list_factor_versions`, item by item."""
        return pages(lambda cursor: self.list_factor_versions(id, limit=limit, cursor=cursor))

    def read_feed(
        self, *, after: int | None = None, type: Sequence[str] | None = None, since: str | None = None, limit: int | None = None, headers: Headers = None
    ) -> Answer[models.FeedView]:
        """Label events beyond a position, in order; positions never change. Partner regions, banks and the city's agencies see all of them, without gaps; a district its own labels, a certification body those that it decided on, each at the same position. `type` and `since` narrow it; `next` passes over what they left out. `GET /v1/feed`. Needs feed.read."""
        return self._call('GET', '/v1/feed', headers=headers, query={'after': after, 'type': type, 'since': since, 'limit': limit})

    def list_findings(
        self, *, limit: int | None = None, cursor: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, open: bool | None = None, product_id: str | None = None, system_id: str | None = None, check: models.Check | None = None, headers: Headers = None
    ) -> Answer[models.FindingPage]:
        """What checks found in the caller's activity data, by the moment of the check, newest first. `GET /v1/findings`. Needs products.read."""
        return self._call('GET', '/v1/findings', headers=headers, query={'limit': limit, 'cursor': cursor, 'since': since, 'until': until, 'updated_since': updated_since, 'open': open, 'product_id': product_id, 'system_id': system_id, 'check': check})

    def iterate_findings(
        self, *, limit: int | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, open: bool | None = None, product_id: str | None = None, system_id: str | None = None, check: models.Check | None = None
    ) -> Iterator[models.FindingView]:
        """All pages of `list_findings`, item by item."""
        return pages(lambda cursor: self.list_findings(limit=limit, since=since, until=until, updated_since=updated_since, open=open, product_id=product_id, system_id=system_id, check=check, cursor=cursor))

    def resolve_finding(
        self, id: str, body: models.ResolutionRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.FindingView]:
        """Settle a finding with a reason. Irreversible: the reason stays with the data. `POST /v1/findings/{id}/resolution`. Needs activity.write."""
        return self._call('POST', self._path('/v1/findings/{id}/resolution', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def list_footprint_requests(
        self, *, limit: int | None = None, cursor: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, open: bool | None = None, partner: str | None = None, direction: models.RequestDirection | None = None, headers: Headers = None
    ) -> Answer[models.FootprintRequestPage]:
        """Requests by and to the caller's enterprise, the newest first. `GET /v1/footprint-requests`. Needs products.read."""
        return self._call('GET', '/v1/footprint-requests', headers=headers, query={'limit': limit, 'cursor': cursor, 'since': since, 'until': until, 'updated_since': updated_since, 'open': open, 'partner': partner, 'direction': direction})

    def iterate_footprint_requests(
        self, *, limit: int | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, open: bool | None = None, partner: str | None = None, direction: models.RequestDirection | None = None
    ) -> Iterator[models.FootprintRequestView]:
        """All pages of `list_footprint_requests`, item by item."""
        return pages(lambda cursor: self.list_footprint_requests(limit=limit, since=since, until=until, updated_since=updated_since, open=open, partner=partner, direction=direction, cursor=cursor))

    def request_footprints(
        self, body: models.AskRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.FootprintRequestView]:
        """Ask a partner for footprints; the event is sent, and sent again, until it arrives. `POST /v1/footprint-requests`. Needs products.write."""
        return self._call('POST', '/v1/footprint-requests', headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def get_footprint_request(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.FootprintRequestView]:
        """One request with its answer. `GET /v1/footprint-requests/{id}`. Needs products.read."""
        return self._call('GET', self._path('/v1/footprint-requests/{id}', {'id': id}), headers=headers)

    def fulfil_footprint_request(
        self, id: str, body: models.FulfilmentRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.FootprintRequestView]:
        """Answer with published footprints; the asking organisation may read them from now on. `POST /v1/footprint-requests/{id}/fulfilment`. Needs products.write."""
        return self._call('POST', self._path('/v1/footprint-requests/{id}/fulfilment', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def reject_footprint_request(
        self, id: str, body: models.RejectionRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.FootprintRequestView]:
        """Answer with the reason why there will be no data. `POST /v1/footprint-requests/{id}/rejection`. Needs products.write."""
        return self._call('POST', self._path('/v1/footprint-requests/{id}/rejection', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def list_fuels(
        self, *, limit: int | None = None, cursor: str | None = None, headers: Headers = None
    ) -> Answer[models.DefaultFuelPage]:
        """Defaults of heating value, carbon content and oxidation by carrier. A product system states the values that it uses, so a measured calorific value takes a default's place. `GET /v1/fuels`. Needs factors.read."""
        return self._call('GET', '/v1/fuels', headers=headers, query={'limit': limit, 'cursor': cursor})

    def iterate_fuels(
        self, *, limit: int | None = None
    ) -> Iterator[models.DefaultFuel]:
        """All pages of `list_fuels`, item by item."""
        return pages(lambda cursor: self.list_fuels(limit=limit, cursor=cursor))

    def tell_holdings_of_applications(
        self, *, prefix: str | None = None, headers: Headers = None
    ) -> Answer[models.Holdings]:
        """What is held below a prefix of the keys, in digests, for another service of ours. `GET /v1/holdings/applications`. Needs holdings.read."""
        return self._call('GET', '/v1/holdings/applications', headers=headers, query={'prefix': prefix})

    def send_again_of_applications(
        self, body: models.SubjectsAsked, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.SentAgain]:
        """Say again what happened to these subjects; whoever heard it does nothing. `POST /v1/holdings/applications/resending`. Needs holdings.resend."""
        return self._call('POST', '/v1/holdings/applications/resending', headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def tell_holdings_of_certificates(
        self, *, prefix: str | None = None, headers: Headers = None
    ) -> Answer[models.Holdings]:
        """What is held below a prefix of the keys, in digests, for another service of ours. `GET /v1/holdings/certificates`. Needs holdings.read."""
        return self._call('GET', '/v1/holdings/certificates', headers=headers, query={'prefix': prefix})

    def send_again_of_certificates(
        self, body: models.SubjectsAsked, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.SentAgain]:
        """Say again what happened to these subjects; whoever heard it does nothing. `POST /v1/holdings/certificates/resending`. Needs holdings.resend."""
        return self._call('POST', '/v1/holdings/certificates/resending', headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def tell_holdings_of_footprints(
        self, *, prefix: str | None = None, headers: Headers = None
    ) -> Answer[models.Holdings]:
        """What is held below a prefix of the keys, in digests, for another service of ours. `GET /v1/holdings/footprints`. Needs holdings.read."""
        return self._call('GET', '/v1/holdings/footprints', headers=headers, query={'prefix': prefix})

    def send_again_of_footprints(
        self, body: models.SubjectsAsked, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.SentAgain]:
        """Say again what happened to these subjects; whoever heard it does nothing. `POST /v1/holdings/footprints/resending`. Needs holdings.resend."""
        return self._call('POST', '/v1/holdings/footprints/resending', headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def tell_holdings_of_issuer_documents(
        self, *, prefix: str | None = None, headers: Headers = None
    ) -> Answer[models.Holdings]:
        """What is held below a prefix of the keys, in digests, for another service of ours. `GET /v1/holdings/issuer-documents`. Needs holdings.read."""
        return self._call('GET', '/v1/holdings/issuer-documents', headers=headers, query={'prefix': prefix})

    def send_again_of_issuer_documents(
        self, body: models.SubjectsAsked, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.SentAgain]:
        """Say again what happened to these subjects; whoever heard it does nothing. `POST /v1/holdings/issuer-documents/resending`. Needs holdings.resend."""
        return self._call('POST', '/v1/holdings/issuer-documents/resending', headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def tell_holdings_of_labels(
        self, *, prefix: str | None = None, headers: Headers = None
    ) -> Answer[models.Holdings]:
        """What is held below a prefix of the keys, in digests, for another service of ours. `GET /v1/holdings/labels`. Needs holdings.read."""
        return self._call('GET', '/v1/holdings/labels', headers=headers, query={'prefix': prefix})

    def send_again_of_labels(
        self, body: models.SubjectsAsked, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.SentAgain]:
        """Say again what happened to these subjects; whoever heard it does nothing. `POST /v1/holdings/labels/resending`. Needs holdings.resend."""
        return self._call('POST', '/v1/holdings/labels/resending', headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def tell_holdings_of_partner_regions(
        self, *, prefix: str | None = None, headers: Headers = None
    ) -> Answer[models.Holdings]:
        """What is held below a prefix of the keys, in digests, for another service of ours. `GET /v1/holdings/partner-regions`. Needs holdings.read."""
        return self._call('GET', '/v1/holdings/partner-regions', headers=headers, query={'prefix': prefix})

    def send_again_of_partner_regions(
        self, body: models.SubjectsAsked, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.SentAgain]:
        """Say again what happened to these subjects; whoever heard it does nothing. `POST /v1/holdings/partner-regions/resending`. Needs holdings.resend."""
        return self._call('POST', '/v1/holdings/partner-regions/resending', headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def list_impact_studies(
        self, *, limit: int | None = None, cursor: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, state: models.StudyState | None = None, origin: models.StudyOrigin | None = None, q: str | None = None, headers: Headers = None
    ) -> Answer[models.StudyPage]:
        """Studies, newest first: all of them for who oversees factors and rules, else those with a calculation that the caller owns or was admitted to. `GET /v1/impact-studies`. Needs impacts.read."""
        return self._call('GET', '/v1/impact-studies', headers=headers, query={'limit': limit, 'cursor': cursor, 'since': since, 'until': until, 'updated_since': updated_since, 'state': state, 'origin': origin, 'q': q})

    def iterate_impact_studies(
        self, *, limit: int | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, state: models.StudyState | None = None, origin: models.StudyOrigin | None = None, q: str | None = None
    ) -> Iterator[models.StudyView]:
        """All pages of `list_impact_studies`, item by item."""
        return pages(lambda cursor: self.list_impact_studies(limit=limit, since=since, until=until, updated_since=updated_since, state=state, origin=origin, q=q, cursor=cursor))

    def propose_impact_study(
        self, body: models.ProposalRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.StudyDetail]:
        """Ask what a change would move before it is published. The answer is found in the background; an event tells when it is complete. `POST /v1/impact-studies`. Needs impacts.propose."""
        return self._call('POST', '/v1/impact-studies', headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def get_impact_study(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.StudyDetail]:
        """One study with its progress and totals. `GET /v1/impact-studies/{id}`. Needs impacts.read."""
        return self._call('GET', self._path('/v1/impact-studies/{id}', {'id': id}), headers=headers)

    def list_impact_results(
        self, id: str, *, outcome: models.MoveOutcome | None = None, category: str | None = None, enterprise: str | None = None, crossed: bool | None = None, limit: int | None = None, cursor: str | None = None, headers: Headers = None
    ) -> Answer[models.ResultPage]:
        """The largest changes first, in percent; what cannot be compared or computed comes last. `GET /v1/impact-studies/{id}/results`. Needs impacts.read."""
        return self._call('GET', self._path('/v1/impact-studies/{id}/results', {'id': id}), headers=headers, query={'outcome': outcome, 'category': category, 'enterprise': enterprise, 'crossed': crossed, 'limit': limit, 'cursor': cursor})

    def iterate_impact_results(
        self, id: str, *, outcome: models.MoveOutcome | None = None, category: str | None = None, enterprise: str | None = None, crossed: bool | None = None, limit: int | None = None
    ) -> Iterator[models.ResultView]:
        """All pages of `list_impact_results`, item by item."""
        return pages(lambda cursor: self.list_impact_results(id, outcome=outcome, category=category, enterprise=enterprise, crossed=crossed, limit=limit, cursor=cursor))

    def download_impact_results(
        self, id: str, *, outcome: models.MoveOutcome | None = None, category: str | None = None, enterprise: str | None = None, crossed: bool | None = None, headers: Headers = None
    ) -> Answer[bytes]:
        """Every row that the caller may see, as CSV, the largest changes first. `GET /v1/impact-studies/{id}/results/file`. Needs impacts.read."""
        return self._call('GET', self._path('/v1/impact-studies/{id}/results/file', {'id': id}), headers=headers, query={'outcome': outcome, 'category': category, 'enterprise': enterprise, 'crossed': crossed}, raw=True)

    def list_kept_bundles(
        self, *, limit: int | None = None, cursor: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, headers: Headers = None
    ) -> Answer[models.KeptBundlePage]:
        """Which bundles are kept, the newest first, for accounting alone. `GET /v1/kept-bundles`. Needs bundles.restore."""
        return self._call('GET', '/v1/kept-bundles', headers=headers, query={'limit': limit, 'cursor': cursor, 'since': since, 'until': until, 'updated_since': updated_since})

    def iterate_kept_bundles(
        self, *, limit: int | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None
    ) -> Iterator[models.KeptBundleView]:
        """All pages of `list_kept_bundles`, item by item."""
        return pages(lambda cursor: self.list_kept_bundles(limit=limit, since=since, until=until, updated_since=updated_since, cursor=cursor))

    def get_kept_bundle(
        self, calculation_id: str, *, headers: Headers = None
    ) -> Answer[dict[str, Any]]:
        """The sealed document with its seal, byte for byte, for accounting alone. `GET /v1/kept-bundles/{calculation_id}`. Needs bundles.restore."""
        return self._call('GET', self._path('/v1/kept-bundles/{calculation_id}', {'calculation_id': calculation_id}), headers=headers)

    def list_labels(
        self, *, limit: int | None = None, cursor: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, q: str | None = None, enterprise: str | None = None, category: str | None = None, gtin: str | None = None, body: str | None = None, scheme: models.Scheme | None = None, division: str | None = None, status: models.LabelStatus | None = None, headers: Headers = None
    ) -> Answer[models.LabelSummaryPage]:
        """Published labels in the order of the log, the newest first; `since` and `until` bound when they were published. Status is that of this moment. `GET /v1/labels`."""
        return self._call('GET', '/v1/labels', headers=headers, query={'limit': limit, 'cursor': cursor, 'since': since, 'until': until, 'updated_since': updated_since, 'q': q, 'enterprise': enterprise, 'category': category, 'gtin': gtin, 'body': body, 'scheme': scheme, 'division': division, 'status': status}, public=True)

    def iterate_labels(
        self, *, limit: int | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, q: str | None = None, enterprise: str | None = None, category: str | None = None, gtin: str | None = None, body: str | None = None, scheme: models.Scheme | None = None, division: str | None = None, status: models.LabelStatus | None = None
    ) -> Iterator[models.LabelSummary]:
        """All pages of `list_labels`, item by item."""
        return pages(lambda cursor: self.list_labels(limit=limit, since=since, until=until, updated_since=updated_since, q=q, enterprise=enterprise, category=category, gtin=gtin, body=body, scheme=scheme, division=division, status=status, cursor=cursor))

    def get_label(
        self, number: str, *, headers: Headers = None
    ) -> Answer[models.LabelFactsView]:
        """All facts of a label, with each check of its proof. The same as asking it for JSON. `GET /v1/labels/{number}`."""
        return self._call('GET', self._path('/v1/labels/{number}', {'number': number}), headers=headers, public=True)

    def list_meters(
        self, *, limit: int | None = None, cursor: str | None = None, q: str | None = None, updated_since: str | None = None, headers: Headers = None
    ) -> Answer[models.MeterPage]:
        """The caller's meters, by identifier. `GET /v1/meters`. Needs products.read."""
        return self._call('GET', '/v1/meters', headers=headers, query={'limit': limit, 'cursor': cursor, 'q': q, 'updated_since': updated_since})

    def iterate_meters(
        self, *, limit: int | None = None, q: str | None = None, updated_since: str | None = None
    ) -> Iterator[models.MeterView]:
        """All pages of `list_meters`, item by item."""
        return pages(lambda cursor: self.list_meters(limit=limit, q=q, updated_since=updated_since, cursor=cursor))

    def report_meter_readings(
        self, body: bytes, *, content_type: Literal["application/x-ndjson", "application/octet-stream"] = "application/x-ndjson", idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ReceiptView]:
        """Take in readings, one JSON object a line. Good lines are kept, every other one is named with its reason; sending a batch again changes nothing. `POST /v1/meters/readings`. Needs activity.write."""
        return self._call('POST', '/v1/meters/readings', headers=headers, content=body, media=content_type, once=True, idempotency_key=idempotency_key)

    def get_meter(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.MeterView]:
        """One meter of the caller's, as described last. `GET /v1/meters/{id}`. Needs products.read."""
        return self._call('GET', self._path('/v1/meters/{id}', {'id': id}), headers=headers)

    def put_meter(
        self, id: str, body: models.Meter, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.MeterView]:
        """Describe a meter of the caller's, or describe it anew. `PUT /v1/meters/{id}`. Needs activity.write."""
        return self._call('PUT', self._path('/v1/meters/{id}', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def get_meter_consumption(
        self, id: str, *, period_start: str, period_end: str, limit: int | None = None, cursor: str | None = None, headers: Headers = None
    ) -> Answer[models.ConsumptionPage]:
        """What the meter counted in each month of a period, with every doubt about it. `GET /v1/meters/{id}/consumption`. Needs products.read."""
        return self._call('GET', self._path('/v1/meters/{id}/consumption', {'id': id}), headers=headers, query={'period_start': period_start, 'period_end': period_end, 'limit': limit, 'cursor': cursor})

    def iterate_get_meter_consumption(
        self, id: str, *, period_start: str, period_end: str, limit: int | None = None
    ) -> Iterator[models.ConsumptionView]:
        """All pages of `get_meter_consumption`, item by item."""
        return pages(lambda cursor: self.get_meter_consumption(id, period_start=period_start, period_end=period_end, limit=limit, cursor=cursor))

    def list_organisations(
        self, *, q: str | None = None, role: str | None = None, division: str | None = None, state: models.OrganisationState | None = None, updated_since: str | None = None, limit: int | None = None, cursor: str | None = None, headers: Headers = None
    ) -> Answer[models.OrganisationEntryPage]:
        """Organisations in the order of their ids: to agencies their names, to operators the rest. `GET /v1/organisations`. Needs organisations.read."""
        return self._call('GET', '/v1/organisations', headers=headers, query={'q': q, 'role': role, 'division': division, 'state': state, 'updated_since': updated_since, 'limit': limit, 'cursor': cursor})

    def iterate_organisations(
        self, *, q: str | None = None, role: str | None = None, division: str | None = None, state: models.OrganisationState | None = None, updated_since: str | None = None, limit: int | None = None
    ) -> Iterator[models.OrganisationEntry]:
        """All pages of `list_organisations`, item by item."""
        return pages(lambda cursor: self.list_organisations(q=q, role=role, division=division, state=state, updated_since=updated_since, limit=limit, cursor=cursor))

    def get_organisation(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.OrganisationView]:
        """One organisation. `GET /v1/organisations/{id}`. Needs clients.manage."""
        return self._call('GET', self._path('/v1/organisations/{id}', {'id': id}), headers=headers)

    def put_organisation(
        self, id: str, body: models.OrganisationRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.OrganisationView | models.ClientChangeView]:
        """Register an organisation that the region pack does not name, or replace what is known. `PUT /v1/organisations/{id}`. Needs clients.manage."""
        return self._call('PUT', self._path('/v1/organisations/{id}', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def list_products(
        self, *, limit: int | None = None, cursor: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, category: str | None = None, division: str | None = None, q: str | None = None, headers: Headers = None
    ) -> Answer[models.ProductPage]:
        """The caller's products, by the moment they were described, newest first. `GET /v1/products`. Needs products.read."""
        return self._call('GET', '/v1/products', headers=headers, query={'limit': limit, 'cursor': cursor, 'since': since, 'until': until, 'updated_since': updated_since, 'category': category, 'division': division, 'q': q})

    def iterate_products(
        self, *, limit: int | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, category: str | None = None, division: str | None = None, q: str | None = None
    ) -> Iterator[models.ProductView]:
        """All pages of `list_products`, item by item."""
        return pages(lambda cursor: self.list_products(limit=limit, since=since, until=until, updated_since=updated_since, category=category, division=division, q=q, cursor=cursor))

    def create_product(
        self, body: models.ProductRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ProductView]:
        """Record a product model; its CPC class is one of its category's. `POST /v1/products`. Needs products.write."""
        return self._call('POST', '/v1/products', headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def get_product(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.ProductView]:
        """One product of the caller's. `GET /v1/products/{id}`. Needs products.read."""
        return self._call('GET', self._path('/v1/products/{id}', {'id': id}), headers=headers)

    def list_product_calculations(
        self, id: str, *, limit: int | None = None, cursor: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, as_of: str | None = None, headers: Headers = None
    ) -> Answer[models.StoodPage]:
        """The product's calculations that the caller may read as they stood on a day, newest first. `GET /v1/products/{id}/calculations`. Needs calculations.read."""
        return self._call('GET', self._path('/v1/products/{id}/calculations', {'id': id}), headers=headers, query={'limit': limit, 'cursor': cursor, 'since': since, 'until': until, 'updated_since': updated_since, 'as_of': as_of})

    def iterate_product_calculations(
        self, id: str, *, limit: int | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, as_of: str | None = None
    ) -> Iterator[models.StoodView]:
        """All pages of `list_product_calculations`, item by item."""
        return pages(lambda cursor: self.list_product_calculations(id, limit=limit, since=since, until=until, updated_since=updated_since, as_of=as_of, cursor=cursor))

    def list_product_systems(
        self, id: str, *, limit: int | None = None, cursor: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, headers: Headers = None
    ) -> Answer[models.SystemPage]:
        """The product's systems, by the moment they were recorded, newest first. `GET /v1/products/{id}/systems`. Needs products.read."""
        return self._call('GET', self._path('/v1/products/{id}/systems', {'id': id}), headers=headers, query={'limit': limit, 'cursor': cursor, 'since': since, 'until': until, 'updated_since': updated_since})

    def iterate_product_systems(
        self, id: str, *, limit: int | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None
    ) -> Iterator[models.SystemView]:
        """All pages of `list_product_systems`, item by item."""
        return pages(lambda cursor: self.list_product_systems(id, limit=limit, since=since, until=until, updated_since=updated_since, cursor=cursor))

    def create_product_system(
        self, id: str, body: models.ProductSystem, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ModelledView | models.TaskView]:
        """Record the unit processes behind a product; a correction is a new system. Warnings name what is unusual for the category. `POST /v1/products/{id}/systems`. Needs products.write."""
        return self._call('POST', self._path('/v1/products/{id}/systems', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def import_product_system_from_ilcd(
        self, id: str, body: bytes, *, content_type: Literal["application/zip", "application/xml", "application/octet-stream"] = "application/zip", idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ArchiveImportView]:
        """Record a system from ILCD process data sets: a zip with their flows, flow properties and unit groups, or one XML. The product is made by the process that supplies no other. `POST /v1/products/{id}/systems/ilcd`. Needs products.write."""
        return self._call('POST', self._path('/v1/products/{id}/systems/ilcd', {'id': id}), headers=headers, content=body, media=content_type, once=True, idempotency_key=idempotency_key)

    def import_product_system_from_openlca(
        self, id: str, body: bytes, *, content_type: Literal["application/zip", "application/octet-stream"] = "application/zip", idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ArchiveImportView]:
        """Record a system from an openLCA JSON-LD archive. One that came from here comes back the same; `losses` names whatever of another could not be carried. `POST /v1/products/{id}/systems/openlca`. Needs products.write."""
        return self._call('POST', self._path('/v1/products/{id}/systems/openlca', {'id': id}), headers=headers, content=body, media=content_type, once=True, idempotency_key=idempotency_key)

    def get_programme(
        self, *, as_of: str | None = None, division: str | None = None, headers: Headers = None
    ) -> Answer[models.ProgrammeView]:
        """The targets with what was reached, what is missing and what is foreseen; nothing is typed in. A product counts once, in the year in which its footprint was sealed or its certificate granted, if it stands in a published batch. A withdrawn certificate counts no more from that moment on. `GET /v1/programme`. Needs programme.read."""
        return self._call('GET', '/v1/programme', headers=headers, query={'as_of': as_of, 'division': division})

    def list_programme_cases(
        self, *, year: int | None = None, kind: models.TargetKind | None = None, category: str | None = None, counts: bool | None = None, limit: int | None = None, cursor: str | None = None, as_of: str | None = None, division: str | None = None, headers: Headers = None
    ) -> Answer[models.CountedCasePage]:
        """The footprints and certificates behind the figures, oldest first; why one is not counted. `GET /v1/programme/cases`. Needs programme.cases."""
        return self._call('GET', '/v1/programme/cases', headers=headers, query={'year': year, 'kind': kind, 'category': category, 'counts': counts, 'limit': limit, 'cursor': cursor, 'as_of': as_of, 'division': division})

    def iterate_programme_cases(
        self, *, year: int | None = None, kind: models.TargetKind | None = None, category: str | None = None, counts: bool | None = None, limit: int | None = None, as_of: str | None = None, division: str | None = None
    ) -> Iterator[models.CountedCaseView]:
        """All pages of `list_programme_cases`, item by item."""
        return pages(lambda cursor: self.list_programme_cases(year=year, kind=kind, category=category, counts=counts, limit=limit, as_of=as_of, division=division, cursor=cursor))

    def get_programme_report(
        self, year: int, *, format: models.YearReportFormat | None = None, language: models.ReportLanguage | None = None, as_of: str | None = None, division: str | None = None, headers: Headers = None
    ) -> Answer[bytes]:
        """The year's report as PDF/A or DOCX: what was reached, by whom, what does not count and why. The same question about a day that is over has the same bytes as its answer, as PDF. `GET /v1/programme/reports/{year}`. Needs programme.cases."""
        return self._call('GET', self._path('/v1/programme/reports/{year}', {'year': year}), headers=headers, query={'format': format, 'language': language, 'as_of': as_of, 'division': division}, raw=True)

    def list_reason_codes(
        self, *, limit: int | None = None, cursor: str | None = None, headers: Headers = None
    ) -> Answer[models.ReasonCodePage]:
        """Every reason why a certificate is suspended, withdrawn or cancelled, by table and code. `GET /v1/reason-codes`. Needs rules.read."""
        return self._call('GET', '/v1/reason-codes', headers=headers, query={'limit': limit, 'cursor': cursor})

    def iterate_reason_codes(
        self, *, limit: int | None = None
    ) -> Iterator[models.ReasonCodeView]:
        """All pages of `list_reason_codes`, item by item."""
        return pages(lambda cursor: self.list_reason_codes(limit=limit, cursor=cursor))

    def list_rejected_readings(
        self, *, limit: int | None = None, cursor: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, code: str | None = None, headers: Headers = None
    ) -> Answer[models.RejectedReadingPage]:
        """Lines of the caller's topic that were refused, newest first; mend them, send them again. `GET /v1/rejected-readings`. Needs products.read."""
        return self._call('GET', '/v1/rejected-readings', headers=headers, query={'limit': limit, 'cursor': cursor, 'since': since, 'until': until, 'updated_since': updated_since, 'code': code})

    def iterate_rejected_readings(
        self, *, limit: int | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, code: str | None = None
    ) -> Iterator[models.RejectedReadingView]:
        """All pages of `list_rejected_readings`, item by item."""
        return pages(lambda cursor: self.list_rejected_readings(limit=limit, since=since, until=until, updated_since=updated_since, code=code, cursor=cursor))

    def list_rules(
        self, *, category: str | None = None, in_force_on: str | None = None, limit: int | None = None, cursor: str | None = None, headers: Headers = None
    ) -> Answer[models.RulePage]:
        """The rule versions that fit, by code and version. `GET /v1/rules`. Needs rules.read."""
        return self._call('GET', '/v1/rules', headers=headers, query={'category': category, 'in_force_on': in_force_on, 'limit': limit, 'cursor': cursor})

    def iterate_rules(
        self, *, category: str | None = None, in_force_on: str | None = None, limit: int | None = None
    ) -> Iterator[models.RuleView]:
        """All pages of `list_rules`, item by item."""
        return pages(lambda cursor: self.list_rules(category=category, in_force_on=in_force_on, limit=limit, cursor=cursor))

    def list_rule_versions(
        self, code: str, *, limit: int | None = None, cursor: str | None = None, headers: Headers = None
    ) -> Answer[models.RulePage]:
        """All versions of one rule, oldest first. `GET /v1/rules/{code}`. Needs rules.read."""
        return self._call('GET', self._path('/v1/rules/{code}', {'code': code}), headers=headers, query={'limit': limit, 'cursor': cursor})

    def iterate_rule_versions(
        self, code: str, *, limit: int | None = None
    ) -> Iterator[models.RuleView]:
        """All pages of `list_rule_versions`, item by item."""
        return pages(lambda cursor: self.list_rule_versions(code, limit=limit, cursor=cursor))

    def get_sealed_bundle(
        self, calculation_id: str, *, headers: Headers = None
    ) -> Answer[dict[str, Any]]:
        """The sealed document with its seal, for the archive of certification alone. Only of a calculation that its enterprise applied with, which is its consent. It stands in the trail of whom it belongs to. `GET /v1/sealed-bundles/{calculation_id}`. Needs bundles.keep."""
        return self._call('GET', self._path('/v1/sealed-bundles/{calculation_id}', {'calculation_id': calculation_id}), headers=headers)

    def get_platform_status(
        self, *, headers: Headers = None
    ) -> Answer[models.PlatformStateView]:
        """Which services answer, looked at most every five seconds; for people who wonder. `GET /v1/status`."""
        return self._call('GET', '/v1/status', headers=headers, public=True)

    def list_subscriptions(
        self, *, limit: int | None = None, cursor: str | None = None, state: Literal["active", "paused", "disabled"] | None = None, q: str | None = None, updated_since: str | None = None, headers: Headers = None
    ) -> Answer[models.SubscriptionPage]:
        """The caller's subscriptions, with the trouble that they are in, by id. `GET /v1/subscriptions`. Needs subscriptions.write."""
        return self._call('GET', '/v1/subscriptions', headers=headers, query={'limit': limit, 'cursor': cursor, 'state': state, 'q': q, 'updated_since': updated_since})

    def iterate_subscriptions(
        self, *, limit: int | None = None, state: Literal["active", "paused", "disabled"] | None = None, q: str | None = None, updated_since: str | None = None
    ) -> Iterator[models.SubscriptionView]:
        """All pages of `list_subscriptions`, item by item."""
        return pages(lambda cursor: self.list_subscriptions(limit=limit, state=state, q=q, updated_since=updated_since, cursor=cursor))

    def create_subscription(
        self, body: models.SubscriptionRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.SubscriptionView]:
        """Have label events sent to an address by signed webhook, from now on. `POST /v1/subscriptions`. Needs subscriptions.write."""
        return self._call('POST', '/v1/subscriptions', headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def get_subscription(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.SubscriptionView]:
        """One subscription. `GET /v1/subscriptions/{id}`. Needs subscriptions.write."""
        return self._call('GET', self._path('/v1/subscriptions/{id}', {'id': id}), headers=headers)

    def change_subscription(
        self, id: str, body: models.SubscriptionChange, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.SubscriptionView]:
        """Pause, go on, move to another address, or want other events; the rest stays as it is. `PATCH /v1/subscriptions/{id}`. Needs subscriptions.write."""
        return self._call('PATCH', self._path('/v1/subscriptions/{id}', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def end_subscription(
        self, id: str, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[None]:
        """End a subscription; what it still waited for is cancelled. `DELETE /v1/subscriptions/{id}`. Needs subscriptions.write."""
        return self._call('DELETE', self._path('/v1/subscriptions/{id}', {'id': id}), headers=headers, once=True, idempotency_key=idempotency_key, raw=True)

    def list_webhook_deliveries(
        self, id: str, *, limit: int | None = None, cursor: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, state: models.DeliveryState | None = None, type: str | None = None, label_number: str | None = None, headers: Headers = None
    ) -> Answer[models.WebhookDeliveryPage]:
        """What was sent, what came of it and when the next attempt is, the newest event first. `GET /v1/subscriptions/{id}/deliveries`. Needs subscriptions.write."""
        return self._call('GET', self._path('/v1/subscriptions/{id}/deliveries', {'id': id}), headers=headers, query={'limit': limit, 'cursor': cursor, 'since': since, 'until': until, 'updated_since': updated_since, 'state': state, 'type': type, 'label_number': label_number})

    def iterate_webhook_deliveries(
        self, id: str, *, limit: int | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, state: models.DeliveryState | None = None, type: str | None = None, label_number: str | None = None
    ) -> Iterator[models.WebhookDeliveryView]:
        """All pages of `list_webhook_deliveries`, item by item."""
        return pages(lambda cursor: self.list_webhook_deliveries(id, limit=limit, since=since, until=until, updated_since=updated_since, state=state, type=type, label_number=label_number, cursor=cursor))

    def redeliver_webhook(
        self, id: str, webhook_id: str, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.WebhookDeliveryView]:
        """Send a webhook once more under the same id, whatever became of it before. `POST /v1/subscriptions/{id}/deliveries/{webhook_id}/redelivery`. Needs subscriptions.write."""
        return self._call('POST', self._path('/v1/subscriptions/{id}/deliveries/{webhook_id}/redelivery', {'id': id, 'webhook_id': webhook_id}), headers=headers, once=True, idempotency_key=idempotency_key)

    def reactivate_subscription(
        self, id: str, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ReactivationView]:
        """Send again after 410 Gone, or clear the flag; says from where the feed repairs the loss. `POST /v1/subscriptions/{id}/reactivation`. Needs subscriptions.write."""
        return self._call('POST', self._path('/v1/subscriptions/{id}/reactivation', {'id': id}), headers=headers, once=True, idempotency_key=idempotency_key)

    def list_subscription_tests(
        self, id: str, *, limit: int | None = None, cursor: str | None = None, headers: Headers = None
    ) -> Answer[models.SubscriptionTestPage]:
        """The tests of a subscription by when they were asked for, the last first. `GET /v1/subscriptions/{id}/tests`. Needs subscriptions.write."""
        return self._call('GET', self._path('/v1/subscriptions/{id}/tests', {'id': id}), headers=headers, query={'limit': limit, 'cursor': cursor})

    def iterate_subscription_tests(
        self, id: str, *, limit: int | None = None
    ) -> Iterator[models.SubscriptionTestView]:
        """All pages of `list_subscription_tests`, item by item."""
        return pages(lambda cursor: self.list_subscription_tests(id, limit=limit, cursor=cursor))

    def test_subscription(
        self, id: str, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.SubscriptionTestView]:
        """Have an event about nothing sent to the address, signed and once, even while it is paused. `POST /v1/subscriptions/{id}/tests`. Needs subscriptions.write."""
        return self._call('POST', self._path('/v1/subscriptions/{id}/tests', {'id': id}), headers=headers, once=True, idempotency_key=idempotency_key)

    def list_supplier_findings(
        self, *, limit: int | None = None, cursor: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, open: bool | None = None, product_id: str | None = None, system_id: str | None = None, cause: models.Cause | None = None, headers: Headers = None
    ) -> Answer[models.SupplierFindingPage]:
        """Product systems of the caller that rest on versions which ended, the newest end first. `GET /v1/supplier-findings`. Needs products.read."""
        return self._call('GET', '/v1/supplier-findings', headers=headers, query={'limit': limit, 'cursor': cursor, 'since': since, 'until': until, 'updated_since': updated_since, 'open': open, 'product_id': product_id, 'system_id': system_id, 'cause': cause})

    def iterate_supplier_findings(
        self, *, limit: int | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, open: bool | None = None, product_id: str | None = None, system_id: str | None = None, cause: models.Cause | None = None
    ) -> Iterator[models.SupplierFindingView]:
        """All pages of `list_supplier_findings`, item by item."""
        return pages(lambda cursor: self.list_supplier_findings(limit=limit, since=since, until=until, updated_since=updated_since, open=open, product_id=product_id, system_id=system_id, cause=cause, cursor=cursor))

    def resolve_supplier_finding(
        self, footprint_id: str, system_id: str, cause: models.Cause, body: models.ResolutionRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.SupplierFindingView]:
        """Settle a finding with a reason. Irreversible: the reason stays for an auditor to read. `POST /v1/supplier-findings/{footprint_id}/{system_id}/{cause}/resolution`. Needs products.write."""
        return self._call('POST', self._path('/v1/supplier-findings/{footprint_id}/{system_id}/{cause}/resolution', {'footprint_id': footprint_id, 'system_id': system_id, 'cause': cause}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def list_supplier_footprints(
        self, *, limit: int | None = None, cursor: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, supplier: str | None = None, way: models.Arrival | None = None, headers: Headers = None
    ) -> Answer[models.SupplierFootprintPage]:
        """Footprints that the caller's enterprise received, the newest first. `GET /v1/supplier-footprints`. Needs products.read."""
        return self._call('GET', '/v1/supplier-footprints', headers=headers, query={'limit': limit, 'cursor': cursor, 'since': since, 'until': until, 'updated_since': updated_since, 'supplier': supplier, 'way': way})

    def iterate_supplier_footprints(
        self, *, limit: int | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, supplier: str | None = None, way: models.Arrival | None = None
    ) -> Iterator[models.SupplierFootprintView]:
        """All pages of `list_supplier_footprints`, item by item."""
        return pages(lambda cursor: self.list_supplier_footprints(limit=limit, since=since, until=until, updated_since=updated_since, supplier=supplier, way=way, cursor=cursor))

    def add_supplier_footprint(
        self, body: models.SupplierFootprintRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.SupplierFootprintView]:
        """Keep a supplier's footprint as it came, linted. The same document again changes nothing. `POST /v1/supplier-footprints`. Needs products.write."""
        return self._call('POST', '/v1/supplier-footprints', headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def get_supplier_footprint(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.SupplierFootprintView]:
        """One version with its findings. `GET /v1/supplier-footprints/{id}`. Needs products.read."""
        return self._call('GET', self._path('/v1/supplier-footprints/{id}', {'id': id}), headers=headers)

    def get_product_system(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.SystemView]:
        """One product system of the caller's. `GET /v1/systems/{id}`. Needs products.read."""
        return self._call('GET', self._path('/v1/systems/{id}', {'id': id}), headers=headers)

    def list_activity_data(
        self, id: str, *, limit: int | None = None, cursor: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, headers: Headers = None
    ) -> Answer[models.ActivityPage]:
        """The system's activity data, by the moment it was reported, newest first. `GET /v1/systems/{id}/activity-data`. Needs products.read."""
        return self._call('GET', self._path('/v1/systems/{id}/activity-data', {'id': id}), headers=headers, query={'limit': limit, 'cursor': cursor, 'since': since, 'until': until, 'updated_since': updated_since})

    def iterate_activity_data(
        self, id: str, *, limit: int | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None
    ) -> Iterator[models.ActivityView]:
        """All pages of `list_activity_data`, item by item."""
        return pages(lambda cursor: self.list_activity_data(id, limit=limit, since=since, until=until, updated_since=updated_since, cursor=cursor))

    def report_activity_data(
        self, id: str, body: models.ActivityData, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ActivityView | models.TaskView]:
        """Report what was made and consumed in a period that is over; measured totals replace the template's amounts. `POST /v1/systems/{id}/activity-data`. Needs activity.write."""
        return self._call('POST', self._path('/v1/systems/{id}/activity-data', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def check_activity_file(
        self, id: str, body: bytes, *, content_type: Literal["text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.apache.parquet", "application/octet-stream"] = "text/csv", idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[bytes]:
        """The same file back, with the reason beside each row that cannot be taken; nothing is kept. `POST /v1/systems/{id}/activity-data/file-check`. Needs activity.write."""
        return self._call('POST', self._path('/v1/systems/{id}/activity-data/file-check', {'id': id}), headers=headers, content=body, media=content_type, once=True, idempotency_key=idempotency_key, raw=True)

    def report_activity_data_from_file(
        self, id: str, body: bytes, *, period_start: str, period_end: str, content_type: Literal["text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.apache.parquet", "application/octet-stream"] = "text/csv", idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ActivityView]:
        """Report a filled-in template: CSV, XLSX or Parquet, told by its bytes. All rows or none. `POST /v1/systems/{id}/activity-data/from-file`. Needs activity.write."""
        return self._call('POST', self._path('/v1/systems/{id}/activity-data/from-file', {'id': id}), headers=headers, query={'period_start': period_start, 'period_end': period_end}, content=body, media=content_type, once=True, idempotency_key=idempotency_key)

    def report_activity_data_from_meters(
        self, id: str, body: models.MeteredRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.ActivityView]:
        """Report what the meters that feed this system counted; each total names its derivation. `POST /v1/systems/{id}/activity-data/from-meters`. Needs activity.write."""
        return self._call('POST', self._path('/v1/systems/{id}/activity-data/from-meters', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def get_activity_scores(
        self, id: str, activity_data_id: str, *, headers: Headers = None
    ) -> Answer[models.ScoresView]:
        """Completeness, accuracy and timeliness of activity data, as of today. `GET /v1/systems/{id}/activity-data/{activity_data_id}/scores`. Needs products.read."""
        return self._call('GET', self._path('/v1/systems/{id}/activity-data/{activity_data_id}/scores', {'id': id, 'activity_data_id': activity_data_id}), headers=headers)

    def get_activity_template(
        self, id: str, *, format: models.TableFormat | None = None, headers: Headers = None
    ) -> Answer[bytes]:
        """A table with a row for every output and exchange of the system, amounts left blank. `GET /v1/systems/{id}/activity-template`. Needs products.read."""
        return self._call('GET', self._path('/v1/systems/{id}/activity-template', {'id': id}), headers=headers, query={'format': format}, raw=True)

    def list_import_losses(
        self, id: str, *, limit: int | None = None, cursor: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, open: bool | None = None, headers: Headers = None
    ) -> Answer[models.LossPage]:
        """What the import of a system could not carry, the newest import first. `GET /v1/systems/{id}/losses`. Needs products.read."""
        return self._call('GET', self._path('/v1/systems/{id}/losses', {'id': id}), headers=headers, query={'limit': limit, 'cursor': cursor, 'since': since, 'until': until, 'updated_since': updated_since, 'open': open})

    def iterate_import_losses(
        self, id: str, *, limit: int | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, open: bool | None = None
    ) -> Iterator[models.LossView]:
        """All pages of `list_import_losses`, item by item."""
        return pages(lambda cursor: self.list_import_losses(id, limit=limit, since=since, until=until, updated_since=updated_since, open=open, cursor=cursor))

    def settle_import_losses(
        self, id: str, body: models.SettlementRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[list[models.LossView]]:
        """Settle losses with a reason. Irreversible: reason and person stand in every calculation. `POST /v1/systems/{id}/losses/settlement`. Needs products.write."""
        return self._call('POST', self._path('/v1/systems/{id}/losses/settlement', {'id': id}), headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def export_product_system_to_openlca(
        self, id: str, *, headers: Headers = None
    ) -> Answer[bytes]:
        """The system for openLCA: flows, processes, factors, units and an impact method with which openLCA computes the same footprint. `X-Losses` lists what openLCA has no place for, as JSON. `GET /v1/systems/{id}/openlca`. Needs products.read."""
        return self._call('GET', self._path('/v1/systems/{id}/openlca', {'id': id}), headers=headers, raw=True)

    def get_system_plausibility(
        self, id: str, *, activity_data_id: str | None = None, limit: int | None = None, cursor: str | None = None, headers: Headers = None
    ) -> Answer[models.JudgementPage]:
        """What one unit of the product takes in this system, in the order of its exchanges, beside what is usual in its category. `GET /v1/systems/{id}/plausibility`. Needs products.read."""
        return self._call('GET', self._path('/v1/systems/{id}/plausibility', {'id': id}), headers=headers, query={'activity_data_id': activity_data_id, 'limit': limit, 'cursor': cursor})

    def iterate_get_system_plausibility(
        self, id: str, *, activity_data_id: str | None = None, limit: int | None = None
    ) -> Iterator[models.JudgementView]:
        """All pages of `get_system_plausibility`, item by item."""
        return pages(lambda cursor: self.get_system_plausibility(id, activity_data_id=activity_data_id, limit=limit, cursor=cursor))

    def list_tasks(
        self, *, limit: int | None = None, cursor: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, state: models.TaskState | None = None, headers: Headers = None
    ) -> Answer[models.TaskPage]:
        """The organisation's tasks, newest first. Ended ones are kept for seven days. `GET /v1/tasks`. Needs calculations.read."""
        return self._call('GET', '/v1/tasks', headers=headers, query={'limit': limit, 'cursor': cursor, 'since': since, 'until': until, 'updated_since': updated_since, 'state': state})

    def iterate_tasks(
        self, *, limit: int | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, state: models.TaskState | None = None
    ) -> Iterator[models.TaskView]:
        """All pages of `list_tasks`, item by item."""
        return pages(lambda cursor: self.list_tasks(limit=limit, since=since, until=until, updated_since=updated_since, state=state, cursor=cursor))

    def get_task(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.TaskView]:
        """One task of the organisation; `Retry-After` says when to ask again about an open one. `GET /v1/tasks/{id}`. Needs calculations.read."""
        return self._call('GET', self._path('/v1/tasks/{id}', {'id': id}), headers=headers)

    def cancel_task(
        self, id: str, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[None]:
        """Cancel a task that has not ended. Nothing of what it does stays. `DELETE /v1/tasks/{id}`. Needs calculations.read."""
        return self._call('DELETE', self._path('/v1/tasks/{id}', {'id': id}), headers=headers, once=True, idempotency_key=idempotency_key, raw=True)

    def get_task_answer(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.CalculationView | models.SealView | models.ContributionsView | models.HotSpotsView | models.PositionView | models.QualityView | models.ScenariosView | models.SensitivitiesView | models.SpreadView | models.Problem]:
        """What the request was answered with, as JSON; a problem document where it failed, whose status is the task's `status`. `GET /v1/tasks/{id}/answer`. Needs calculations.read."""
        return self._call('GET', self._path('/v1/tasks/{id}/answer', {'id': id}), headers=headers)

    def list_uploads(
        self, *, limit: int | None = None, cursor: str | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, state: models.UploadState | None = None, what: models.UploadContent | None = None, system_id: str | None = None, q: str | None = None, headers: Headers = None
    ) -> Answer[models.UploadPage]:
        """The caller's uploads, newest first. `GET /v1/uploads`. Needs products.read."""
        return self._call('GET', '/v1/uploads', headers=headers, query={'limit': limit, 'cursor': cursor, 'since': since, 'until': until, 'updated_since': updated_since, 'state': state, 'what': what, 'system_id': system_id, 'q': q})

    def iterate_uploads(
        self, *, limit: int | None = None, since: str | None = None, until: str | None = None, updated_since: str | None = None, state: models.UploadState | None = None, what: models.UploadContent | None = None, system_id: str | None = None, q: str | None = None
    ) -> Iterator[models.UploadView]:
        """All pages of `list_uploads`, item by item."""
        return pages(lambda cursor: self.list_uploads(limit=limit, since=since, until=until, updated_since=updated_since, state=state, what=what, system_id=system_id, q=q, cursor=cursor))

    def announce_upload(
        self, body: models.AnnouncementRequest, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.UploadView]:
        """Announce a file. 200 with the upload that is there when the same file was announced before for the same target: its bytes need not be sent again. `POST /v1/uploads`. Needs activity.write."""
        return self._call('POST', '/v1/uploads', headers=headers, body=body, media='application/json', once=True, idempotency_key=idempotency_key)

    def get_upload(
        self, id: str, *, headers: Headers = None
    ) -> Answer[models.UploadView]:
        """How far an upload is. `Upload-Offset` says where to go on; `HEAD` tells it without a body. `GET /v1/uploads/{id}`. Needs products.read."""
        return self._call('GET', self._path('/v1/uploads/{id}', {'id': id}), headers=headers)

    def append_to_upload(
        self, id: str, body: bytes, *, upload_offset: int, upload_complete: str | None = None, content_type: Literal["application/partial-upload", "application/octet-stream"] = "application/partial-upload", idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.UploadView]:
        """Send the next piece. 409 names the right `Upload-Offset` when it begins elsewhere; of a connection that breaks, what arrived is kept. `PATCH /v1/uploads/{id}`. Needs activity.write."""
        return self._call('PATCH', self._path('/v1/uploads/{id}', {'id': id}), headers=headers, own={'upload-offset': upload_offset, 'upload-complete': upload_complete}, content=body, media=content_type, once=True, idempotency_key=idempotency_key)

    def cancel_upload(
        self, id: str, *, idempotency_key: str | None = None, headers: Headers = None
    ) -> Answer[models.UploadView]:
        """End an upload whose rows are not being taken in yet. `DELETE /v1/uploads/{id}`. Needs activity.write."""
        return self._call('DELETE', self._path('/v1/uploads/{id}', {'id': id}), headers=headers, once=True, idempotency_key=idempotency_key)

    def get_upload_errors(
        self, id: str, *, format: models.ErrorFormat | None = None, headers: Headers = None
    ) -> Answer[bytes]:
        """The refused rows in the columns of the upload, with line and reason; corrected, the file can be uploaded as it is. For activity data all rows of a refused system and period are there. `GET /v1/uploads/{id}/errors`. Needs products.read."""
        return self._call('GET', self._path('/v1/uploads/{id}/errors', {'id': id}), headers=headers, query={'format': format}, raw=True)
