"""Columns that hold trade secrets: written encrypted, read either way until all are encrypted."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Column, ColumnElement, MetaData, Row, ScalarSelect, Table, Text, select
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.domain.encryption import DataKey, SecretPlace, decrypt, encrypt, key_of
from accounting.custody.store.touched import touch
from accounting.custody.store.vault import vault_of

Content = Mapping[str, object]
"""The secret of a row: the columns that older rows kept it in, with their values."""
_HOLDER = "holder"


def _nothing(_: Content) -> Content:
    return {}


@dataclass(frozen=True)
class Holder:
    """A table with a column `secret`: what it stands for, and whose row it is."""

    table: Table
    plain: tuple[str, ...] = ("document",)
    """Columns that a row from before encryption has instead."""
    key: tuple[str, ...] = ("id",)
    owner: ColumnElement[str] | None = None
    """Whose the row is; the column `enterprise` unless said."""
    derived: Callable[[Content], Content] = field(default=_nothing)
    """Columns that queries need and that are no secret, made from the content."""

    def __post_init__(self) -> None:
        self.table.info = {**self.table.info, _HOLDER: self}

    async def conceal(self, tx: AsyncConnection, row: Content, owner: str) -> dict[str, object]:
        """The row as it is stored: its secret columns encrypted into `secret`."""
        [stored] = await self.conceal_all(tx, [row], owner)
        return stored

    async def conceal_all(
        self, tx: AsyncConnection, rows: Sequence[Content], owner: str
    ) -> list[dict[str, object]]:
        """Rows of one owner as they are stored; one look-up for the key of all."""
        key = await vault_of(tx).current(tx, owner)
        return [self._concealed(tx, row, owner, key) for row in rows]

    def _concealed(
        self, tx: AsyncConnection, row: Content, owner: str, key: DataKey
    ) -> dict[str, object]:
        place = self.place(row, owner)
        touch(tx, place, wrote=True)
        content = {name: row[name] for name in self.plain}
        rest = {name: value for name, value in row.items() if name not in self.plain}
        secret = encrypt(key, place, self._written(content))
        return {**rest, **self.derived(content), "secret": secret}

    async def reveal(
        self, tx: AsyncConnection, rows: Sequence[Row[tuple[object, ...]]], *, noted: bool = True
    ) -> list[dict[str, object]]:
        """The secret columns of each row; one look-up for all keys that are not open yet.

        A row carries `secret`, its key, the plain columns, and whose it is as `of`, `owner` or
        `enterprise`; what belongs to nobody is public. Unless `noted`, no trail says so.

        Raises `SecretUnreadable`.
        """
        ids = {key_of(row.secret) for row in rows if row.secret is not None}
        keys = await vault_of(tx).find(tx, ids) if ids else {}
        found = []
        for row in rows:
            values = row._asdict()
            place = self.place(values, _owner(values))
            if place.owner and noted:
                touch(tx, place)
            if row.secret is None:
                found.append({name: values[name] for name in self.plain})
            else:
                key = keys[key_of(row.secret)]
                found.append(self._read(decrypt(key, place, bytes(row.secret))))
        return found

    def place(self, row: Content, owner: str) -> SecretPlace:
        return SecretPlace(owner, self.table.name, "/".join(str(row[name]) for name in self.key))

    @property
    def _is_text(self) -> bool:
        """One column of text is kept as its very bytes."""
        return len(self.plain) == 1 and isinstance(self.table.c[self.plain[0]].type, Text)

    def _written(self, content: Content) -> bytes:
        if self._is_text:
            return str(content[self.plain[0]]).encode()
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()

    def _read(self, content: bytes) -> dict[str, object]:
        if self._is_text:
            return {self.plain[0]: content.decode()}
        document: dict[str, object] = json.loads(content)
        return document


def holders(metadata: MetaData) -> list[Holder]:
    """Every table that holds secrets; each is declared beside its table."""
    tables = metadata.sorted_tables
    return [table.info[_HOLDER] for table in tables if _HOLDER in table.info]


async def one(
    holder: Holder, tx: AsyncConnection, row: Row[tuple[object, ...]]
) -> dict[str, object]:
    """The secret columns of a single row."""
    [content] = await holder.reveal(tx, [row])
    return content


def strings_in(document: object) -> Iterable[str]:
    """Every string of a JSON document, keys left out."""
    if isinstance(document, str):
        yield document
    elif isinstance(document, dict):
        for member in document.values():
            yield from strings_in(member)
    elif isinstance(document, list | tuple):
        for member in document:
            yield from strings_in(member)


def _owner(values: Mapping[str, object]) -> str:
    name = next(name for name in ("of", "owner", "enterprise") if name in values)
    return str(values[name])


def owner_of(owner: Column[str], key: Column[object], here: Column[object]) -> ScalarSelect[str]:
    """Whose a row is, where another table says so."""
    return select(owner).where(key == here).correlate(here.table).scalar_subquery()
