"""The hash tree, against Certificate Transparency's published vectors and a naive second tree."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.log.domain.merkle import (
    EMPTY_ROOT,
    Frontier,
    TreeNode,
    consistency_path,
    inclusion_path,
    leaf_hash,
    needed,
    resolve,
    verify_consistency,
    verify_inclusion,
)

# Leaves, roots, audit paths and consistency proofs of the Certificate Transparency reference tree.
CT_LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
CT_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
H01 = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
H23 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
H4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
H67 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
H0123 = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"
H4567 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
CT_INCLUSION = {
    (0, 1): [],
    (0, 8): ["96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7", H23, H4567],
    (5, 8): [H4, H67, H0123],
    (2, 3): [H01],
    (1, 5): [CT_ROOTS[1], H23, H4],
}
CT_CONSISTENCY = {
    (1, 1): [],
    (1, 8): ["96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7", H23, H4567],
    (6, 8): ["0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a", H67, H0123],
    (2, 5): [H23, H4],
}


def naive_root(leaves: list[bytes]) -> bytes:
    """MTH straight from RFC 6962, 2.1, by slicing lists."""
    if not leaves:
        return sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    k = naive_split(len(leaves))
    return sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def naive_split(n: int) -> int:
    return max(2**i for i in range(64) if 2**i < n)


def naive_path(m: int, leaves: list[bytes]) -> list[bytes]:
    """PATH(m, D) straight from RFC 6962, 2.1.1."""
    if len(leaves) == 1:
        return []
    k = naive_split(len(leaves))
    if m < k:
        return [*naive_path(m, leaves[:k]), naive_root(leaves[k:])]
    return [*naive_path(m - k, leaves[k:]), naive_root(leaves[:k])]


def naive_proof(m: int, leaves: list[bytes], complete: bool = True) -> list[bytes]:
    """SUBPROOF(m, D, b) straight from RFC 6962, 2.1.2."""
    if m == len(leaves):
        return [] if complete else [naive_root(leaves)]
    k = naive_split(len(leaves))
    if m <= k:
        return [*naive_proof(m, leaves[:k], complete), naive_root(leaves[k:])]
    return [*naive_proof(m - k, leaves[k:], False), naive_root(leaves[:k])]


def grow(leaves: list[bytes]) -> tuple[Frontier, dict[TreeNode, bytes]]:
    frontier, nodes = Frontier(), dict[TreeNode, bytes]()
    for leaf in leaves:
        frontier, completed = frontier.append(leaf)
        nodes |= completed
    return frontier, nodes


def leaves_of(size: int) -> list[bytes]:
    return [leaf_hash(f"entry {i}".encode()) for i in range(size)]


LEAVES = leaves_of(70)
NODES = grow(LEAVES)[1]
sizes = st.integers(1, 70)


def proof_of(path: list) -> list[bytes]:
    assert needed(path) <= NODES.keys()
    return resolve(path, NODES)


def test_the_root_of_an_empty_tree_is_the_hash_of_nothing():
    assert Frontier().root == EMPTY_ROOT == sha256(b"").digest()


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_the_certificate_transparency_tree(size):
    frontier, _ = grow([leaf_hash(leaf) for leaf in CT_LEAVES[:size]])

    assert frontier.root.hex() == CT_ROOTS[size]


@pytest.mark.parametrize(("index", "size"), CT_INCLUSION)
def test_inclusion_proofs_are_those_of_the_certificate_transparency_tree(index, size):
    leaves = [leaf_hash(leaf) for leaf in CT_LEAVES[:size]]
    frontier, nodes = grow(leaves)

    proof = resolve(inclusion_path(index, size), nodes)

    assert [hash_.hex() for hash_ in proof] == CT_INCLUSION[index, size]
    assert verify_inclusion(leaves[index], index, size, proof, frontier.root)


@pytest.mark.parametrize(("old", "new"), CT_CONSISTENCY)
def test_consistency_proofs_are_those_of_the_certificate_transparency_tree(old, new):
    _, nodes = grow([leaf_hash(leaf) for leaf in CT_LEAVES[:new]])

    proof = resolve(consistency_path(old, new), nodes)

    assert [hash_.hex() for hash_ in proof] == CT_CONSISTENCY[old, new]
    roots = bytes.fromhex(CT_ROOTS[old]), bytes.fromhex(CT_ROOTS[new])
    assert verify_consistency(old, new, proof, *roots)


@pytest.mark.parametrize("size", range(1, 71))
def test_every_leaf_of_every_tree_is_proven_as_the_definition_says(size):
    leaves = LEAVES[:size]
    root = naive_root(leaves)

    for index, leaf in enumerate(leaves):
        proof = proof_of(inclusion_path(index, size))
        assert proof == naive_path(index, leaves)
        assert verify_inclusion(leaf, index, size, proof, root)

    assert grow(leaves)[0].root == root


@pytest.mark.parametrize("new", range(1, 71))
def test_every_tree_is_proven_to_continue_every_smaller_one_as_the_definition_says(new):
    root = naive_root(LEAVES[:new])

    for old in range(1, new + 1):
        proof = proof_of(consistency_path(old, new))
        assert proof == naive_proof(old, LEAVES[:new])
        assert verify_consistency(old, new, proof, naive_root(LEAVES[:old]), root)


@given(st.data(), sizes)
def test_an_inclusion_proof_fits_no_other_leaf_place_size_or_root(data, size):
    index = data.draw(st.integers(0, size - 1))
    proof = proof_of(inclusion_path(index, size))
    leaf, root = LEAVES[index], naive_root(LEAVES[:size])

    other = data.draw(st.integers(-1, size).filter(lambda i: i != index))
    bent = [*proof, leaf] if not proof else [*proof[:-1], bytes(32)]

    assert not verify_inclusion(leaf, other, size, proof, root)
    assert not verify_inclusion(leaf_hash(b"other"), index, size, proof, root)
    assert not verify_inclusion(leaf, index, size, bent, root)
    assert not verify_inclusion(leaf, index, size, [*proof, leaf], root)
    assert not verify_inclusion(leaf, index, size, proof, EMPTY_ROOT)


@given(st.data(), st.integers(2, 70))
def test_a_consistency_proof_fits_no_other_trees(data, new):
    old = data.draw(st.integers(1, new - 1))
    proof = proof_of(consistency_path(old, new))
    before, after = naive_root(LEAVES[:old]), naive_root(LEAVES[:new])

    assert not verify_consistency(old, new, proof, after, after)
    assert not verify_consistency(old, new, proof, before, before)
    assert not verify_consistency(old, new, proof[:-1], before, after)
    assert not verify_consistency(old, new, [*proof, bytes(32)], before, after)
    assert not verify_consistency(new, old, proof, after, before)


def test_every_tree_continues_the_empty_one_and_itself_without_a_proof():
    root = naive_root(LEAVES)

    assert verify_consistency(0, 70, [], EMPTY_ROOT, root)
    assert verify_consistency(70, 70, [], root, root)
    assert not verify_consistency(0, 70, [], root, root)
    assert not verify_consistency(70, 70, [root], root, root)
    assert not verify_consistency(0, 0, [], root, root)
    assert verify_consistency(0, 0, [], EMPTY_ROOT, EMPTY_ROOT)
