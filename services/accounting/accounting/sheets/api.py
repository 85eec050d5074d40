"""The file of a request: the body itself, or the one file of a multipart form."""

import re
from collections.abc import Callable

from fastapi import Request
from starlette.datastructures import UploadFile as FormFile
from starlette.formparsers import MultiPartException, MultiPartParser

from accounting.sheets.domain.encodings import declared
from chassis.bodies import Limits
from chassis.refusals import Invalid, Refusal

_MOST_FIELDS = 5
_CHARSET = re.compile(r'^text/[^;]*;(?:.*;)?[ \t]*charset="?([^";\s]*)', re.IGNORECASE)
_FRAME = 16_384
"""What frames the file in a form may take, in bytes."""


class FormFileMissing(Invalid):
    """A multipart form without exactly one file, or one that cannot be read."""

    zh = "表单须恰有一个名为 file 的文件({reason_zh});也可将文件直接作为请求正文发送。"
    en = "The form must hold exactly one file, named file ({reason}); or send it as the body."


def file_limits(limit: int, too_large: Callable[[int], Refusal]) -> Limits:
    """Limits of a body that is such a file, or frames one."""
    return Limits(limit + _FRAME, too_large=lambda _: too_large(limit))


async def content(request: Request, *, limit: int, too_large: Callable[[int], Refusal]) -> bytes:
    """The bytes of the file, of a route that has `file_limits`. Raises `too_large`."""
    kind = request.headers.get("content-type", "")
    is_form = kind.partition(";")[0].strip().lower() == "multipart/form-data"
    found = await (_from_form(request, limit) if is_form else _body(request))
    if len(found) > limit:
        raise too_large(limit)
    return found


async def _body(request: Request) -> bytes:
    return in_utf_8(await request.body(), request.headers.get("content-type"))


def in_utf_8(content: bytes, media_type: str | None) -> bytes:
    """A text whose media type states its encoding, in UTF-8; anything else as it is.

    Raises `FactorFileUnreadable`.
    """
    charset = _CHARSET.search(media_type or "")
    return declared(content, charset[1]) if charset else content


async def _from_form(request: Request, limit: int) -> bytes:
    parser = MultiPartParser(
        request.headers, request.stream(), max_files=1, max_fields=_MOST_FIELDS
    )
    parser.spool_max_size = limit + _FRAME  # Never onto a disk, where an abort would leave it.
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError) as failure:
        reason = getattr(failure, "message", "no boundary")
        raise FormFileMissing(reason_zh=f"表单无法读取:{reason}", reason=reason) from failure
    try:
        file = form.get("file")
        if not isinstance(file, FormFile):
            raise FormFileMissing(reason_zh="没有找到", reason="none was found")
        if others := sorted({name for name, _ in form.multi_items()} - {"file"}):
            more = ", ".join(others)
            raise FormFileMissing(reason_zh=f"另有 {more}", reason=f"there is also {more}")
        return in_utf_8(await file.read(), file.content_type)
    finally:
        await form.close()
