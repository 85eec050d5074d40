"""Finding the cases and certificates that a caller may see; what is hidden does not exist."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.domain.application import Case
from certification.domain.certificate import CertificateFile
from certification.domain.sight import Sight
from certification.store import applications, certificates, packs
from certification.store.packs import PublishedRule
from chassis.refusals import Missing


class ApplicationNotFound(Missing):
    """There is no such application, or it belongs to other parties."""

    zh = "没有编号为 {id} 的申请,或您无权查看;请核对编号。"
    en = "There is no application {id}, or it is not yours to see; check the id."


class CertificateNotFound(Missing):
    """There is no such certificate, or it belongs to other parties."""

    zh = "没有证书 {name},或您无权查看;请核对证书编号。"
    en = "There is no certificate {name}, or it is not yours to see; check the number."


class RuleNotFound(Missing):
    """No rule has this code."""

    zh = "没有编号为 {code} 的实施规则;请在 /v1/rules 查看全部规则。"
    en = "There is no rule {code}; see /v1/rules for all of them."


async def find_case(tx: AsyncConnection, id: UUID, sight: Sight) -> Case:
    """One case, or `ApplicationNotFound`."""
    case = await applications.find(tx, id, sight)
    if case is None:
        raise ApplicationNotFound(id=id)
    return case


async def find_certificate(tx: AsyncConnection, name: str, sight: Sight) -> CertificateFile:
    """One certificate by id or number, or `CertificateNotFound`."""
    file = await certificates.find(tx, _id_or_number(name), sight)
    if file is None:
        raise CertificateNotFound(name=name)
    return file


async def find_rule(
    tx: AsyncConnection, code: str, after: list[str] | None, limit: int
) -> list[PublishedRule]:
    """The versions of a rule, oldest first, or `RuleNotFound`."""
    found = await packs.list_rules(tx, code=code, after=after, limit=limit)
    if not found and after is None:
        raise RuleNotFound(code=code)
    return found


def _id_or_number(name: str) -> UUID | str:
    try:
        return UUID(name)
    except ValueError:
        return name.upper()
