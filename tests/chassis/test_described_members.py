"""A member is described by the sentence beneath it, wherever its class is declared."""

from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field

from chassis.openapi.members import describe_members
from chassis.pages import Page


@dataclass
class Depth:
    """A plain class inside an answer."""

    metres: float
    """m below the surface."""


class Place(BaseModel):
    """What others rest on."""

    north: float
    """Degrees of latitude."""


class Well(Place):
    """An answer."""

    depth: Depth
    owner: str = Field(alias="ownedBy")
    """Who may drink."""
    id: str


def described(shared: dict[str, str]) -> dict[str, dict[str, str]]:
    app = FastAPI()

    @app.get("/wells")
    async def list_wells() -> Page[Well]:
        """Every well."""
        return Page(items=[])

    schemas = app.openapi()["components"]["schemas"]
    describe_members(schemas, [r for r in app.routes if isinstance(r, APIRoute)], shared)
    return {
        name: {member: said.get("description", "") for member, said in each["properties"].items()}
        for name, each in schemas.items()
    }


def test_sentences_are_found_beneath_members_of_every_kind_of_class():
    found = described({})

    assert found["Well"] == {
        "north": "Degrees of latitude.",
        "depth": "",
        "ownedBy": "Who may drink.",
        "id": "",
    }
    assert found["Depth"] == {"metres": "m below the surface."}


def test_a_shared_name_explains_only_what_says_nothing_itself():
    found = described({"id": "What it is called by.", "north": "Up."})

    assert found["Well"]["id"] == "What it is called by."
    assert found["Well"]["north"] == "Degrees of latitude."
