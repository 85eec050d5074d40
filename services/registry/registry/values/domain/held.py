"""What everybody is told while the register's database is older than what it made public."""

from registry.values.domain.bilingual import Bilingual

HELD = Bilingual(
    "登记系统的数据库由备份恢复，尚未补齐：所示内容可能早于已公开的内容，其间不发放新标识。",
    "The register's database came back from a backup and is not whole yet: what is shown may be "
    "older than what was public, and no label is given until it is.",
)
