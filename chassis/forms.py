"""What requests and answers of every service have in common."""

from pydantic import BaseModel, ConfigDict, Field


class Request(BaseModel):
    """A request body: a member that it does not declare is a fault, not noise."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class View(BaseModel):
    """An answer."""

    model_config = ConfigDict(frozen=True)


class Words(View):
    """A name or a term in Chinese and in English."""

    zh: str = Field(description="In Chinese.")
    en: str = Field(description="In English.")
