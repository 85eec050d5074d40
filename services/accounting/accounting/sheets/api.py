"""The file of a request: the body itself, or the one file of a multipart form."""

from collections.abc import AsyncGenerator

from fastapi import Request
from starlette.datastructures import UploadFile as FormFile
from starlette.formparsers import MultiPartException, MultiPartParser

from chassis.refusals import Invalid, Refusal

_MOST_FIELDS = 5
_FRAME = 16_384
"""What frames the file in a form may take, in bytes."""


class FormFileMissing(Invalid):
    """A multipart form without exactly one file, or one that cannot be read."""

    zh = "表单须恰有一个名为 file 的文件({reason_zh});也可将文件直接作为请求正文发送。"
    en = "The form must hold exactly one file, named file ({reason}); or send it as the body."


async def content(request: Request, *, limit: int, too_large: Refusal) -> bytes:
    """The bytes of the file, read no further than `limit` allows. Raises `too_large` beyond it."""
    kind = request.headers.get("content-type", "")
    if kind.partition(";")[0].strip().lower() == "multipart/form-data":
        return await _from_form(request, limit, too_large)
    found = bytearray()
    async for chunk in _within(request, limit, too_large):
        found += chunk
    return bytes(found)


async def _from_form(request: Request, limit: int, too_large: Refusal) -> bytes:
    stream = _within(request, limit + _FRAME, too_large)
    parser = MultiPartParser(request.headers, stream, max_files=1, max_fields=_MOST_FIELDS)
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
        found = await file.read()
    finally:
        await form.close()
    if len(found) > limit:
        raise too_large
    return found


async def _within(request: Request, limit: int, too_large: Refusal) -> AsyncGenerator[bytes, None]:
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise too_large
        yield chunk
