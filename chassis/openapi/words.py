"""What scopes and tags mean in words, as data beside the access matrix."""

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from chassis.forms import Words


class Vocabulary(BaseModel):
    """Words for scopes, tags, and names that mean the same everywhere."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    scopes: dict[str, Words] = {}
    tags: dict[str, Words] = {}
    members: dict[str, str] = {}
    """What a member of this name is wherever it stands; others say it where they are declared."""
    parameters: dict[str, str] = {}
    """The same of parameters."""

    def scope(self, name: str) -> str:
        """A scope in words; an invented one stands for itself."""
        return _said(self.scopes.get(name), name)

    def tag(self, name: str) -> str:
        return _said(self.tags.get(name), name)


def _said(words: Words | None, name: str) -> str:
    return f"{words.en} {words.zh}" if words else name


def load_vocabulary(packs_dir: Path) -> Vocabulary:
    """Read `vocabulary.yaml`; packs without one leave names as they are."""
    path = packs_dir / "vocabulary.yaml"
    if not path.exists():
        return Vocabulary()
    return Vocabulary.model_validate(yaml.safe_load(path.read_text("utf-8")))
