"""Archives broken anywhere, in their bytes or in their members, are read or refused."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from accounting.foreign.domain.wording import ForeignModelRefused
from accounting.model.domain.system import ProductSystem
from accounting.openlca.formats.archive import OpenLcaArchiveUnreadable
from accounting.openlca.usecases import read
from tests.accounting import samples
from tests.accounting.openlca.archives import FIELD, files, packed
from tests.support.fuzzing import examples

GASES = frozenset(samples.gwp("AR6").values)
ARCHIVES = [path.read_bytes() for path in sorted(FIELD.glob("olca-*.zip"))]
ODD = st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=9) | st.just({"@id": []})
VALUES = st.recursive(ODD, lambda inner: st.lists(inner, max_size=2), max_leaves=3)


def outcome(content: bytes) -> type:
    try:
        return type(read(content, GASES)[0])
    except (OpenLcaArchiveUnreadable, ForeignModelRefused) as refused:
        return type(refused)


OUTCOMES = (ProductSystem, OpenLcaArchiveUnreadable, ForeignModelRefused)


@examples(100)
@given(st.data())
def test_bytes_changed_anywhere_are_read_or_refused(data):
    content = bytearray(data.draw(st.sampled_from(ARCHIVES)))
    at = data.draw(st.integers(0, len(content) - 1))
    content[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))

    assert outcome(bytes(content)) in OUTCOMES


@examples(100)
@given(st.data())
def test_members_changed_anywhere_are_read_or_refused(data):
    entities = files(data.draw(st.sampled_from(ARCHIVES)))
    _, entity = data.draw(st.sampled_from(sorted(entities.items(), key=lambda item: item[0])))
    _change(entity, data)

    assert outcome(packed(entities)) in OUTCOMES


def _change(found: Any, data: st.DataObject) -> None:
    """Another value at a random depth."""
    while True:
        keys = sorted(found) if isinstance(found, dict) else list(range(len(found)))
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        if not isinstance(found[key], dict | list) or data.draw(st.booleans()):
            found[key] = data.draw(VALUES)
            return
        found = found[key]
