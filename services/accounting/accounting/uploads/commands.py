"""`python -m accounting upload FILE`: send a file, go on after a break, fetch what was refused.

It needs nothing of the platform but its address. TANBIAO_TOKEN holds an access token, or
TANBIAO_TOKEN_FILE names the file that holds one, which is read before each request so that whoever
renews it may do so while the upload goes on.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Mapping
from datetime import date
from hashlib import file_digest
from pathlib import Path
from uuid import UUID

from accounting.uploads.domain.errors import MOST_IN_A_TABLE
from accounting.uploads.domain.uploads import OPEN, UploadContent, UploadKind, UploadState
from accounting.uploads.remote import Json, PlatformClient, RequestRefused, Unreachable, bilingual

DONE, REFUSED, ROWS_REFUSED, UNREACHABLE = 0, 1, 3, 4
"""Exit statuses; with 2, the arguments cannot be read."""
_PIECE_BYTES = 4_000_000
_LOOK_EVERY_S = 1.0


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Offer the command."""
    command = commands.add_parser("upload", help="send a file of readings or activity data")
    command.add_argument("upload", type=Path, metavar="FILE")
    command.add_argument("--to", required=True, metavar="URL", help="address of the platform")
    command.add_argument(
        "--what",
        type=UploadContent,
        default=UploadContent.METER_READINGS,
        choices=list(UploadContent),
    )
    command.add_argument("--system", type=UUID, help="activity data of one system")
    command.add_argument("--period-start", type=date.fromisoformat)
    command.add_argument("--period-end", type=date.fromisoformat, help="exclusive")
    command.add_argument("--errors", type=Path, help="where the refused rows go; beside FILE")
    command.add_argument("--patience", type=float, default=600, metavar="SECONDS")


def run(arguments: argparse.Namespace) -> int:
    """Exit status 0: all rows are in; 1: refused; 3: some rows were refused; 4: unreachable."""
    try:
        return asyncio.run(_sent(arguments))
    except (RequestRefused, OSError) as refused:
        _warn(f"refused 未受理: {refused}")
        return REFUSED
    except Unreachable as failure:
        _warn(f"unreachable, run this again to go on 无法连接,重新运行即可续传: {failure}")
        return UNREACHABLE


async def _sent(arguments: argparse.Namespace) -> int:
    path: Path = arguments.upload
    announcement = _announcement(path, arguments)
    async with PlatformClient(arguments.to, _token, arguments.patience, _warn) as api:
        answer = await api.ask("POST", "/v1/uploads", json=announcement)
        upload: Json = answer.json()
        address = f"/v1/uploads/{upload['id']}"
        _say(f"upload 上传编号 {upload['id']}")
        if upload["state"] == UploadState.RECEIVING:
            await _send(api, path, address, int(answer.headers["upload-offset"]))
        upload = await _watched(api, address)
        return await _told(api, path, address, upload, arguments.errors)


def _announcement(path: Path, arguments: argparse.Namespace) -> dict[str, object]:
    """Raises `RequestRefused` for a file whose name does not tell its kind."""
    kinds = {kind.suffix: kind for kind in UploadKind}
    kind = kinds.get(path.suffix.removeprefix(".").lower())
    if kind is None:
        raise RequestRefused(f"{path.name}: {', '.join('.' + name for name in sorted(kinds))}")
    with path.open("rb") as file:
        sha256 = file_digest(file, "sha256").hexdigest()
    target = {
        name: str(value)
        for name in ("system", "period_start", "period_end")
        if (value := getattr(arguments, name)) is not None
    }
    size = path.stat().st_size
    of = {"what": arguments.what, "name": path.name, "media_type": kind.value}
    return {**of, "size": size, "sha256": sha256, **target}


async def _send(api: PlatformClient, path: Path, address: str, offset: int) -> None:
    """Send what is missing, from wherever the platform has got to."""
    size = path.stat().st_size
    with path.open("rb") as file:
        while offset < size:
            file.seek(offset)
            piece = file.read(_PIECE_BYTES)
            before, offset = offset, await _piece(api, address, offset, piece, size)
            if offset > before:
                api.advanced()
            _say(f"sent 已发送 {offset * 100 // size} % ({offset}/{size})")


async def _piece(api: PlatformClient, address: str, offset: int, piece: bytes, size: int) -> int:
    """Where the platform has got to after a piece, whether it arrived or not."""
    headers = {
        "Upload-Offset": str(offset),
        "Upload-Complete": f"?{int(offset + len(piece) == size)}",
        "Content-Type": "application/partial-upload",
    }
    try:
        answer = await api.once("PATCH", address, content=piece, headers=headers)
    except Unreachable as failure:
        await api.wait(failure)
        answer = await api.ask("GET", address)
    except RequestRefused:
        # The piece may have arrived before, while only its answer was lost.
        answer = await api.ask("GET", address)
        if int(answer.headers["upload-offset"]) <= offset:
            raise
    return int(answer.headers["upload-offset"])


async def _watched(api: PlatformClient, address: str) -> Json:
    """The upload once it has ended, telling how far it is until then."""
    shown = None
    while True:
        upload: Json = (await api.ask("GET", address)).json()
        api.advanced()
        if shown != (now := (upload["state"], upload["percent"])):
            _say(f"{upload['state']} {upload['percent']} %")
            shown = now
        if upload["state"] not in OPEN:
            return upload
        await asyncio.sleep(_LOOK_EVERY_S)


async def _told(
    api: PlatformClient, path: Path, address: str, upload: Json, errors: Path | None
) -> int:
    """How it ended; refused rows are saved beside the file."""
    rows = _part(upload, "rows")
    accepted, rejected, known = (int(str(rows[k])) for k in ("accepted", "rejected", "known"))
    _say(f"accepted 已接收 {accepted}, known 已存在 {known}, refused 有误 {rejected}")
    if upload["state"] != UploadState.DONE:
        failure = upload["failure"] and _part(upload, "failure")
        reason = bilingual(_part(failure, "message")) if isinstance(failure, dict) else ""
        raise RequestRefused(f"{upload['state']} {reason}")
    if not rejected:
        return DONE
    kind = UploadKind(str(upload["media_type"]))
    if rejected > MOST_IN_A_TABLE and kind in (UploadKind.XLSX, UploadKind.PARQUET):
        kind = UploadKind.CSV
    into = errors or path.with_name(f"{path.stem}.errors.{kind.suffix}")
    await api.save(f"{address}/errors?format={kind.suffix}", into)
    _say(f"refused rows 有误的行 → {into}")
    return ROWS_REFUSED


def _part(of: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = of[name]
    return found if isinstance(found, dict) else {}


def _token() -> str:
    """Raises `RequestRefused` when there is none."""
    if file := os.environ.get("TANBIAO_TOKEN_FILE"):
        return Path(file).read_text("utf-8").strip()
    if token := os.environ.get("TANBIAO_TOKEN"):
        return token
    raise RequestRefused("set TANBIAO_TOKEN or TANBIAO_TOKEN_FILE 请设置访问令牌")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _warn(line: str) -> None:
    sys.stderr.write(f"{line}\n")
