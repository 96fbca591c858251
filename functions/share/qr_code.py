"""QR codes of addresses, for phones to read off a screen."""

import io

import segno

QUIET_MODULES = 4
"""Light border that readers need around a code (ISO/IEC 18004), in modules."""


def qr_code(address: str) -> bytes:
    """Return the QR code of an address as SVG, black on white in every theme, as readers expect it."""
    drawn = io.BytesIO()
    code = segno.make_qr(address, error="m")
    code.save(drawn, kind="svg", border=QUIET_MODULES, dark="#000", light="#fff", omitsize=True, xmldecl=False)
    return drawn.getvalue()
