"""Criteria of certificates as conditions."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, not_, or_, select

from certification.certificates.domain.search import CertificateSearch
from certification.certificates.domain.states import CertificateState
from certification.certificates.store.tables import certificate, certificate_act, signature
from certification.footprints.usecases import fitting

_OF_THIS = certificate_act.c.certificate_id == certificate.c.id
_LAST_ACT = (
    select(certificate_act.c.kind)
    .where(_OF_THIS)
    .order_by(certificate_act.c.position.desc())
    .limit(1)
    .scalar_subquery()
)
_LAST_ACT_AT = select(func.max(certificate_act.c.at)).where(_OF_THIS).scalar_subquery()


def search_conditions(search: CertificateSearch) -> Iterator[ColumnElement[bool]]:
    """Conditions on certificates joined to their footprints and signatures."""
    criteria = search.criteria
    yield from fitting(criteria, certificate, dated=certificate.c.decided_at, number="number")
    if search.state:
        yield _in_state(search.state, search.at)
    if criteria.updated_since:
        yield _changed_since(criteria.updated_since, search.at)


def _in_state(state: CertificateState, at: datetime) -> ColumnElement[bool]:
    """The same order of precedence as `CertificateFile.state`."""
    withdrawn = func.coalesce(_LAST_ACT, "") == "withdrawal"
    cancelled = func.coalesce(_LAST_ACT, "") == "cancellation"
    ended = or_(withdrawn, cancelled)
    suspended = func.coalesce(_LAST_ACT, "") == "suspension"
    expired = certificate.c.valid_until <= at
    match state:
        case CertificateState.WITHDRAWN:
            return withdrawn
        case CertificateState.EXPIRED:
            return and_(not_(ended), expired)
        case CertificateState.SUSPENDED:
            return and_(suspended, not_(expired))
        case CertificateState.VALID:
            return and_(not_(ended), not_(suspended), not_(expired))
        case CertificateState.CANCELLED:
            return cancelled


def _changed_since(since: datetime, at: datetime) -> ColumnElement[bool]:
    """Decided, signed, acted on or expired."""
    expired = and_(certificate.c.valid_until >= since, certificate.c.valid_until <= at)
    moments = (certificate.c.decided_at, signature.c.signed_at, _LAST_ACT_AT)
    return or_(expired, *(moment >= since for moment in moments))
