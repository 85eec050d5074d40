"""Places for evidence: what a folder and a bucket both do, and what becomes of interruptions."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from accounting.evidence.domain import (
    EvidenceDamaged,
    EvidenceNotFound,
    EvidenceStoreUnreachable,
    EvidenceTooLarge,
)
from accounting.evidence.store.bucket import Bucket, EvidenceBucket
from accounting.evidence.store.files import EvidenceFiles, one_piece
from accounting.evidence.store.folder import EvidenceFolder
from tests.support.objects import ACCESS_KEY, BUCKET, SECRET_KEY, ObjectStore, serving_objects

MEGABYTE = 1024 * 1024
CONTENT = b"%PDF-1.7 what a meter showed"
SHA256 = hashlib.sha256(CONTENT).hexdigest()
ABSENT = hashlib.sha256(b"nothing").hexdigest()


class Interrupted(Exception):
    """The sender went away."""


async def interrupted() -> AsyncIterator[bytes]:
    yield CONTENT
    raise Interrupted


async def read(files: EvidenceFiles, sha256: str) -> bytes:
    with await files.open(sha256) as file:
        return file.read()


class AnyPlace(ABC):
    """What holds wherever evidence is kept."""

    @abstractmethod
    def kept(self, files: EvidenceFiles) -> list[Path]:
        """The files behind everything that is kept."""

    async def test_what_was_put_is_there_under_its_hash(self, files: EvidenceFiles):
        content = await files.put(one_piece(CONTENT))

        assert (content.sha256, content.size) == (SHA256, len(CONTENT))
        assert await files.exists(SHA256)
        assert await read(files, SHA256) == CONTENT

    async def test_content_of_several_parts_comes_back_whole(self, files: EvidenceFiles):
        large = bytes(range(256)) * 4096 * 20

        content = await files.put(one_piece(large))

        assert await read(files, content.sha256) == large

    async def test_what_was_never_put_is_missing(self, files: EvidenceFiles):
        assert not await files.exists(ABSENT)
        with pytest.raises(EvidenceNotFound):
            await files.open(ABSENT)

    async def test_equal_content_is_kept_once(self, files: EvidenceFiles):
        await files.put(one_piece(CONTENT))
        await files.put(one_piece(CONTENT))

        assert len(self.kept(files)) == 1

    async def test_altered_content_is_given_to_nobody(self, files: EvidenceFiles):
        await files.put(one_piece(CONTENT))
        (path,) = self.kept(files)

        path.write_bytes(CONTENT.replace(b"meter", b"METER"))

        with pytest.raises(EvidenceDamaged):
            await files.open(SHA256)

    async def test_putting_it_again_mends_what_was_altered(self, files: EvidenceFiles):
        await files.put(one_piece(CONTENT))
        (path,) = self.kept(files)
        path.write_bytes(b"altered")

        await files.put(one_piece(CONTENT))

        assert await read(files, SHA256) == CONTENT

    async def test_an_interrupted_stream_leaves_nothing(self, files: EvidenceFiles):
        with pytest.raises(Interrupted):
            await files.put(interrupted())

        assert self.kept(files) == []
        assert not await files.exists(SHA256)

    async def test_what_arrived_but_was_not_kept_leaves_nothing(self, files: EvidenceFiles):
        async with files.arriving(one_piece(CONTENT)) as arrived:
            assert arrived.path.read_bytes() == CONTENT

        assert self.kept(files) == []
        assert not arrived.path.exists()

    async def test_more_than_the_limit_is_refused_and_not_kept(self, files: EvidenceFiles):
        with pytest.raises(EvidenceTooLarge):
            await files.put(one_piece(b"\0" * (files.limit_bytes + 1)))

        assert self.kept(files) == []

    async def test_a_place_inside_is_apart(self, files: EvidenceFiles):
        arriving = files.within("arriving", limit_bytes=MEGABYTE)
        await files.put(one_piece(CONTENT))
        await arriving.put(one_piece(CONTENT))

        await arriving.delete(SHA256)
        await arriving.delete(SHA256)

        assert not await arriving.exists(SHA256)
        assert await read(files, SHA256) == CONTENT


class TestFolder(AnyPlace):
    @pytest.fixture
    def files(self, tmp_path: Path) -> EvidenceFiles:
        return EvidenceFolder(32 * MEGABYTE, tmp_path)

    def kept(self, files):
        return [path for path in files.folder.rglob("*") if path.is_file()]


@pytest.fixture
async def objects(tmp_path: Path) -> AsyncIterator[ObjectStore]:
    async with serving_objects(tmp_path) as store:
        yield store


@pytest.fixture
def bucket(objects: ObjectStore) -> EvidenceBucket:
    return EvidenceBucket(
        32 * MEGABYTE,
        Bucket(objects.endpoint, BUCKET, "us-east-1", ACCESS_KEY, SECRET_KEY, in_host=False),
    )


class TestBucket(AnyPlace):
    @pytest.fixture
    def files(self, bucket: EvidenceBucket) -> EvidenceFiles:
        return bucket

    @pytest.fixture(autouse=True)
    def _store(self, objects: ObjectStore) -> None:
        self.objects = objects

    def kept(self, files):
        return self.objects.objects

    @pytest.mark.parametrize(
        "wrong", [{"secret_key": "of somebody else"}, {"name": "no-such-bucket"}]
    )
    async def test_a_store_that_lets_nobody_in_is_said_to_be_unreachable(
        self, bucket: EvidenceBucket, wrong: dict[str, str]
    ):
        files = replace(bucket, bucket=replace(bucket.bucket, **wrong))

        with pytest.raises(EvidenceStoreUnreachable):
            await files.put(one_piece(CONTENT))

        assert self.objects.objects == []

    async def test_an_upload_that_never_completes_is_not_visible(self, bucket: EvidenceBucket):
        self.objects.refused = lambda request: (
            request.query_params.get("uploadId") and (request.method == "POST")
        )

        with pytest.raises(EvidenceStoreUnreachable):
            await bucket.put(one_piece(b"\0" * 10 * MEGABYTE))

        assert self.objects.objects == []

    async def test_a_store_that_is_away_is_said_to_be_unreachable(self, bucket: EvidenceBucket):
        await bucket.put(one_piece(CONTENT))
        await self.objects.stop()

        for asking in (bucket.open, bucket.exists, bucket.delete):
            with pytest.raises(EvidenceStoreUnreachable):
                await asking(SHA256)
        with pytest.raises(EvidenceStoreUnreachable):
            await bucket.put(one_piece(CONTENT))
