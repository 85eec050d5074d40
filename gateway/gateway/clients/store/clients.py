"""Clients in the database."""

import json
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, Row, Select, case, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from chassis.listing import fitting, mentioning
from chassis.pages import decode
from gateway.clients.domain.clients import (
    MANAGES,
    Client,
    Credential,
    Organisation,
    Person,
    SecretHash,
)
from gateway.clients.domain.keys import PublicKeys
from gateway.clients.domain.refusals import ClientNotFound
from gateway.clients.domain.search import ClientsAsked, ClientState
from gateway.clients.store.tables import client, organisation

_LOCK = 0x636C69656E74
_STATE = case(
    (client.c.revoked_at.is_not(None), ClientState.REVOKED.value),
    (client.c.suspended_at.is_not(None), ClientState.SUSPENDED.value),
    else_=ClientState.ACTIVE.value,
)


async def find_client(tx: AsyncConnection, id: str, *, lock: bool = False) -> Client | None:
    statement = _clients().where(client.c.id == id)
    if lock:
        statement = statement.with_for_update(of=client)
    row = (await tx.execute(statement)).one_or_none()
    return _client(row) if row else None


async def hold(tx: AsyncConnection) -> None:
    """Be the only one who changes clients until the transaction ends."""
    await tx.execute(select(func.pg_advisory_xact_lock(_LOCK)))


async def get_client(tx: AsyncConnection, id: str, *, lock: bool = False) -> Client:
    if found := await find_client(tx, id, lock=lock):
        return found
    raise ClientNotFound(id=id)


async def list_clients(tx: AsyncConnection, asked: ClientsAsked) -> list[Client]:
    """Clients in the order of their ids."""
    named = fitting((client.c.org, asked.org), (organisation.c.role, asked.role))
    statement = _clients().where(*named, *_criteria(asked))
    if (position := decode(asked.cursor, str)) is not None:
        statement = statement.where(client.c.id > position[0])
    shown = statement.order_by(client.c.id).limit(asked.limit + 1)
    return [_client(row) for row in await tx.execute(shown)]


def _criteria(asked: ClientsAsked) -> Iterator[ColumnElement[bool]]:
    org = organisation.c
    yield from mentioning(asked.q, client.c.id, org.id, org.name_zh, org.name_en)
    yield from fitting((_STATE, asked.state and asked.state.value))
    if asked.updated_since:
        yield client.c.updated_at >= asked.updated_since


async def put_client(tx: AsyncConnection, value: Client) -> None:
    """Insert, or replace everything but the moment of creation; the same again changes nothing."""
    key, secret = _credential_columns(value.credential)
    fields = {
        "org": value.organisation.id,
        "scopes": sorted(value.scopes),
        "person_id": value.person.id if value.person else None,
        "person_name": value.person.name if value.person else None,
        "jwks": key,
        "secret_hash": secret,
    }
    put = insert(client).values(id=value.id, created_at=value.created_at, **fields)
    differs = or_(*(client.c[name].is_distinct_from(put.excluded[name]) for name in fields))
    replaced = {**fields, "updated_at": clock.now()}
    await tx.execute(put.on_conflict_do_update(index_elements=["id"], set_=replaced, where=differs))


async def mark_revoked(tx: AsyncConnection, value: Client, reason: str) -> None:
    await tx.execute(
        update(client)
        .where(client.c.id == value.id)
        .values(revoked_at=value.revoked_at, revocation_reason=reason, updated_at=clock.now())
    )


async def mark_suspended(tx: AsyncConnection, value: Client, reason: str | None) -> None:
    """Suspended, or no longer."""
    await tx.execute(
        update(client)
        .where(client.c.id == value.id)
        .values(suspended_at=value.suspended_at, suspension_reason=reason, updated_at=clock.now())
    )


async def operators(tx: AsyncConnection) -> list[Client]:
    """The clients that may manage clients, as they are registered and not ended."""
    statement = _clients().where(
        client.c.scopes.any(MANAGES), client.c.revoked_at.is_(None), client.c.suspended_at.is_(None)
    )
    return [_client(row) for row in await tx.execute(statement)]


async def ended_since(tx: AsyncConnection, moment: datetime) -> frozenset[str]:
    """Clients revoked or suspended since a moment; tokens of earlier ones have expired."""
    since = (client.c.revoked_at >= moment) | (client.c.suspended_at >= moment)
    return frozenset(await tx.scalars(select(client.c.id).where(since)))


def _clients() -> Select[tuple[object, ...]]:
    org = organisation.c
    return select(client, org.role, org.name_zh, org.name_en, org.division, org.sample).join_from(
        client, organisation
    )


def _client(row: Row[tuple[object, ...]]) -> Client:
    return Client(
        id=row.id,
        organisation=Organisation(
            row.org, row.role, row.name_zh, row.name_en, row.division, row.sample
        ),
        scopes=frozenset(row.scopes),
        person=Person(row.person_id, row.person_name) if row.person_id else None,
        credential=(
            PublicKeys(json.dumps(row.jwks, sort_keys=True))
            if row.jwks
            else SecretHash(row.secret_hash)
        ),
        created_at=row.created_at,
        revoked_at=row.revoked_at,
        suspended_at=row.suspended_at,
        updated_at=row.updated_at,
    )


def _credential_columns(credential: Credential) -> tuple[dict[str, object] | None, str | None]:
    if isinstance(credential, PublicKeys):
        return json.loads(credential.document), None
    return None, credential.text
