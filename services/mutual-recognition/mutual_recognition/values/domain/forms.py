"""What answers have in common."""

from pydantic import BaseModel, ConfigDict


class View(BaseModel):
    """An answer."""

    model_config = ConfigDict(frozen=True, from_attributes=True)
