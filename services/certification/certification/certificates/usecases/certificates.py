"""Finding the certificates that a caller may see; what is hidden does not exist."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Path
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.certificates.domain.certificate import CertificateFile
from certification.certificates.domain.states import CertificateState
from certification.certificates.store import certificates
from certification.certificates.store.counting import granted_until as granted_until
from certification.certificates.store.holdings import CERTIFICATES as CERTIFICATES
from certification.values.domain.sight import Sight
from chassis.refusals import Missing

CertificateName = Annotated[
    str, Path(pattern=r"^[0-9A-Za-z-]{1,64}$", description="Certificate number, or its UUID.")
]


class CertificateNotFound(Missing):
    """There is no such certificate, or it belongs to other parties."""

    zh = "没有证书 {name},或您无权查看;请核对证书编号。"
    en = "There is no certificate {name}, or it is not yours to see; check the number."


async def find_certificate(tx: AsyncConnection, name: str, sight: Sight) -> CertificateFile:
    """One certificate by id or number, or `CertificateNotFound`."""
    file = await certificates.find(tx, _id_or_number(name), sight)
    if file is None:
        raise CertificateNotFound(name=name)
    return file


async def state_of(tx: AsyncConnection, id: UUID, at: datetime) -> CertificateState | None:
    """What a certificate is worth at a moment; None when there is no such certificate."""
    file = await certificates.find(tx, id, Sight())
    return file.state(at) if file else None


def _id_or_number(name: str) -> UUID | str:
    try:
        return UUID(name)
    except ValueError:
        return name.upper()
