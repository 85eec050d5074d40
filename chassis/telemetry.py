"""Logs, traces and metrics: JSON lines that carry the trace, spans that follow events."""

import logging
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

import structlog
from opentelemetry import context, propagate, trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from prometheus_client import Counter, Gauge, Histogram

EVENTS_PUBLISHED = Counter("tanbiao_events_published", "Events handed to the bus", ["type"])
EVENTS_HANDLED = Counter("tanbiao_events_handled", "Events by outcome", ["type", "outcome"])
OUTBOX_WAITING = Gauge("tanbiao_outbox_waiting", "Events seen waiting at the last look")
PARKED = Gauge("tanbiao_events_parked", "Events waiting for another try or an operator", ["state"])
JOB_FAILURES = Counter("tanbiao_job_failures", "Background work that raised", ["job"])
JOB_FINISHED = Gauge(
    "tanbiao_job_finished_timestamp_seconds", "When a job last finished a round", ["job"]
)
JOB_LIMIT = Gauge("tanbiao_job_limit_seconds", "How long a job may go without a round", ["job"])
ITEM_FAILURES = Counter("tanbiao_item_failures", "Items of a job that failed once more", ["job"])
SET_ASIDE = Gauge("tanbiao_set_aside", "Items that failed, by what they wait for", ["job", "state"])
REQUESTS = Histogram(
    "tanbiao_request_seconds", "Duration of requests in seconds", ["method", "route", "status"]
)


def configure(
    service: str, *, log_level: str, otlp_endpoint: str | None, trace_ratio: float
) -> None:
    """Set up logging and tracing for this process. Call once."""
    _configure_logs(service, log_level)
    sampler = ParentBased(TraceIdRatioBased(trace_ratio))
    provider = TracerProvider(resource=Resource({"service.name": service}), sampler=sampler)
    if otlp_endpoint:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        exporter = OTLPSpanExporter(endpoint=f"{otlp_endpoint.rstrip('/')}/v1/traces")
        provider.add_span_processor(BatchSpanProcessor(exporter))
    trace.set_tracer_provider(provider)


def _configure_logs(service: str, level: str) -> None:
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _add_trace,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
    )
    structlog.contextvars.bind_contextvars(service=service)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")


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
    carrier: dict[str, str] = {}
    propagate.inject(carrier)
    return carrier.get("traceparent")


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
