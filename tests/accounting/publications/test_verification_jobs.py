"""The job that follows certificates, failing at each of its steps."""

from dataclasses import replace
from functools import partial
from itertools import chain, count

from accounting import main
from accounting.publications.usecases.certificates import keep_verified
from tests.accounting.certifying import (
    HOST,
    hears,
    issued,
    publication,
    reinstated,
    seal_of,
    suspended,
)
from tests.accounting.publications.test_host import published
from tests.accounting.publications.test_verification import verification
from tests.support.jobs import fails_at_every_step, worker_of


async def test_following_certificates_survives_a_failure_at_every_step(
    accounting, database_url, issuer
):
    jobs = {job.name: job for job in worker_of(main, database_url, issuer).jobs}
    run = partial(keep_verified, host=HOST)
    job = replace(jobs["say which footprints are certified"], run=run)
    made = await published(accounting)
    first = [issued(made["calculation_id"], seal_of(made))]
    acts = chain(first, chain.from_iterable(map(on_and_off, count())))

    async def one_more() -> None:
        await hears(accounting, next(acts))

    before = made["id"]
    steps = await fails_at_every_step(accounting.database, job, one_more)

    now = await publication(accounting, made["calculation_id"])
    assert steps > 10
    assert now["id"] != before
    assert (verification(now) is None) == (steps % 2 == 1)


def on_and_off(number: int):
    """A certificate is suspended and reinstated, every few hours."""
    return suspended(number / 5), reinstated(number / 5 + 0.1)
