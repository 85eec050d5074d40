"""The TypeScript client, compiled once for all tests that drive it."""

import shutil
import subprocess
from pathlib import Path

from tests.support.documented import ROOT

PACKAGE = ROOT / "clients" / "typescript"
NODES = ["node"] if shutil.which("npm") and shutil.which("node") else []
"""What runs JavaScript here; where there is none, the tests that need it are left out."""


def compiled(folder: Path) -> Path:
    """The package with its compiler from the registry, and this test's program, in a folder."""
    leave_out = shutil.ignore_patterns("node_modules", "dist")
    package = shutil.copytree(PACKAGE, folder / "package", ignore=leave_out)
    _run(["npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"], package)
    _run(["npx", "tsc"], package)
    program = folder / "program"
    (program / "node_modules").mkdir(parents=True)
    (program / "node_modules" / "tanbiao-client").symlink_to(package)
    (program / "node_modules" / "@types").symlink_to(package / "node_modules" / "@types")
    (program / "package.json").write_text('{"type": "module"}')
    return program


def compile_program(program: Path, name: str, text: str) -> Path:
    """A program that uses the client, checked strictly and turned into JavaScript."""
    (program / f"{name}.ts").write_text(text, "utf-8")
    options = ["--strict", "--target", "ES2022", "--module", "NodeNext", "--types", "node"]
    compiler = program.parent / "package" / "node_modules" / ".bin" / "tsc"
    _run([str(compiler), *options, f"{name}.ts"], program)
    return program / f"{name}.js"


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=280)
    assert done.returncode == 0, done.stdout + done.stderr
