"""A stream of bytes as pieces of whole lines, so that memory does not grow with its length."""

from collections.abc import AsyncIterator

from chassis.refusals import Invalid

PIECE_BYTES = 1 << 19
"""Twice as much is taken in little faster, and adds 13 MiB to the peak of a process."""
LONGEST_LINE_BYTES = 4096


class LineTooLong(Invalid):
    """A line is longer than any reading can be."""

    zh = "第 {line} 行超过 {limit} 字节。请按每行一个 JSON 对象(NDJSON)发送。"
    en = "Line {line} is longer than {limit} bytes; send one JSON object a line (NDJSON)."


async def whole_lines(stream: AsyncIterator[bytes]) -> AsyncIterator[tuple[int, str]]:
    """Pieces of about 512 KiB that end where a line ends, each with its first line's number.

    Bytes that are not UTF-8 become U+FFFD, so that the line they are in is refused and no other.
    """
    pieces: list[bytes] = []
    held, line = 0, 1
    async for piece in stream:
        pieces.append(piece)
        held += len(piece)
        if held < PIECE_BYTES:
            continue
        whole, _, rest = b"".join(pieces).rpartition(b"\n")
        if len(rest) > LONGEST_LINE_BYTES:
            raise LineTooLong(
                line=line + whole.count(b"\n") + bool(whole), limit=LONGEST_LINE_BYTES
            )
        yield line, decoded(whole, line)
        line += whole.count(b"\n") + 1
        pieces, held = [rest], len(rest)
    if held:
        yield line, decoded(b"".join(pieces), line)


def decoded(content: bytes, line: int) -> str:
    """Lines from a line on as text; a mark of the encoding before the first is none of them."""
    return content.decode("utf-8-sig" if line == 1 else "utf-8", errors="replace")
