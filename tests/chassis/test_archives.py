"""Archives of strangers, damaged and hostile, and our own, the same every time."""

import io
import random
import struct
import zipfile
from dataclasses import replace

import pytest

from chassis.archives import ArchiveRefused, Fault, Limits, opened, packed

LIMITS = Limits(
    packed_bytes=1 << 20, members=10, member_bytes=4 << 20, total_bytes=6 << 20, within_s=30
)
KIB, MIB = 1 << 10, 1 << 20


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, file in files:
            archive.writestr(name, file)
    return content.getvalue()


def read_all(content: bytes, limits: Limits = LIMITS) -> dict[str, bytes]:
    with opened(content, limits) as archive:
        return {name: archive.read(name) for name in archive.names}


def fault_of(content: bytes, limits: Limits = LIMITS) -> Fault:
    with pytest.raises(ArchiveRefused) as refusal:
        read_all(content, limits)
    return refusal.value.fault


def noise(size: int) -> bytes:
    return random.Random(1).randbytes(size)


def test_an_archive_is_read_as_it_was_packed():
    files = [("b.txt", b"b" * 200_000), ("a/c.txt", b"")]

    assert list(read_all(packed(files)).items()) == files


@pytest.mark.parametrize("compressed", [True, False])
def test_the_same_files_give_the_same_bytes_on_any_day(compressed, monkeypatch):
    files = [("z", b"1" * 999), ("a", "二".encode())]
    first = packed(files, compressed=compressed)
    monkeypatch.setattr("time.time", lambda: 1e9)

    assert packed(files, compressed=compressed) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        members = archive.infolist()
    assert [member.filename for member in members] == ["z", "a"]
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
    assert {member.external_attr >> 16 for member in members} == {0o644}


def test_folders_are_passed_over_and_backslashes_are_read_as_slashes():
    assert read_all(zipped(("flows/", b""), ("flows\\a.json", b"{}"))) == {"flows/a.json": b"{}"}


def test_only_what_is_wanted_is_read_or_measured():
    content = zipped(("big", b"0" * 5 * MIB), ("small", b"1"), ("../x", b"2"))

    with opened(content, LIMITS, lambda name: name == "small") as archive:
        assert archive.names == ("small",)


def test_an_archive_with_a_comment_and_one_behind_a_program_are_read():
    content = io.BytesIO(zipped(("a", b"1")))
    with zipfile.ZipFile(content, "a") as archive:
        archive.comment = b"made by hand"

    assert read_all(content.getvalue()) == {"a": b"1"}
    assert read_all(b"#!/bin/sh\n" + content.getvalue()) == {"a": b"1"}


def test_an_archive_of_more_members_than_old_zips_count_is_read():
    content = zipped(*[(str(n), b"") for n in range(65_600)], method=zipfile.ZIP_STORED)
    limits = replace(LIMITS, members=65_600, packed_bytes=16 * MIB)

    assert len(read_all(content, limits)) == 65_600


@pytest.mark.parametrize(
    ("content", "limits", "fault"),
    [
        (packed([("a", noise(MIB))]), LIMITS, Fault.TOO_LARGE),
        (packed([(str(n), b"") for n in range(11)]), LIMITS, Fault.TOO_MANY),
        (packed([("a", b"0" * (4 * MIB + 1))]), replace(LIMITS, ratio=2_000), Fault.TOO_LARGE),
        (packed([(str(n), b"0" * 3 * MIB) for n in range(3)]), LIMITS, Fault.TOO_LARGE),
        (packed([("a", b"0" * 2 * MIB)]), LIMITS, Fault.TOO_LARGE),
    ],
    ids=["packed", "members", "member", "total", "ratio"],
)
def test_an_archive_beyond_its_limits_is_refused_before_it_is_read(content, limits, fault):
    with pytest.raises(ArchiveRefused) as refusal, opened(content, limits):
        pytest.fail("it was opened")

    assert refusal.value.fault is fault


def test_an_archive_at_its_limits_is_read():
    files = [(str(n), b"0" * 3 * MIB) for n in range(2)] + [(f"m{n}", b"") for n in range(8)]
    content = packed(files)

    limits = replace(LIMITS, packed_bytes=len(content), member_bytes=3 * MIB, ratio=2_000)

    assert read_all(content, limits) == dict(files)


