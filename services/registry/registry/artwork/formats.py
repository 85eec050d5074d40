"""QR codes of labels, as SVG and PNG."""

import io

import segno

_QUIET_ZONE = 4
"""Modules of white around the code, the least that ISO/IEC 18004 allows."""


def _code(url: str) -> segno.QRCode:
    # Medium error correction survives the wear of a package at a still printable size.
    return segno.make_qr(url, error="m")


def svg(url: str) -> bytes:
    target = io.BytesIO()
    _code(url).save(
        target,
        kind="svg",
        border=_QUIET_ZONE,
        light="#fff",
        unit="",
        omitsize=True,
        xmldecl=False,
        nl=False,
        title=url,
    )
    return target.getvalue()


def png(url: str, scale: int = 12) -> bytes:
    """A picture of `scale` pixels a module, enough for print at 300 dots per inch."""
    target = io.BytesIO()
    _code(url).save(target, kind="png", border=_QUIET_ZONE, scale=scale)
    return target.getvalue()
