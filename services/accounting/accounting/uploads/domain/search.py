"""What a list of uploads is asked for."""

from accounting.uploads.domain.uploads import UploadContent, UploadState
from accounting.values.domain.criteria import SystemId
from chassis.asking import AskedByTime, Words


class UploadsAsked(AskedByTime):
    """A page of an enterprise's uploads."""

    state: UploadState | None = None
    what: UploadContent | None = None
    system_id: SystemId = None
    q: Words = None
