"""URNs by which footprints name companies and products."""

from collections.abc import Iterable
from urllib.parse import urlsplit
from uuid import UUID

_CPC = "urn:pact:productclassification:un-cpc:"


def company_urn(domain: str, uscc: str) -> str:
    """An enterprise by its unified social credit code, as this platform issues it."""
    return f"urn:pact:{domain}:supplier-id:{uscc}"


def product_urn(domain: str, product: str) -> str:
    return f"urn:pact:{domain}:product-id:{product}"


def product_of(domain: str, urn: str) -> UUID:
    """The product that an identifier of this platform names. Raises `ValueError` for others."""
    prefix = product_urn(domain, "").casefold()
    if not urn.casefold().startswith(prefix):
        raise ValueError("another issuer's")
    return UUID(urn[len(prefix) :])


def gtin_urn(gtin: str) -> str:
    return f"urn:gtin:{gtin}"


def cpc_urn(cpc: str) -> str:
    """A class of the UN Central Product Classification."""
    return f"{_CPC}{cpc}"


def cpc_of(classifications: Iterable[str]) -> str | None:
    """The first class of the Central Product Classification among these."""
    return next((c[len(_CPC) :] for c in classifications if c.casefold().startswith(_CPC)), None)


def issuer_domain(public_url: str) -> str:
    """The host of the platform, which stands in the URNs that it issues."""
    return urlsplit(public_url).hostname or "localhost"
