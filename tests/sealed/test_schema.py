"""The JSON Schema says all that a document may hold, no more, and what the types say."""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import fields
from enum import StrEnum
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest
from jsonschema import Draft202012Validator

from accounting.calculations.domain import detail
from accounting.calculations.domain.cut_offs import CutOffBook, CutOffItem
from accounting.calculations.domain.result import Flow, ProcessDelivery, Result, Share
from accounting.engine.domain.evaluation import ENGINE_VERSIONS
from accounting.factors.domain.factors import Basis, Factor, Quarantine
from accounting.foreign.domain.losses import SettledLoss
from accounting.model.domain import activity, co_products, exchanges, system, wood
from accounting.products.domain.enterprise import Enterprise
from accounting.products.domain.generation import Generation
from accounting.products.domain.product import Product
from accounting.values.domain.text import Text
from accounting.values.domain.units import KNOWN, Quantity
from packs.models import (
    AllocationMethod,
    Amount,
    BilingualText,
    Boundary,
    CutOffLimits,
    Rule,
    Stage,
)
from tests.sealed.files import SCHEMA, VALIDATOR, VECTORS, WORKED_EXAMPLE, read

DEFS = SCHEMA["$defs"]
TYPES: dict[str, type] = {
    "text": Text, "rule_text": BilingualText, "quantity": Quantity, "enterprise": Enterprise,
    "generation": Generation, "product": Product, "declared_unit": Amount, "limits": CutOffLimits,
    "rule": Rule, "quarantine": Quarantine, "factor": Factor, "system": system.ProductSystem,
    "process": system.UnitProcess, "co_product": co_products.CoProduct,
    "weight": co_products.Weight, "physical": co_products.Physical,
    "economic": co_products.Economic, "exchange_process": system.FromProcess,
    "exchange_factor": system.FromFactor, "exchange_emission": system.Emission,
    "exchange_cut_off": system.CutOff, "exchange_transport": exchanges.Transport,
    "exchange_packaging": exchanges.Packaging, "exchange_waste": exchanges.Waste,
    "heating": exchanges.Heating, "exchange_fuel": exchanges.Fuel,
    "exchange_electricity": exchanges.Electricity, "supply_location": exchanges.ByLocation,
    "supply_on_site": exchanges.OnSite, "supply_direct": exchanges.Direct,
    "supply_mix": exchanges.Mix, "part": exchanges.MixPart, "exchange_uptake": exchanges.Uptake,
    "wood": exchanges.Wood, "activity": activity.ActivityData, "evidence": activity.Evidence,
    "process_activity": activity.ProcessActivity, "consumption": activity.Consumption,
    "co_product_output": activity.CoProductOutput, "share": Share, "delivery": ProcessDelivery,
    "flow": Flow, "cut_off_item": CutOffItem, "cut_offs": CutOffBook, "separate": detail.Separate,
    "per_unit": detail.PerUnit, "stored_carbon": wood.StoredCarbon,
    "stored_carbon_item": wood.StoredCarbonItem, "allocated_share": detail.AllocatedShare,
    "co_product_delivery": detail.CoProductDelivery, "result": Result,
    "settled_loss": SettledLoss,
}  # fmt: skip
WRITTEN_BY_1_1 = {
    "result": {"separate", "per_unit", "allocations", "co_products", "loops"},
    "cut_offs": {"total_energy_percent", "total_burden_percent"},
}
"""Optional in the types for the sake of 1.0; a document of 1.1 always has them."""
ADDED_TO_THE_RULE = {"sha256"}


def test_it_is_a_schema_of_the_dialect_that_it_names():
    Draft202012Validator.check_schema(SCHEMA)

    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$schema"]


def properties(schema: object) -> Iterator[tuple[str, Any]]:
    """Every property of the schema with its name, however deep, but for conditions."""
    members = schema.items() if isinstance(schema, dict) else ()
    for name, member in members:
        if name == "properties":
            yield from member.items()
        if name not in {"if", "then", "else"}:
            yield from properties(member)


def test_every_property_says_what_it_means_and_every_number_its_unit():
    every = list(properties(SCHEMA))
    numbers = [
        (name, each)
        for name, each in every
        if each.get("$ref") in {f"#/$defs/{n}" for n in ("number", "computed", "number_of_rule")}
        or each.get("type") == "integer"
    ]

    assert [name for name, each in every if not each.get("description")] == []
    assert [name for name, each in numbers if not each.get("x-unit")] == []
    assert len(numbers) > 50


def test_every_object_is_closed():
    open_ = {
        name
        for name, each in DEFS.items()
        if each.get("type") == "object" and each.get("additionalProperties") is not False
    }

    assert open_ == set()


@pytest.mark.parametrize("name", TYPES)
def test_the_schema_has_the_members_of_the_type(name):
    of = TYPES[name]
    stated = set(DEFS[name]["properties"]) - (ADDED_TO_THE_RULE if of is Rule else set())

    assert stated == {member for member, _ in members(of)}
    optional = {member for member, may_be_left_out in members(of) if may_be_left_out}
    assert set(DEFS[name]["properties"]) - set(DEFS[name]["required"]) == (
        optional - WRITTEN_BY_1_1.get(name, set())
    )


