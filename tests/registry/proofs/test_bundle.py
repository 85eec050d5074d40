"""The offline bundle: both forms carry the same, always in the same bytes."""

import io
import json
import zipfile

import pytest

from registry.proofs.domain.bundle import Bundle, BundleUnreadable
from tests.registry.world import World


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return World().bundle()


def test_zip_and_json_hold_the_same_files(bundle: Bundle):
    with zipfile.ZipFile(io.BytesIO(bundle.to_zip())) as archive:
        zipped = {name: archive.read(name).decode() for name in archive.namelist()}

    assert zipped == json.loads(bundle.to_json())["files"]
    assert zipped == bundle.files()


def test_both_forms_are_read_back_as_they_were_written(bundle: Bundle):
    assert Bundle.read(bundle.to_zip()) == Bundle.read(bundle.to_json()) == bundle


def test_the_same_bundle_always_gives_the_same_bytes(bundle: Bundle):
    again = Bundle.read(bundle.to_json())

    assert again.to_zip() == bundle.to_zip()
    assert again.to_json() == bundle.to_json()


def test_the_archive_tells_nothing_of_when_and_where_it_was_made(bundle: Bundle):
    with zipfile.ZipFile(io.BytesIO(bundle.to_zip())) as archive:
        members = archive.infolist()

    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
    assert {member.compress_type for member in members} == {zipfile.ZIP_STORED}


def test_a_bundle_with_a_missing_part_is_refused_by_name(bundle: Bundle):
    document = json.loads(bundle.to_json())
    del document["files"]["credential.jwt"]

    with pytest.raises(BundleUnreadable, match=r"credential\.jwt"):
        Bundle.read(json.dumps(document).encode())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "JSON"),
        (b"PK", "zip"),
        (b"PK\x03\x04rubbish", "zip"),
        (b"{}", "format ≠ tanbiao-bundle/1"),
        (b"[]", "format ≠ tanbiao-bundle/1"),
        (b"[" * 100_000, "JSON"),
        (b'{"format": "tanbiao-bundle/1"}', "files"),
        (b'{"format": "tanbiao-bundle/1", "files": []}', "files"),
        (b"\xff\xfe", "JSON"),
        (b"x" * (8 * 1024 * 1024), "JSON"),
        (b"x" * (8 * 1024 * 1024 + 1), "> 8 MiB"),
    ],
)
def test_rubbish_is_refused(data: bytes, reason: str):
    with pytest.raises(BundleUnreadable) as refused:
        Bundle.read(data)

    assert refused.value.facts["reason"] == reason


def test_a_whole_bundle_of_another_format_is_refused(bundle: Bundle):
    document = json.loads(bundle.to_json()) | {"format": "tanbiao-bundle/2"}

    with pytest.raises(BundleUnreadable, match="format ≠ tanbiao-bundle/1"):
        Bundle.read(json.dumps(document).encode())


@pytest.mark.parametrize("value", [1, None, ["{}"], "\ud800"])
def test_a_whole_bundle_with_a_member_that_is_no_text_is_refused(bundle: Bundle, value: object):
    document = json.loads(bundle.to_json())
    document["files"]["label.json"] = value

    with pytest.raises(BundleUnreadable) as refused:
        Bundle.read(json.dumps(document).encode())

    assert refused.value.facts["reason"] == "files"


def test_a_bundle_of_eight_mebibytes_is_read_and_one_byte_more_is_not(bundle: Bundle):
    whole = bundle.to_json()
    padded = whole + b" " * (8 * 1024 * 1024 - len(whole))

    assert Bundle.read(padded) == bundle
    with pytest.raises(BundleUnreadable, match="> 8 MiB"):
        Bundle.read(padded + b" ")


def test_an_archive_that_expands_beyond_measure_is_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("credential.jwt", b"0" * (9 * 1024 * 1024))

    with pytest.raises(BundleUnreadable, match="8 MiB"):
        Bundle.read(target.getvalue())


def test_an_archive_may_expand_to_eight_mebibytes():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("credential.jwt", b"0" * (8 * 1024 * 1024))

    with pytest.raises(BundleUnreadable, match="missing"):
        Bundle.read(target.getvalue())


def test_an_archive_that_was_packed_again_is_read(bundle: Bundle):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in bundle.files().items():
            archive.writestr(name, text)

    assert Bundle.read(target.getvalue()) == bundle


def test_every_damage_to_an_archive_is_refused_or_leaves_it_as_it_was(bundle: Bundle):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in bundle.files().items():
            archive.writestr(name, text)
    packed = target.getvalue()

    for place in range(0, len(packed), 37):
        damaged = packed[:place] + bytes([packed[place] ^ 0x5A]) + packed[place + 1 :]
        try:
            assert Bundle.read(damaged) == bundle
        except BundleUnreadable:
            continue
