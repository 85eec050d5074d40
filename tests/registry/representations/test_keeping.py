"""Answers are given again as bytes, and never once what they rest on has changed."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta

import asyncpg
import pytest
import time_machine
from sqlalchemy import Engine, event

from chassis import clock
from contracts.certification import IssuerKeysChanged
from registry import main
from registry.representations.usecases.newest import Newest
from tests.registry.world import BODY
from tests.support.service import serving

FORMS = ("html", "json", "vc", "bundle", "bundle-json", "linkset")
SUSPENSION = "/status/suspension/1"


class Statements:
    """What is asked of any database meanwhile."""

    def __init__(self):
        self.said = []

    def __enter__(self):
        event.listen(Engine, "before_cursor_execute", self._note)
        return self.said

    def __exit__(self, *_):
        event.remove(Engine, "before_cursor_execute", self._note)

    def _note(self, _, __, statement, *___):
        self.said.append(statement)


@pytest.mark.parametrize("form", FORMS)
async def test_the_second_look_up_asks_for_nothing_but_the_state(registry, publish, form):
    label = await publish()
    first = await registry.get(f"{label.path}?format={form}")

    with Statements() as said:
        second = await registry.get(f"{label.path}?format={form}")

    assert len(said) == 1
    assert "status_list_issue" in said[0]
    assert "certificate" not in said[0]
    assert second.content == first.content
    assert second.headers == first.headers


@pytest.mark.parametrize("path", ["qr.svg", "qr.png"])
async def test_codes_are_drawn_once(registry, published, path):
    await registry.get(f"{published.path}/{path}")

    with Statements() as said:
        again = await registry.get(f"{published.path}/{path}")

    assert again.status_code == 200
    assert len(said) == 1


async def test_the_address_of_a_printed_code_leads_on_at_once(registry, published):
    browser = {"Accept": "text/html"}
    first = await registry.get(published.gs1_path, headers=browser)

    with Statements() as said:
        again = await registry.get(published.gs1_path, headers=browser)

    assert (again.status_code, len(said)) == (307, 1)
    assert again.headers["location"] == first.headers["location"]


@pytest.mark.parametrize("form", FORMS)
async def test_every_form_has_a_strong_tag_and_says_how_long_it_may_be_kept(
    registry, published, form
):
    address = f"{published.path}?format={form}"
    first = await registry.get(address)

    tag = first.headers["etag"]
    unchanged = await registry.get(address, headers={"If-None-Match": tag})
    other = await registry.get(address, headers={"If-None-Match": '"another"'})
    head = await registry.client.head(address)

    assert tag.startswith('"')
    assert first.headers["cache-control"] == "public, max-age=5, stale-while-revalidate=25"
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged.headers["etag"] == tag
    assert other.content == first.content
    assert (head.content, head.headers) == (b"", first.headers)


async def test_who_asks_whether_it_changed_fills_the_shelf_too(registry, publish):
    label = await publish()
    asked = {"If-None-Match": '"long ago"'}
    await registry.get(f"{label.path}?format=json", headers=asked)

    with Statements() as said:
        again = await registry.get(f"{label.path}?format=json")

    assert (again.status_code, len(said)) == (200, 1)


async def test_what_is_accepted_and_spoken_is_never_mixed_up(registry, published):
    asked = [
        {"Accept": accept, "Accept-Language": spoken}
        for accept in ("text/html", "application/json", "application/vc+jwt")
        for spoken in ("zh-CN", "en-GB,en;q=0.9")
    ]
    first = [await registry.get(published.path, headers=each) for each in asked]

    again = [await registry.get(published.path, headers=each) for each in asked]

    assert [each.content for each in again] == [each.content for each in first]
    assert len({each.content for each in again[:2]} | {each.content for each in again[4:]}) == 3
    assert [each.headers.get("content-language") for each in again[:2]] == ["zh-CN", "en"]


async def test_a_suspension_shows_in_every_process_and_form_at_once(
    registry, registry_process, publish, change
):
    label = await publish()
    both = (registry, registry_process)
    for each in both:
        await standings(each, label)

    await change.suspend(label)
    suspended = [await standings(each, label) for each in both]
    await change.reinstate(label)
    valid = [await standings(each, label) for each in both]

    assert suspended == [["suspended"] * 3] * 2
    assert valid == [["valid"] * 3] * 2


async def standings(process, label) -> list[str]:
    """What page, JSON and bundle say of a label."""
    page = (await process.get(f"{label.path}?format=html")).text
    facts = (await process.get(f"{label.path}?format=json")).json()
    bundle = (await process.get(f"{label.path}?format=bundle-json")).json()
    newest = (await process.get(SUSPENSION)).text
    is_newest = bundle["files"]["status/suspension.jwt"] == newest
    shown = page.split('data-standing="')[1].split('"')[0]
    return [shown, facts["status"], facts["status"] if is_newest else "an older list"]


@pytest.fixture
async def registry_process(registry, issuer):
    """A second process on the same database."""
    url = registry.database.engine.url.render_as_string(hide_password=False)
    async with serving(main, url.replace("+asyncpg", ""), issuer) as other:
        yield other


async def test_another_label_leaves_what_is_kept_where_it_is(registry, publish):
    label = await publish()
    first = await registry.get(f"{label.path}?format=json")

    await publish()
    with Statements() as said:
        again = await registry.get(f"{label.path}?format=json")

    assert (again.content, len(said)) == (first.content, 1)


async def test_a_new_key_of_a_body_is_in_the_next_proof(registry, publish, published):
    address = f"{published.path}?format=bundle-json"
    before = json.loads((await registry.get(address)).text)["files"]
    document = json.loads(published.world.body_document()) | {"note": "the second"}

    await registry.publishes(
        IssuerKeysChanged(
            issuer=published.world.issuer,
            body=BODY.number,
            document=json.dumps(document),
            version=2,
            changed_at=clock.now(),
        )
    )
    after = json.loads((await registry.get(address)).text)["files"]

    assert "the second" not in before["did/body.json"]
    assert "the second" in after["did/body.json"]


async def test_what_ends_is_shown_as_ended_to_the_second(registry, publish):
    ends = clock.now().replace(microsecond=0) + timedelta(hours=1)
    label = await publish(replace((await publish()).world, valid_until=ends))
    address = f"{label.path}?format=json"
    found = {}

    for before in (55 * 60, 119, 61, 2, 0, -1):
        with time_machine.travel(ends - timedelta(seconds=before), tick=False):
            response = await registry.get(address)
            found[before] = (response.json()["status"], response.headers["cache-control"][:8])

    assert {before: status for before, (status, _) in found.items()} == {
        55 * 60: "valid",
        119: "valid",
        61: "valid",
        2: "valid",
        0: "expired",
        -1: "expired",
    }
    # What is kept for half a minute must not be kept beyond the end.
    assert [kept for _, kept in found.values()] == [
        "public, ",
        *["no-cache"] * 3,
        *["public, "] * 2,
    ]


async def test_a_row_that_was_changed_behind_its_back_is_shown_for_a_minute_at_most(
    registry, registry_admin, publish
):
    label = await publish()
    address = f"{label.path}?format=json"
    first = (await registry.get(address)).json()
    await registry_admin.execute(
        "update label set certificate = jsonb_set(certificate, '{value}', '\"1.00\"') "
        "where number = $1",
        label.number,
    )

    with time_machine.travel(clock.now() + timedelta(seconds=59), tick=False):
        kept = (await registry.get(address)).json()
    with time_machine.travel(clock.now() + timedelta(seconds=61), tick=False):
        anew = (await registry.get(address)).json()

    assert first["verification"]["proven"] is True
    assert kept == first
    assert anew["verification"]["proven"] is False


@pytest.fixture
async def registry_admin(registry, postgres):
    """The database's superuser."""
    name = registry.database.engine.url.database
    connection = await asyncpg.connect(f"{postgres.admin_url.rpartition('/')[0]}/{name}")
    yield connection
    await connection.close()


