"""Alarms speak of metrics that there are, with labels that these have."""

import re

import pytest
import yaml
from prometheus_client import REGISTRY

import accounting.custody.usecases.heads
import accounting.meters.usecases.stream  # noqa: F401  Its metrics count too.
import chassis.telemetry  # noqa: F401  Those of every process.
from tests.architecture.tree import ROOT

RULES = yaml.safe_load((ROOT / "deploy" / "monitoring" / "rules.yaml").read_text("utf-8"))
ALERTS = {rule["alert"]: rule for group in RULES["groups"] for rule in group["rules"]}
WATCHING = (ROOT / "docs" / "watching.md").read_text("utf-8")
METRIC = re.compile(r"(tanbiao_[a-z_]+)(?:\{([a-z]+)=)?")


def exposed() -> dict[str, tuple[str, ...]]:
    """The names under which Prometheus finds each series, with the labels of the metric."""
    found = {}
    for collector, names in REGISTRY._collector_to_names.items():
        for name in names:
            found[name] = tuple(getattr(collector, "_labelnames", ()))
    return found


@pytest.mark.parametrize("alert", ALERTS)
def test_an_alarm_speaks_of_metrics_and_labels_that_there_are(alert):
    known = exposed()
    named = METRIC.findall(ALERTS[alert]["expr"])

    assert named
    for metric, label in named:
        assert metric in known, metric
        assert not label or label in known[metric], (metric, label)


@pytest.mark.parametrize("alert", ALERTS)
def test_an_alarm_says_what_is_the_matter_and_how_bad_it_is(alert):
    assert ALERTS[alert]["annotations"]["summary"]
    assert ALERTS[alert]["labels"]["severity"] in {"warning", "critical"}


@pytest.mark.parametrize("alert", ALERTS)
def test_the_page_on_watching_says_what_to_do_about_it(alert):
    assert f"`{alert}`" in WATCHING
