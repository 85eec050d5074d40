"""The jars of the broker: exactly the locked ones, or nothing starts."""

import hashlib
from pathlib import Path

import pytest

from tools.local.errors import PackageDiffers
from tools.local.packages import LOCK as LOCK_FILE
from tools.local.packages import Artifact, Lock, cache_folder, class_path, read_lock

GOOD = b"a jar"
JAR = Artifact("org.example", "thing", "1", hashlib.sha256(GOOD).hexdigest(), len(GOOD))
LOCK = Lock("4", (JAR,))


def serve(content: bytes):
    """A repository that gives everybody the same bytes."""

    def fetch(artifact: Artifact, folder: Path) -> Path:
        path = folder / f"fetched-{artifact.file}"
        path.write_bytes(content)
        return path

    return fetch


def unreachable(artifact: Artifact, folder: Path) -> Path:
    raise AssertionError(f"{artifact} was fetched again")


def test_a_jar_is_fetched_once_and_said_so(tmp_path: Path):
    said: list[str] = []

    first = class_path(LOCK, tmp_path, said.append, serve(GOOD))
    second = class_path(LOCK, tmp_path, said.append, unreachable)

    assert first == second == str(tmp_path / "thing-1.jar")
    assert said[0].startswith("Kafka 4: downloading 1 files")


def test_a_jar_that_differs_from_the_lock_never_enters_the_cache(tmp_path: Path):
    with pytest.raises(PackageDiffers, match=r"kafka\.lock\.toml"):
        class_path(LOCK, tmp_path, lambda line: None, serve(b"another jar"))

    assert not list(tmp_path.rglob("*.jar"))


def test_a_jar_changed_in_the_cache_is_refused(tmp_path: Path):
    class_path(LOCK, tmp_path, lambda line: None, serve(GOOD))
    (tmp_path / JAR.file).write_bytes(b"tampered")

    with pytest.raises(PackageDiffers, match="Delete it"):
        class_path(LOCK, tmp_path, lambda line: None, unreachable)


def test_the_lock_names_each_artifact_once_and_no_host():
    lock = read_lock()
    names = [(artifact.group, artifact.name) for artifact in lock.artifacts]

    assert len(set(names)) == len(names)
    assert ("org.apache.kafka", "kafka_2.13") in names
    assert all(len(artifact.sha256) == 64 for artifact in lock.artifacts)
    assert "://" not in LOCK_FILE.read_text()


def test_the_cache_can_be_elsewhere(tmp_path: Path):
    assert cache_folder(LOCK, {"TANBIAO_CACHE": str(tmp_path)}) == tmp_path / "kafka-4"
