"""Whatever bytes are offered as an offline bundle are read or refused."""

import json
import zipfile
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from registry.proofs.domain.bundle import Bundle, BundleUnreadable
from tests.registry.world import World
from tests.support.fuzzing import damaged, examples

_BUNDLE = World().bundle()
FORMS = [_BUNDLE.to_zip(), _BUNDLE.to_json()]
NAMES = sorted(Bundle.NAMES.values())
OUTCOMES = (Bundle, BundleUnreadable)


def outcome(content: bytes) -> type:
    try:
        return type(Bundle.read(content))
    except BundleUnreadable as refused:
        return type(refused)


@examples(100)
@given(st.one_of(damaged(FORMS), st.binary(max_size=60)))
def test_bytes_changed_anywhere_are_read_or_refused(content):
    assert outcome(content) in OUTCOMES


@examples(40)
@given(st.dictionaries(st.sampled_from([*NAMES, "README.txt", "../x"]), st.binary(max_size=9)))
def test_an_archive_of_any_members_is_read_or_refused(members):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)

    assert outcome(out.getvalue()) in OUTCOMES


@examples(40)
@given(st.dictionaries(st.sampled_from(NAMES), st.one_of(st.text(), st.integers(), st.none())))
def test_a_document_of_any_members_is_read_or_refused(members):
    document = json.loads(FORMS[1]) | {"files": members}

    assert outcome(json.dumps(document).encode()) in OUTCOMES
