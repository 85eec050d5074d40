"""Kafka's jars: exactly the locked files, fetched once, checked at every start."""

import hashlib
import os
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from tools.local.errors import DownloadFailed, PackageDiffers
from tools.local.progress import Progress

LOCK = Path(__file__).with_name("kafka.lock.toml")
PROJECT = Path(__file__).parents[2]
ATTEMPTS = 3


@dataclass(frozen=True)
class Artifact:
    """One jar by coordinates, content and size in bytes."""

    group: str
    name: str
    version: str
    sha256: str
    size: int

    @property
    def file(self) -> str:
        return f"{self.name}-{self.version}.jar"


@dataclass(frozen=True)
class Lock:
    """The Kafka release and every jar it needs."""

    version: str
    artifacts: tuple[Artifact, ...]


def read_lock(path: Path = LOCK) -> Lock:
    content = tomllib.loads(path.read_text())
    return Lock(content["kafka"], tuple(Artifact(**entry) for entry in content["artifact"]))


def cache_folder(lock: Lock, environ: Mapping[str, str] = os.environ) -> Path:
    """Outside the data folder, so that deleting the data downloads nothing again."""
    base = environ.get("TANBIAO_CACHE")
    return (Path(base) if base else PROJECT / ".local" / "packages") / f"kafka-{lock.version}"


Fetch = Callable[[Artifact, Path], Path]


def class_path(lock: Lock, cache: Path, say: Callable[[str], None], fetch: Fetch) -> str:
    """The class path of locked jars, all present and unchanged; what is missing is fetched."""
    missing = [artifact for artifact in lock.artifacts if not (cache / artifact.file).exists()]
    if missing:
        _download(f"Kafka {lock.version}", missing, cache, say, fetch)
    for artifact in lock.artifacts:
        require_locked(cache / artifact.file, artifact)
    return os.pathsep.join(str(cache / artifact.file) for artifact in lock.artifacts)


def require_locked(path: Path, artifact: Artifact) -> None:
    """Raise `PackageDiffers` unless the file is the one in the lock."""
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != artifact.sha256:
        raise PackageDiffers(path, artifact.sha256, found)


def _download(
    what: str, missing: list[Artifact], cache: Path, say: Callable[[str], None], fetch: Fetch
) -> None:
    cache.mkdir(parents=True, exist_ok=True)
    total = sum(artifact.size for artifact in missing)
    with (
        tempfile.TemporaryDirectory(dir=cache, prefix=".incoming-") as incoming,
        Progress(what, len(missing), total, say) as progress,
        ThreadPoolExecutor(4) as pool,
    ):
        pending = {pool.submit(_arrive, a, Path(incoming), cache, fetch): a for a in missing}
        for done in as_completed(pending):
            done.result()
            progress.advance(pending[done].size)


def _arrive(artifact: Artifact, incoming: Path, cache: Path, fetch: Fetch) -> None:
    """A jar enters the cache only after its content was checked."""
    path = fetch(artifact, incoming)
    require_locked(path, artifact)
    path.replace(cache / artifact.file)


def fetch_with_jgo(artifact: Artifact, folder: Path) -> Path:
    """Fetch one jar with jgo's own resolver and the repositories it is set up for."""
    from jgo.maven import MavenContext

    reason = "it has no address"
    for attempt in range(ATTEMPTS):
        # jgo insists that the file is not there yet, so each attempt has a folder of its own.
        context = MavenContext(repo_cache=folder / str(attempt), timeout=60)
        project = context.project(artifact.group, artifact.name)
        try:
            path = context.resolver.download(project.at_version(artifact.version).artifact())
        except (OSError, RuntimeError) as error:
            reason = str(error).splitlines()[0]
        else:
            if path:
                return path
    raise DownloadFailed(f"{artifact.group}:{artifact.file}", reason)
