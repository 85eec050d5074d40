"""Credentials that say what a certificate's event says, for bodies that sign whatever they like."""

from chassis.canonical import canonical
from contracts.certification import CertificateIssued
from tests.support.tokens import ISSUER

_PURPOSES = ("suspension", "revocation")


def payload_of(certificate: CertificateIssued) -> bytes:
    """What a sample body signs: every fact that a label repeats, where it is looked for."""
    product = certificate.product
    gtin = {"registeredId": product.gtin} if product.gtin else {}
    evidence = {
        "certificateNumber": certificate.certificate_number,
        "scheme": certificate.scheme,
        "seal": certificate.seal,
        "rule": {"code": certificate.rule_code, "version": certificate.rule_version},
        "standard": certificate.standard,
        "boundary": certificate.boundary,
        "declaredUnit": certificate.declared_unit.model_dump(),
        "productNameEn": product.name_en,
        "enterpriseNameEn": product.enterprise_name_en,
        "siteDivision": product.site_division,
    }
    described = {
        "name": product.name_zh,
        "modelNumber": product.model,
        "productCategory": [{"code": product.cpc, "name": product.category}],
        **gtin,
    }
    assessment = {
        "assessedPerformance": [{"measure": {"value": certificate.value, "unit": "KGM"}}],
        "assessedProduct": [{"product": described}],
    }
    party = {"registeredId": product.enterprise, "name": product.enterprise_name_zh}
    known_as = {"registeredId": certificate.body, "name": certificate.body_name_en}
    subject = {"issuedToParty": party, "conformityAssessment": [assessment]}
    return canonical(
        {
            "id": certificate.certificate_id.urn,
            "issuer": {
                "id": certificate.issuer,
                "name": certificate.body_name_zh,
                "issuerAlsoKnownAs": [known_as],
            },
            "validFrom": certificate.valid_from,
            "validUntil": certificate.valid_until,
            "credentialStatus": [_status(certificate, each) for each in _PURPOSES],
            "credentialSubject": subject,
            "evidence": [evidence],
        }
    )


def _status(certificate: CertificateIssued, purpose: str) -> dict[str, object]:
    address = f"{ISSUER}/status/{purpose}/{certificate.status_list}"
    return {
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(certificate.status_index),
        "statusListCredential": address,
    }