def members(of: type) -> list[tuple[str, bool]]:
    """Names of members, and whether each is left out when there is nothing to say."""
    if hasattr(of, "model_fields"):
        return [(name, field.exclude_if is not None) for name, field in of.model_fields.items()]
    hints = get_type_hints(of, include_extras=True)
    return [(field.name, _may_be_left_out(hints[field.name])) for field in fields(of)]


def _may_be_left_out(hint: object) -> bool:
    facts = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    return any(getattr(fact, "exclude_if", None) is not None for fact in facts)


def test_every_kind_of_object_is_compared_with_its_type_or_is_known_to_have_none():
    objects = {name for name, each in DEFS.items() if each.get("type") == "object"}

    assert objects - set(TYPES) == {
        "document", "engine", "gwp", "library",
        "cut_off_item_1_0", "cut_offs_1_0", "result_1_0",
    }  # fmt: skip


def test_what_1_0_says_is_part_of_what_1_1_says():
    for name in ("cut_off_item", "cut_offs", "result"):
        old, new = DEFS[f"{name}_1_0"], DEFS[name]
        assert set(old["properties"]) == set(old["required"]) <= set(new["required"])


@pytest.mark.parametrize(
    ("stated", "values"),
    [
        (DEFS["unit"], KNOWN),
        (DEFS["stage"], Stage),
        (DEFS["method"], AllocationMethod),
        (DEFS["rule"]["properties"]["boundary"], Boundary),
        (DEFS["factor"]["properties"]["basis"], Basis),
        (DEFS["exchange_transport"]["properties"]["mode"], exchanges.Mode),
        (DEFS["exchange_waste"]["properties"]["route"], exchanges.Route),
        (DEFS["exchange_emission"]["properties"]["origin"], system.GasOrigin),
        (DEFS["engine"]["properties"]["version"], ENGINE_VERSIONS),
    ],
)
def test_closed_sets_are_those_of_the_types(stated, values):
    assert sorted(stated["enum"]) == sorted(
        each.value if isinstance(each, StrEnum) else each for each in values
    )


EVERY = [(path.stem, read(path)) for path in sorted(VECTORS, key=lambda p: p.stat().st_size)]


def spots(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every object below, its own first."""
    match value:
        case dict():
            yield path
            for name, member in value.items():
                yield from spots(member, (*path, name))
        case list():
            for index, member in enumerate(value):
                yield from spots(member, (*path, index))


def found_at(bundle: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        bundle = bundle[step]
    return bundle


def kinds_of_objects() -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
    """One object of every kind that occurs: same place, same members, same kind of exchange."""
    seen = set()
    for name, bundle in EVERY:
        for path in spots(bundle):
            value = found_at(bundle, path)
            place = tuple("*" if isinstance(step, int) else step for step in path)
            key = (place, tuple(value), value.get("kind"), value.get("by"))
            if key not in seen and "values" not in path:
                seen.add(key)
                yield f"{name}:{'/'.join(map(str, path))}", bundle, path


KINDS = list(kinds_of_objects())


@pytest.mark.parametrize(("bundle", "path"), [k[1:] for k in KINDS], ids=[k[0] for k in KINDS])
def test_an_unknown_member_or_a_missing_one_is_refused(bundle, path):
    names = list(found_at(bundle, path))
    for name in names:
        changed = deepcopy(bundle)
        del found_at(changed, path)[name]
        assert VALIDATOR.is_valid(changed) == (name in OPTIONAL and may_go(changed, path, name))
    changed = deepcopy(bundle)
    found_at(changed, path)["surprise"] = "1"
    assert not VALIDATOR.is_valid(changed)


OPTIONAL = {
    "generation", "modules", "forbidden_allocation", "wood", "product", "upstream", "transmission",
    "estimate", "co_products", "stored_carbon", "energy_percent", "losses",
}  # fmt: skip
"""Members that a document may leave out; others belong together with a second one."""


def may_go(bundle: Any, path: tuple[Any, ...], name: str) -> bool:
    """A name may be optional in one kind of object only."""
    left = found_at(bundle, path)
    needed = {
        "generation": "by" in left,
        "product": left.get("kind") != "process",
        "upstream": left.get("kind") != "transport",
        "transmission": left.get("by") == "direct",
        "co_products": "process" not in left,
    }
    return not needed.get(name, False)


def test_members_that_belong_together_cannot_stand_alone():
    bundle = deepcopy(read(next(path for path in VECTORS if path.stem == "shares")))
    first = next(p for p in bundle["document"]["system"]["processes"] if "allocation" in p)
    both = {name: first.pop(name) for name in ("allocation", "co_products")}

    assert VALIDATOR.is_valid(bundle)
    for name, value in both.items():
        assert not VALIDATOR.is_valid(_with(bundle, first["id"], {name: value}))


def _with(bundle: Any, process: str, more: dict[str, Any]) -> Any:
    changed = json.loads(json.dumps(bundle))
    for each in changed["document"]["system"]["processes"]:
        each.update(more if each["id"] == process else {})
    return changed


@pytest.mark.parametrize("number", ["1.0", "01", "-0", "1e3", "+1", ".5", "5.", "", " 1", "-1", 1])
def test_a_number_that_is_not_in_plain_form_is_refused(number):
    bundle = read(WORKED_EXAMPLE)
    bundle["document"]["factors"][0]["value"] = number

    assert not VALIDATOR.is_valid(bundle)
