"""The committed payloads: every kind of event that was ever published, as it was published."""

import json
from pathlib import Path

from contracts.catalogue import events
from contracts.event import Event

FOLDER = Path(__file__).resolve().parents[2] / "contracts" / "samples"


def payloads() -> dict[str, object]:
    """Every sample by `<type>/<number>`."""
    return {
        f"{path.parent.name}/{path.stem}": json.loads(path.read_text("utf-8"))
        for path in sorted(FOLDER.glob("*/*.json"))
    }


def parsed() -> dict[str, Event]:
    """Every sample as the event it is."""
    known = events()
    return {n: known[n.partition("/")[0]].model_validate(p) for n, p in payloads().items()}
