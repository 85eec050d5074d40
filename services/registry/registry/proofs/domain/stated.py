"""What a label's facts repeat from its signed credential, and where the two must agree."""

from collections.abc import Mapping

from registry.identities.domain.signed import dig, moment

Path = tuple[str | int, ...]

_ATTESTATION: Path = ("credentialSubject",)
_ASSESSMENT: Path = (*_ATTESTATION, "conformityAssessment", 0)
_EVIDENCE: Path = ("evidence", 0)
_PRODUCT: Path = (*_ASSESSMENT, "assessedProduct", 0, "product")

REPEATED: Mapping[Path, Path] = {
    ("certificate", "number"): (*_EVIDENCE, "certificateNumber"),
    ("scheme",): (*_EVIDENCE, "scheme"),
    ("seal",): (*_EVIDENCE, "seal"),
    ("rule", "code"): (*_EVIDENCE, "rule", "code"),
    ("rule", "version"): (*_EVIDENCE, "rule", "version"),
    ("rule", "standard"): (*_EVIDENCE, "standard"),
    ("footprint", "boundary"): (*_EVIDENCE, "boundary"),
    ("footprint", "per", "amount"): (*_EVIDENCE, "declaredUnit", "amount"),
    ("footprint", "per", "unit"): (*_EVIDENCE, "declaredUnit", "unit"),
    ("footprint", "value"): (*_ASSESSMENT, "assessedPerformance", 0, "measure", "value"),
    ("product", "name_zh"): (*_PRODUCT, "name"),
    ("product", "model"): (*_PRODUCT, "modelNumber"),
    ("product", "gtin"): (*_PRODUCT, "registeredId"),
    ("product", "cpc"): (*_PRODUCT, "productCategory", 0, "code"),
    ("enterprise", "id"): (*_ATTESTATION, "issuedToParty", "registeredId"),
    ("enterprise", "name_zh"): (*_ATTESTATION, "issuedToParty", "name"),
    ("body", "did"): ("issuer", "id"),
    ("body", "id"): ("issuer", "issuerAlsoKnownAs", 0, "registeredId"),
    ("body", "name_zh"): ("issuer", "name"),
    ("body", "name_en"): ("issuer", "issuerAlsoKnownAs", 0, "name"),
}
"""Where the facts say something, and where the credential says it."""

MOMENTS: Mapping[Path, Path] = {
    ("certificate", "valid_from"): ("validFrom",),
    ("certificate", "valid_until"): ("validUntil",),
}
"""Moments, which may be written in more than one way."""


def differences(
    facts: object, claims: Mapping[str, object], entry: object, index: int
) -> tuple[str, ...]:
    """The members of the facts that the credential or the log entry does not bear out."""
    wrong = [at for at, said in REPEATED.items() if dig(facts, *at) != dig(claims, *said)]
    wrong += [at for at, said in MOMENTS.items() if _moments_differ(facts, claims, at, said)]
    wrong += [("label_number",)] if dig(facts, "label_number") != dig(entry, "label") else []
    wrong += [("log", "index")] if dig(facts, "log", "index") != index else []
    return tuple(".".join(map(str, path)) for path in wrong)


def _moments_differ(facts: object, claims: object, at: Path, said: Path) -> bool:
    stated = moment(dig(facts, *at))
    return stated is None or stated != moment(dig(claims, *said))
