"""The textual proof follows C2SP tlog-proof."""

import base64

import pytest

from registry.log.domain.proof import LogProof

CHECKPOINT = (
    "log.example/log\n11\nsFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=\n\n— log.example/log AAAA\n"
)
HASH = base64.b64encode(bytes(range(32))).decode()


def test_a_proof_is_written_line_by_line():
    proof = LogProof(5, (bytes(range(32)),), CHECKPOINT)

    assert proof.text() == f"c2sp.org/tlog-proof@v1\nindex 5\n{HASH}\n\n{CHECKPOINT}"
    assert LogProof.parse(proof.text()) == proof


def test_the_proof_of_a_lone_entry_has_no_hashes():
    proof = LogProof(0, (), CHECKPOINT)

    assert proof.text() == f"c2sp.org/tlog-proof@v1\nindex 0\n\n{CHECKPOINT}"
    assert LogProof.parse(proof.text()) == proof


def test_extra_data_is_skipped():
    text = f"c2sp.org/tlog-proof@v1\nextra AAAA\nindex 5\n{HASH}\n\n{CHECKPOINT}"

    assert LogProof.parse(text) == LogProof(5, (bytes(range(32)),), CHECKPOINT)


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"c2sp.org/tlog-proof@v2\nindex 5\n\n{CHECKPOINT}",
        f"c2sp.org/tlog-proof@v1\n\n{CHECKPOINT}",
        f"c2sp.org/tlog-proof@v1\nindex 05\n\n{CHECKPOINT}",
        f"c2sp.org/tlog-proof@v1\nindex -1\n\n{CHECKPOINT}",
        f"c2sp.org/tlog-proof@v1\nindex ٥\n\n{CHECKPOINT}",
        f"c2sp.org/tlog-proof@v1\nindex 5\nAAAA\n\n{CHECKPOINT}",
        f"c2sp.org/tlog-proof@v1\nindex 5\n***\n\n{CHECKPOINT}",
        "c2sp.org/tlog-proof@v1\nindex 5",
    ],
)
def test_other_texts_are_refused(text: str):
    with pytest.raises(ValueError, match=r"proof|index|hash"):
        LogProof.parse(text)
