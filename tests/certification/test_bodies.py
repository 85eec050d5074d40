"""Certification learns of bodies from the gateway, beside those of the pack."""

from datetime import UTC, datetime

import pytest

from certification.main import consumer
from contracts.gateway import OrganisationChanged

ENROLLED = OrganisationChanged(
    organisation="CNCA-R-2099-977",
    role="certification-body",
    name_zh="示例新认证有限公司",
    name_en="Sample New Certification Co., Ltd.",
    division=None,
    sample=False,
    is_active=True,
    changed_at=datetime(2026, 4, 20, 7, tzinfo=UTC),
)


async def applied(certification, body: str) -> int:
    answer = await certification.applies(await certification.has_footprint(), body=body)
    return answer.status_code


async def test_an_enrolled_body_can_be_applied_to_without_a_release(certification):
    before = await applied(certification, ENROLLED.organisation)

    await certification.service.receive(consumer, ENROLLED)

    assert (before, await applied(certification, ENROLLED.organisation)) == (422, 201)


@pytest.mark.parametrize("change", [{"role": "bank"}, {"is_active": False}])
async def test_who_is_no_body_that_takes_part_cannot_be_applied_to(certification, change):
    await certification.service.receive(consumer, ENROLLED.model_copy(update=change))

    assert await applied(certification, ENROLLED.organisation) == 422
