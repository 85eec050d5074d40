"""What the rows of an activity template mean, in the language of whoever fills it in."""

from collections.abc import Sequence

from accounting.inventory.domain.activity_tables import RowKind
from accounting.model.domain.system import ProductSystem
from accounting.values.domain.text import Text

HEADINGS = {"zh": ("过程名称", "填写说明"), "en": ("process name", "how to fill it in")}
"""Two columns after those that are read back; whoever fills in the table may leave them."""
_OUTPUT = Text("统计期内的产量", "what was made in the period")
_BESIDE = Text("统计期内的联产品产量", "what was made of the co-product in the period")
_KINDS = {
    "process": Text("领用的上游产品总量,含损耗", "what was taken of the supply, losses included"),
    "factor": Text("消耗总量,含损耗", "what was consumed, losses included"),
    "transport": Text("货运周转量(质量×距离)", "freight: mass times distance"),
    "packaging": Text("包装用量", "packaging used"),
    "waste": Text("送出处理的废物量", "waste handed over for treatment"),
    "fuel": Text("燃料消耗量", "fuel burnt"),
    "electricity": Text("用电量,以结算单为准", "electricity, as the bill says"),
    "emission": Text("直接排放量", "what was released directly"),
    "uptake": Text("生物质吸收的 CO2", "CO2 taken up by biomass"),
    "cut-off": Text("已取舍,可不填", "left out; may stay blank"),
}


def described(system: ProductSystem, row: Sequence[str], language: str) -> tuple[str, str]:
    """The process's name, and what to write into the row's amount."""
    process = system.by_id[row[0]]
    match row[1]:
        case RowKind.OUTPUT:
            words = _OUTPUT
        case RowKind.CO_PRODUCT:
            words = _BESIDE
        case _:
            kind = next(each.kind for each in process.exchanges if each.id == row[2])
            words = _KINDS[kind]
    if language == "en":
        return process.name.en, words.en
    return process.name.zh, words.zh
