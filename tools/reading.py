"""Reading a database whole: each row with all that is stored apart, and each index against it.

PostgreSQL starts from a folder that was copied piece by piece and finds out only when somebody
asks for what is missing.
"""

from collections.abc import AsyncIterator

import asyncpg

from tools.local.databases import connected

_TABLES = """
    select c.oid, c.oid::regclass::text as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = 'public' order by 2
"""
_REFERENCES = """
    select conname, confrelid::regclass::text as other,
        (select string_agg(quote_ident(attname), ', ' order by o) from unnest(conkey)
         with ordinality as k(n, o) join pg_attribute on attrelid = conrelid and attnum = n)
         as mine,
        (select string_agg(quote_ident(attname), ', ' order by o) from unnest(confkey)
         with ordinality as k(n, o) join pg_attribute on attrelid = confrelid and attnum = n)
         as theirs
    from pg_constraint where conrelid = $1 and contype = 'f'
"""
_DAMAGED = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError)


async def unreadable(url: str) -> list[str]:
    """What of a database cannot be read or does not agree with itself, by table."""
    try:
        async with connected(url) as session:
            tables = await session.fetch(_TABLES)
    except _DAMAGED as failure:
        return [f"the database cannot be read: {failure}"]
    return [fault for table in tables async for fault in _of_table(url, table)]


async def _of_table(url: str, table: asyncpg.Record) -> AsyncIterator[str]:
    """Each on a connection of its own: what is damaged may end one."""
    try:
        async with connected(url) as session:
            rows = await _read(session, table["name"])
            if (found := await _indexed(session, table["name"])) != rows:
                yield f"{table['name']}: {rows} rows, {found} of them in its index"
            for each in await session.fetch(_REFERENCES, table["oid"]):
                if lost := await _dangling(session, table["name"], each):
                    yield f"{table['name']}: {lost} rows name none of {each['other']}"
    except _DAMAGED as failure:
        yield f"{table['name']} cannot be read: {failure}"


async def _read(session: asyncpg.Connection, table: str) -> int:
    """How many rows there are, each unpacked to its last byte."""

    async def discard(_: bytes) -> None:
        """What was read is of no further use."""

    every = f"select * from only {table}"  # noqa: S608  Names come quoted from the catalogue.
    done = await session.copy_from_query(every, output=discard)
    return int(done.split()[1])


async def _indexed(session: asyncpg.Connection, table: str) -> int:
    """How many rows an index leads to, where there is one."""
    async with session.transaction():
        await session.execute("set local enable_seqscan = off; set local enable_bitmapscan = off")
        count = f"select count(*) from only {table}"  # noqa: S608  Quoted by the catalogue.
        return int(await session.fetchval(count))


async def _dangling(session: asyncpg.Connection, table: str, key: asyncpg.Record) -> int:
    mine, theirs = key["mine"].split(", "), key["theirs"].split(", ")
    same = " and ".join(f"t.{a} = o.{b}" for a, b in zip(mine, theirs, strict=True))
    given = " and ".join(f"t.{a} is not null" for a in mine)
    named = f"(select from {key['other']} o where {same})"
    count = f"select count(*) from only {table} t where {given} and not exists {named}"  # noqa: S608
    return int(await session.fetchval(count))
