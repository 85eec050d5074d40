"""Addresses of the log's static resources (C2SP tlog-tiles): tiles and entry bundles."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

WIDTH = 256
_HEIGHT = 8
_PATH = re.compile(
    r"(?P<level>entries|0|[1-9][0-9]?)/(?P<index>(?:x[0-9]{3}/)*[0-9]{3})"
    r"(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)


@dataclass(frozen=True)
class Tile:
    """Up to 256 consecutive hashes of one tree level, or, at `level` None, up to 256 entries."""

    level: int | None
    index: int
    width: int = WIDTH

    @property
    def node_level(self) -> int:
        """Level of the tree whose nodes this tile holds."""
        return _HEIGHT * (self.level or 0)

    @property
    def start(self) -> int:
        """Index of the first node (or entry) in its tree level."""
        return self.index * WIDTH

    @property
    def path(self) -> str:
        """Such as `0/x001/x234/067.p/12`; what follows `/tile/` in the address."""
        level = "entries" if self.level is None else str(self.level)
        suffix = "" if self.width == WIDTH else f".p/{self.width}"
        return f"{level}/{encode_index(self.index)}{suffix}"

    def exists_in(self, size: int) -> bool:
        """Whether a tree of `size` leaves has every node of this tile."""
        return self.start + self.width <= size >> self.node_level


def encode_index(index: int) -> str:
    """Three-digit path elements, all but the last marked with x: 1234067 is x001/x234/067."""
    elements = [f"{index % 1000:03}"]
    while index := index // 1000:
        elements.append(f"x{index % 1000:03}")
    return "/".join(reversed(elements))


def parse(path: str) -> Tile | None:
    """The tile that a path names; None when the path is not in the one permitted spelling."""
    match = _PATH.fullmatch(path)
    if match is None:
        return None
    level = None if match["level"] == "entries" else int(match["level"])
    index = int(match["index"].replace("/", "").replace("x", ""))
    tile = Tile(level, index, int(match["width"] or WIDTH))
    is_in_range = (level or 0) <= 63 and tile.width <= WIDTH
    # One spelling only: caches and mirrors keep tiles for ever under their address.
    return tile if is_in_range and tile.path == path else None


def tiles_of(size: int) -> list[Tile]:
    """Every hash tile of a tree of `size` leaves, partial ones included."""
    found, level = [], 0
    while nodes := size >> (_HEIGHT * level):
        full, partial = divmod(nodes, WIDTH)
        found += [Tile(level, index) for index in range(full)]
        # A partial tile is a resource of its own, as its address says how wide it is.
        found += [Tile(level, full, partial)] if partial else []
        level += 1
    return found


def bundle(entries: Iterable[bytes]) -> bytes:
    """An entry bundle: each entry after its length as two bytes, big-endian."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)
