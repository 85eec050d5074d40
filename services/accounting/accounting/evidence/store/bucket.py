"""Evidence in a bucket of any store that speaks S3."""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from io import BufferedIOBase
from typing import IO, Self

import obstore
import structlog
from obstore.exceptions import BaseError
from obstore.store import S3Store

from accounting.evidence.domain import EvidenceNotFound, EvidenceStoreUnreachable
from accounting.evidence.store.files import Arrived, EvidenceFiles

_PART_BYTES = 8 * 1024 * 1024
_PARTS_AT_ONCE = 2
_CONNECT_TIMEOUT = timedelta(seconds=3)
# A file is kept inside a transaction, which the database ends after a minute of silence.
_TIMEOUT = timedelta(seconds=20)
log = structlog.get_logger()


@dataclass(frozen=True)
class Bucket:
    """Where a bucket is and who writes to it."""

    endpoint: str
    name: str
    region: str
    access_key: str
    secret_key: str = field(repr=False)
    in_host: bool
    """Whether the endpoint's host already names the bucket."""


@dataclass(frozen=True)
class EvidenceBucket(EvidenceFiles):
    """Objects named by their hash; a store shows one when all of it is there, or not at all."""

    bucket: Bucket
    prefix: str = "evidence/"

    def within(self, name: str, *, limit_bytes: int) -> Self:
        return replace(self, limit_bytes=limit_bytes, prefix=f"{self.prefix}{name}/")

    async def keep(self, arrived: Arrived) -> None:
        with _refusing(absent=EvidenceStoreUnreachable()):
            await obstore.put_async(
                _client(self.bucket),
                self._key(arrived.sha256),
                arrived.path,
                chunk_size=_PART_BYTES,
                max_concurrency=_PARTS_AT_ONCE,
            )

    async def exists(self, sha256: str) -> bool:
        try:
            with _refusing(absent=EvidenceNotFound(sha256=sha256)):
                await obstore.head_async(_client(self.bucket), self._key(sha256))
        except EvidenceNotFound:
            return False
        return True

    async def delete(self, sha256: str) -> None:
        with _refusing(absent=EvidenceStoreUnreachable()):
            await obstore.delete_async(_client(self.bucket), self._key(sha256))

    async def _fetch(self, sha256: str) -> BufferedIOBase:
        file = tempfile.TemporaryFile()  # noqa: SIM115  Whoever asked for it closes it.
        try:
            with _refusing(absent=EvidenceNotFound(sha256=sha256)):
                found = await obstore.get_async(_client(self.bucket), self._key(sha256))
                async for piece in found.stream():
                    await asyncio.to_thread(file.write, piece)
        except BaseException:
            file.close()
            raise
        file.seek(0)
        return file

    @contextmanager
    def _scratch(self) -> Iterator[IO[bytes]]:
        with tempfile.NamedTemporaryFile(prefix="arriving-") as file:
            yield file

    def _key(self, sha256: str) -> str:
        return f"{self.prefix}{sha256[:2]}/{sha256}"


@cache
def _client(bucket: Bucket) -> S3Store:
    """One client for each bucket of the process, so that its connections are used again."""
    return S3Store(
        bucket.name,
        endpoint=bucket.endpoint,
        region=bucket.region,
        access_key_id=bucket.access_key,
        secret_access_key=bucket.secret_key,
        virtual_hosted_style_request=bucket.in_host,
        client_options={
            # Settings refuse plain HTTP in production.
            "allow_http": bucket.endpoint.startswith("http://"),
            "connect_timeout": _CONNECT_TIMEOUT,
            "timeout": _TIMEOUT,
        },
        retry_config={"max_retries": 2, "retry_timeout": _TIMEOUT},
    )


@contextmanager
def _refusing(*, absent: Exception) -> Iterator[None]:
    """Say `absent` for what is not there, and that the store did not answer for all else."""
    try:
        yield
    except FileNotFoundError as failure:
        _note(failure)
        raise absent from failure
    except BaseError as failure:
        _note(failure)
        raise EvidenceStoreUnreachable from failure


def _note(failure: Exception) -> None:
    """The first line names what was asked for and what came back; the rest repeats it."""
    log.warning("evidence store refused", error=str(failure).partition("\n")[0])
