"""What of a product system openLCA has no place for, and what was lost on its way here."""

from collections.abc import Iterator, Mapping, Sequence

from accounting.foreign.domain.losses import Loss
from accounting.foreign.domain.wording import printable
from accounting.model.domain.system import ProductSystem
from accounting.values.domain.text import Text


def losses(system: ProductSystem) -> Iterator[Loss]:
    yield Loss(
        "*",
        Text(
            "openLCA 以双精度浮点数计算;精确十进制数值保存在各交换的说明中。",
            "openLCA computes in binary floats; the exact decimals stay in the descriptions.",
        ),
    )
    for process in system.processes:
        if process.co_products:
            yield Loss(
                process.id,
                Text(
                    "分配方法只写入说明;请在 openLCA 中自行设置多产品过程的分配系数。",
                    "The allocation is in the description only; set the factors in openLCA.",
                ),
            )
    if system.wood:
        yield Loss(
            system.reference,
            Text(
                "产品储存的生物碳只写入说明,openLCA 不计算。",
                "Stored carbon is in the description only; openLCA does not compute it.",
            ),
        )


def told(lost: Sequence[Loss]) -> str:
    """Losses as a person reads them, a line each in both languages."""
    return "\n".join(f"{one.where}: {one.what.zh} {one.what.en}" for one in lost)


def noted(lost: Sequence[Loss]) -> list[dict[str, object]]:
    """Losses as `carried` reads them."""
    return [
        {"where": one.where, "zh": one.what.zh, "en": one.what.en, "material": one.material}
        for one in lost
    ]


def carried(mark: Mapping[str, object]) -> Iterator[Loss]:
    """What was lost before the archive was made. Whoever takes it in settles that anew."""
    rows = mark.get("losses")
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict):
            where, zh, en = (printable(str(row.get(key) or "*")) for key in ("where", "zh", "en"))
            yield Loss(where, Text(zh, en), material=row.get("material") is not False)
