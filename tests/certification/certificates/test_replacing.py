"""A new certificate takes an old one's place: by re-certification, change or transfer."""

import pytest

from contracts.certification import CertificateCancelled, CertificateIssued, CertificateReplaced
from tests.certification.certificates.test_certificates import WITHDRAWAL, read, suspension
from tests.certification.certificates.test_life_after import FAILED, VISITOR, due
from tests.certification.conftest import DECIDER, PASSED, STEPS, problem
from tests.certification.samples import BODY, OTHER_BODY, OTHER_ENTERPRISE, SEAL


async def asks(certification, number, why="02", calculation=None, **changes):
    calculation = calculation or await certification.has_footprint()
    return await certification.applies(calculation, replaces=number, replacement=why, **changes)


async def goes_through(certification, id: str, body: str = BODY) -> str:
    """All steps of an application, and the signature; the new number."""
    for name in STEPS:
        await certification.post(
            f"/v1/applications/{id}/{name}", PASSED, certification.as_body("li", body)
        )
    await certification.post(
        f"/v1/applications/{id}/footprint-verification",
        {**PASSED, "recomputed_seal": SEAL},
        certification.as_body("li", body),
    )
    decided = await certification.post(
        f"/v1/applications/{id}/decision", PASSED, certification.as_body(DECIDER, body)
    )
    assert decided.status_code == 201, decided.text
    await certification.announces()
    while await certification.signs():
        pass
    return str(decided.json()["certificate_number"])


async def test_a_recertification_ends_the_old_certificate_with_the_new_signature(certification):
    old = await certification.issued()

    asked = await asks(certification, old)
    meanwhile = (await read(certification, old))["state"]
    new = await goes_through(certification, asked.json()["id"])

    assert asked.json()["replacement"] == "02"
    assert meanwhile == "valid"
    was, now = await read(certification, old), await read(certification, new)
    assert (was["state"], now["state"]) == ("cancelled", "valid")
    assert was["acts"][-1]["replaced_by"] == new
    assert now["replaces_certificate_id"] == was["id"]
    [event] = await certification.published(CertificateReplaced)
    assert (event.certificate_number, event.replaced_by) == (old, new)
    assert (event.replacement_code, event.reason_code) == ("02", "0203")
    issued = await certification.published(CertificateIssued)
    assert [each.replaces for each in issued] == [None, old]
    assert await certification.published(CertificateCancelled) == []
    assert await due(certification, "recertification", "done") != []


async def test_the_holders_change_may_rest_on_the_same_footprint(certification):
    old = await certification.issued()
    calculation = (await read(certification, old))["calculation_id"]

    plain = await certification.applies(calculation)
    change = await asks(certification, old, "04", calculation)

    problem(plain, "application-still-open")
    assert change.status_code == 201


async def test_another_body_takes_a_certificate_over(certification):
    old = await certification.issued()
    calculation = (await read(certification, old))["calculation_id"]

    same = await asks(certification, old, "03", calculation)
    asked = await asks(certification, old, "03", calculation, body=OTHER_BODY)
    new = await goes_through(certification, asked.json()["id"], OTHER_BODY)

    problem(same, "replacement-unfit")
    assert (await read(certification, old))["state"] == "cancelled"
    assert (await read(certification, new))["body"] == OTHER_BODY


async def test_one_application_at_a_time_replaces_a_certificate(certification):
    old = await certification.issued()

    first = await asks(certification, old)
    second = await asks(certification, old)

    assert first.status_code == 201
    problem(second, "replacement-under-way")


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"body": OTHER_BODY}, "replacement-unfit"),
        ({"org": OTHER_ENTERPRISE}, "certificate-not-found"),
    ],
)
async def test_what_does_not_fit_is_not_replaced(certification, change, refusal):
    old = await certification.issued()
    owner = {"enterprise": change["org"]} if "org" in change else {}
    calculation = await certification.has_footprint(**owner)

    assert problem(await asks(certification, old, "02", calculation, **change), refusal)


async def test_a_certificate_that_ended_or_is_to_be_withdrawn_is_not_replaced(certification):
    ended, failing = await certification.issued(), await certification.issued()
    await certification.acts(ended, "withdrawal", WITHDRAWAL)
    for _ in range(2):
        await certification.acts(failing, "surveillance", FAILED, person=VISITOR)

    assert problem(await asks(certification, ended), "certificate-no-longer-in-force")
    assert problem(await asks(certification, failing), "withdrawal-intended")


async def test_a_certificate_that_ended_meanwhile_stays_as_it_ended(certification):
    old = await certification.issued()
    asked = await asks(certification, old)
    await certification.acts(old, "suspension", suspension())
    await certification.acts(old, "withdrawal", WITHDRAWAL)

    new = await goes_through(certification, asked.json()["id"])

    assert (await read(certification, old))["state"] == "withdrawn"
    assert (await read(certification, new))["state"] == "valid"
    assert await certification.published(CertificateReplaced) == []


async def test_a_reason_without_a_certificate_is_refused(certification):
    calculation = await certification.has_footprint()

    assert problem(await certification.applies(calculation, replacement="02"), "request-invalid")
