"""Signed notes, against the example keys and notes of the reference implementation."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from registry.log.domain import checkpoint, note
from registry.log.domain.checkpoint import Checkpoint, CheckpointMalformed
from registry.log.domain.merkle import EMPTY_ROOT

# The two keys and the note of golang.org/x/mod/sumdb/note.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
PETER_LINE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpR"
    "Zb6KE6RyyBwJnAM=\n"
)
ENOCH_LINE = (
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33"
    "WWd1RvMc+QQ=\n"
)
SIGNED = TEXT + "\n" + PETER_LINE + ENOCH_LINE


@pytest.fixture
def peter() -> note.VerifierKey:
    return note.parse_verifier_key(PETER)


@pytest.fixture
def enoch() -> note.VerifierKey:
    return note.parse_verifier_key(ENOCH)


@pytest.fixture
def signer() -> note.SignerKey:
    return note.SignerKey("example.org/log", Ed25519PrivateKey.from_private_bytes(bytes(32)))


def test_a_published_key_is_read_and_written_unchanged(peter):
    assert str(peter) == PETER
    assert peter.id.hex() == "c74f20a3"


@pytest.mark.parametrize(
    "mangled",
    [
        PETER[1:],
        PETER[:-1],
        PETER.replace("c74f20a3", "c74f20a4"),
        PETER.replace("c74f20a3", "C74F20A3"),
        PETER.replace("Peter", "Peter "),
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "",
        "a+b",
    ],
)
def test_a_mangled_key_is_refused(mangled):
    with pytest.raises(note.VerifierKeyMalformed):
        note.parse_verifier_key(mangled)


def test_the_reference_note_verifies_under_each_of_its_keys(peter, enoch):
    assert note.open_note(SIGNED, [peter, enoch]).text == TEXT
    assert [s.name for s in note.open_note(SIGNED, [peter, enoch]).signatures] == [
        "PeterNeumann",
        "EnochRoot",
    ]


def test_signatures_of_unknown_keys_are_ignored(peter, enoch):
    bent = SIGNED.replace("rwz+eBzm", "rwz+eBzn")

    assert [s.name for s in note.open_note(bent, [peter]).signatures] == ["PeterNeumann"]
    with pytest.raises(note.NoteSignatureInvalid):
        note.open_note(bent, [peter, enoch])


def test_a_note_without_a_known_signature_is_refused(signer):
    with pytest.raises(note.NoteNotSigned):
        note.open_note(SIGNED, [signer.verifier])
    with pytest.raises(note.NoteNotSigned):
        note.open_note(SIGNED, [])


def test_a_changed_text_is_refused(peter):
    with pytest.raises(note.NoteSignatureInvalid):
        note.open_note(SIGNED.replace("answer", "problem"), [peter])


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT + "\n",
        TEXT + "\n" + PETER_LINE[:-1],
        "\x01" + TEXT + "\n" + PETER_LINE,
        TEXT + "\r\n\n" + PETER_LINE,
        TEXT + "\n" + PETER_LINE.replace("PeterNeumann", "Bad Name"),
        TEXT + "\n" + PETER_LINE + "Unexpected line.\n",
        TEXT + "\n" + PETER_LINE * 101,
        TEXT + "\n— PeterNeumann x08g\n",
    ],
)
def test_what_is_not_a_note_is_refused(text, peter):
    with pytest.raises(note.NoteMalformed):
        note.open_note(text, [peter])


def test_a_repeated_signature_counts_once(peter):
    opened = note.open_note(TEXT + "\n" + PETER_LINE * 16, [peter])

    assert str(opened) == TEXT + "\n" + PETER_LINE


def test_what_is_signed_opens_again(signer):
    signed = str(note.sign("first\n\nsecond\n", signer))

    assert note.open_note(signed, [signer.verifier]).text == "first\n\nsecond\n"


@pytest.mark.parametrize("text", ["", "no newline", "tab\there\n"])
def test_only_a_whole_text_is_signed(text, signer):
    with pytest.raises(note.NoteMalformed):
        note.sign(text, signer)


def test_a_checkpoint_opens_to_what_was_committed_to(signer):
    committed = Checkpoint("example.org/log", 0, EMPTY_ROOT)

    signed = checkpoint.sign(committed, signer)

    opened = checkpoint.open_checkpoint(signed, "example.org/log", [signer.verifier])
    assert opened == committed
    assert signed.startswith(
        "example.org/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— example.org/log "
    )


def test_the_example_checkpoint_of_the_specification_is_read():
    text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"

    read = checkpoint.parse(text, "example.com/behind-the-sofa")

    assert read.size == 20852163
    assert read.text == text


@pytest.mark.parametrize(
    "text",
    [
        "other/log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "log\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "log\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "log\n1\n47DEQpj8HBSa\n",
        "log\n0\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "log\n1\nnot base64!\n",
        "log\n1\n",
        "log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\nextension\n",
    ],
)
def test_a_malformed_checkpoint_is_refused(text):
    with pytest.raises(CheckpointMalformed):
        checkpoint.parse(text, "log")
