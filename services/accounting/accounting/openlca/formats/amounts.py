"""Amounts of exchanges as openLCA computes them: formulas over parameters, and stated values."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from accounting.calculations.domain.node import DocumentNode
from accounting.foreign.domain.formulas import FormulaUnreadable, Parameters, evaluated
from accounting.foreign.domain.losses import Loss
from accounting.foreign.domain.wording import printable
from accounting.openlca.formats.archive import Archive, OpenLcaArchiveUnreadable
from accounting.values.domain.text import Text

_EQUAL = Decimal("1e-9")


class Amounts:
    """The parameters of an archive: global ones, those of each process, and redefinitions."""

    def __init__(self, archive: Archive, system: DocumentNode) -> None:
        self._archive = archive
        self._global = dict(_stated(archive["parameters"].values()))
        self._redefined: dict[str, dict[str, Decimal | str]] = {}
        for row in _redefinitions(system):
            value = row.content.get("value")
            if isinstance(value, Decimal):
                context = row.node("context").text("@id")
                self._redefined.setdefault(context, {})[row.text("name").lower()] = value

    def of(self, process: str, row: DocumentNode) -> tuple[Decimal, Loss | None]:
        """The amount, and what was lost where it has a formula.

        Raises `OpenLcaArchiveUnreadable`.
        """
        stated, formula = row.content.get("amount"), row.text("amountFormula").strip()
        if not isinstance(stated, Decimal):
            name = printable(row.node("flow").text("name"))
            raise OpenLcaArchiveUnreadable(reason=f"the amount of {name or '-'} is no number")
        if not formula:
            return stated, None
        where = printable(self._archive["processes"][process].text("name"))
        try:
            value = evaluated(formula, self._parameters(process))
        except FormulaUnreadable as failure:
            what = Text(
                printable(f"公式“{formula[:60]}”不能计算,取文件中的数值 {stated}"),
                printable(f"formula {formula[:60]} cannot be computed ({failure}); {stated} taken"),
            )
            return stated, Loss(where, what, material=True)
        what = Text(
            printable(f"公式“{formula[:60]}”未导入,取其数值"),
            printable(f"formula {formula[:60]} is left out, its value is taken"),
        )
        same = abs(value - stated) <= abs(stated) * _EQUAL
        return (stated if same else value), Loss(where, what)

    def _parameters(self, process: str) -> Parameters:
        own = dict(_stated(self._archive["processes"][process].rows("parameters")))
        return {
            **self._global,
            **self._redefined.get("", {}),
            **own,
            **self._redefined.get(process, {}),
        }


def _stated(rows: Iterable[DocumentNode]) -> Iterator[tuple[str, Decimal | str]]:
    """A dependent parameter by its formula, which a redefinition may have changed."""
    for row in rows:
        value, formula = row.content.get("value"), row.text("formula").strip()
        if formula and not row.content.get("isInputParameter"):
            yield row.text("name").lower(), formula
        elif isinstance(value, Decimal):
            yield row.text("name").lower(), value


def _redefinitions(system: DocumentNode) -> Iterator[DocumentNode]:
    yield from system.rows("parameterRedefs")
    sets = list(system.rows("parameterSets"))
    chosen = next((one for one in sets if one.content.get("isBaseline")), None)
    if chosen is not None:
        yield from chosen.rows("parameters")
