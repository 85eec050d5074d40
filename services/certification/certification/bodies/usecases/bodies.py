"""The bodies that the region lists."""

from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.bodies.domain import Body
from certification.bodies.store import bodies
from certification.bodies.store.bodies import get_body as get_body
from chassis.refusals import Invalid


class BodyNotApproved(Invalid):
    """The application names a body that the region does not list."""

    zh = "{body} 不在本地区认证机构名单内;请核对批准号,如 CNCA-R-2002-001。"
    en = "{body} is not among the region's certification bodies; check the approval number."


async def load(tx: AsyncConnection, approved: Iterable[Body]) -> None:
    """Keep these bodies and their present names."""
    for body in approved:
        await bodies.save_body(tx, body)


async def find_body(tx: AsyncConnection, number: str) -> Body:
    """A body of the region, or `BodyNotApproved`."""
    body = await bodies.find_body(tx, number)
    if body is None:
        raise BodyNotApproved(body=number)
    return body
