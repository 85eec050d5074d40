"""What an import answers: the system that came of a foreign model, and what is not in it."""

from collections.abc import Iterable
from typing import Self

from accounting.foreign.domain.losses import Loss
from accounting.inventory.domain.views import SystemView
from accounting.model.domain.system import ProductSystem
from accounting.values.domain.forms import View
from accounting.values.domain.records import Part
from accounting.values.domain.text import Text


class ArchiveLossView(View):
    """Something that could not be carried over, and what became of it."""

    where: str
    what: Text
    material: bool
    """It can change the footprint, and waits for a person at `/v1/systems/{id}/losses`."""

    @classmethod
    def of(cls, loss: Loss) -> Self:
        return cls(where=loss.where, what=loss.what, material=loss.material)


class ArchiveImportView(SystemView):
    """The recorded system, and what of the archive is not in it."""

    losses: tuple[ArchiveLossView, ...]

    @classmethod
    def with_losses(cls, system: Part[ProductSystem], losses: Iterable[Loss]) -> Self:
        told = tuple(ArchiveLossView.of(loss) for loss in losses)
        return cls(**dict(SystemView.of(system)), losses=told)
