"""What the worker does for uploads: take them in, and clean up."""

from functools import partial

from accounting.evidence.usecases.places import EvidenceFiles
from accounting.uploads.settings import TakesUploadsIn
from accounting.uploads.store import uploads
from accounting.uploads.store.tables import upload
from accounting.uploads.usecases.intake import Desk, take_in
from accounting.uploads.usecases.uploads import clean_up
from chassis.work import Pool
from chassis.worker import Job

_LARGEST_UPLOAD_S = 4 * 3600.0


def jobs(settings: TakesUploadsIn, files: EvidenceFiles | None, pool: Pool) -> list[Job]:
    """Nothing where no place for files is configured: then nothing is received either."""
    if files is None:
        return []
    desk = Desk(files, settings.upload_max_rows, pool)
    taking = [
        Job(
            lane,
            30,
            partial(take_in, desk=desk, lane=lane),
            [upload],
            # What wakes it is mostly an upload that was announced; its content comes right after.
            rest_s=0.05,
            limit_s=_LARGEST_UPLOAD_S,
        )
        for lane in uploads.LANES
    ]
    return [
        *taking,
        Job(uploads.CLEANING, 60, partial(clean_up, files=files)),
    ]
