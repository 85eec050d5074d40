"""Tile addresses, against the examples of the C2SP tlog-tiles specification."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.log.domain.tiles import Tile, bundle, encode_index, parse, tiles_of


def test_an_index_is_written_in_groups_of_three_digits():
    assert encode_index(1234067) == "x001/x234/067"
    assert encode_index(0) == "000"
    assert encode_index(1000) == "x001/000"


@given(
    st.one_of(st.none(), st.integers(0, 63)),
    st.integers(0, 10**12),
    st.integers(1, 256),
)
def test_every_tile_has_one_address(level, index, width):
    tile = Tile(level, index, width)

    assert parse(tile.path) == tile


@pytest.mark.parametrize(
    "path",
    [
        "00/000",
        "64/000",
        "0/0",
        "0/x000/001",
        "0/1234",
        "0/x001/x234",
        "0/001.p/0",
        "0/001.p/256",
        "0/001.p/300",
        "0/001.p/01",
        "entries/000/../001",
        "Entries/000",
        "0/٠٠٠",
        "-1/000",
        "",
    ],
)
def test_any_other_spelling_of_an_address_is_unknown(path):
    assert parse(path) is None


def test_a_tree_of_70000_leaves_has_the_tiles_that_the_specification_names():
    tiles = tiles_of(70_000)

    assert [tile.index for tile in tiles if tile.level == 0][:273] == list(range(273))
    assert Tile(0, 273, 112) in tiles
    assert Tile(1, 0) in tiles
    assert Tile(1, 1, 17) in tiles
    assert Tile(2, 0, 1) in tiles
    assert len(tiles) == 273 + 1 + 1 + 1 + 1


def test_a_tree_of_256_leaves_has_a_full_tile_and_a_first_hash_above_it():
    assert tiles_of(256) == [Tile(0, 0), Tile(1, 0, 1)]


def test_only_tiles_whose_hashes_all_exist_are_served():
    assert Tile(0, 0, 5).exists_in(5)
    assert not Tile(0, 0, 6).exists_in(5)
    assert not Tile(1, 0, 1).exists_in(255)
    assert Tile(1, 0, 1).exists_in(256)
    assert Tile(None, 1, 3).exists_in(259)


def test_entries_are_bundled_behind_their_lengths():
    assert bundle([b"", b"abc", b"x" * 300]) == b"\0\0\0\3abc\x01\x2c" + b"x" * 300
