"""openLCA archives: the way there and back, what openLCA would compute, and hostile files."""

import io
import json
import random
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import pytest

from accounting.calculations.domain.calculation import read_document
from accounting.engine.domain.evaluation import Inputs, evaluate
from accounting.foreign.domain.wording import ForeignModelRefused
from accounting.inventory.domain.background import Background
from accounting.model.domain.activity import ActivityData
from accounting.model.domain.sorting import in_order
from accounting.model.domain.system import FromFactor, ProductSystem
from accounting.openlca.formats.archive import (
    MAX_BYTES,
    OpenLcaArchiveUnreadable,
    packed,
    unpacked,
)
from accounting.openlca.formats.exporting import exported
from accounting.openlca.formats.importing import imported
from accounting.values.domain.numbers import total

GOLDEN = sorted((Path(__file__).parent.parent / "golden").glob("*.json"))
ID = UUID(int=7)
SINGLE = [path for path in GOLDEN if '"allocation"' not in path.read_text("utf-8")]
"""Whose processes make one product each; openLCA wants allocation factors set by hand."""
GASES = frozenset({"CO2", "CH4", "N2O", "SF6"})


def sealed(golden: Path) -> tuple[ProductSystem, Background, ActivityData]:
    document = json.loads(golden.read_text("utf-8"))["document"]
    subject, data = read_document(document)
    return subject.system, data, subject.activity


def archive_of(golden: Path) -> bytes:
    system, data, _ = sealed(golden)
    return exported(ID, system, data).content


def entities(content: bytes, folder: str) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.startswith(f"{folder}/")]
        return {name.split("/")[1][:-5]: json.loads(archive.read(name)) for name in names}


