"""Reading an ID token: signed by a key of the issuer, for us, now, for this very sign-in. Anything else is Refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey, import_key
from joserfc.jws import extract_compact

ALGORITHMS = ("RS256", "PS256", "ES256", "RS384", "ES384", "RS512", "ES512")
"""With a key pair only. Neither `none` nor HS256, for which a public key would serve as the secret."""

LEEWAY = 60
"""Seconds that clocks may differ."""

TYPES = ("JWT", "jwt", None)
"""An access token (`at+jwt`) or a logout token (`logout+jwt`) by the same issuer is no ID token (RFC 8725, 3.11)."""


class Refused(Exception):
    """What did not hold, in a word for the log: never a value out of the token."""


@dataclass(frozen=True)
class Identity:
    issuer: str
    subject: str
    email: str = ""
    """Empty unless the issuer has verified it."""


@dataclass(frozen=True)
class Expected:
    issuer: str
    client_id: str
    nonce: str
    access_token: str = ""
    trust_email: bool = False
    """Whether an address of which the issuer does not say that it is verified counts."""


def key_id(token: str) -> str | None:
    """Which key it says it was signed with. Raises Refused."""
    try:
        header = extract_compact(token.encode()).headers()
    except (JoseError, ValueError) as error:
        raise Refused("shape") from error
    if header.get("alg") not in ALGORITHMS:
        raise Refused("algorithm")
    if header.get("typ") not in TYPES:
        raise Refused("type")
    kid = header.get("kid")
    if kid is not None and not isinstance(kid, str):
        raise Refused("key")
    return kid


def read(token: str, kid: str | None, keys: Sequence[Mapping[str, Any]], expected: Expected, now: datetime) -> Identity:
    """Raises Refused."""
    try:
        decoded = jwt.decode(token, _key(kid, keys), algorithms=ALGORITHMS)
        claims = CodeIDToken(
            decoded.claims, decoded.header,
            options={
                "iss": {"essential": True, "value": expected.issuer}, "sub": {"essential": True},
                "aud": {"essential": True, "value": expected.client_id},
            },
            params={
                "nonce": expected.nonce, "client_id": expected.client_id, "access_token": expected.access_token,
            },
        )  # fmt: skip
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refused(type(error).__name__) from error
    return _identity(decoded.claims, expected)


def _identity(claims: Mapping[str, Any], expected: Expected) -> Identity:
    subject, email, verified = claims["sub"], claims.get("email"), claims.get("email_verified")
    if not isinstance(subject, str) or not 0 < len(subject) <= 254:
        raise Refused("sub")
    counts = verified in (True, "true") or (verified is None and expected.trust_email)
    return Identity(expected.issuer, subject, email if isinstance(email, str) and "@" in email and counts else "")


def _key(kid: str | None, keys: Sequence[Mapping[str, Any]]) -> RSAKey | ECKey:
    """The one it names; without a name the only one there is. Encryption keys and shared secrets are none."""
    signing = [key for key in keys if key.get("kty") in ("RSA", "EC") and key.get("use", "sig") == "sig"]
    fitting = [key for key in signing if kid is None or key.get("kid") == kid]
    if len(fitting) != 1:
        raise Refused("key")
    found = import_key(dict(fitting[0]))
    if not isinstance(found, (RSAKey, ECKey)):
        raise Refused("key")
    return found
