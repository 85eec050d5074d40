"""How every bench reports: a table and a chart for people, one JSON object for programs.

A bench collects `Figure`s, each set against what the second method reached in the same run, and
hands them to `report`. The JSON object is the last line of the standard output.
"""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

FOLDER = Path(".local/bench")
_WIDTH, _STEP = 420, 62


@dataclass(frozen=True)
class Figure:
    """One number with its ceiling: what the second method reached or needed for the same."""

    name: str
    value: float
    unit: str
    ceiling: float
    ratio: float
    aim: str
    holds: bool
    bound: str
    """One sentence: what keeps the value from being better."""

    @classmethod
    def at_most(
        cls, name: str, value: float, unit: str, ceiling: float, limit: float, bound: str
    ) -> Self:
        """Less is better: the value may be up to `limit` times the ceiling."""
        ratio = value / ceiling
        return cls(
            name, value, unit, ceiling, ratio, f"ratio <= {limit:g}", bool(ratio <= limit), bound
        )

    @classmethod
    def at_least(
        cls, name: str, value: float, unit: str, ceiling: float, limit: float, bound: str
    ) -> Self:
        """More is better: the value reaches `limit` times the ceiling or more."""
        ratio = value / ceiling
        return cls(
            name, value, unit, ceiling, ratio, f"ratio >= {limit:g}", bool(ratio >= limit), bound
        )

    @classmethod
    def faster(
        cls, name: str, value: float, unit: str, ceiling: float, times: float, bound: str
    ) -> Self:
        """Less is better, and the ratio says how many times faster than the ceiling."""
        ratio = ceiling / value
        return cls(
            name, value, unit, ceiling, ratio, f"ratio >= {times:g}", bool(ratio >= times), bound
        )

    @property
    def row(self) -> dict[str, object]:
        """As programs read it: plain JSON numbers, to six significant digits."""
        numbers = {
            name: float(f"{number:.6g}")
            for name, number in (
                ("value", self.value),
                ("ceiling", self.ceiling),
                ("ratio", self.ratio),
            )
        }
        return {
            "name": self.name,
            "value": numbers["value"],
            "unit": self.unit,
            "ceiling": numbers["ceiling"],
            "ratio": numbers["ratio"],
            "aim": self.aim,
            "holds": self.holds,
        }


def report(bench: str, figures: Sequence[Figure], *, notes: Sequence[str] = ()) -> None:
    """The table, what bounds each figure, the chart, and last the line for programs."""
    print(table(figures))
    print("\nwhat bounds them")
    for each in figures:
        print(f"  {each.name}: {each.bound}")
    for note in notes:
        print(f"note: {note}")
    FOLDER.mkdir(parents=True, exist_ok=True)
    saved = FOLDER / f"{bench}.svg"
    saved.write_text(chart(figures), "utf-8")
    print(f"chart: {saved}")
    rows = [each.row for each in figures]
    print(json.dumps({"bench": bench, "figures": rows, "machine": machine()}), flush=True)


def table(figures: Sequence[Figure]) -> str:
    width = max((len(each.name) for each in figures), default=0)
    lines = [f"\n{'':{width}}  {'value':>12}  {'ceiling':>12}  {'ratio':>8}  aim"]
    for each in figures:
        held = "holds" if each.holds else "DOES NOT HOLD"
        value, ceiling = (shown(number, each.unit) for number in (each.value, each.ceiling))
        lines.append(
            f"{each.name:{width}}  {value:>12}  {ceiling:>12}  {each.ratio:>8.3g}  "
            f"{each.aim}: {held}"
        )
    return "\n".join(lines)


def shown(number: float, unit: str) -> str:
    """Three significant digits with thousands and unit."""
    text = f"{number:,.0f}" if abs(number) >= 1000 else f"{number:.3g}"
    return f"{text} {unit}".strip()


def chart(figures: Sequence[Figure]) -> str:
    """Two bars for each figure, ours in green and the ceiling in grey, on the pair's own scale."""
    bars = "".join(_pair(number, each) for number, each in enumerate(figures))
    size = f'width="640" height="{_STEP * len(figures) + 10}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif"'
    return f'{head} font-size="12">{bars}</svg>\n'


def _pair(number: int, each: Figure) -> str:
    y = _STEP * number + 16
    widest = max(abs(each.value), abs(each.ceiling)) or 1
    parts = [f'<text x="0" y="{y}">{_escaped(each.name)}</text>']
    for place, (amount, colour) in enumerate(((each.value, "#2a7"), (each.ceiling, "#999"))):
        width, top = max(1.0, _WIDTH * abs(amount) / widest), y + 4 + 18 * place
        parts.append(
            f'<rect x="0" y="{top}" width="{width:.0f}" height="15" fill="{colour}"/>'
            f'<text x="{width + 6:.0f}" y="{top + 12}">{_escaped(shown(amount, each.unit))}</text>'
        )
    return "".join(parts)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def machine() -> dict[str, object]:
    """What it ran on."""
    return {
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load": [round(value, 2) for value in os.getloadavg()],
    }
