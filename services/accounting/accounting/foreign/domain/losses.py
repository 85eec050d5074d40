"""What of a foreign model was not carried over, and who settled what can change the footprint."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import ConfigDict, StringConstraints, TypeAdapter, with_config

from accounting.values.domain.resolutions import Reason, Resolution
from accounting.values.domain.text import Name, Text
from chassis.refusals import Conflict, Denied, Missing

_NAMED = 3
_MOMENT = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$"


class LossNotFound(Missing):
    """There is no such loss among those of the caller's systems."""

    zh = "没有导入缺失 {id}。请在 /v1/systems/<编号>/losses 查看。"
    en = "There is no loss {id}. See those of a system at /v1/systems/<id>/losses."


class LossAlreadySettled(Conflict):
    """Somebody settled the loss before; the first reason stays."""

    zh = "导入缺失 {id} 已处理,处理理由不可更改。"
    en = "Loss {id} is settled already; the reason given then stays."


class LossNeedsPerson(Denied):
    """A loss is settled by somebody who answers for it; the token is bound to nobody."""

    zh = "导入缺失须由具名人员说明理由,您的令牌未绑定人员;请使用绑定人员的客户端。"
    en = "Losses are settled by named persons; use a client that is bound to a person."


class LossesUnsettled(Conflict):
    """What an import could not carry can change the footprint, and nobody settled it."""

    zh = (
        "产品系统 {system} 导入时有 {count} 项缺失可能改变结果,尚无人处理:{losses_zh}。"
        "请逐项查看 /v1/systems/{system}/losses,说明理由后再核算;或补全模型后重新导入。"
    )
    en = (
        "The import of system {system} lost {count} things that can change the result, and nobody "
        "settled them: {losses}. See /v1/systems/{system}/losses and settle each with its reason, "
        "or complete the model and import it again."
    )

    @classmethod
    def of(cls, system: UUID, losses: "list[Loss]") -> "LossesUnsettled":
        named = losses[:_NAMED]
        return cls(
            system=system,
            count=len(losses),
            losses_zh="".join(f"{one.where}:{one.what.zh}" for one in named)[:600],
            losses=" ".join(f"{one.where}: {one.what.en}" for one in named)[:600],
        )


@dataclass(frozen=True)
class Loss:
    """Something that could not be carried, and what became of it."""

    where: str
    what: Text
    material: bool = False
    """Whether it can change the footprint; then a person settles it before anything is sealed."""


@dataclass(frozen=True)
class RecordedLoss:
    """A loss of an imported system, with its settlement once there is one."""

    id: UUID
    enterprise: str
    system: UUID
    at: datetime
    loss: Loss
    settlement: Resolution | None = None

    @property
    def is_open(self) -> bool:
        return self.loss.material and self.settlement is None

    @property
    def position(self) -> tuple[str, str]:
        """Where the next page of a list begins."""
        return self.at.isoformat(), str(self.id)


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class SettledLoss:
    """A loss with the reason why the footprint stands without it, as a calculation is sealed."""

    place: Name
    what: Text
    reason: Reason
    settled_at: Annotated[str, StringConstraints(pattern=_MOMENT)]
    settled_by: Name

    @classmethod
    def of(cls, loss: Loss, settlement: Resolution) -> Self:
        at = settlement.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return cls(loss.where, loss.what, settlement.reason, at, settlement.by)


SETTLED_LOSSES = TypeAdapter(tuple[SettledLoss, ...])


def joined(losses: Iterable[Loss]) -> Iterator[Loss]:
    """One loss for the same thing in many places, so that a person settles it once."""
    places: dict[tuple[Text, bool], dict[str, None]] = {}
    for loss in losses:
        places.setdefault((loss.what, loss.material), {})[loss.where] = None
    for (what, material), where in places.items():
        named, more = ", ".join(list(where)[:_NAMED]), len(where) - _NAMED
        yield Loss(f"{named} (+{more})" if more > 0 else named, what, material)
