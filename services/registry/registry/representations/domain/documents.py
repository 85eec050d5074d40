"""One label as data: its facts, its standing, each check, and where its other forms are."""

from registry.labels.domain.facts import digital_link
from registry.proofs.domain.standing import is_proven, standing
from registry.proofs.domain.verification import Report
from registry.proofs.domain.view import LabelView
from registry.values.domain.bilingual import Bilingual
from registry.values.domain.held import HELD
from registry.values.domain.node import Node


def facts_with_verification(
    view: LabelView, node: Node, *, is_held: bool = False
) -> dict[str, object]:
    """The facts, what the label is worth now, and what verifying its proof found.

    While the register is held, a notice says so.
    """
    url = view.facts.url
    return {
        **({"notice": _said(HELD)} if is_held else {}),
        **_facts(view),
        "status": standing(view.report.findings, is_cancelled=view.is_cancelled),
        **({"replaced_by": view.successor} if view.successor else {}),
        "verification": verification(view.report),
        "links": {
            "page": url,
            **_printed(view, node),
            "credential": f"{url}?format=vc",
            "bundle": f"{url}?format=bundle",
            "linkset": f"{url}?format=linkset",
            "qr_svg": f"{url}/qr.svg",
            "qr_png": f"{url}/qr.png",
            "policy": f"{node.public_url}/.well-known/tanbiao-policy.json",
        },
    }


def _facts(view: LabelView) -> dict[str, object]:
    """The facts that the proof bears out, and which of their members it says nothing of."""
    if not view.is_shown:
        return {"label_number": view.facts.number, "label_url": view.facts.url}
    return {**view.facts.document(), "not_covered": list(view.uncovered)}


def _printed(view: LabelView, node: Node) -> dict[str, str]:
    if not view.is_shown:
        return {}
    return {"digital_link": digital_link(node, view.facts.product.gtin, view.facts.number)}


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
