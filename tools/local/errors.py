"""What can go wrong on this machine, said so that the reader knows what to do next."""

from pathlib import Path


class LocalError(Exception):
    """A server could not be prepared or started; the message says what to do."""


class PortInUse(LocalError):
    """Another program listens where a server should."""

    def __init__(self, server: str, port: int, variable: str) -> None:
        super().__init__(
            f"{server} cannot start: port {port} is in use. Stop the program that uses it, "
            f"or set {variable} to another port."
        )


class PackageDiffers(LocalError):
    """A jar is not the one that the lock names."""

    def __init__(self, path: Path, expected: str, found: str) -> None:
        super().__init__(
            f"{path} is not the file that kafka.lock.toml names: its sha256 is {found}, "
            f"expected {expected}. Delete it and start again; if it comes back, do not use it."
        )


class DownloadFailed(LocalError):
    """A locked artifact could not be had."""

    def __init__(self, artifact: str, reason: str) -> None:
        super().__init__(f"{artifact} could not be downloaded: {reason}. Check the network.")


class AlreadyRunning(LocalError):
    """Another live program runs a server on the same data."""

    def __init__(self, server: str, pid: int, owner: int, folder: Path) -> None:
        super().__init__(
            f"{server} already runs on {folder} (process {pid}, started by process {owner}). "
            f"Stop that program first, or choose another data folder."
        )


class DidNotStart(LocalError):
    """A server ended or stayed silent; its last words are in the message."""

    def __init__(self, server: str, log: Path, reason: str) -> None:
        tail = log.read_text(errors="replace").splitlines()[-15:] if log.exists() else []
        super().__init__("\n".join([f"{server} did not start: {reason}. {log} ends with:", *tail]))
