"""Names under which files are offered: `Content-Disposition` by RFC 6266."""

import re
import unicodedata
from urllib.parse import quote

_LONGEST = 120
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 ._()+,=@-]")
_PATH = re.compile(r"[/\\:]")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Controls, directions and what nobody sees: `exe.fdp` must not look like `pdf.exe`."""


def attachment(name: str) -> str:
    """Offer a file to be kept under `name`.

    The name says no folder, hides nothing and keeps its ending when it is long. Readers that know
    no Unicode get the same name with `_` for what is not ASCII.
    """
    safe = _safe(name)
    plain = _NOT_PLAIN.sub("_", safe)
    if plain == safe:
        return f'attachment; filename="{plain}"'
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"


def _safe(name: str) -> str:
    seen = (c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c) not in _HIDDEN)
    last = _PATH.sub("_", "".join(seen)).strip(" .") or "file"
    if len(last) <= _LONGEST:
        return last
    stem, dot, ending = last.rpartition(".")
    kept = f"{dot}{ending}" if stem and len(ending) <= 10 else ""
    return last[: _LONGEST - len(kept)] + kept
