"""Whoever decides about a certificate took no part in its review or its surveillance."""

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.bodies.domain import Person
from certification.certificates.domain.certificate import CertificateFile
from certification.certificates.store import reviewers
from certification.certificates.store.reviewers import add as add_reviewers
from certification.certificates.usecases.changes import lock
from chassis.refusals import Denied

__all__ = ["ReviewerMayNotDecide", "add_reviewers", "lock_for"]


class ReviewerMayNotDecide(Denied):
    """Whoever decides about a certificate reviewed its case, or visited its holder."""

    zh = (
        "您参与过证书 {number} 的评审或获证后监督,不能决定其暂停、恢复、撤销或注销;"
        "请由其他人员决定(CNCA-CFP-00:2025:评价与决定人员不得参与评审)。"
    )
    en = (
        "You took part in the review or surveillance behind certificate {number}, so somebody else "
        "decides about it (CNCA-CFP-00:2025: whoever decides did not review)."
    )


async def lock_for(tx: AsyncConnection, name: str, person: Person) -> CertificateFile:
    """The certificate, held still for a decision of this person. Raises `ReviewerMayNotDecide`."""
    file = await lock(tx, name, person.sight)
    if await reviewers.has_reviewed(tx, file.certificate.id, person.id):
        raise ReviewerMayNotDecide(number=file.certificate.number)
    return file
