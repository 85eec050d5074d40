"""National code tables: certificate states, and why a certificate is in one of them."""

from enum import StrEnum


class CertificateState(StrEnum):
    """Table `certstate` of the national reporting rules."""

    VALID = "01"
    SUSPENDED = "02"
    WITHDRAWN = "03"
    CANCELLED = "04"
    """Given up by its holder (注销)."""
    EXPIRED = "05"


class CertificateWord(StrEnum):
    """What interfaces call a state; the national code stands beside it."""

    VALID = "valid"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    EXPIRED = "expired"

    @property
    def state(self) -> CertificateState:
        return CertificateState[self.name]

    @classmethod
    def of(cls, state: CertificateState) -> "CertificateWord":
        return cls[state.name]


STATE_NAMES = {
    CertificateState.VALID: ("有效", "valid"),
    CertificateState.SUSPENDED: ("暂停", "suspended"),
    CertificateState.WITHDRAWN: ("撤销", "withdrawn"),
    CertificateState.CANCELLED: ("注销", "cancelled"),
    CertificateState.EXPIRED: ("过期失效", "expired"),
}


class SuspensionReason(StrEnum):
    """Reasons for suspending a product certificate (产品暂停原因); the tables are separate."""

    NOT_VISITED = "0201"
    VISIT_FAILED = "0202"
    CODE_0203 = "0203"
    CODE_0204 = "0204"
    CODE_0205 = "0205"
    CODE_0206 = "0206"
    CODE_0207 = "0207"
    CODE_0208 = "0208"
    OTHER = "0299"


class WithdrawalReason(StrEnum):
    """Reasons for withdrawing a product certificate (产品撤销原因)."""

    CODE_0201 = "0201"
    CODE_0202 = "0202"
    NOT_RECTIFIED = "0203"
    CODE_0204 = "0204"
    CODE_0205 = "0205"
    CODE_0206 = "0206"
    CODE_0207 = "0207"
    CODE_0208 = "0208"
    CODE_0209 = "0209"
    OTHER = "0299"


class CancellationReason(StrEnum):
    """Reasons for cancelling a product certificate at its holder's wish (产品注销原因)."""

    CODE_0201 = "0201"
    CODE_0202 = "0202"
    REPLACED = "0203"
    GIVEN_UP = "0204"
    OTHER = "0299"


Reason = SuspensionReason | WithdrawalReason | CancellationReason


class ReplacementReason(StrEnum):
    """Why a certificate takes another one's place (换证原因)."""

    SURVEILLANCE = "01"
    RECERTIFICATION = "02"
    TRANSFER = "03"
    """Another body takes it over."""
    CHANGE = "04"
    """The holder's name, the model or the process changed."""
    OTHER = "99"
