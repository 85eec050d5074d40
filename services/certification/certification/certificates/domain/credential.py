"""The certificate as a credential: W3C VC 2.0 in the shape of a UNTP Digital Conformity Credential.

The payload is complete and fixed in the deciding transaction, `iat` and `exp` included, so that
its hash can be stored before anything is signed.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from certification.bodies.domain import Body
from certification.certificates.domain.numbering import StatusPlace
from certification.issuers.domain.identity import body_did
from certification.rules.domain import RuleVersion
from certification.values.domain.calendar import chinese_date
from chassis.canonical import canonical
from contracts.accounting import FootprintSealed
from contracts.certification import Scheme
from contracts.event import of_this_tenant

CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://vocabulary.uncefact.org/untp/0.7.0/context/",
    "https://www.w3.org/ns/credentials/undefined-terms/v2",
)
"""The third one gives `evidence` members that neither vocabulary knows a defined meaning."""
GHG_TOPIC = "https://vocabulary.uncefact.org/conformity-topic/greenhouse-gas-emissions"
SCHEME_NAMES = {
    Scheme.NATIONAL_CFP: "产品碳足迹标识认证 (national product carbon footprint label)",
    Scheme.CB_OWN: "机构自有产品碳足迹认证 (certification body's own scheme)",
}
Json = dict[str, object]


@dataclass(frozen=True)
class Grant:
    """Everything that a positive decision puts into a credential."""

    id: UUID
    number: str
    body: Body
    scheme: Scheme
    footprint: FootprintSealed
    rule: RuleVersion
    place: StatusPlace
    decided_at: datetime
    valid_until: datetime


def credential_payload(grant: Grant, public_url: str) -> bytes:
    """The unsigned credential as canonical JSON (RFC 8785). No trade data, no person."""
    did = body_did(public_url, grant.body.number)
    payload: Json = {
        "@context": list(CONTEXTS),
        "type": ["VerifiableCredential", "DigitalConformityCredential"],
        "id": grant.id.urn,
        "name": f"{_title()} {grant.number}",
        "issuer": _issuer(did, grant.body),
        "validFrom": grant.decided_at,
        "validUntil": grant.valid_until,
        "iat": int(grant.decided_at.timestamp()),
        "exp": int(grant.valid_until.timestamp()),
        "credentialStatus": _status(public_url, grant.place),
        "credentialSubject": _attestation(did, grant),
        "evidence": [_evidence(grant)],
    }
    return canonical(payload if of_this_tenant(False) else payload | {"sample": True})


def _title() -> str:
    certificate = "产品碳足迹标识认证证书"
    return certificate if of_this_tenant(False) else f"试用(无效力)· {certificate}"


def _issuer(did: str, body: Body) -> Json:
    return {
        "type": ["CredentialIssuer"],
        "id": did,
        "name": body.name_zh,
        "issuerAlsoKnownAs": [
            {"id": f"urn:cnca:{body.number}", "name": body.name_en, "registeredId": body.number}
        ],
    }


def _status(public_url: str, place: StatusPlace) -> list[Json]:
    """Two entries, reversible and final; W3C wants the index as a string."""
    return [
        {
            "id": f"{public_url}/status/{purpose}/{place.status_list}#{place.status_index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": purpose,
            "statusListIndex": str(place.status_index),
            "statusListCredential": f"{public_url}/status/{purpose}/{place.status_list}",
        }
        for purpose in ("suspension", "revocation")
    ]


def _attestation(did: str, grant: Grant) -> Json:
    product = grant.footprint.product
    return {
        "type": ["ConformityAttestation"],
        "id": f"{did}:certificates:{grant.number}",
        "name": grant.number,
        "assessorLevel": "3rdParty",
        "assessmentLevel": "authority-mandate",
        "attestationType": "certification",
        "issuedToParty": {
            "id": f"urn:uscc:{product.enterprise}",
            "name": product.enterprise_name_zh,
            "registeredId": product.enterprise,
        },
        "referenceScheme": {
            "id": f"urn:tanbiao:scheme:{grant.scheme}",
            "name": SCHEME_NAMES[grant.scheme],
        },
        "referenceProfile": {
            "id": f"urn:tanbiao:rule:{grant.rule.code}:{grant.rule.version}",
            "name": grant.rule.name_zh,
        },
        "conformityAssessment": [_assessment(did, grant)],
    }


def _assessment(did: str, grant: Grant) -> Json:
    footprint = grant.footprint
    unit = f"{format(footprint.declared_unit.amount, 'f')} {footprint.declared_unit.unit}"
    return {
        "type": ["ConformityAssessment"],
        "id": f"{did}:assessments:{grant.number}",
        "name": f"产品碳足迹 ({grant.rule.standard})",
        "assessmentCriteria": [
            {
                "id": f"urn:tanbiao:standard:{grant.rule.general_rule.replace(':', '-')}",
                "name": f"{grant.rule.general_rule}; {grant.rule.standard}",
                "conformityTopic": [
                    {"type": ["ConformityTopic"], "id": GHG_TOPIC, "name": "Greenhouse gases"}
                ],
            }
        ],
        "assessmentDate": chinese_date(grant.decided_at),
        "assessedPerformance": [
            {
                "metric": {
                    "id": "urn:tanbiao:metric:product-carbon-footprint",
                    "name": f"kgCO2e per {unit}",
                },
                "measure": {"value": footprint.value, "unit": "KGM"},
            }
        ],
        "assessedProduct": [_product(footprint)],
        "conformance": True,
    }


def _product(footprint: FootprintSealed) -> Json:
    product = footprint.product
    gtin = {"registeredId": product.gtin} if product.gtin else {}
    return {
        "product": {
            "id": product.id.urn,
            "name": product.name_zh,
            "modelNumber": product.model,
            "productCategory": [
                {
                    "id": f"urn:un:cpc:{product.cpc}",
                    "code": product.cpc,
                    "name": product.category,
                    "schemeName": "UN CPC",
                }
            ],
        }
        | gtin,
        "idVerifiedByCAB": True,
    }


def _evidence(grant: Grant) -> Json:
    footprint = grant.footprint
    return {
        "type": ["SealedFootprint"],
        "id": footprint.calculation_id.urn,
        "seal": footprint.seal,
        "certificateNumber": grant.number,
        "scheme": grant.scheme,
        "rule": {"code": grant.rule.code, "version": grant.rule.version},
        "standard": grant.rule.standard,
        "boundary": footprint.boundary,
        "declaredUnit": footprint.declared_unit.model_dump(),
        "gwpSet": footprint.gwp_set,
        "engineVersion": footprint.engine_version,
        "productNameEn": footprint.product.name_en,
        "enterpriseNameEn": footprint.product.enterprise_name_en,
        "siteDivision": footprint.product.site_division,
        "periodStart": footprint.period_start,
        "periodEnd": footprint.period_end,
    }
