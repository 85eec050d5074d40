"""A service small enough to test the chassis with: it keeps notes and tells of each one."""

from datetime import date
from uuid import UUID, uuid4

from fastapi import FastAPI, Request
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Column, MetaData, Table, Text, Uuid, insert, select
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.requests import ClientDisconnect

from chassis import clock, outbox
from chassis.answered import Retirement, retiring
from chassis.auth import CurrentCaller
from chassis.bodies import Limits, takes, takes_cut
from chassis.consumer import Consumer
from chassis.database import Transaction
from chassis.problems import problems
from chassis.refusals import Conflict, Missing
from chassis.routing import Router
from chassis.service import Particulars, build_api
from chassis.settings import ApiSettings
from contracts.certification import ApplicationSubmitted

metadata = MetaData()
note = Table("note", metadata, Column("id", Uuid, primary_key=True), Column("words", Text))
router = Router()
consumer = Consumer()

ACCESS = """
routes:
  - {method: POST, path: /v1/notes, scope: applications.write}
  - {method: GET, path: /v1/notes, scope: public}
  - {method: GET, path: "/v1/notes/{id}", scope: public}
  - {method: PUT, path: "/v1/notes/{id}", scope: applications.write}
  - {method: POST, path: "/v1/notes/{id}/reading", scope: public}
  - {method: GET, path: /v1/failure, scope: public}
  - {method: POST, path: /v1/sizes, scope: public}
"""


class NoteRefused(Conflict):
    """The words are refused."""

    zh = "不收录「{words}」,请换一种说法。"
    en = "“{words}” is refused; say it differently."


class NoteNotFound(Missing):
    """There is no such note."""

    zh = "没有笔记 {id}。"
    en = "There is no note {id}."


class NewNote(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    words: str


def about(id: UUID) -> ApplicationSubmitted:
    return ApplicationSubmitted(
        application_id=id,
        calculation_id=id,
        enterprise="91120116MA0000007N",
        body="CNCA-R-2099-901",
        submitted_at=clock.now(),
    )


@router.post("/v1/notes", status_code=201, responses=problems(NoteRefused))
async def write(body: NewNote, tx: Transaction, caller: CurrentCaller) -> dict[str, str]:
    id = uuid4()
    await tx.execute(insert(note).values(id=id, words=body.words))
    await outbox.append(tx, about(id))
    if body.words == "refuse me":
        raise NoteRefused(words=body.words)
    return {"id": str(id), "by": caller.org}


@router.get("/v1/notes")
async def read(tx: Transaction) -> list[str]:
    return list((await tx.execute(select(note.c.words))).scalars())


@router.get("/v1/notes/{id}", responses=problems(NoteNotFound))
@retiring(Retirement(date(2026, 12, 1), date(2027, 12, 1), "/docs/conventions"))
async def one(id: UUID, tx: Transaction) -> dict[str, str]:
    words = await tx.scalar(select(note.c.words).where(note.c.id == id))
    if words is None:
        raise NoteNotFound(id=id)
    return {"id": str(id), "words": words}


@router.put("/v1/notes/{id}")
async def replace(id: UUID, body: NewNote, tx: Transaction) -> dict[str, str]:
    kept = pg.insert(note).values(id=id, words=body.words)
    changed = kept.on_conflict_do_update(index_elements=["id"], set_={"words": body.words})
    await tx.execute(changed)
    return {"id": str(id), "words": body.words}


@router.post("/v1/notes/{id}/reading", status_code=201)
async def read_aloud(id: UUID) -> dict[str, str]:
    return {"by": "nobody"}


@router.get("/v1/failure")
async def fail() -> None:
    raise RuntimeError("the password is hunter2")


@router.post(
    "/v1/sizes", openapi_extra={"requestBody": {"content": {"application/octet-stream": {}}}}
)
@takes_cut
@takes(Limits(200_000, grace_s=1, too_large=lambda limit: NoteRefused(words=f"> {limit}")))
async def measure(request: Request, tx: Transaction) -> int:
    """How long the body is, piece by piece, in a transaction that is open all the while."""
    await tx.execute(select(note))
    try:
        return sum([len(piece) async for piece in request.stream()])
    except ClientDisconnect:
        return -1


def build(settings: ApiSettings, own: Particulars | None = None) -> FastAPI:
    return build_api("sample", settings, [router], own or Particulars())


FAILING: set[UUID] = set()
"""Applications whose handler fails, until a test takes them out."""


@consumer.on(ApplicationSubmitted)
async def take_note(event: ApplicationSubmitted, tx: AsyncConnection) -> None:
    words = f"{event.enterprise}/{event.application_id}"
    await tx.execute(insert(note).values(id=uuid4(), words=words))
    if event.application_id in FAILING:
        raise RuntimeError("not today")
