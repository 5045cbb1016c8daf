"""What second factors are made from, kept unreadable in the store where there is a key for it (`SECRET_KEY`)."""

from __future__ import annotations

import hashlib

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

MARK = "jwe:"


class Seal:
    """AES-256-GCM (RFC 7516, `dir`). Without a key what is kept stands as it is, and what was sealed is not read."""

    def __init__(self, secret: str | None) -> None:
        self._key = OctKey.import_key(hashlib.sha256(secret.encode()).digest()) if secret else None

    def close(self, text: str) -> str:
        if self._key is None:
            return text
        return MARK + jwe.encrypt_compact({"alg": "dir", "enc": "A256GCM"}, text, self._key)

    def open(self, stored: str) -> str | None:
        """None: it was sealed with another key."""
        if not stored.startswith(MARK):
            return stored
        if self._key is None:
            return None
        try:
            opened = jwe.decrypt_compact(stored.removeprefix(MARK), self._key).plaintext
        except (JoseError, ValueError):
            return None
        return opened.decode() if opened is not None else None
