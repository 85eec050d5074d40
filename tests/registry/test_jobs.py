"""The job of the registry's worker, failing at each of its steps or at one subject."""

from dataclasses import replace
from functools import partial

import pytest

from chassis import aside
from chassis.worker import Job
from contracts.registry import LabelIssued
from registry import main
from registry.labels.usecases import publications
from registry.labels.usecases.rounds import sequence
from registry.proofs.usecases.fsck import fsck
from tests.registry.node import NODE
from tests.support.jobs import fails_at_every_step, worker_of


@pytest.fixture
def jobs(registry, registry_urls, issuer, tmp_path) -> dict[str, Job]:
    keys = {f"{name}_KEY_FILE": str(tmp_path / f"{name}.pem") for name in ("NODE", "LOG")}
    worker = worker_of(main, registry_urls.url, issuer, **keys)
    run = partial(sequence, node=NODE, keys=registry.keys)
    return {job.name: replace(job, run=run) for job in worker.jobs}


def test_every_job_is_tried(jobs):
    assert jobs.keys() == {"sequence the log"}


async def test_sequencing_survives_a_failure_at_every_step(registry, body, jobs):
    await registry.publishes(body.keys_changed())
    certificates = []

    async def one_more() -> None:
        certificates.append(body.certificate())
        await registry.receives(certificates[-1])

    steps = await fails_at_every_step(registry.database, jobs["sequence the log"], one_more)

    labels = [e for e in await registry.published() if isinstance(e, LabelIssued)]
    async with registry.database.transaction() as tx:
        found = await fsck(tx)
    assert steps > 10
    assert [e.certificate_id for e in labels] == [c.certificate_id for c in certificates]
    assert found.faults == ()


async def test_one_subject_that_cannot_be_made_public_holds_up_no_other(
    registry, body, jobs, monkeypatch
):
    await registry.publishes(body.keys_changed())
    poisoned, sound = body.certificate(), body.certificate()
    await registry.receives(poisoned, sound)
    entry = publications.label_entry

    def damaged(label):
        if label.certificate.certificate_id == poisoned.certificate_id:
            raise ValueError("this entry cannot be written")
        return entry(label)

    monkeypatch.setattr(publications, "label_entry", damaged)
    while await jobs["sequence the log"].run(registry.database):
        pass

    labels = [e for e in await registry.published() if isinstance(e, LabelIssued)]
    async with registry.database.transaction() as tx:
        [left] = await aside.shown(tx)
    assert [e.certificate_id for e in labels] == [sound.certificate_id]
    assert (left["job"], left["attempts"]) == ("sequence the log", 1)
    assert left["error"].startswith("ValueError: ")
