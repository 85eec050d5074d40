"""JSON Schema (2020-12) that every certificate credential satisfies before it is signed."""

from jsonschema import Draft202012Validator

from certification.certificates.domain.credential import CONTEXTS

_TEXT = {"type": "string", "minLength": 1}
_MOMENT = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$"}
_DECIMAL = {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}
_HASH = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def _object(required: dict[str, object], **optional: object) -> dict[str, object]:
    """An object that has every required member and no undeclared one."""
    return {
        "type": "object",
        "required": list(required),
        "properties": {**required, **optional},
        "additionalProperties": False,
    }


def _one(item: object) -> dict[str, object]:
    return {"type": "array", "minItems": 1, "maxItems": 1, "items": item}


def _status(purpose: str) -> dict[str, object]:
    return _object(
        {
            "id": _TEXT,
            "type": {"const": "BitstringStatusListEntry"},
            "statusPurpose": {"const": purpose},
            "statusListIndex": {"type": "string", "pattern": r"^(0|[1-9]\d{0,5})$"},
            "statusListCredential": {"type": "string", "pattern": f"/status/{purpose}/\\d+$"},
        }
    )


def _named(**optional: object) -> dict[str, object]:
    return _object({"id": _TEXT, "name": _TEXT}, **optional)


_BODY = r"^did:web:[^:/#]+(:sample)?:bodies:CNCA-RF?-\d{4}-\d{2,4}$"
"""Of a certification body at a node, or in its test tenant."""
_ISSUER = _object(
    {
        "type": {"const": ["CredentialIssuer"]},
        "id": {"type": "string", "pattern": _BODY},
        "name": _TEXT,
        "issuerAlsoKnownAs": _one(_named(registeredId=_TEXT)),
    }
)
_PERFORMANCE = _object(
    {
        "metric": _named(),
        "measure": _object({"value": _DECIMAL, "unit": {"const": "KGM"}}),
    }
)
_CATEGORY = _object({"id": _TEXT, "code": _TEXT, "name": _TEXT, "schemeName": _TEXT})
_PRODUCT = _object(
    {
        "product": _object(
            {"id": _TEXT, "name": _TEXT, "modelNumber": _TEXT, "productCategory": _one(_CATEGORY)},
            registeredId={"type": "string", "pattern": r"^\d{8,14}$"},
        ),
        "idVerifiedByCAB": {"const": True},
    }
)
_ASSESSMENT = _object(
    {
        "type": {"const": ["ConformityAssessment"]},
        "id": _TEXT,
        "name": _TEXT,
        "assessmentCriteria": _one(_named(conformityTopic=_one(_named(type={"type": "array"})))),
        "assessmentDate": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "assessedPerformance": _one(_PERFORMANCE),
        "assessedProduct": _one(_PRODUCT),
        "conformance": {"const": True},
    }
)
_ATTESTATION = _object(
    {
        "type": {"const": ["ConformityAttestation"]},
        "id": _TEXT,
        "name": {"type": "string", "pattern": r"^[0-9A-Z-]+$"},
        "assessorLevel": {"const": "3rdParty"},
        "assessmentLevel": _TEXT,
        "attestationType": {"const": "certification"},
        "issuedToParty": _named(registeredId={"type": "string", "pattern": "^[0-9A-Z]{18}$"}),
        "referenceScheme": _named(),
        "referenceProfile": _named(),
        "conformityAssessment": _one(_ASSESSMENT),
    }
)
_EVIDENCE = _object(
    {
        "type": {"const": ["SealedFootprint"]},
        "id": _TEXT,
        "seal": _HASH,
        "certificateNumber": _TEXT,
        "scheme": {"enum": ["NATIONAL_CFP", "CB_OWN"]},
        "rule": _object({"code": _TEXT, "version": _TEXT}),
        "standard": _TEXT,
        "boundary": _TEXT,
        "declaredUnit": _object({"amount": _DECIMAL, "unit": _TEXT}),
        "gwpSet": _TEXT,
        "engineVersion": _TEXT,
        "periodStart": _TEXT,
        "periodEnd": _TEXT,
    },
    # Certificates that were decided before they were said wait for their signature without them.
    productNameEn=_TEXT,
    enterpriseNameEn=_TEXT,
    siteDivision=_TEXT,
)
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **_object(
        {
            "@context": {"const": list(CONTEXTS)},
            "type": {"const": ["VerifiableCredential", "DigitalConformityCredential"]},
            "id": {"type": "string", "pattern": "^urn:uuid:[0-9a-f-]{36}$"},
            "name": _TEXT,
            "issuer": _ISSUER,
            "validFrom": _MOMENT,
            "validUntil": _MOMENT,
            "iat": {"type": "integer"},
            "exp": {"type": "integer"},
            "credentialStatus": {
                "type": "array",
                "prefixItems": [_status("suspension"), _status("revocation")],
                "minItems": 2,
                "items": False,
            },
            "credentialSubject": _ATTESTATION,
            "evidence": _one(_EVIDENCE),
        },
        sample={"const": True},
    ),
}
"""No undeclared member passes anywhere, so a `vc` claim cannot either."""
VALIDATOR = Draft202012Validator(SCHEMA)
