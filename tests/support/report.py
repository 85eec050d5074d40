"""What a run says of itself before its last line: clauses shown, peak memory, what is slow."""

import resource
import sys
from collections import defaultdict

import pytest
from xdist.workermanage import WorkerController

SLOW_S = 15
LIMIT_MB = 1_900
"""A process that needs more holds on to something: an application per test, an endless cache."""


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Report(), "report-of-the-run")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The reason travels with the report of the test to the process that prints it."""
    for item in items:
        if marker := item.get_closest_marker("slow"):
            item.user_properties.append(("slow", marker.args[0]))
        clauses = [str(id) for each in item.iter_markers("clause") for id in each.args]
        item.user_properties.extend(("clause", id) for id in dict.fromkeys(clauses))


class Report:
    """Adds up what the workers send, or what the only process does."""

    def __init__(self) -> None:
        self.peaks_mb: dict[str, int] = {}
        self.seconds: dict[str, float] = defaultdict(float)
        self.reasons: dict[str, object] = {}
        self.clauses: dict[object, dict[str, bool]] = defaultdict(dict)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration
        if why := dict(report.user_properties).get("slow"):
            self.reasons[report.nodeid] = why
        for clause in (id for name, id in report.user_properties if name == "clause"):
            passed = self.clauses[clause].get(report.nodeid, True)
            self.clauses[clause][report.nodeid] = passed and report.passed

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: WorkerController) -> None:
        # A worker that crashed could not say.
        self.peaks_mb[node.gateway.id] = getattr(node, "workeroutput", {}).get("peak_mb", 0)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail a run whose processes grew beyond the limit."""
        config = session.config
        if hasattr(config, "workeroutput"):
            config.workeroutput["peak_mb"] = _peak_mb()
        elif not self.peaks_mb:
            self.peaks_mb["this process"] = _peak_mb()
        if max(self.peaks_mb.values(), default=0) > LIMIT_MB:
            session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        say = terminalreporter.write_line
        for test, seconds in sorted(self.seconds.items(), key=lambda item: -item[1]):
            if seconds > SLOW_S:
                say(f"slow: {seconds:.0f} s {test}: {self.reasons.get(test, 'nobody says why')}")
        for clause, results in sorted(self.clauses.items(), key=str):
            say(f"clause {clause} of the plan: {sum(results.values())} of {len(results)} passed")
        peaks = ", ".join(f"{name} {mb} MB" for name, mb in sorted(self.peaks_mb.items()))
        say(f"peak memory: {peaks}; at most {LIMIT_MB} MB each")


def _peak_mb() -> int:
    """Most memory that this process ever held at once."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (2**20 if sys.platform == "darwin" else 2**10)
