"""What a certificate is worth, and what may still be done to it."""

from datetime import timedelta

import pytest

from certification.certificates.domain.acts import (
    Cancellation,
    Reinstatement,
    Suspension,
    Withdrawal,
)
from certification.certificates.domain.certificate import (
    CertificateAlreadySuspended,
    CertificateNoLongerInForce,
    CertificateNotSuspended,
    SuspensionEndMisplaced,
)
from certification.certificates.domain.states import (
    CancellationReason,
    CertificateState,
    SuspensionReason,
    WithdrawalReason,
)
from tests.certification.samples import MAY_4, certificate_file

LONGEST = timedelta(days=184)
DAY = timedelta(days=1)


def suspension(at=MAY_4 + DAY, until=MAY_4 + 30 * DAY):
    return Suspension(SuspensionReason.NOT_VISITED, until, "zhao", "暂停", at)


def reinstatement(at=MAY_4 + 2 * DAY):
    return Reinstatement("zhao", "恢复", at)


def withdrawal(at=MAY_4 + 3 * DAY):
    return Withdrawal(WithdrawalReason.CODE_0209, "zhao", "撤销", at)


def cancellation(at=MAY_4 + 3 * DAY):
    return Cancellation(CancellationReason.GIVEN_UP, "zhao", "注销", at)


def expired():
    return certificate_file().certificate.valid_until


def test_a_fresh_certificate_is_valid_until_the_moment_it_expires():
    file = certificate_file()

    assert file.state(expired() - timedelta(microseconds=1)) is CertificateState.VALID
    assert file.state(expired()) is CertificateState.EXPIRED


def test_a_suspension_holds_until_somebody_lifts_it():
    file = certificate_file(suspension())

    assert file.state(MAY_4 + 300 * DAY) is CertificateState.SUSPENDED
    assert certificate_file(suspension(), reinstatement()).state(MAY_4 + 9 * DAY) == "01"


def test_a_suspended_certificate_still_expires():
    assert certificate_file(suspension()).state(expired()) is CertificateState.EXPIRED


def test_a_withdrawn_certificate_stays_withdrawn_after_its_term():
    assert certificate_file(withdrawal()).state(expired() + DAY) is CertificateState.WITHDRAWN


def test_suspending_twice_is_refused():
    with pytest.raises(CertificateAlreadySuspended):
        certificate_file(suspension()).suspend(suspension(at=MAY_4 + 2 * DAY), LONGEST)


def test_reinstating_what_is_not_suspended_is_refused():
    with pytest.raises(CertificateNotSuspended):
        certificate_file().reinstate(reinstatement())


def test_a_suspended_certificate_may_be_withdrawn():
    assert certificate_file(suspension()).end(withdrawal()) == withdrawal()


@pytest.mark.parametrize(
    "until",
    [
        MAY_4,
        MAY_4 + DAY,
        MAY_4 + DAY + LONGEST + timedelta(seconds=1),
    ],
)
def test_a_suspension_ends_in_the_future_and_within_the_longest_term(until):
    with pytest.raises(SuspensionEndMisplaced):
        certificate_file().suspend(suspension(until=until), LONGEST)


def test_a_suspension_does_not_outlast_the_certificate():
    late = expired() - DAY

    with pytest.raises(SuspensionEndMisplaced):
        certificate_file().suspend(suspension(at=late, until=late + 2 * DAY), LONGEST)
    assert certificate_file().suspend(suspension(at=late, until=expired()), LONGEST)


@pytest.mark.parametrize(
    ("acts", "state"),
    [
        ((withdrawal(),), "withdrawn"),
        ((suspension(), withdrawal()), "withdrawn"),
        ((cancellation(),), "cancelled"),
        ((suspension(), cancellation()), "cancelled"),
    ],
)
@pytest.mark.parametrize("act", ["suspend", "reinstate", "withdraw", "cancel"])
def test_nothing_revives_an_ended_certificate(acts, state, act):
    file, at = certificate_file(*acts), MAY_4 + 4 * DAY
    attempts = {
        "suspend": lambda: file.suspend(suspension(at=at), LONGEST),
        "reinstate": lambda: file.reinstate(reinstatement(at=at)),
        "withdraw": lambda: file.end(withdrawal(at=at)),
        "cancel": lambda: file.end(cancellation(at=at)),
    }

    with pytest.raises(CertificateNoLongerInForce, match=state):
        attempts[act]()


def test_an_expired_certificate_cannot_be_withdrawn_any_more():
    with pytest.raises(CertificateNoLongerInForce, match="expired"):
        certificate_file().end(withdrawal(at=expired()))


def test_the_code_tables_are_the_national_ones():
    suspensions = [f"020{n}" for n in range(1, 9)] + ["0299"]

    assert [reason.value for reason in SuspensionReason] == suspensions
    assert [reason.value for reason in WithdrawalReason] == [*suspensions[:-1], "0209", "0299"]
    cancellations = [*suspensions[:4], "0299"]
    assert [reason.value for reason in CancellationReason] == cancellations
    assert [state.value for state in CertificateState] == ["01", "02", "03", "04", "05"]
