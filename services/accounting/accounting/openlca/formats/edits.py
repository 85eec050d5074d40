"""What somebody changed in openLCA of an archive that came from here."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from accounting.calculations.domain.node import DocumentNode
from accounting.foreign.domain.inventory import Json, Line
from accounting.foreign.domain.losses import Loss
from accounting.foreign.domain.measures import Amount
from accounting.foreign.domain.wording import printable
from accounting.openlca.formats.archive import Archive
from accounting.openlca.formats.common import mark_in
from accounting.openlca.formats.reading import LineReader
from accounting.values.domain.numbers import plain
from accounting.values.domain.text import Text

_SIMPLE = ("factor", "process", "emission", "cut-off")
"""Kinds that are one line in openLCA, whose amount may simply be another."""


class Edits:
    """The exchanges of one process: as they were, amended, or as openLCA has them now."""

    def __init__(
        self,
        archive: Archive,
        reader: LineReader,
        process: str,
        head: Json,
        where: str,
        lose: Callable[[Loss], None],
    ) -> None:
        self._archive, self._reader, self._process = archive, reader, process
        self._head, self._where, self._lose = head, where, lose

    def lines(self, rows: list[DocumentNode], main: DocumentNode | None) -> Iterator[Line]:
        """Every exchange but co-products of the platform's own, which the head of the process has.

        Raises `ForeignModelRefused`.
        """
        for group in self._groups(rows, main):
            yield from self._group(group)
        if main is not None:
            yield self._reader.line(self._process, main, "", main=True)

    def output(self, main: DocumentNode | None) -> Json | None:
        """The output as it was, unless its amount or unit is another now."""
        if main is None or not self._head.get("output"):
            return None
        mark = mark_in(main.text("description"))
        return object_in(self._head["output"]) if _same_amount(main, mark) else None

    def co_products(self, rows: list[DocumentNode]) -> tuple[Json, Mapping[str, str]]:
        """Co-products and allocation of the platform, with the flows that stand for them."""
        if not self._head.get("co_products"):
            return {}, {}
        members = {
            key: self._head[key] for key in ("co_products", "allocation") if self._head.get(key)
        }
        flows: dict[str, str] = {}
        for row in rows:
            mark = mark_in(row.text("description"))
            if product := mark.get("output"):
                flows[row.node("flow").text("@id")] = str(product)
                if not _same_amount(row, mark) and product != self._head.get("id"):
                    self._say_co_product(str(product))
        for gone in {str(one.get("id")) for one in _rows(self._head["co_products"])} - set(
            flows.values()
        ):
            self._say_co_product(gone)
        return members, flows

    def _groups(
        self, rows: list[DocumentNode], main: DocumentNode | None
    ) -> Iterator[list[DocumentNode]]:
        """Lines that were one exchange of the platform; copies of it are exchanges of their own."""
        groups: dict[str, list[DocumentNode]] = {}
        for index, row in enumerate(rows):
            mark = mark_in(row.text("description"))
            if (main and row.content is main.content) or (
                mark.get("output") and self._head.get("co_products")
            ):
                continue
            groups.setdefault(str(mark.get("of") or f"({index})"), []).append(row)
        for group in groups.values():
            if all(_whole(row) for row in group):
                yield from ([row] for row in group)
            else:
                yield group

    def _group(self, group: list[DocumentNode]) -> Iterator[Line]:
        whole = next((found for row in group if (found := _whole(row))), {})
        if not whole:
            yield from (self._line(row, {}) for row in group)
            return
        first = mark_in(group[0].text("description"))
        complete = first.get("lines", len(group)) == len(group) and _copies(group) == 1
        if complete and all(self._is_same(row, whole) for row in group):
            yield from self._unchanged(group, whole)
        elif len(group) == 1 and self._only_amount(group[0], whole):
            yield self._amended(group[0], whole)
        else:
            if whole.get("kind") not in _SIMPLE:
                self._say_parted(whole)
            yield from (self._line(row, whole) for row in group)

    def _unchanged(self, group: list[DocumentNode], whole: Json) -> Iterator[Line]:
        for index, row in enumerate(group):
            line = self._line(row, whole)
            yield _marked(line, whole if index == 0 else None)

    def _amended(self, row: DocumentNode, whole: Json) -> Line:
        line = self._line(row, whole)
        if isinstance(line.amount, Text):
            return line
        content = dict(whole)
        if content.pop("loss", None) not in (None, "0"):
            what = Text("改动后的数量已含损耗。", "The changed amount includes the loss.")
            self._lose(Loss(f"{self._where}.{line.id}", what))
        return _marked(line, {**content, **_written(line.amount)})

    def _line(self, row: DocumentNode, whole: Json) -> Line:
        line = self._reader.line(self._process, row, self._provider(row, whole), main=False)
        id = str(whole.get("id") or "")
        return replace(line, id=id)

    def _provider(self, row: DocumentNode, whole: Json) -> str:
        """The link of the product system, or the default provider where there is none.

        Of a line that came from here, whichever of the two was changed since.
        """
        link = self._reader.link(self._process, row)
        default = row.node("defaultProvider").text("@id")
        if whole and default and link != default and self._is_stated(link, row, whole):
            return default
        return link or default

    def _is_same(self, row: DocumentNode, whole: Json) -> bool:
        mark = mark_in(row.text("description"))
        return _same_amount(row, mark) and self._is_same_flow(row, whole)

    def _only_amount(self, row: DocumentNode, whole: Json) -> bool:
        return whole.get("kind") in _SIMPLE and self._is_same_flow(row, whole)

    def _is_same_flow(self, row: DocumentNode, whole: Json) -> bool:
        """Whether direction, flow and supplier are what was written out."""
        mark = mark_in(row.text("description"))
        if row.content.get("isAvoidedProduct") or row.text("amountFormula"):
            return False
        ref = row.node("flow")
        elementary = "ELEMENTARY_FLOW" in (
            ref.text("flowType"),
            self._archive["flows"].get(ref.text("@id"), DocumentNode({})).text("flowType"),
        )
        if bool(row.content.get("isInput")) is elementary:
            return False
        if mark.get("flow") not in (None, ref.text("@id")):
            return False
        if elementary and whole.get("kind") == "emission":
            name = self._archive["flows"].get(ref.text("@id"), ref).text("name")
            return name.startswith(f"{whole.get('gas')} (")
        return self._is_stated(self._provider(row, whole), row, whole)

    def _is_stated(self, provider: str, row: DocumentNode, whole: Json) -> bool:
        """Whether a supplier is the one that the exchange names."""
        stated = mark_in(row.text("description")).get("provider")
        if stated is not None:
            return provider == stated and (not provider or provider in self._archive["processes"])
        if factor := self._reader.factor_of(provider):
            return factor in _strings(whole)
        if whole.get("kind") != "process":
            return not provider
        process = self._archive["processes"].get(provider, DocumentNode({}))
        head = object_in(mark_in(process.text("description")).get("process"))
        return bool(head) and head.get("id") == whole.get("process")

    def _say_parted(self, whole: Json) -> None:
        what = Text(
            f"该投入(类型 {whole.get('kind')})在 openLCA 中改动,按其各个流导入,数值照改。",
            f"This input (kind {whole.get('kind')}) was changed in openLCA; its flows come in one "
            "by one with the amounts that they have now.",
        )
        self._lose(Loss(f"{self._where}.{whole.get('id')}", what))

    def _say_co_product(self, product: str) -> None:
        what = Text(
            f"联产品 {product} 在 openLCA 中的改动未导入,分配仍按原模型",
            f"the change of co-product {product} is not carried; the allocation stays as it was",
        )
        self._lose(Loss(self._where, what, material=True))


def changed_factors(archive: Archive) -> Iterator[Loss]:
    """Processes that stood for factors of the library and say something else now."""
    for process in archive["processes"].values():
        factor = mark_in(process.text("description")).get("factor")
        if not factor:
            continue
        rows = list(process.rows("exchanges"))
        marks = [(row, mark_in(row.text("description"))) for row in rows]
        stated = [(row, mark) for row, mark in marks if "amount" in mark]
        if len(rows) != 2 or not all(_same_amount(row, mark) for row, mark in stated):
            what = Text(
                f"因子 {factor} 的过程在 openLCA 中被改动;仍按因子库数值计算",
                f"the process of factor {factor} was changed; the library's value stays",
            )
            yield Loss(printable(process.text("name")), what, material=True)


def object_in(found: object) -> Json:
    return found if isinstance(found, dict) else {}


def _whole(row: DocumentNode) -> Json:
    found = object_in(mark_in(row.text("description")).get("exchange"))
    return found if isinstance(found.get("kind"), str) and found.get("id") else {}


def _copies(group: list[DocumentNode]) -> int:
    return sum(bool(_whole(row)) for row in group)


def _same_amount(row: DocumentNode, mark: Mapping[str, object]) -> bool:
    stated, amount = mark.get("amount"), row.content.get("amount")
    if isinstance(stated, bool) or not isinstance(stated, int | float):
        return False
    same_unit = mark.get("unit") == row.node("unit").text("name")
    return same_unit and isinstance(amount, Decimal) and Decimal(str(stated)) == amount


def _written(amount: Amount) -> Json:
    return {"amount": plain(round(amount.value, 20)), "unit": amount.unit}


def _strings(found: object) -> set[str]:
    if isinstance(found, dict):
        return {text for value in found.values() for text in _strings(value)}
    if isinstance(found, list):
        return {text for value in found for text in _strings(value)}
    return {found} if isinstance(found, str) else set()


def _rows(found: object) -> list[Json]:
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def _marked(line: Line, ready: Json | None) -> Line:
    return replace(line, ready=ready, is_covered=ready is None)
