"""Whatever is changed in a bundle, both engines notice, each by its own means."""

import json
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal, InvalidOperation
from typing import Any

import pytest

from chassis.canonical import canonical
from tests.sealed import first_engine, second_engine
from tests.sealed.files import VALIDATOR, VECTORS, read

BUNDLES = {path.stem: read(path) for path in VECTORS}
Path = tuple[str | int, ...]


def leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    match value:
        case dict() if value:
            for name, member in value.items():
                yield from leaves(member, (*path, name))
        case list() if value:
            for index, member in enumerate(value):
                yield from leaves(member, (*path, index))
        case _:
            yield path


def places() -> list[tuple[str, Path]]:
    """One leaf for every place of the format, whatever its index in lists."""
    known = {
        tuple("*" if isinstance(step, int) else step for step in path): (name, path)
        for name in ("shares", "worked-example")
        for path in reversed(list(leaves(BUNDLES[name])))
    }
    return sorted(known.values(), key=str)


def changed(name: str, path: Path) -> Any:
    """The bundle with another value at one place."""
    bundle = deepcopy(BUNDLES[name])
    holder = bundle
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = _other(holder[path[-1]])
    return bundle


def _other(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            try:
                return f"{Decimal(value) + Decimal('0.25'):f}"
            except InvalidOperation:
                return value[:-1] + ("0" if value[-1:] != "0" else "1")
    return "1"


def resealed(bundle: Any) -> Any:
    return {**bundle, "seal": second_engine.seal(bundle["document"])}


def second_holds(bundle: Any) -> bool:
    """What the second engine cannot work with does not hold."""
    try:
        return second_engine.holds(bundle)
    except (ArithmeticError, LookupError, ValueError, TypeError):
        return False


PLACES = places()
RESULTS = [(name, path) for name, path in PLACES if path[:2] == ("document", "result")]
INPUTS = [case for case in PLACES if case not in RESULTS and case[1] != ("seal",)]


def named(case: Any) -> str:
    return "/".join(map(str, case)) if isinstance(case, tuple) else str(case)


@pytest.mark.parametrize(("name", "path"), PLACES, ids=named)
def test_both_notice_any_change(name, path):
    bundle = changed(name, path)

    assert bundle != BUNDLES[name]
    assert not second_holds(bundle)
    assert not first_engine.holds(canonical(bundle))


@pytest.mark.parametrize(("name", "path"), RESULTS, ids=named)
def test_both_notice_another_result_under_a_seal_of_its_own(name, path):
    forged = resealed(changed(name, path))

    assert not second_holds(forged)
    assert not first_engine.holds(canonical(forged))


@pytest.mark.parametrize(("name", "path"), INPUTS, ids=named)
def test_under_a_new_seal_neither_overlooks_what_the_other_notices(name, path):
    """A consistent forgery of what no number rests on is left to the seal in the certificate."""
    forged = resealed(changed(name, path))

    first, second = first_engine.holds(canonical(forged)), second_holds(forged)

    assert second or not first
    assert first or not (second and VALIDATOR.is_valid(forged))


@pytest.mark.parametrize("name", ["factors", "system", "activity"])
def test_both_notice_lists_in_another_order(name):
    bundle = deepcopy(BUNDLES["worked-example"])
    of = bundle["document"][name]
    (of if isinstance(of, list) else of["processes"]).reverse()
    forged = resealed(bundle)

    assert not second_holds(forged)
    assert not first_engine.holds(canonical(forged))


@pytest.mark.parametrize("name", BUNDLES)
def test_both_notice_a_member_too_many_or_too_few(name):
    document = BUNDLES[name]["document"]
    forgeries = [{**document, "surprise": "1"}]
    # What an import lost may be absent, so only the seal in the certificate vouches that it is not.
    needed = [name for name in document if name != "losses"]
    forgeries += [{k: v for k, v in document.items() if k != left_out} for left_out in needed]
    forgeries.append({**document, "result": {**document["result"], "surprise": "1"}})

    for forged in (resealed({"document": forgery}) for forgery in forgeries):
        assert not (second_holds(forged) and VALIDATOR.is_valid(forged))
        assert not first_engine.holds(json.dumps(forged).encode())
