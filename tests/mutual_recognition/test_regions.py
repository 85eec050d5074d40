"""An enrolled region may subscribe by the gateway's word, while it takes part."""

from datetime import UTC, datetime

import pytest

from chassis.holdings import below
from contracts.gateway import OrganisationChanged
from mutual_recognition import main
from mutual_recognition.regions import usecases
from packs import PACKS_DIR
from tests.mutual_recognition.conftest import Recognition

ENROLLED = OrganisationChanged(
    organisation="shandong",
    role="partner-region",
    name_zh="示例省市场监督管理局",
    name_en="Sample Province Market Regulation Bureau",
    division="370000",
    sample=False,
    is_active=True,
    changed_at=datetime(2026, 4, 20, 7, tzinfo=UTC),
)


async def hears(recognition: Recognition, event: OrganisationChanged) -> None:
    async with recognition.database.transaction() as tx:
        await usecases.follow(tx, event)


async def listed(recognition: Recognition, code: str) -> bool:
    async with recognition.database.transaction() as tx:
        return await usecases.is_listed(tx, code)


async def test_an_enrolled_region_may_subscribe_without_a_release(recognition: Recognition):
    body = {"url": "http://127.0.0.1:9/hook"}

    before = await recognition.post("/v1/subscriptions", body, region="shandong")
    await hears(recognition, ENROLLED)
    after = await recognition.post("/v1/subscriptions", body, region="shandong")

    assert (before.status_code, after.status_code) == (403, 201)


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": "agency"}])
async def test_a_region_that_takes_part_no_longer_is_not_listed(
    recognition: Recognition, change: dict[str, object]
):
    await hears(recognition, ENROLLED)

    await hears(recognition, ENROLLED.model_copy(update=change))

    assert not await listed(recognition, "shandong")


async def test_loading_the_pack_leaves_enrolled_regions_listed(recognition: Recognition):
    await hears(recognition, ENROLLED)

    async with recognition.database.transaction() as tx:
        await main.load(tx, PACKS_DIR, "tianjin", "development")

    assert await listed(recognition, "shandong")


async def test_the_pack_decides_about_its_own_regions(recognition: Recognition):
    idle = {"organisation": "beijing", "is_active": False}

    await hears(recognition, ENROLLED.model_copy(update=idle))

    assert await listed(recognition, "beijing")


async def test_who_was_never_a_partner_region_is_not_kept(recognition: Recognition):
    await hears(recognition, ENROLLED.model_copy(update={"role": "bank"}))

    assert not await listed(recognition, "shandong")


async def held(recognition: Recognition) -> dict[str, str]:
    async with recognition.database.transaction() as tx:
        found = await below(tx, usecases.REGIONS, "")
    return {row.subject: row.state for row in found.rows}


async def test_what_the_gateway_told_is_compared_with_it(recognition: Recognition):
    names = f"{ENROLLED.name_zh} {ENROLLED.name_en}"
    assert await held(recognition) == {}

    await hears(recognition, ENROLLED)
    assert await held(recognition) == {"shandong": f"{names} active"}
    await hears(recognition, ENROLLED.model_copy(update={"is_active": False}))
    assert await held(recognition) == {"shandong": f"{names} idle"}
    await hears(recognition, ENROLLED.model_copy(update={"role": "agency"}))
    assert await held(recognition) == {}


async def test_of_a_region_of_the_pack_is_compared_what_the_gateway_told(recognition: Recognition):
    await hears(
        recognition, ENROLLED.model_copy(update={"organisation": "beijing", "is_active": False})
    )

    assert list(await held(recognition)) == ["beijing"]
    assert await listed(recognition, "beijing")
