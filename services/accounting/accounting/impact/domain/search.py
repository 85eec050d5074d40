"""What a list of studies is asked for."""

from accounting.impact.domain.study import StudyOrigin, StudyState
from chassis.asking import AskedByTime, Words


class StudiesAsked(AskedByTime):
    """A page of the studies that somebody may see."""

    state: StudyState | None = None
    origin: StudyOrigin | None = None
    q: Words = None
