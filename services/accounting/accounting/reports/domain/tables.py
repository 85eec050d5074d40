"""Tables of a report, none longer than paper bears."""

from collections.abc import Sequence

from accounting.reports.domain.blocks import Column, Grid, Say

ROWS = 400
"""Longest table on paper; whoever needs more reads the spreadsheet."""


def grid(
    caption: str, columns: tuple[Column, ...], rows: Sequence[tuple[str, ...]], say: Say
) -> Grid:
    """A table that ends after `ROWS` rows and says so."""
    left = len(rows) - ROWS
    note = say(
        f"另有 {left} 行未列出,完整数据见电子表格。",
        f"{left} more rows are in the spreadsheet.",
    )
    return Grid(caption, columns, tuple(rows[:ROWS]), note if left > 0 else "")
