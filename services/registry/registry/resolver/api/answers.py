"""One label in each of its forms."""

from fastapi import Response

from chassis.canonical import canonical
from chassis.downloads import attachment
from chassis.problems import problem_response
from chassis.refusals import Refusal
from registry.labels.domain.facts import digital_link
from registry.labels.usecases.labels import LabelNumberMistyped
from registry.portal.usecases.answers import html
from registry.portal.usecases.pages import LabelPage, label_page, search_page
from registry.portal.usecases.visits import Visit, bilingual
from registry.proofs.domain.view import LabelView
from registry.representations.domain.documents import facts_with_verification
from registry.representations.domain.forms import Form
from registry.representations.domain.linkset import AS_JSON_LD, label_links, linkset
from registry.values.domain.answers import lasting


def answer(view: LabelView, visit: Visit) -> Response:
    """The label in the form that was asked for."""
    form = visit.form
    if form is Form.HTML:
        return html(_page(view, visit), visit.language, kept=_lasting(view))
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
            links = label_links(view.facts.url)
            return canonical(linkset(visit.address, described(view), links))
        case _:
            return canonical(facts_with_verification(view, visit.node, is_held=visit.is_held))


def described(view: LabelView) -> str:
    """What a link set calls the label: the product's signed name, in English if that is signed."""
    if not view.is_shown:
        return view.facts.number
    name = view.facts.product.name
    return name.zh if "product.name_en" in view.uncovered else name.en


def _lasting(view: LabelView) -> dict[str, str]:
    return lasting(view.report.at, view.until)


def _headers(view: LabelView, form: Form) -> dict[str, str]:
    headers = {**_lasting(view), "Vary": "Accept, Accept-Language"}
    if form is Form.BUNDLE:
        name = f"label-{view.facts.number}.tanbiao.zip"
        headers["Content-Disposition"] = attachment(name)
    if form is Form.LINKSET:
        headers["Link"] = AS_JSON_LD
    return headers


def _page(view: LabelView, visit: Visit) -> str:
    page = LabelPage(
        facts=view.facts,
        category=visit.directory.category(view.facts.product.category),
        findings=view.report.findings,
        checked_at=view.report.at,
        qr_url=digital_link(visit.node, view.facts.product.gtin, view.facts.number),
        log_key=str(view.policy.log_key),
        is_cancelled=view.is_cancelled,
        successor=view.successor,
    )
    return label_page(page, visit.reader)


def missing(refusal: Refusal, visit: Visit, number: str) -> Response:
    """A page for people, a problem document for programs; both say what is wrong."""
    if visit.form is Form.HTML:
        near = refusal.near if isinstance(refusal, LabelNumberMistyped) else ()
        page = search_page(visit.reader, number, bilingual(refusal.messages), near)
        return html(page, visit.language, refusal.status)
    response = problem_response(visit.request, refusal)
    response.headers.update({"Vary": "Accept, Accept-Language", "Access-Control-Allow-Origin": "*"})
    return response
