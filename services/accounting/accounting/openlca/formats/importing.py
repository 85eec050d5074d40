"""Reading a product system from an openLCA archive: ours as it was, others as far as they fit."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from pydantic import ValidationError

from accounting.calculations.domain.node import DocumentNode
from accounting.model.domain.system import SYSTEM, ProductSystem
from accounting.openlca.formats.archive import Archive, OpenLcaArchiveUnreadable
from accounting.openlca.formats.common import OUR_UNITS, ArchiveLoss, joined, mark_in, parted
from accounting.values.domain.numbers import plain
from accounting.values.domain.text import Text
from packs.models import Stage

Json = dict[str, object]
_STAGES = {stage.value for stage in Stage}
_NO_FACTOR = {
    "zh": "自 openLCA 导入,尚未指定排放因子",
    "en": "imported from openLCA, no emission factor chosen yet",
}


def imported(
    archive: Archive, gases: frozenset[str]
) -> tuple[ProductSystem, tuple[ArchiveLoss, ...]]:
    """The one product system of the archive, and what of it could not be carried.

    Raises `OpenLcaArchiveUnreadable`.
    """
    systems = list(archive["product_systems"].values())
    if len(systems) != 1:
        raise OpenLcaArchiveUnreadable(reason=f"it holds {len(systems)} product systems, not one")
    reader = _Reader(archive, systems[0], gases)
    try:
        return SYSTEM.validate_python(reader.system()), tuple(reader.losses)
    except ValidationError as failure:
        first = failure.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise OpenLcaArchiveUnreadable(reason=f"{where}: {first['msg']}"[:200]) from failure


class _Reader:
    def __init__(self, archive: Archive, system: DocumentNode, gases: frozenset[str]) -> None:
        self._archive, self._system, self._gases = archive, system, gases
        self.losses: list[ArchiveLoss] = []
        self._members = dict(self._unit_processes())
        self._names = _names(self._members)

    def _unit_processes(self) -> Iterator[tuple[str, DocumentNode]]:
        listed = {row.text("@id") for row in self._system.rows("processes")}
        for id, process in sorted(self._archive["processes"].items()):
            made = process.text("processType") != "LCI_RESULT"
            if made and (not listed or id in listed):
                yield id, process

    def system(self) -> Json:
        head = _object(mark_in(self._system.text("description")).get("system"))
        reference = self._system.node("refProcess").text("@id")
        if reference not in self._names:
            raise OpenLcaArchiveUnreadable(reason="its reference process is missing")
        kept = {"wood": head["wood"]} if head.get("wood") else {}
        return {
            "name": _name(self._system.text("name"), head.get("name")),
            "reference": self._names[reference],
            "processes": [self._process(id, process) for id, process in self._members.items()],
            **kept,
        }

    def _process(self, id: str, process: DocumentNode) -> Json:
        head = _object(mark_in(process.text("description")).get("process"))
        mine, lines = self._names[id], list(process.rows("exchanges"))
        output = next((row for row in lines if row.content.get("isQuantitativeReference")), None)
        if output is None:
            raise OpenLcaArchiveUnreadable(reason=f"process {mine} has no reference flow")
        content: Json = {
            **head,
            "id": mine,
            "name": _name(process.text("name"), head.get("name")),
            "stage": self._stage(mine, process, head),
            "output": self._output(output, head),
            "exchanges": list(self._exchanges(mine, head, lines, output)),
        }
        return content

    def _stage(self, mine: str, process: DocumentNode, head: Json) -> str:
        if head.get("stage"):
            return str(head["stage"])
        for part in process.text("category").split("/"):
            if part.lower().replace(" ", "-") in _STAGES:
                return part.lower().replace(" ", "-")
        self._lose(
            mine, "未注明生命周期阶段,按“生产”导入", "no life-cycle stage; taken as production"
        )
        return Stage.PRODUCTION.value

    def _output(self, line: DocumentNode, head: Json) -> object:
        if head.get("output") and not _edited(line):
            return head["output"]
        return {"amount": _exact(_amount(line)), "unit": _unit(line)}

    def _exchanges(
        self, mine: str, head: Json, lines: list[DocumentNode], output: DocumentNode
    ) -> Iterator[object]:
        groups: dict[str, list[DocumentNode]] = {}
        for index, line in enumerate(lines):
            mark = mark_in(line.text("description"))
            if line is output or mark.get("output"):
                continue
            groups.setdefault(str(mark.get("of") or f"({index})"), []).append(line)
        taken: set[str] = set()
        for group in groups.values():
            whole = mark_in(group[0].text("description")).get("exchange")
            if isinstance(whole, dict) and not any(_edited(line) for line in group):
                content: Json | None = whole
            else:
                content = self._translated(mine, group, whole)
            if content is not None:
                content["id"] = _unique(str(content.get("id") or "exchange"), taken)
                yield content

    def _translated(self, mine: str, group: list[DocumentNode], whole: object) -> Json | None:
        """An exchange that was changed or made in openLCA."""
        line, known = group[0], whole if isinstance(whole, dict) else {}
        name = line.node("flow").text("name")
        where = f"{mine}.{known.get('id') or _slug(name) or 'exchange'}"
        if line.text("amountFormula"):
            self._lose(where, "公式未导入,只取其数值", "the formula is left, its value is taken")
        if line.node("uncertainty").content:
            self._lose(where, "不确定性分布未导入", "the uncertainty distribution is left out")
        if known and known.get("kind") in ("factor", "process", "emission", "cut-off"):
            return self._amended(where, known, line)
        if known:
            self._lose(
                where,
                "该投入由多个流组成,openLCA 中的改动未导入;请在平台上修改",
                "made of several flows; the change is not carried, make it on the platform",
            )
            return known
        return self._foreign(where, line, name)

    def _amended(self, where: str, known: Json, line: DocumentNode) -> Json:
        if known.pop("loss", None) not in (None, "0"):
            self._lose(where, "改动后的数量已含损耗", "the changed amount includes the loss")
        return {**known, "amount": _exact(_amount(line)), "unit": _unit(line)}

    def _foreign(self, where: str, line: DocumentNode, name: str) -> Json | None:
        id = where.partition(".")[2]
        taken: Json = {"id": id, "amount": _exact(_amount(line)), "unit": _unit(line)}
        provider = line.node("defaultProvider").text("@id")
        if line.content.get("isAvoidedProduct"):
            self._lose(where, "不计入替代产品的抵减,未导入", "avoided products are not credited")
            return None
        if self._is_elementary(line):
            return self._gas(where, line, name, taken)
        if not line.content.get("isInput"):
            self._lose(where, "其他产出或废物未导入", "another output or waste is left out")
            return None
        if provider in self._names:
            return {"kind": "process", "process": self._names[provider], **taken}
        if factor := self._factor(provider):
            return {"kind": "factor", "flow": _slug(name) or id, "factor": factor, **taken}
        self._lose(where, "没有因子,按取舍项导入", "has no factor and comes in as a cut-off")
        return {"kind": "cut-off", "flow": _slug(name) or id, "reason": _NO_FACTOR, **taken}

    def _gas(self, where: str, line: DocumentNode, name: str, taken: Json) -> Json | None:
        formula = (
            self._archive["flows"]
            .get(line.node("flow").text("@id"), DocumentNode({}))
            .text("formula")
        )
        gas = next(
            (g for g in (formula, name.split(",")[0], name.split(" ")[0]) if g in self._gases), ""
        )
        if not gas or line.content.get("isInput"):
            self._lose(
                where,
                f"基本流“{name}”不是所用 GWP 集的气体,未导入",
                f"{name} is no gas of the GWP set",
            )
            return None
        origin = "biogenic" if "biogenic" in name.lower() else "fossil"
        return {"kind": "emission", "gas": gas, "origin": origin, **taken}

    def _is_elementary(self, line: DocumentNode) -> bool:
        ref = line.node("flow")
        flow = self._archive["flows"].get(ref.text("@id"), DocumentNode({}))
        return "ELEMENTARY_FLOW" in (ref.text("flowType"), flow.text("flowType"))

    def _factor(self, provider: str) -> str:
        process = self._archive["processes"].get(provider, DocumentNode({}))
        return str(mark_in(process.text("description")).get("factor") or "")

    def _lose(self, where: str, zh: str, en: str) -> None:
        what = Text(_printable(f"{zh}。"), _printable(f"{en}."))
        self.losses.append(ArchiveLoss(_printable(where), what))


def _names(members: Mapping[str, DocumentNode]) -> dict[str, str]:
    """Our identifier of every process: its own where it came from us, else one made of its name."""
    taken: set[str] = set()
    names: dict[str, str] = {}
    for id, process in members.items():
        head = mark_in(process.text("description")).get("process")
        own = str(head.get("id", "")) if isinstance(head, dict) else ""
        names[id] = _unique(own or _slug(process.text("name")) or "process", taken)
    return names


def _unique(wanted: str, taken: set[str]) -> str:
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted[:50]}-{number}", number + 1
    taken.add(found)
    return found


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:50].strip("-")


def _name(written: str, known: object) -> object:
    """Both languages as they were, unless somebody gave another name in openLCA."""
    if isinstance(known, dict):
        ours = Text(str(known.get("zh", "")), str(known.get("en", "")))
        if joined(ours) == written:
            return known
    found = parted(written)
    return {"zh": found.zh, "en": found.en}


def _edited(line: DocumentNode) -> bool:
    """Whether the amount or the unit differs from what was written out."""
    mark = mark_in(line.text("description"))
    stated = mark.get("amount")
    if not isinstance(stated, int | float) or mark.get("unit") != line.node("unit").text("name"):
        return True
    return Decimal(str(stated)) != _amount(line)


def _amount(line: DocumentNode) -> Decimal:
    found = line.content.get("amount")
    if not isinstance(found, Decimal):
        raise OpenLcaArchiveUnreadable(reason="the amount of an exchange is no number")
    return found


def _object(found: object) -> Json:
    return found if isinstance(found, dict) else {}


def _printable(words: str) -> str:
    return "".join(mark for mark in words if mark.isprintable())[:300]


def _exact(value: Decimal) -> str:
    return plain(round(value, 20))


def _unit(line: DocumentNode) -> str:
    name = line.node("unit").text("name")
    return OUR_UNITS.get(name, name)
