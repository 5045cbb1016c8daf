"""The square that an app on a telephone reads: a picture in the page itself, so that no address shows the secret."""

from __future__ import annotations

import pyotp
import segno


def picture_of(secret: str, email: str, issuer: str) -> str:
    """A data address of an SVG, dark on light whatever the page's colours, with the quiet zone that readers need."""
    address = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer)
    return str(segno.make(address, error="m").svg_data_uri(scale=5, border=4, dark="#000", light="#fff"))


def in_fours(secret: str) -> str:
    """So that it can be typed by hand."""
    return " ".join(secret[n : n + 4] for n in range(0, len(secret), 4))
