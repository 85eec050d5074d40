"""One label in each of its forms."""

from fastapi import Response

from chassis.canonical import canonical
from registry.api.negotiation import Form
from registry.api.visit import Visit
from registry.domain.bilingual import Bilingual, Language
from registry.domain.did import Node
from registry.domain.label_view import digital_link, is_proven, standing
from registry.domain.linkset import CONTEXT, linkset
from registry.domain.verification import Report
from registry.usecases.views import LabelView
from registry.web.pages import LabelPage, label_page

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""Content security policy of the pages: nothing from elsewhere, nothing inline."""

SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "no-cache",
}
"""What every public answer carries. A label may change its status at any moment."""


def html(text: str, language: Language, status: int = 200) -> Response:
    """A page with the headers that keep it safe."""
    headers = {
        **SAFE,
        "Content-Security-Policy": POLICY,
        "Referrer-Policy": "no-referrer",
        "Content-Language": language.tag,
        "Vary": "Accept",
    }
    return Response(text, status, headers, media_type="text/html")


def answer(view: LabelView, visit: Visit) -> Response:
    """The label in the form that was asked for."""
    form = visit.form
    if form is Form.HTML:
        return html(_page(view, visit), visit.language)
    return Response(_body(view, visit), headers=_headers(view, form), media_type=form.media_type)


def _body(view: LabelView, visit: Visit) -> bytes:
    match visit.form:
        case Form.CREDENTIAL:
            return view.bundle.credential.encode()
        case Form.BUNDLE:
            return view.bundle.to_zip()
        case Form.BUNDLE_JSON:
            return view.bundle.to_json()
        case Form.LINKSET:
            facts = view.facts
            return canonical(linkset(visit.address, facts.url, facts.product.name.en))
        case _:
            return canonical(facts_with_verification(view, visit.node))


def _headers(view: LabelView, form: Form) -> dict[str, str]:
    headers = {**SAFE, "Vary": "Accept"}
    if form is Form.BUNDLE:
        name = f"label-{view.facts.number}.tanbiao.zip"
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    if form is Form.LINKSET:
        headers["Link"] = f'<{CONTEXT}>; rel="http://www.w3.org/ns/json-ld#context"'
    return headers


def _page(view: LabelView, visit: Visit) -> str:
    page = LabelPage(
        facts=view.facts,
        category=visit.directory.category(view.facts.product.category),
        findings=view.report.findings,
        checked_at=view.report.at,
        qr_url=digital_link(visit.node, view.facts.product.gtin, view.facts.number),
        log_key=str(view.policy.log_key),
    )
    return label_page(page, visit.reader)


def facts_with_verification(view: LabelView, node: Node) -> dict[str, object]:
    """The facts, what the label is worth now, and what verifying its proof found."""
    url = view.facts.url
    return {
        **view.facts.document(),
        "status": standing(view.report.findings),
        "verification": verification(view.report),
        "links": {
            "page": url,
            "digital_link": digital_link(node, view.facts.product.gtin, view.facts.number),
            "credential": f"{url}?format=vc",
            "bundle": f"{url}?format=bundle",
            "linkset": f"{url}?format=linkset",
            "qr_svg": f"{url}/qr.svg",
            "qr_png": f"{url}/qr.png",
            "policy": f"{node.public_url}/.well-known/tanbiao-policy.json",
        },
    }


def verification(report: Report) -> dict[str, object]:
    """Each check with its stable code and its sentence in both languages."""
    return {
        "proven": is_proven(report.findings),
        "checked_at": report.at,
        "checks": [
            {
                "check": finding.check,
                "outcome": finding.outcome,
                "code": finding.code,
                **_said(finding.sentence),
            }
            for finding in report.findings
        ],
    }


def _said(text: Bilingual) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
