"""Logs, traces and metrics: JSON lines that carry the trace, spans that follow events."""

import json
import logging
import re
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

import structlog
from opentelemetry import context, propagate, trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from prometheus_client import Counter, Gauge, Histogram
from pydantic_core import to_json
from structlog.typing import Processor

EVENTS_PUBLISHED = Counter("tanbiao_events_published", "Events handed to the bus", ["type"])
EVENTS_HANDLED = Counter("tanbiao_events_handled", "Events by outcome", ["type", "outcome"])
OUTBOX_WAITING = Gauge("tanbiao_outbox_waiting", "Events seen waiting at the last look")
OUTBOX_OLDEST = Gauge(
    "tanbiao_outbox_oldest_seconds", "Age of the first event seen waiting at the last look"
)
PARKED = Gauge("tanbiao_events_parked", "Events waiting for another try or an operator", ["state"])
JOB_FAILURES = Counter("tanbiao_job_failures", "Background work that raised", ["job"])
JOB_FINISHED = Gauge(
    "tanbiao_job_finished_timestamp_seconds", "When a job last finished a round", ["job"]
)
JOB_LIMIT = Gauge("tanbiao_job_limit_seconds", "How long a job may go without a round", ["job"])
ITEM_FAILURES = Counter("tanbiao_item_failures", "Items of a job that failed once more", ["job"])
SET_ASIDE = Gauge("tanbiao_set_aside", "Items that failed, by what they wait for", ["job", "state"])
DATABASE_OLDER = Gauge(
    "tanbiao_database_older", "1 while the database is older than what it has made public"
)
DIFFERENCES = Gauge(
    "tanbiao_differences", "What is held otherwise than at its source, by who mends it", ["state"]
)
REQUESTS = Histogram(
    "tanbiao_request_seconds", "Duration of requests in seconds", ["method", "route", "status"]
)


_NOT_IN_A_LINE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def configure(
    service: str, *, log_level: str, otlp_endpoint: str | None, trace_ratio: float
) -> None:
    """Set up logging and tracing for this process. Call once."""
    _configure_logs(service, log_level)
    # What nobody collects need not be recorded; the ids travel on all the same.
    sampler = ParentBased(TraceIdRatioBased(trace_ratio if otlp_endpoint else 0))
    provider = TracerProvider(resource=Resource({"service.name": service}), sampler=sampler)
    if otlp_endpoint:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        exporter = OTLPSpanExporter(endpoint=f"{otlp_endpoint.rstrip('/')}/v1/traces")
        provider.add_span_processor(BatchSpanProcessor(exporter))
    trace.set_tracer_provider(provider)


def _configure_logs(service: str, level: str) -> None:
    number = logging.getLevelNamesMapping()[level.upper()]
    lines.service, lines.are_written = service, number <= logging.INFO
    facts: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _add_trace,
    ]
    line: list[Processor] = [
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(_in_one_line),
    ]
    structlog.configure(
        processors=[*facts, *line],
        wrapper_class=structlog.make_filtering_bound_logger(number),
    )
    structlog.contextvars.bind_contextvars(service=service)
    _take_over_libraries([_add_service(service), _add_logger, *facts], line)


def _take_over_libraries(facts: list[Processor], line: list[Processor]) -> None:
    """Have libraries, warnings and what ends a process told in lines of the same form."""
    form = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=facts,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *line],
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(form)
    root = logging.getLogger()
    root.handlers = [h for h in root.handlers if not isinstance(h.formatter, type(form))]
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.captureWarnings(True)
    sys.excepthook = _told


class Lines:
    """One line of the log for each request, in the form of all others.

    The chain of processors costs more than passing a request on does.
    """

    def __init__(self) -> None:
        self.service: str | None = None
        self.are_written = True

    def write(self, event: str, facts: dict[str, object]) -> None:
        """What `log.info` would write of these facts."""
        if not self.are_written:
            return
        head = {"service": self.service} if self.service else {}
        at = datetime.now(UTC).isoformat().replace("+00:00", "Z")
        told = {"event": event, "level": "info", "timestamp": at}
        trace = trace_id()
        line = {**head, **facts, **told, **({"trace_id": trace} if trace else {})}
        sys.stdout.write(_quickly(line) or f"{_in_one_line(line)}\n")
        sys.stdout.flush()


def _quickly(line: dict[str, object]) -> str:
    """The line where it is ASCII, which needs no second look; empty where it is not."""
    text = to_json(line).decode("utf-8", "replace")
    return f"{text}\n" if text.isascii() and "\x7f" not in text else ""


lines = Lines()


def _in_one_line(event: object, **options: Any) -> str:
    """JSON without whatever some reader takes for the end of a line, or cannot be written."""
    text = json.dumps(event, ensure_ascii=False, **{"default": str, **options})
    return _NOT_IN_A_LINE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _told(kind: type[BaseException], failure: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("process").critical("process ended", exc_info=(kind, failure, trace))


def _add_service(service: str) -> Processor:
    """Threads of libraries do not know the context that the process began with."""

    def add(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        return {"service": service, **event}

    return add


def _add_logger(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    record: logging.LogRecord = event["_record"]
    event["logger"] = record.name
    return event


def _add_trace(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    if found := trace_id():
        event["trace_id"] = found
    return event


def trace_id() -> str | None:
    """The id of the trace in progress, 32 hexadecimal digits."""
    span = trace.get_current_span().get_span_context()
    return f"{span.trace_id:032x}" if span.is_valid else None


def current_traceparent() -> str | None:
    """The trace in progress as a W3C `traceparent`, to travel with an event or a request."""
    span = trace.get_current_span().get_span_context()
    if not span.is_valid:
        return None
    return f"00-{span.trace_id:032x}-{span.span_id:016x}-{span.trace_flags:02x}"


@contextmanager
def continued_trace(traceparent: str | None, name: str) -> Iterator[None]:
    """A span that continues the trace a message came with."""
    parent = propagate.extract({"traceparent": traceparent} if traceparent else {})
    token = context.attach(parent)
    try:
        kind = trace.SpanKind.CONSUMER
        with trace.get_tracer("chassis").start_as_current_span(name, kind=kind):
            yield
    finally:
        context.detach(token)
