"""One behaviour for both places: a folder and a bucket."""

import pytest

from chassis.lastknown import Folder, Generation, LastKnown, Place, bucket
from tests.support.objects import ACCESS_KEY, BUCKET, SECRET_KEY, serving_objects


@pytest.fixture(params=["folder", "bucket"])
async def place(request, tmp_path):
    if request.param == "folder":
        yield Folder(tmp_path / "registry")
        return
    async with serving_objects(tmp_path) as store:
        yield bucket(
            BUCKET,
            "last-known/registry/",
            endpoint=store.endpoint,
            region="us-east-1",
            access_key=ACCESS_KEY,
            secret_key=SECRET_KEY,
        )


async def test_what_is_not_there_is_nothing(place: Place):
    assert await place.read("last-known.json") is None


async def test_what_was_kept_is_read_again(place: Place):
    await place.write("log/000000000000.json", b"first")
    await place.write("log/000000000007.json", b"second")
    await place.write("log/000000000007.json", b"again")

    assert await place.read("log/000000000000.json") == b"first"
    assert await place.read("log/000000000007.json") == b"again"


def test_a_later_act_is_not_overwritten_by_one_that_arrives_late():
    known = LastKnown(Generation(1, "aa")).after(2, {"log": 212}).after(1, {"log": 207})

    assert (known.acts, known.mark("log")) == (2, 212)
    assert LastKnown.decode(known.encode()) == known
