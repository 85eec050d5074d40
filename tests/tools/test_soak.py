"""What the soak calls standing still, slow or an error."""

import time

import pytest

from bench.honest import Tally
from bench.soak import none, p99, standing, waits

METRICS = """\
# TYPE tanbiao_job_finished_timestamp_seconds gauge
tanbiao_job_finished_timestamp_seconds{{job="relay"}} {relay}
tanbiao_job_finished_timestamp_seconds{{job="deliver"}} {deliver}
# TYPE tanbiao_job_limit_seconds gauge
tanbiao_job_limit_seconds{{job="relay"}} 60.0
tanbiao_job_limit_seconds{{job="deliver"}} 60.0
tanbiao_job_limit_seconds{{job="never"}} 60.0
"""


def test_a_job_stands_still_that_finished_no_round_in_its_time():
    now = time.time()

    late, jobs = standing(METRICS.format(relay=now - 1, deliver=now - 61))

    assert (late, jobs) == (["deliver", "never"], 3)


def test_the_slowest_hundredth_begins_at_the_99th_of_a_hundred():
    assert p99([float(number) for number in range(100)]) == 99.0
    assert p99([]) == float("inf")


def test_one_error_of_honest_clients_is_too_many():
    assert none("errors", 0, 1000).holds
    assert not none("errors", 1, 1000).holds


@pytest.mark.parametrize(("meanwhile", "holds"), [(30.0, True), (31.0, False), (None, False)])
def test_honest_clients_may_wait_three_times_as_long(meanwhile, holds):
    quiet, attacked = Tally(), Tally()
    quiet.waits["token"].append(10.0)
    if meanwhile:
        attacked.waits["token"].append(meanwhile)

    assert [figure.holds for figure in waits(quiet, attacked)] == [holds]
