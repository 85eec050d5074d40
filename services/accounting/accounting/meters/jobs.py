"""What the worker does for meters: take readings off the bus."""

from accounting.meters.domain.stream_records import TOPIC_PREFIX
from accounting.meters.store.stream_topics import StreamTopics
from accounting.meters.usecases.stream import MeterStream
from chassis.bus import client_options
from chassis.settings import WorkerSettings
from chassis.worker import Job
from contracts.event import Event


def jobs(settings: WorkerSettings) -> list[Job]:
    stream = MeterStream(StreamTopics(client_options(settings), Event.topics_begin + TOPIC_PREFIX))
    # New topics are found by looking.
    return [Job("take readings off the bus", 5, stream.advance)]
