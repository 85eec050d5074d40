"""From facts and findings to HTML. Nothing is decided here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from chassis.canonical import rfc3339
from contracts.certification import Scheme
from registry.labels.domain.facts import LabelFacts
from registry.labels.domain.label import Label
from registry.portal.domain.texts import STANDINGS, Texts
from registry.portal.domain.vocabulary import boundary_name, scheme_name, unit_name
from registry.portal.formats.assets import address
from registry.proofs.domain.findings import Finding
from registry.proofs.domain.standing import Standing, is_proven, standing
from registry.values.domain.bilingual import Bilingual, Language
from registry.values.domain.node import Node

_LOCAL = ZoneInfo("Asia/Shanghai")
_EXAMPLE = "N-120116-47150-2600001-8"

_templates = Environment(
    loader=PackageLoader("registry.portal.formats"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
)
_templates.globals["asset"] = address


@dataclass(frozen=True)
class Reader:
    """Who reads: their language, the same page in the other one, and the region they are in."""

    language: Language
    other_url: str
    region: Bilingual
    node: Node
    """The node that is read; all links begin where it begins."""
    is_held: bool = False
    """Whether the register is older than what it made public."""

    @property
    def other(self) -> Language:
        return Language.EN if self.language is Language.ZH else Language.ZH


@dataclass(frozen=True)
class LabelPage:
    """Everything the page of one label shows."""

    facts: LabelFacts
    category: Bilingual
    findings: tuple[Finding, ...]
    checked_at: datetime
    qr_url: str
    log_key: str
    is_cancelled: bool = False
    successor: str | None = None
    """Number of the label that took its place."""


def label_page(page: LabelPage, reader: Reader) -> str:
    """The page of a label, whatever its standing."""
    t, facts = Texts(reader.language), page.facts
    found = standing(page.findings, is_cancelled=page.is_cancelled)
    title, text = STANDINGS[found]
    amount = format(facts.footprint.amount, "f")
    return _render(
        "label.html",
        reader,
        facts=facts,
        findings=page.findings,
        standing=found.value,
        standing_title=t.say(title),
        standing_text=t.say(text),
        successor=page.successor,
        proven=is_proven(page.findings),
        is_national=facts.scheme is Scheme.NATIONAL_CFP,
        scheme=scheme_name(facts.scheme),
        value=format(facts.footprint.value, ",f"),
        amount=amount,
        unit=unit_name(facts.footprint.unit),
        boundary=boundary_name(facts.footprint.boundary),
        category=page.category,
        validity=_validity(facts, t, reader.language),
        checked_at=page.checked_at.astimezone(_LOCAL).strftime("%Y-%m-%d %H:%M:%S"),
        checked_at_utc=rfc3339(page.checked_at),
        links=_links(reader.node.path, facts.number),
        qr_url=page.qr_url,
        log_key=page.log_key,
    )


def search_page(
    reader: Reader, number: str = "", refusal: Bilingual | None = None, near: Sequence[str] = ()
) -> str:
    """The look-up form, below the reason why a label was not found where there is one.

    `near` are numbers that may have been meant.
    """
    return _render(
        "search.html", reader, number=number, refusal=refusal, near=near, example=_EXAMPLE
    )


def product_page(gtin: str, labels: Sequence[Label], at: datetime, reader: Reader) -> str:
    """The labels of a product, the newest first."""
    rows = [
        {
            "number": str(label.number),
            "status": label.status(at),
            "standing": STANDINGS[Standing(label.status(at).value)][0],
            "value": format(label.certificate.value, ",f"),
            "amount": format(label.certificate.declared_unit.amount, "f"),
            "unit": unit_name(label.certificate.declared_unit.unit),
            "last_day": label.last_day,
        }
        for label in labels
    ]
    product = labels[0].certificate.product
    name = Bilingual(product.name_zh, product.name_en)
    return _render("product.html", reader, gtin=gtin, name=name, model=product.model, labels=rows)


def _render(template: str, reader: Reader, **content: object) -> str:
    return _templates.get_template(template).render(
        t=Texts(reader.language),
        language=reader.language,
        other_language=reader.other,
        other_language_url=reader.other_url,
        region=reader.region,
        is_held=reader.is_held,
        base=reader.node.path,
        in_test_tenant=reader.node.is_sample,
        **content,
    )


def _validity(facts: LabelFacts, t: Texts, language: Language) -> str:
    days = (facts.first_day, facts.last_day)
    if language is Language.ZH:
        start, end = (f"{day.year}年{day.month}月{day.day}日" for day in days)
    else:
        start, end = (f"{day:%B} {day.day}, {day.year}" for day in days)
    return t.fill("validity_range", start=start, end=end)


def _links(base: str, number: str) -> dict[str, str]:
    label = f"{base}/label/{number}"
    formats = ("json", "vc", "bundle", "linkset")
    return {name: f"{label}?format={name}" for name in formats} | {
        "bundle_json": f"{label}?format=bundle-json",
        "qr": f"{label}/qr.svg",
        "qr_png": f"{label}/qr.png",
        "policy": f"{base}/.well-known/tanbiao-policy.json",
        "checkpoint": f"{base}/log/checkpoint",
    }
