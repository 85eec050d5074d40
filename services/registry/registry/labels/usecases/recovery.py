"""Keep what each round makes public beside the database, and put it back after a restore.

The log goes on under the very head that was signed: entries, editions and documents are put back
byte by byte. A label whose leaf is back and whose certificate has not come again is a tombstone:
its number is known to be another's, and never given again.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock, generations
from chassis.bus import Envelope
from chassis.lastknown import LastKnown, Place
from chassis.restoring import Lost, StillHolds
from registry.identities.domain.signed import dig, parse_json, read_credential
from registry.identities.usecases import documents
from registry.labels.domain.label import parse_number
from registry.labels.domain.record import Record, record_name
from registry.labels.store import labels
from registry.log.domain.entry import Entry, EntryKind
from registry.log.usecases import records as log
from registry.log.usecases.writing import append
from registry.status.domain.changes import PublishedList
from registry.status.domain.status_list import decode
from registry.status.usecases import lists

HEAD = "log"


class LogNotRestorable(StillHolds):
    """What is kept beside the database does not lead to the head that was signed last."""


async def remember(tx: AsyncConnection, before: int) -> None:
    """Write beside the database what this round added to the log of `before` leaves."""
    newest = await log.latest_checkpoint(tx)
    if newest is None:
        return
    record = Record(
        before,
        tuple(await log.entries_from(tx, before)),
        newest,
        tuple(await documents.logged_from(tx, before)),
        tuple(await lists.issued_from(tx, before)),
    )
    root = (await log.frontier(tx)).root.hex()
    marks = {HEAD: {"size": newest.size, "root": root}}
    await generations.note(tx, marks, {record.name: record.encode()})


async def restore(tx: AsyncConnection, lost: Lost) -> list[str]:
    """Put back what was public, up to the head that was signed last; what that came to, in words.

    Raises `LogNotRestorable`. Doing it again changes nothing.
    """
    began = await log.size(tx)
    size, root = await _put_back_log(tx, lost.known, lost.place)
    _require_what_was_said(lost.events, size)
    waiting = await labels.tombstones(tx)
    missed = [f"label {number} waits for certificate {named}" for number, named in waiting]
    return [f"log: {size - began} entries put back, head {size} {root}", *missed]


async def _put_back_log(tx: AsyncConnection, known: LastKnown, place: Place) -> tuple[int, str]:
    """The size and root that the log has then."""
    head: Mapping[str, Any] = known.mark(HEAD, {"size": 0, "root": ""})
    while (size := await log.size(tx)) < head["size"]:
        content = await place.read(record_name(size))
        if content is None:
            raise LogNotRestorable(f"{record_name(size)} is missing beside the database")
        record = Record.decode(content)
        if record.first != size or not record.entries:
            raise LogNotRestorable(f"{record_name(size)} does not go on from {size} leaves")
        await _put_back(tx, record)
    root = (await log.frontier(tx)).root.hex()
    if size == head["size"] and head["root"] not in ("", root):
        raise LogNotRestorable(f"{size} entries have the root {root}, signed was {head['root']}")
    return size, root


def _require_what_was_said(events: Sequence[Envelope], size: int) -> None:
    """Where the place was lost too, the bus may still know of leaves: none is given again."""
    for said in events:
        index = said.data.get("log_index")
        if isinstance(index, int) and index >= size:
            raise LogNotRestorable(
                f"{said.subject} was told of with leaf {index}, and what is kept beside the "
                f"database leads to {size} leaves only"
            )


async def _put_back(tx: AsyncConnection, record: Record) -> None:
    await append(tx, record.entries)
    for version in record.documents:
        await documents.put_back(tx, version)
    for edition in record.editions:
        await _put_back_edition(tx, edition)
    for entry in record.entries:
        if entry.kind is EntryKind.LABEL:
            await _bury(tx, entry)
    await log.add_checkpoint(tx, record.head, clock.now())


async def _put_back_edition(tx: AsyncConnection, edition: PublishedList) -> None:
    """With the bits that it shows: until their events come again, no later edition may lack one."""
    await lists.put_back(tx, edition)
    signed = read_credential(edition.credential)
    encoded = dig(signed and signed.claims, "credentialSubject", "encodedList")
    await lists.show_bits(tx, edition.issue.name, decode(str(encoded)))


async def _bury(tx: AsyncConnection, entry: Entry) -> None:
    """Keep the number of a label for its certificate alone, and move its series beyond it."""
    number = parse_number(entry.identity)
    facts = parse_json(entry.data.decode())
    await labels.bury(tx, number, str(dig(facts, "certificate")))
    await labels.move_series(tx, number)
