"""What of a product system openLCA has no place for."""

from collections.abc import Iterator

from accounting.model.domain.system import ProductSystem
from accounting.openlca.formats.common import ArchiveLoss
from accounting.values.domain.text import Text


def losses(system: ProductSystem) -> Iterator[ArchiveLoss]:
    yield ArchiveLoss(
        "*",
        Text(
            "openLCA 以双精度浮点数计算;精确十进制数值保存在各交换的说明中。",
            "openLCA computes in binary floats; the exact decimals stay in the descriptions.",
        ),
    )
    for process in system.processes:
        if process.co_products:
            yield ArchiveLoss(
                process.id,
                Text(
                    "分配方法只写入说明;请在 openLCA 中自行设置多产品过程的分配系数。",
                    "The allocation is in the description only; set the factors in openLCA.",
                ),
            )
    if system.wood:
        yield ArchiveLoss(
            system.reference,
            Text(
                "产品储存的生物碳只写入说明,openLCA 不计算。",
                "Stored carbon is in the description only; openLCA does not compute it.",
            ),
        )
