"""Imported rows: accepted, quarantined or rejected, with one reason each."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounting.factors.domain.description import EvaluationStatus, PedigreeSet
from accounting.factors.domain.factors import Basis
from accounting.factors.domain.rows import (
    OPTIONAL,
    REQUIRED,
    FactorFileColumnsWrong,
    Judged,
    RowOutcome,
    judge,
)
from accounting.sheets.domain.rows import SheetLine
from accounting.sheets.domain.tables import Sheet, SheetFormat
from tests.accounting.factors.test_bounds import bounds
from tests.accounting.samples import TODAY

ROW = {
    "id": "own-steel",
    "name_zh": "供应商钢",
    "name_en": "supplier steel",
    "category": "material",
    "value": "2.05",
    "unit": "kgCO2e/kg",
    "gas_basis": "CO2e cradle-to-gate",
    "region": "CN-130000",
    "year": "2025",
    "source_title": "供应商声明 2025",
    "source_ref": "EPD-0001",
}


def judged(*rows: dict[str, str]) -> list[Judged]:
    columns = tuple(dict.fromkeys([*ROW, *(name for row in rows for name in row)]))
    lines = tuple(
        SheetLine(number, tuple({**ROW, **row}.get(name, "") for name in columns))
        for number, row in enumerate(rows, start=2)
    )
    sheet = Sheet(SheetFormat.CSV, columns, lines)
    return list(judge(sheet, bounds(), provider="示例企业", today=TODAY))


def test_a_sound_row_becomes_a_dataset_of_its_owner():
    more = {"technology": "电炉 electric arc", "gsd": "1.1", "pedigree": "2;2;4;1;1;3"}

    [row] = judged({**more, "valid_from": "2025-03-01"})

    assert (row.outcome, row.reason) == (RowOutcome.ACCEPTED, None)
    assert (row.draft.factor.value, row.draft.factor.unit) == (Decimal("2.05"), "kg")
    about = row.draft.description
    assert (about.provider, about.evaluation) == ("示例企业", EvaluationStatus.SUPPLIED)
    assert (about.technology, about.gsd) == ("电炉 electric arc", Decimal("1.1"))
    assert (about.pedigree.set, about.pedigree.scores) == (PedigreeSet.V1, (2, 2, 4, 1, 1, 3))
    assert about.valid_from == date(2025, 3, 1)


@pytest.mark.parametrize(
    "change",
    [
        {"value": "205"},
        {"value": "-1"},
        {"value": "0"},
        {"year": ""},
        {"year": "soon"},
        {"year": "2999"},
        {"source_title": ""},
        {"unit": "kgCO2/kg"},
        {"gas_basis": "CO2 only"},
        {"category": "alchemy"},
        {"name_zh": "银", "value": "6.31"},
    ],
)
def test_a_suspicious_row_waits_with_a_reason_and_what_it_would_become(change):
    [row] = judged(change)

    assert row.outcome is RowOutcome.QUARANTINED
    assert row.reason.zh
    assert row.reason.en
    assert row.draft is not None


@pytest.mark.parametrize(
    "change",
    [
        {"id": ""},
        {"id": "ele-fp-cn-2024-nat"},
        {"id": "own-Ü"},
        {"id": "own-" + "x" * 60},
        {"value": ""},
        {"value": "about 2"},
        {"value": "1e5"},
        {"value": "NaN"},
        {"value": "1,05"},
        {"unit": "kgCO2e/lb"},
        {"unit": "tCO2e/t"},
        {"unit": ""},
        {"name_zh": ""},
        {"region": ""},
        {"source_ref": "x" * 300},
        {"gsd": "0.9"},
        {"gsd": "wide"},
        {"pedigree": "1;2;3"},
        {"pedigree": "0;2;3;4;5"},
        {"pedigree": "good"},
        {"pedigree": "1;1;1;1;1", "pedigree_set": "v9"},
        {"valid_from": "yesterday"},
    ],
)
def test_a_row_that_cannot_be_read_is_rejected_with_what_to_correct(change):
    [row] = judged(change)

    assert row.outcome is RowOutcome.REJECTED
    assert row.reason.zh
    assert row.reason.en
    assert row.draft is None


def test_a_repeated_id_is_rejected_and_its_first_row_stays():
    first, second = judged({}, {"value": "2.06"})

    assert (first.outcome, second.outcome) == (RowOutcome.ACCEPTED, RowOutcome.REJECTED)


def test_a_co2_only_factor_may_be_kept_and_is_not_usable():
    [row] = judged({"unit": "kgCO2/kg", "gas_basis": "CO2 only"})

    assert row.outcome is RowOutcome.ACCEPTED
    assert row.draft.factor.basis is Basis.CO2_ONLY
    assert not row.draft.factor.usable


@pytest.mark.parametrize(
    "columns",
    [REQUIRED[1:], (*REQUIRED, "colour"), (*REQUIRED, "id"), (*REQUIRED, "gsd", "gsd"), ()],
)
def test_other_columns_are_refused(columns):
    with pytest.raises(FactorFileColumnsWrong):
        list(judge(Sheet(SheetFormat.CSV, columns, ()), bounds(), provider="x", today=TODAY))


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.sampled_from([*REQUIRED, *OPTIONAL]), st.text(max_size=20)))
def test_whatever_a_row_says_it_has_one_outcome_and_a_reason_unless_accepted(change):
    [row] = judged(change)

    assert (row.reason is None) == (row.outcome is RowOutcome.ACCEPTED)
    assert (row.draft is None) == (row.outcome is RowOutcome.REJECTED)


def test_a_row_with_a_character_that_nobody_sees_is_rejected_with_column_and_place():
    [row] = judged({"name_zh": "供应\x00商\u200b钢"})

    assert row.outcome is RowOutcome.REJECTED
    assert row.reason.en.startswith("name_zh: character 3, U+0000,")
    assert row.cells[1] == "供应⟨U+0000⟩商⟨U+200B⟩钢"


def test_a_row_is_kept_in_one_spelling():
    [row] = judged({"name_zh": "\uf90a属\u3000件", "source_title": "re\u0301sume\u0301"})

    assert (row.draft.factor.name_zh, row.draft.factor.source_title) == ("金属 件", "résumé")
