"""Published labels, found by their number or by the product that bears them."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.generations import is_held
from chassis.refusals import Missing
from registry.labels.domain.label import (
    Label,
    LabelNotFound,
    LabelNumberMalformed,
    parse_number,
    resembling,
)
from registry.labels.store import labels
from registry.labels.store.labels import published_after as published_after
from registry.log.domain.entry import EntryKind
from registry.log.domain.records import Logged
from registry.log.usecases.reading import logged


class LabelNumberMistyped(Missing):
    """The number in the address does not have the form of a label number, or is mistyped."""

    near: tuple[str, ...] = ()
    """Numbers of labels that may have been meant."""
    zh = (
        "编号“{number}”有误：格式不符，或末位校验字符与前面的字符不一致，可能抄错了字符。"
        "请对照产品上的编号重新输入。{near_zh}"
    )
    en = (
        "The number “{number}” is mistyped: it lacks the form of a label number, or its check "
        "character does not fit. Compare it with the number on the product.{near_en}"
    )

    @classmethod
    def of(cls, number: str, near: Sequence[str]) -> "LabelNumberMistyped":
        """The refusal of a number that labels with the numbers `near` resemble."""
        named = ", ".join(near)
        zh, en = (f"是否为 {named}？", f" Did you mean {named}?") if near else ("", "")
        refusal = cls(number=number, near_zh=zh, near_en=en)
        refusal.near = tuple(near)
        return refusal


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


class LabelPerhapsLost(Missing):
    """The label is not here, and the register's database is older than what it made public."""

    zh = (
        "登记系统的数据库由备份恢复，尚未补齐：编号 {number} 是否已发放目前无法确认，"
        "请勿据此认定其真伪。"
    )
    en = (
        "The register's database came back from a backup and is not whole yet: whether {number} "
        "was given to a product cannot be told now, so take it neither for true nor for false."
    )


class LabelOfAnotherProduct(Missing):
    """The label exists, but belongs to a product with another GTIN."""

    zh = "标识 {number} 不属于商品条码 {gtin} 的产品；二维码可能被挪用，请勿采信。"
    en = "Label {number} does not belong to the product {gtin}; the code may have been misused."


async def find(tx: AsyncConnection, number: str) -> Label:
    """The published label. Raises `LabelNumberMistyped` or `LabelNotFound`."""
    try:
        return await label_facts(tx, number)
    except LabelNumberMalformed as refusal:
        near = await labels.published_among(tx, resembling(number))
        raise LabelNumberMistyped.of(number, near) from refusal


async def find_of(tx: AsyncConnection, gtin: str, number: str) -> Label:
    """The label of a product. Raises `LabelOfAnotherProduct`, too."""
    label = await find(tx, number)
    known = label.certificate.product.gtin
    if known is None or known.zfill(14) != gtin:
        raise LabelOfAnotherProduct(number=label.number, gtin=gtin)
    return label


async def successor(tx: AsyncConnection, label: Label) -> str | None:
    """The number of the label that took this one's place, once it is public."""
    if label.replaced_by is None:
        return None
    return await labels.published_of(tx, label.replaced_by)


async def label_facts(tx: AsyncConnection, number: str) -> Label:
    """A published label with its current bits.

    Raises `LabelNumberMalformed` for a mistyped number, `LabelNotFound` for an unknown one.
    """
    parsed = str(parse_number(number))
    label = await labels.find_published(tx, parsed)
    if label is None and await labels.is_buried(tx, parsed):
        raise LabelLost(number=parsed)
    if label is None and await is_held(tx):
        raise LabelPerhapsLost(number=parsed)
    if label is None:
        raise LabelNotFound(number=number)
    return label


async def logged_label(tx: AsyncConnection, label: Label) -> Logged:
    """The log entry of a published label with its proof. Raises `LabelNotFound`."""
    proven = await logged(tx, EntryKind.LABEL, str(label.number))
    if proven is None:
        raise LabelNotFound(number=label.number)
    return proven
