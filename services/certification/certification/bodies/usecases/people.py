"""The person behind a request, where the route needs one."""

from typing import Annotated

from fastapi import Depends

from certification.bodies.domain import Person
from chassis.auth import CurrentCaller


async def _person(caller: CurrentCaller) -> Person:
    return Person.of(caller.org, caller.person)


NamedPerson = Annotated[Person, Depends(_person)]
