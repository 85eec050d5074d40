"""Encryption of files: frames that open in any order, and at nobody else's."""

import io
from hashlib import sha256

import pytest

from accounting.custody.domain.encryption import MasterKey, SecretUnreadable, new_key
from accounting.custody.domain.file_encryption import (
    FRAME,
    FileAltered,
    Head,
    decrypted,
    encrypt_file,
)

OLD, NEW = MasterKey("old", new_key()), MasterKey("new", new_key())
RING = {"old": OLD, "new": NEW}
SIZES = [0, 1, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME, 3 * FRAME + 7]


def content(size: int) -> bytes:
    return (b"0123456789abcdef" * (size // 16 + 1))[:size]


def encrypted(plain: bytes) -> bytearray:
    file = io.BytesIO()
    encrypt_file(io.BytesIO(plain), file, name(plain), OLD)
    return bytearray(file.getvalue())


def name(plain: bytes) -> str:
    return sha256(plain).hexdigest()


def read(file: bytes, of: str) -> bytes:
    opened = decrypted(io.BytesIO(file), of, RING)
    assert opened is not None
    with opened:
        return opened.read()


@pytest.mark.parametrize("size", SIZES)
def test_a_file_opens_to_its_bytes_from_any_position(size):
    plain = content(size)
    opened = decrypted(io.BytesIO(bytes(encrypted(plain))), name(plain), RING)
    assert opened is not None

    assert opened.read() == plain
    for position in {0, 1, size // 2, max(0, size - 3), size + 5}:
        assert opened.seek(position) == position
        assert opened.read(10) == plain[position : position + 10]
    assert opened.seek(0, io.SEEK_END) == size


@pytest.mark.parametrize("size", SIZES)
def test_what_was_cut_off_or_altered_does_not_open(size):
    plain = content(size)
    file = encrypted(plain)

    for altered in (file[:-1], file[: -(FRAME + 16)], file + b"\0"):
        with pytest.raises((FileAltered, AssertionError, IndexError)):
            read(bytes(altered), name(plain))
    file[-1] ^= 1
    with pytest.raises(FileAltered):
        read(bytes(file), name(plain))


def test_frames_cannot_be_swapped():
    plain = content(2 * FRAME)
    file = encrypted(plain)
    begin = len(file) - 2 * (FRAME + 16)
    middle = begin + FRAME + 16

    with pytest.raises(FileAltered):
        read(bytes(file[:begin] + file[middle:] + file[begin:middle]), name(plain))


def test_a_file_opens_under_its_own_name_only():
    plain = content(100)

    with pytest.raises(FileAltered, match="at its head"):
        read(bytes(encrypted(plain)), name(b"another"))


def test_a_file_without_a_head_is_one_from_before():
    file = io.BytesIO(b"%PDF-1.7")

    assert decrypted(file, "", RING) is None
    assert file.read() == b"%PDF-1.7"


def test_a_new_master_opens_what_the_old_one_kept():
    plain = content(FRAME + 5)
    file = io.BytesIO(bytes(encrypted(plain)))
    head = Head.read(file)
    assert head is not None

    again = head.rewrapped(name(plain), RING, NEW).written() + file.read()

    assert read(again, name(plain)) == plain
    opened = Head.read(io.BytesIO(again))
    assert opened is not None
    assert opened.master == "new"
    with pytest.raises(SecretUnreadable, match="needs master key new"):
        decrypted(io.BytesIO(again), name(plain), {"old": OLD})
