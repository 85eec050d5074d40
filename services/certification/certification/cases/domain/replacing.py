"""Which certificate may take another one's place."""

from dataclasses import dataclass

from certification.certificates.domain.certificate import CertificateFile
from certification.certificates.domain.states import ReplacementReason
from chassis.refusals import Conflict
from contracts.accounting import FootprintSealed


@dataclass(frozen=True)
class Replacement:
    """Which certificate is to be replaced, and why."""

    number: str
    why: ReplacementReason


class ReplacementUnfit(Conflict):
    """The new certificate would be about something else, or from a body that does not fit."""

    zh = (
        "不能以该申请换发证书 {number}:产品、机构须与换证原因相符——机构转换(03)须换机构,"
        "其他原因须在原机构;内容变更(04)须为同一类别,其他原因须为同一产品。"
    )
    en = (
        "Certificate {number} cannot be replaced by this application. A transfer (03) goes to "
        "another body, all else stays with the same; a change (04) stays in the category, all "
        "else with the same product."
    )


class ReplacementUnderWay(Conflict):
    """Another open application is to replace the certificate."""

    zh = "证书 {number} 已有换证申请在办理;请继续办理该申请。"
    en = "An application to replace certificate {number} is open; continue it."


def check_fits(
    old: CertificateFile, wanted: Replacement, footprint: FootprintSealed, body: str
) -> None:
    """Raise `ReplacementUnfit` unless product and body fit the reason."""
    is_transfer = wanted.why is ReplacementReason.TRANSFER
    same_body = old.certificate.body == body
    was, now = old.footprint.product, footprint.product
    if wanted.why is ReplacementReason.CHANGE:
        fits = was.category == now.category
    else:
        fits = was.id == now.id
    if not fits or same_body is is_transfer:
        raise ReplacementUnfit(number=old.certificate.number)
