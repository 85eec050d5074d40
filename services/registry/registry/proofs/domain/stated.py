"""What a label's facts repeat from its signed credential, and where the two must agree.

Every leaf of the facts is accounted for: it stands in the credential, or follows from it or from
the log. What does neither is no part of the proof, and is told as not covered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chassis.canonical import canonical
from registry.identities.domain.signed import dig, moment, read_credential
from registry.labels.domain.facts import EMISSION_UNIT, LabelFacts

Path = tuple[str | int, ...]

_ATTESTATION: Path = ("credentialSubject",)
_ASSESSMENT: Path = (*_ATTESTATION, "conformityAssessment", 0)
_EVIDENCE: Path = ("evidence", 0)
_PRODUCT: Path = (*_ASSESSMENT, "assessedProduct", 0, "product")

OPTIONAL: Mapping[Path, Path] = {
    ("product", "name_en"): (*_EVIDENCE, "productNameEn"),
    ("product", "site_division"): (*_EVIDENCE, "siteDivision"),
    ("enterprise", "name_en"): (*_EVIDENCE, "enterpriseNameEn"),
}
"""What older credentials do not say; their labels tell it as not covered."""

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
    ("product", "category"): (*_PRODUCT, "productCategory", 0, "name"),
    ("enterprise", "id"): (*_ATTESTATION, "issuedToParty", "registeredId"),
    ("enterprise", "name_zh"): (*_ATTESTATION, "issuedToParty", "name"),
    ("body", "did"): ("issuer", "id"),
    ("body", "id"): ("issuer", "issuerAlsoKnownAs", 0, "registeredId"),
    ("body", "name_zh"): ("issuer", "name"),
    ("body", "name_en"): ("issuer", "issuerAlsoKnownAs", 0, "name"),
    **OPTIONAL,
}
"""Where the facts say something, and where the credential says it."""

MOMENTS: Mapping[Path, Path] = {
    ("certificate", "valid_from"): ("validFrom",),
    ("certificate", "valid_until"): ("validUntil",),
}
"""Moments, which may be written in more than one way."""


@dataclass(frozen=True)
class Source:
    """What the facts of one label have to agree with."""

    claims: Mapping[str, object]
    """Of the verified credential."""
    credential_sha256: str
    entry: object
    """The label's log entry."""
    index: int
    origin: str
    """Of the log, as the policy names it."""

    @property
    def following(self) -> Mapping[Path, object]:
        """What follows from the log, the policy and the credential's own bytes."""
        number = dig(self.entry, "label")
        return {
            ("label_number",): number,
            ("label_url",): f"{self._origin_url}/label/{number}",
            ("certificate", "credential_sha256"): self.credential_sha256,
            ("footprint", "unit"): EMISSION_UNIT,
            ("log", "origin"): self.origin,
            ("log", "index"): self.index,
        }

    @property
    def _origin_url(self) -> str:
        """The node's address: its host by the log, how it is spoken to by its status lists."""
        listed = str(dig(self.claims, "credentialStatus", 0, "statusListCredential"))
        return f"{listed.partition('://')[0]}://{self.origin.rpartition('/')[0]}"


def differences(facts: object, source: Source) -> tuple[str, ...]:
    """The members of the facts that credential, entry and log do not bear out, unknown ones too."""
    claims, following = source.claims, source.following
    wrong = [at for at, said in REPEATED.items() if dig(facts, *at) != dig(claims, *said)]
    wrong += [at for at, said in MOMENTS.items() if _moments_differ(facts, claims, at, said)]
    wrong += [at for at, value in following.items() if not _is_same(dig(facts, *at), value)]
    known = {*REPEATED, *MOMENTS, *following}
    wrong += [at for at in leaves(facts) if at not in known]
    return tuple(".".join(map(str, path)) for path in wrong)


def _is_same(stated: object, value: object) -> bool:
    # True counts as one in Python, and is no leaf of the log.
    return stated == value and type(stated) is type(value)


def _moments_differ(facts: object, claims: object, at: Path, said: Path) -> bool:
    stated = moment(dig(facts, *at))
    return stated is None or stated != moment(dig(claims, *said))


def leaves(value: object, at: Path = ()) -> Iterator[Path]:
    """Where a JSON value has something that is neither an object nor a list with members."""
    if isinstance(value, Mapping) and value:
        for name, member in value.items():
            yield from leaves(member, (*at, str(name)))
    elif isinstance(value, list) and value:
        for place, member in enumerate(value):
            yield from leaves(member, (*at, place))
    else:
        yield at


def uncovered(facts: object, claims: Mapping[str, object]) -> tuple[Path, ...]:
    """The leaves of the facts that no signature bears out, and that are told as such."""
    unsaid = {at for at, said in OPTIONAL.items() if dig(claims, *said) is None}
    known = {path for path in leaves(facts) if path in _UNSIGNED}
    return tuple(sorted(known | {at for at in unsaid if dig(facts, *at) is not None}))


_UNSIGNED = frozenset(
    {
        ("sample",),
        ("body", "sample"),
        ("enterprise", "sample"),
        ("certificate", "issued_at"),
    }
)
"""Remarks of the register; the credential has its own moment, `iat`."""


def without(facts: Mapping[str, object], paths: tuple[Path, ...], at: Path = ()) -> object:
    """The facts without some of their leaves."""
    return {
        name: without(member, paths, (*at, name)) if isinstance(member, Mapping) else member
        for name, member in facts.items()
        if (*at, name) not in paths
    }


def proven_text(facts: LabelFacts, credential: str) -> str:
    """The facts that the credential has to bear out, as canonical JSON; a part of the proof."""
    signed, document = read_credential(credential), facts.document()
    missing = uncovered(document, signed.claims if signed else {})
    return canonical(without(document, missing)).decode()