@pytest.mark.parametrize(
    "name", ["../a", "a/../../b", "/etc/passwd", "..\\a", "C:\\a", "c:a", "a\nb", "a\u202eb"]
)
def test_a_name_that_leads_elsewhere_is_refused(name):
    assert fault_of(zipped((name, b"x"))) is Fault.NAME


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("names", [("a", "a"), ("a/b", "a\\b")])
def test_a_member_that_is_there_twice_is_refused(names):
    assert fault_of(zipped(*[(name, b"x") for name in names])) is Fault.TWICE


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_methods_are_read_only_where_that_is_said(method):
    content = zipped(("a", b"0" * 999), method=method)

    assert fault_of(content) is Fault.METHOD
    assert read_all(content, replace(LIMITS, methods=LIMITS.methods | {method}))


def test_an_archive_inside_an_archive_is_refused():
    assert fault_of(packed([("a.zip", packed([("b", b"1")]))])) is Fault.NESTED


def test_a_locked_member_is_refused():
    content = bytearray(packed([("a", b"1")]))
    content[content.index(b"PK\x01\x02") + 8] |= 1

    assert fault_of(bytes(content)) is Fault.LOCKED


def test_reading_ends_when_its_time_is_over():
    assert fault_of(packed([("a", b"1")]), replace(LIMITS, within_s=0)) is Fault.SLOW


def overlapping(*, nested: bool) -> bytes:
    """Two names for one body, or one member whose body is said to reach into the directory."""
    content = bytearray(packed([("a", b"1" * KIB), ("b", b"1" * KIB)], compressed=False))
    second = content.rindex(b"PK\x01\x02")
    if nested:
        content[second + 42 : second + 46] = struct.pack("<L", 0)
    else:
        content[second + 20 : second + 28] = struct.pack("<LL", 2 * KIB, 2 * KIB)
    return bytes(content)


@pytest.mark.parametrize("nested", [True, False])
def test_members_that_share_bytes_are_refused(nested):
    assert fault_of(overlapping(nested=nested)) is Fault.OVERLAP


def test_a_directory_that_is_far_too_long_is_refused_before_it_is_read(monkeypatch):
    content = zipped(*[(str(n), b"") for n in range(20_000)], method=zipfile.ZIP_STORED)
    monkeypatch.setattr("zipfile.ZipFile", None)

    assert fault_of(content, replace(LIMITS, packed_bytes=16 * MIB)) is Fault.TOO_MANY


def test_a_long_directory_cannot_hide_behind_an_old_end():
    content = bytearray(zipped(*[(str(n), b"") for n in range(65_600)], method=zipfile.ZIP_STORED))
    end = content.rindex(b"PK\x05\x06")
    content[end + 8 : end + 16] = struct.pack("<HHL", 1, 1, 46)

    assert fault_of(bytes(content), replace(LIMITS, packed_bytes=16 * MIB)) is Fault.TOO_MANY


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"PK\x05\x06", b"no zip at all", packed([])[:-1]]
)
def test_what_is_no_archive_is_refused(content):
    assert fault_of(content) is Fault.UNREADABLE


def test_a_member_that_is_longer_than_it_declares_is_refused():
    content = bytearray(packed([("a", b"1" * KIB)]))
    entry = content.index(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = struct.pack("<L", 10)

    assert fault_of(bytes(content)) is Fault.UNREADABLE


def test_whatever_is_damaged_the_archive_is_read_rightly_or_refused():
    dice = random.Random(7)
    files = [("a.json", b'{"a": 1}' * 200), ("b/c.json", noise(300))]
    whole = packed(files)

    for _ in range(3_000):
        content = bytearray(whole)
        for _ in range(dice.randint(1, 4)):
            content[dice.randrange(len(content))] = dice.randrange(256)
        try:
            read = read_all(bytes(content[: dice.choice([len(content), dice.randrange(600)])]))
        except ArchiveRefused:
            continue
        assert set(read.values()) <= {file for _, file in files}
