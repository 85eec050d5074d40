"""A region's words for the codes of the national tables of reasons."""

from pathlib import Path
from typing import Annotated

import yaml
from pydantic import StringConstraints

from packs.models import BilingualText, PackModel

ReasonCode = Annotated[str, StringConstraints(pattern=r"^02\d\d$")]


class ReasonsPack(PackModel):
    """Why a certificate is suspended, withdrawn or cancelled, by table and code."""

    stand_in: bool = False
    """Whether the words are the pilot's own, because the national ones were not found."""
    suspension: dict[ReasonCode, BilingualText]
    withdrawal: dict[ReasonCode, BilingualText]
    cancellation: dict[ReasonCode, BilingualText]

    @property
    def tables(self) -> dict[str, dict[ReasonCode, BilingualText]]:
        """Each table by its name."""
        return {
            "suspension": self.suspension,
            "withdrawal": self.withdrawal,
            "cancellation": self.cancellation,
        }


def load_reasons(packs_dir: Path, region: str) -> ReasonsPack:
    """Read and validate `regions/<region>/reasons.yaml`."""
    file = packs_dir / "regions" / region / "reasons.yaml"
    return ReasonsPack.model_validate(yaml.safe_load(file.read_text("utf-8")))
