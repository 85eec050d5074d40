"""What of a product system openLCA has no place for."""

from collections.abc import Iterator

from accounting.foreign.domain.losses import Loss
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
