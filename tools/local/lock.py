"""Writes kafka.lock.toml anew: run `python -m tools.local lock` after changing a version here."""

import hashlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tools.local.packages import LOCK

if TYPE_CHECKING:
    from jgo.maven import Artifact

KAFKA = "4.3.1"
# Kafka logs through SLF4J; the smallest binding writes to standard error.
ROOTS = (f"org.apache.kafka:kafka_2.13:{KAFKA}", "org.slf4j:slf4j-simple:1.7.36")
HEADER = f"""\
# Every jar of the local Kafka broker. Written by `python -m tools.local lock`; do not edit.
kafka = "{KAFKA}"
"""


def write_lock(path: Path = LOCK) -> int:
    """Resolve the roots and note each jar's version, sha256 and size; answers how many."""
    from jgo.maven import MavenContext

    with tempfile.TemporaryDirectory() as folder:
        context = MavenContext(repo_cache=Path(folder), timeout=60)
        roots = [context.create_dependency(root) for root in ROOTS]
        resolved, transitive = context.resolver.resolve(roots)
        found = {d.artifact.key: d.artifact for d in [*resolved, *transitive]}
        entries = [_entry(artifact) for _, artifact in sorted(found.items())]
    path.write_text(HEADER + "".join(entries))
    return len(entries)


def _entry(artifact: "Artifact") -> str:
    content = Path(artifact.resolve()).read_bytes()
    return f"""
[[artifact]]
group = "{artifact.groupId}"
name = "{artifact.artifactId}"
version = "{artifact.version}"
sha256 = "{hashlib.sha256(content).hexdigest()}"
size = {len(content)}
"""
