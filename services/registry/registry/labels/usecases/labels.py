"""Published labels, found by their number or by the product that bears them."""

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.refusals import Missing, Refusal
from registry.labels.domain.label import (
    Label,
    LabelNotFound,
    LabelNumberMalformed,
    is_gtin,
    parse_number,
)
from registry.labels.store import labels
from registry.labels.store.labels import published_after as published_after
from registry.log.domain.entry import EntryKind
from registry.log.domain.records import Logged
from registry.log.usecases.reading import logged


class LabelNumberMistyped(Missing):
    """The number in the address does not have the form of a label number, or is mistyped."""

    zh = (
        "编号“{number}”有误：格式不符，或末位校验字符与前面的字符不一致，可能抄错了字符。"
        "请对照产品上的编号重新输入。"
    )
    en = (
        "The number “{number}” is mistyped: it lacks the form of a label number, or its check "
        "character does not fit. Compare it with the number on the product."
    )


class LabelLost(Missing):
    """The log has this label, and its record was lost in a restore; it is nobody else's."""

    zh = (
        "编号 {number} 已在透明日志中登记，但其记录在数据库恢复时丢失，尚未找回；"
        "在找回之前请勿采信，该编号不会发放给其他产品。"
    )
    en = (
        "The number {number} is in the log, but its record was lost in a restore and is not back "
        "yet. Do not rely on it until it is; it is never given to another product."
    )


class DigitalLinkMalformed(Refusal):
    """The GTIN of a GS1 Digital Link has a wrong length or check digit."""

    status = 400
    zh = "商品条码 {gtin} 有误：应为 8、12、13 或 14 位数字，且末位为校验位。请核对链接。"
    en = "{gtin} is not a GTIN: 8, 12, 13 or 14 digits, the last of which checks. Compare the link."


class LabelOfAnotherProduct(Missing):
    """The label exists, but belongs to a product with another GTIN."""

    zh = "标识 {number} 不属于商品条码 {gtin} 的产品；二维码可能被挪用，请勿采信。"
    en = "Label {number} does not belong to the product {gtin}; the code may have been misused."


async def find(tx: AsyncConnection, number: str) -> Label:
    """The published label. Raises `LabelNumberMistyped` or `LabelNotFound`."""
    try:
        return await label_facts(tx, number)
    except LabelNumberMalformed as refusal:
        raise LabelNumberMistyped(number=number) from refusal


async def find_by_gtin(tx: AsyncConnection, gtin: str, number: str) -> Label:
    """The label behind a GS1 Digital Link.

    Raises `DigitalLinkMalformed` and `LabelOfAnotherProduct`, too.
    """
    if not is_gtin(gtin):
        raise DigitalLinkMalformed(gtin=gtin)
    label = await find(tx, number)
    known = label.certificate.product.gtin
    if known is None or known.zfill(14) != gtin.zfill(14):
        raise LabelOfAnotherProduct(number=label.number, gtin=gtin)
    return label


async def label_facts(tx: AsyncConnection, number: str) -> Label:
    """A published label with its current bits.

    Raises `LabelNumberMalformed` for a mistyped number, `LabelNotFound` for an unknown one.
    """
    parsed = str(parse_number(number))
    label = await labels.find_published(tx, parsed)
    if label is None and await labels.is_buried(tx, parsed):
        raise LabelLost(number=parsed)
    if label is None:
        raise LabelNotFound(number=number)
    return label


async def logged_label(tx: AsyncConnection, label: Label) -> Logged:
    """The log entry of a published label with its proof. Raises `LabelNotFound`."""
    proven = await logged(tx, EntryKind.LABEL, str(label.number))
    if proven is None:
        raise LabelNotFound(number=label.number)
    return proven
