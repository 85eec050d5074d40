"""What was published is noticed, and a study begins by itself."""

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from accounting import loading
from accounting.factors.domain.superseded import Superseded, SupersededKind
from accounting.factors.usecases import superseded
from chassis import aside
from packs import PACKS_DIR
from tests.accounting.factors.test_factor_imports import Library
from tests.accounting.samples import ENTERPRISE, OTHER_ENTERPRISE
from tests.accounting.studying import GRID, Studies

GLASS = "cpcd-37117x0032014a"
OWN = {"id": "own-glass", "name_zh": "玻璃", "name_en": "glass", "category": "pv-material"}


@pytest.fixture
def studies(accounting) -> Studies:
    return Studies(accounting)


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PACKS_DIR, tmp_path / "packs"))


async def published(studies: Studies, packs: Path) -> dict[str, Any]:
    """The study that began by itself when the packs were loaded."""
    async with studies.database.transaction() as tx:
        await loading.load(tx, packs)
    [begun] = await studies.listed()
    await studies.work()
    return await studies.read(begun["id"])


def edit(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


async def test_a_new_library_version(studies, packs):
    """One factor gets another value, one is taken away, and one is replaced by a new one."""
    kept = await studies.has_sealed(ENTERPRISE, "A")
    folder = packs / "factors" / "cn-2025"
    rows = (folder / "factors.csv").read_text("utf-8").splitlines(keepends=True)
    national = next(row for row in rows if row.startswith(GRID))
    newer = national.replace(GRID, "ele-fp-cn-2025-nat").replace("0.5777", "0.5523")
    (folder / "factors.csv").write_text("".join([*rows, newer]), "utf-8")
    edit(folder / "library.yaml", ('version: "2025.1"', 'version: "2026.1"'))
    rule = "\n  - {ids: ele-fp-cn-2025-*, supersedes: ele-fp-cn-2024-*}\n"
    about = folder / "datasets.yaml"
    about.write_text(about.read_text("utf-8").rstrip() + rule, "utf-8")

    study = await published(studies, packs)

    assert (study["origin"], study["change"]["library"]) == ("published", "cn-2025/2026.1")
    [row] = await studies.results(study["id"])
    assert Decimal(row["new"]) == await studies.anew(kept, **{GRID: "0.5523"})
    assert row["outcome"] == "down"


async def test_a_library_version_that_lacks_a_factor(studies, packs):
    await studies.has_sealed(ENTERPRISE, "A")
    folder = packs / "factors" / "cn-2025"
    rows = (folder / "factors.csv").read_text("utf-8").splitlines(keepends=True)
    kept = [row for row in rows if not row.startswith(f"{GLASS},")]
    (folder / "factors.csv").write_text("".join(kept), "utf-8")
    edit(folder / "library.yaml", ('version: "2025.1"', 'version: "2026.1"'))

    study = await published(studies, packs)

    [row] = await studies.results(study["id"])
    assert (row["outcome"], row["reason"]["type"]) == ("refused", "factor-missing")
    assert GLASS in row["reason"]["message"]["en"]


async def test_a_new_version_of_a_rule(studies, packs):
    await studies.has_sealed(ENTERPRISE, "A")
    file = packs / "categories" / "pv-module" / "category.yaml"
    text = file.read_text("utf-8")
    rule = text.partition("rules:\n")[2]
    for old, new in (
        ("2025-09-30", "2026-09-30"),
        ("2025.1", "2026.1"),
        ("decimals: 2", "decimals: 0"),
    ):
        rule = rule.replace(old, new)
    file.write_text(text.replace('"2025.1"', '"2026.1"', 1) + rule, "utf-8")

    study = await published(studies, packs)

    [row] = await studies.results(study["id"])
    assert study["change"]["rule"] == "TJ-CFP-PV/2026.1"
    assert row["new"] == str(round(Decimal(row["old"])))


async def test_loading_the_same_again_begins_nothing(studies, packs):
    await studies.has_sealed(ENTERPRISE, "A")
    async with studies.database.transaction() as tx:
        await loading.load(tx, packs)

    assert await studies.listed() == []


async def test_new_warming_potentials(studies, packs):
    id = await studies.has_sealed(ENTERPRISE, "A")
    gwp = packs / "factors" / "gwp.yaml"
    edit(gwp, ('version: "2025.1"', 'version: "2026.1"'), ('N2O: "273"', 'N2O: "300"'))

    async with studies.database.transaction() as tx:
        await loading.load(tx, packs)

    kinds = {each["change"]["kind"] for each in await studies.listed()}
    await studies.work()
    found = [await studies.results(each["id"]) for each in await studies.listed()]
    assert kinds == {"gwp"}
    assert [row["calculation_id"] for rows in found for row in rows] == [id]


async def test_an_own_factor_is_superseded_in_quarantine_first(studies):
    """Asked about while it waits, and again by itself when a person releases it."""
    accounting = studies.accounting
    mine, theirs = Library(accounting, ENTERPRISE), Library(accounting, OTHER_ENTERPRISE)
    await mine.imports(OWN)
    await theirs.imports(OWN)
    product = await accounting.has_product(ENTERPRISE, model="A")
    id = await studies.seals(ENTERPRISE, product, "20", {GLASS: "own-glass"})
    other = await accounting.has_product(OTHER_ENTERPRISE, model="B")
    await studies.seals(OTHER_ENTERPRISE, other, "20", {GLASS: "own-glass"})
    waiting = await mine.imports({**OWN, "value": "400"})
    assert waiting["quarantined"] == 1

    proposed = await studies.finds(factor_import=waiting["id"])
    before = await studies.listed()
    [line] = [item["row"]["line"] for item in await mine.waiting()]
    assert (await mine.review(waiting, line, "released")).status_code == 201
    await studies.work()

    [begun] = [each for each in await studies.listed() if each not in before]
    by_hand = await studies.anew(id, **{"own-glass": "400"})
    for study in (proposed["id"], begun["id"]):
        [row] = await studies.results(study)
        assert (row["calculation_id"], Decimal(row["new"])) == (id, by_hand)
    assert begun["origin"] == "published"
    assert begun["change"]["factors"] == []
    headers = accounting.as_enterprise(OTHER_ENTERPRISE)
    assert await studies.statuses(begun["id"], headers) == {404}


async def test_an_import_that_no_seal_rests_on_begins_nothing(studies):
    mine = Library(studies.accounting, ENTERPRISE)
    await mine.imports(OWN)
    await mine.imports({**OWN, "value": "2"})

    assert await studies.listed() == []


async def test_a_note_that_nobody_can_read_holds_up_no_study(studies):
    await studies.has_sealed(ENTERPRISE, "A")
    async with studies.database.transaction() as tx:
        odd = {"no identifier": "none either"}
        await superseded.add(tx, Superseded(ENTERPRISE, SupersededKind.SUPPLIED, odd))

    study = await studies.finds(factors=[{"id": GRID, "value": "0.6"}])

    async with studies.database.transaction() as tx:
        [left] = await aside.shown(tx)
    assert study["state"] == "completed"
    assert (left["job"], left["attempts"]) == ("find what moves", 1)
    assert left["error"].startswith("ValueError: ")
