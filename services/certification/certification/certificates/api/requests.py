"""What a body sends to change what its certificate is worth."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from certification.certificates.domain.states import (
    CancellationReason,
    SuspensionReason,
    WithdrawalReason,
)
from certification.certificates.usecases.changes import SuspensionOrder
from certification.values.domain.forms import Command
from chassis.text import Note


class SuspensionRequest(Command):
    """暂停: the national reason code, and when the suspension ends at the latest."""

    reason_code: Annotated[SuspensionReason, Field(strict=False)] = Field(examples=["0201"])
    until: Annotated[AwareDatetime, Field(strict=False)] = Field(examples=["2027-03-01T00:00:00Z"])
    """Last moment of the suspension."""
    note_zh: Note = Field(examples=["未按期接受监督。"])

    def order(self) -> SuspensionOrder:
        return SuspensionOrder(self.reason_code, self.until, self.note_zh)


class ReinstatementRequest(Command):
    """恢复: why the certificate is good again."""

    note_zh: Note = Field(examples=["整改完成,验证有效。"])


class WithdrawalRequest(Command):
    """撤销: the national reason code. Final."""

    reason_code: Annotated[WithdrawalReason, Field(strict=False)] = Field(examples=["0203"])
    note_zh: Note = Field(examples=["逾期未完成整改。"])


class CancellationRequest(Command):
    """注销: the national reason code. Final."""

    reason_code: Annotated[CancellationReason, Field(strict=False)] = Field(examples=["0204"])
    note_zh: Note = Field(examples=["持证人申请,予以注销。"])


class HolderStatement(Command):
    """What the holder of a certificate says or wishes."""

    note_zh: Note = Field(examples=["产品已停产,申请注销证书。"])
