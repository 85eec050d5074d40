"""What is said before a certificate is withdrawn or cancelled: notices, statements, wishes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chassis.refusals import Conflict


class ProceedingKind(StrEnum):
    """A step of a proceeding, and who takes it."""

    WITHDRAWAL_NOTICE = "withdrawal-notice"
    """The holder is told that the certificate is to be withdrawn, and may be heard."""
    STATEMENT = "statement"
    """What the holder says to that."""
    CANCELLATION_REQUEST = "cancellation-request"
    """The holder wishes the certificate cancelled."""


@dataclass(frozen=True)
class Proceeding:
    """One step; `person` is the holder's client, or nobody where it followed by itself."""

    kind: ProceedingKind
    person: str
    note_zh: str
    at: datetime


class NothingToStateTo(Conflict):
    """The holder makes a statement although no withdrawal is intended."""

    zh = "证书 {number} 没有待听取申辩的撤销告知,或申辩期已过;无需提交陈述。"
    en = "No intended withdrawal of certificate {number} awaits a statement, or its time is over."


class CancellationNotRequested(Conflict):
    """A body cancels a certificate that its holder did not ask to have cancelled."""

    zh = "证书 {number} 的持证人没有提出注销申请,不能注销;如需终止证书请办理暂停或撤销。"
    en = (
        "The holder of certificate {number} did not ask for a cancellation; "
        "suspend or withdraw it instead."
    )


class WithdrawalIntended(Conflict):
    """A holder wishes to cancel a certificate whose withdrawal is under way."""

    zh = "证书 {number} 正在撤销程序中,不能以注销代替;请在申辩期内提交陈述。"
    en = (
        "The withdrawal of certificate {number} is under way and cannot be avoided by cancelling "
        "it; make a statement while you may be heard."
    )


class CancellationAlreadyRequested(Conflict):
    """The holder asks for a cancellation that is under way."""

    zh = "证书 {number} 的注销申请已在办理,无需重复提交。"
    en = "The cancellation of certificate {number} is under way already."
