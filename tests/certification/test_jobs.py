"""The jobs of certification's worker, failing at each of their steps."""

import pytest

from certification import main
from certification.issuers.domain.keys import development_key_file
from chassis.worker import Job
from contracts.certification import CertificateIssued, IssuerKeysChanged
from tests.certification.samples import BODY
from tests.support.jobs import fails_at_every_step, worker_of


@pytest.fixture
def jobs(database_url, issuer, tmp_path) -> dict[str, Job]:
    (tmp_path / f"{BODY}.json").write_text(development_key_file(BODY, 2026), "utf-8")
    worker = worker_of(main, database_url, issuer, SIGNING_KEYS_DIR=str(tmp_path))
    return {job.name: job for job in worker.jobs}


def test_every_job_is_tried(jobs):
    assert jobs.keys() == {
        "announce keys",
        "sign certificates",
        "conceal bundles anew",
        "forget bundles",
        "work off due dates",
    }


async def test_signing_survives_a_failure_at_every_step(certification, jobs):
    granted = []

    async def one_more() -> None:
        await jobs["announce keys"].run(certification.database)
        granted.append(await certification.granted())

    steps = await fails_at_every_step(certification.database, jobs["sign certificates"], one_more)

    signed = await certification.published(CertificateIssued)
    assert steps > 8
    assert [event.certificate_number for event in signed] == granted


async def test_announcing_survives_a_failure_at_every_step(certification, jobs):
    async def nothing_more() -> None:
        pass

    job = jobs["announce keys"]
    steps = await fails_at_every_step(certification.database, job, nothing_more)

    [announced] = await certification.published(IssuerKeysChanged)
    assert steps >= 1
    assert announced.issuer.startswith("did:web:")
