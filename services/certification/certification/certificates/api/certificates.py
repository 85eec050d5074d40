"""Certificates, as they stand."""

from certification.certificates.api.views import CertificateView
from certification.certificates.domain.search import CertificateSearch
from certification.certificates.domain.states import CertificateWord
from certification.certificates.store import certificates
from certification.certificates.usecases.certificates import (
    CertificateName,
    CertificateNotFound,
    find_certificate,
)
from certification.values.api import CallerSight, SharedCriteria, position, position_of
from chassis import clock
from chassis.database import Transaction
from chassis.pages import Cursor, CursorInvalid, Limit, Page, page
from chassis.problems import problems
from chassis.routing import Router

router = Router(prefix="/v1/certificates", tags=["certificates"])


@router.get("", responses=problems(CursorInvalid))
async def list_certificates(
    tx: Transaction,
    sight: CallerSight,
    criteria: SharedCriteria,
    state: CertificateWord | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[CertificateView]:
    """The certificates that the caller may see and that fit, by decision, newest first."""
    now = clock.now()
    search = CertificateSearch(criteria, now, state.state if state else None)
    files = await certificates.newest(tx, sight, search, position_of(cursor), limit + 1)
    return page(
        files,
        limit,
        lambda file: CertificateView.of(file, now),
        lambda file: position(file.certificate.decided_at, file.certificate.id),
    )


@router.get("/{name}", responses=problems(CertificateNotFound))
async def get_certificate(
    name: CertificateName, tx: Transaction, sight: CallerSight
) -> CertificateView:
    """One certificate, by its number or its id, as it stands now."""
    return CertificateView.of(await find_certificate(tx, name, sight), clock.now())
