"""Why a table of somebody's cannot be read, as a whole or in a row."""

from accounting.values.domain.text import Text
from chassis.refusals import Invalid

FORMULA = Text(
    "单元格含公式;请“选择性粘贴为数值”后重新上传",
    "a cell holds a formula; paste its value instead and upload again",
)
ERROR = Text(
    "单元格含错误值(如 #REF!);请更正后重新上传",
    "a cell holds an error such as #REF!; correct it and upload again",
)
TOO_LARGE = {"reason_zh": "解压后过大", "reason": "it is too large when unpacked"}
"""The facts of a refusal."""


class FactorFileUnreadable(Invalid):
    """The upload is not a plain CSV or XLSX table."""

    zh = "无法读取文件:{reason_zh}。请上传 UTF-8 的 CSV,或不含宏的 XLSX。"
    en = "The file cannot be read: {reason}. Upload CSV in UTF-8, or XLSX without macros."


class FactorFileTooLarge(Invalid):
    """The upload is larger than a factor file may be."""

    status = 413
    zh = "文件超过 {limit} 字节。请拆分为多个文件后分别上传。"
    en = "The file is larger than {limit} bytes; split it and upload the parts."


class FactorFileTooLong(Invalid):
    """The table has more rows or columns than one upload may have."""

    zh = "表格超过 {rows} 行或 {columns} 列。请删除空白格式行,或拆分为多个文件。"
    en = "The table has over {rows} rows or {columns} columns; remove blank ones or split the file."