async def test_a_crowd_shares_its_questions_for_the_state(registry, published):
    address = f"{published.path}?format=json"
    await registry.get(address)

    with Statements() as said:
        found = await asyncio.gather(*(registry.get(address) for _ in range(40)))

    assert {each.status_code for each in found} == {200}
    assert len(said) <= 3


async def test_who_comes_while_a_question_is_under_way_gets_one_of_their_own(registry):
    newest = Newest(registry.database)
    with Statements() as said:
        first = asyncio.create_task(newest.now())
        while not said:
            await asyncio.sleep(0)
        later = [asyncio.create_task(newest.now()) for _ in range(5)]
        await asyncio.gather(first, *later)

    assert len(said) == 2


@pytest.mark.parametrize("path", ["/log/checkpoint", "/v1/labels", "/label"])
async def test_what_changes_with_every_label_is_asked_for_each_time(registry, publish, path):
    await registry.get(path)
    await publish()

    before = (await registry.get(path)).text
    await publish()
    after = (await registry.get(path)).text

    assert before != after or path == "/label"


async def test_refusals_are_not_kept(registry, published):
    missing = f"{published.number[:-3]}A{published.number[-2:]}"

    with Statements() as first:
        refused = await registry.get(f"/label/{missing}")
    with Statements() as second:
        again = await registry.get(f"/label/{missing}")

    assert (refused.status_code, again.status_code) == (404, 404)
    assert len(first) == len(second) > 1
