"""Style, script and mark of the pages, named by their content so that they can be kept for ever."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chassis.canonical import sha256_hex

_FOLDER = Path(__file__).parent / "static"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True)
class Asset:
    """One file as it is served."""

    data: bytes
    media_type: str

    @property
    def version(self) -> str:
        return sha256_hex(self.data)[:12]


def _load() -> Mapping[str, Asset]:
    files = sorted(path for path in _FOLDER.iterdir() if path.suffix in _TYPES)
    return {path.name: Asset(path.read_bytes(), _TYPES[path.suffix]) for path in files}


ASSETS = _load()


def address(name: str) -> str:
    """Where a page finds an asset; it changes whenever the content does."""
    return f"/label-assets/{name}?v={ASSETS[name].version}"