def changed(content: bytes, folder: str, change: Any) -> bytes:
    """The archive as openLCA would write it again after somebody edited it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: json.loads(archive.read(name)) for name in archive.namelist()}
    for name, entity in files.items():
        if name.startswith(f"{folder}/"):
            change(entity)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, entity in files.items():
            archive.writestr(name, json.dumps(entity))
    return written.getvalue()


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_there_and_back_gives_the_same_system(golden):
    system, _, _ = sealed(golden)

    again, losses = imported(unpacked(archive_of(golden)), GASES)

    assert in_order(again) == in_order(system)
    assert losses == ()


def test_the_same_system_is_the_same_archive_with_the_same_identifiers():
    system, data, _ = sealed(GOLDEN[0])

    assert exported(ID, system, data).content == exported(ID, system, data).content


@pytest.mark.parametrize("golden", SINGLE, ids=lambda path: path.stem)
def test_a_solver_of_matrices_computes_the_footprint_from_the_archive(golden):
    """What openLCA does: technosphere times scaling is the demand; flows times potentials."""
    system, data, _ = sealed(golden)
    reference = system.by_id[system.reference]
    nothing = ActivityData(*_PERIOD, ())
    exact = evaluate(Inputs(system, nothing, data.factors, data.gwp, reference.output))
    expected = total(item.inside for item in exact.contributions)

    found = solved(archive_of(golden))

    assert found == pytest.approx(float(expected), rel=1e-9)


def test_an_amount_changed_in_openlca_comes_back_changed():
    system, data, _ = sealed(_pv())

    def double(process: dict[str, Any]) -> None:
        for line in process["exchanges"]:
            if '"of": "glass"' in line.get("description", ""):
                line["amount"] *= 2

    again, _ = imported(unpacked(changed(archive_of(_pv()), "processes", double)), GASES)

    def glass(one: ProductSystem) -> Decimal:
        return next(e.amount for e in one.by_id["module"].ordered if e.id == "glass")

    assert glass(again) == 2 * glass(system)
    assert data.library


def test_what_others_made_comes_in_as_far_as_it_fits_and_says_the_rest():
    def forget(entity: dict[str, Any]) -> None:
        entity.pop("description", None)
        for line in entity.get("exchanges", []):
            line.pop("description", None)
            line["uncertainty"] = {"distributionType": "LOG_NORMAL_DISTRIBUTION"}

    content = changed(archive_of(_pv()), "", forget)
    for folder in ("processes", "product_systems"):
        content = changed(content, folder, forget)

    again, losses = imported(unpacked(content), GASES)

    said = {loss.what.en: loss.material for loss in losses}
    assert said[
        "CO2e (factors) matches no gas of the GWP set and may be a greenhouse gas; left out"
    ]
    assert not said["an uncertainty distribution is left out"]
    assert any("cut-off" in words for words in said)
    assert not any(isinstance(e, FromFactor) for p in again.processes for e in p.exchanges)


def _zip(method: int = zipfile.ZIP_DEFLATED, **files: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/") + ".json", text)
    return content.getvalue()


HOSTILE = {
    "no zip": b"PK nothing of the kind",
    "empty": b"",
    "too long": b"0" * (MAX_BYTES + 1),
    "no system": _zip(processes__a=b"{}"),
    "bomb": _zip(processes__a=b'{"a": "' + b"0" * (9 * 1024 * 1024) + b'"}'),
    "deep": _zip(processes__a=b"[" * 200_000),
    "no object": _zip(processes__a=b"[]"),
    "no number": _zip(processes__a=b'{"a": NaN}'),
    "huge number": _zip(processes__a=b'{"a": 1e999999999}'),
    "long number": _zip(processes__a=b'{"a": ' + b"9" * 5000 + b"}"),
    "no text": _zip(processes__a=b"\xff\xfe\x00"),
    "bad system": _zip(product_systems__a=b'{"refProcess": {"@id": "x"}}'),
    "another method": _zip(zipfile.ZIP_LZMA, processes__a=b"{}"),
    "odd system": _zip(product_systems__a=b'{"refProcess": [], "processes": 3, "name": {}}'),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused(content):
    with pytest.raises(OpenLcaArchiveUnreadable):
        imported(unpacked(content), GASES)


def test_an_archive_with_backslashes_is_read_like_one_with_slashes():
    content = archive_of(_pv())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}

    windows = packed((name.replace("/", "\\"), json.loads(file)) for name, file in files.items())

    assert unpacked(windows).keys() == unpacked(content).keys()
    assert imported(unpacked(windows), GASES) == imported(unpacked(content), GASES)


def test_an_archive_broken_at_random_is_read_or_refused_and_nothing_else():
    dice, content = random.Random(20260101), archive_of(_pv())
    odd = ["", "x", [], {}, [3], None, True, -1, 1e-30, "\ud800", {"@id": []}, "tanbiao: [1]"]
    odd += ['tanbiao: {"process": [], "of": 3, "exchange": {}, "system": 1, "amount": "x"}']
    outcomes = set()

    for _ in range(120):
        broken = changed(
            content, dice.choice(("processes", "product_systems")), _breaker(dice, odd)
        )
        try:
            imported(unpacked(broken), GASES)
            outcomes.add("read")
        except (OpenLcaArchiveUnreadable, ForeignModelRefused):
            outcomes.add("refused")

    assert outcomes == {"read", "refused"}


def _breaker(dice: random.Random, odd: list[Any]) -> Any:
    def walk(entity: Any) -> None:
        if isinstance(entity, dict) and entity:
            key = dice.choice(sorted(entity))
            if dice.random() < 0.15:
                entity[key] = dice.choice(odd)
            else:
                walk(entity[key])
        elif isinstance(entity, list) and entity:
            walk(dice.choice(entity))

    return walk


def test_a_truncated_or_damaged_archive_is_refused():
    content = archive_of(_pv())
    flipped = bytearray(content)
    flipped[content.index(b"processes/") + 300] ^= 0xFF

    with pytest.raises(OpenLcaArchiveUnreadable):
        unpacked(content[: len(content) // 2])
    with pytest.raises(OpenLcaArchiveUnreadable):
        unpacked(bytes(flipped))


def solved(content: bytes) -> float:
    """Footprint of the system's own demand, by one dense solve over the archive's numbers."""
    processes, units = entities(content, "processes"), _conversions(content)
    [system] = entities(content, "product_systems").values()
    [potentials] = [
        {row["flow"]["@id"]: row["value"] for row in category["impactFactors"]}
        for category in entities(content, "lcia_categories").values()
        if category["name"] == "Carbon footprint"
    ]
    order = {id: index for index, id in enumerate(processes)}
    matrix, burden = np.zeros((len(order), len(order))), np.zeros(len(order))
    for id, process in processes.items():
        for line in process["exchanges"]:
            amount = line["amount"] * units[line["unit"]["@id"]]
            provider = line.get("defaultProvider")
            if line["isQuantitativeReference"]:
                matrix[order[id], order[id]] += amount
            elif provider:
                matrix[order[provider["@id"]], order[id]] -= amount
            elif not line["isInput"]:
                burden[order[id]] += potentials.get(line["flow"]["@id"], 0) * line["amount"]
    demand = np.zeros(len(order))
    target = system["targetAmount"] * units[system["targetUnit"]["@id"]]
    demand[order[system["refProcess"]["@id"]]] = target
    return float(burden @ np.linalg.solve(matrix, demand))


def _conversions(content: bytes) -> dict[str, float]:
    groups = entities(content, "unit_groups").values()
    return {unit["@id"]: unit["conversionFactor"] for group in groups for unit in group["units"]}


def _pv() -> Path:
    return next(path for path in GOLDEN if path.stem.startswith("pv-module"))


_PERIOD = (date(2025, 1, 1), date(2026, 1, 1))
