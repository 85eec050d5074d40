"""The words of a report in both languages, and how it writes numbers and units."""

from decimal import Decimal

from accounting.values.domain.numbers import EXACT, plain
from accounting.values.domain.text import Text


def same(text: str) -> Text:
    """A name that both languages share, such as an identifier."""
    return Text(text, text)


STAGES = {
    "raw-materials": Text("原材料获取", "Raw materials"),
    "production": Text("生产", "Production"),
    "distribution": Text("分销", "Distribution"),
    "use": Text("使用", "Use"),
    "end-of-life": Text("生命末期", "End of life"),
}
BOUNDARIES = {
    "cradle-to-gate": Text("摇篮到大门", "Cradle to gate"),
    "cradle-to-grave": Text("摇篮到坟墓", "Cradle to grave"),
}
KINDS = {
    "process": Text("内部供应", "internal supply"),
    "factor": Text("背景数据", "background data"),
    "emission": Text("直接排放", "direct emission"),
    "cut-off": Text("取舍", "cut-off"),
    "transport": Text("运输", "transport"),
    "packaging": Text("包装", "packaging"),
    "waste": Text("废物处理", "waste treatment"),
    "fuel": Text("燃料", "fuel"),
    "electricity": Text("电力", "electricity"),
    "uptake": Text("生物吸收", "uptake"),
}
METHODS = {
    "mass": Text("按质量", "by mass"),
    "energy": Text("按能量", "by energy"),
    "economic": Text("按经济价值", "by value"),
}
_UNITS = {
    "m2": same("m²"),
    "m3": same("m³"),
    "Nm3": same("Nm³"),
    "t.km": same("t·km"),
    "kg.km": same("kg·km"),
    "piece": Text("件", "piece"),
}


def stage(code: str) -> Text:
    return STAGES.get(code, Text(code, code))


def boundary(code: str) -> Text:
    return BOUNDARIES.get(code, Text(code, code))


def kind(code: str) -> Text:
    return KINDS.get(code, Text(code, code))


def method(code: str) -> Text:
    return METHODS.get(code, same(code))


def unit(symbol: str) -> Text:
    """As people write it: m² for m2."""
    return _UNITS.get(symbol, same(symbol))


def shown(value: Decimal, digits: int = 5) -> str:
    """At most so many significant digits, grouped by thousands; exact figures are in the data."""
    if value == 0:
        return "0"
    places = max(0, digits - 1 - value.adjusted())
    text = plain(value.quantize(Decimal(1).scaleb(-min(places, 12)), context=EXACT))
    sign, text = ("−", text[1:]) if text.startswith("-") else ("", text)
    whole, dot, fraction = text.partition(".")
    return f"{sign}{int(whole):,}{dot}{fraction}"


def shown_percent(value: Decimal) -> str:
    """With one decimal; a share that would vanish says so."""
    if value != 0 and abs(value) < Decimal("0.05"):
        return "<0.1 %"
    return f"{value.quantize(Decimal('0.1'))} %"
