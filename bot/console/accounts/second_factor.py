"""The second factor: codes of an app (TOTP, RFC 6238: 30 seconds, 6 digits, SHA-1) and recovery codes on paper."""

from __future__ import annotations

import base64
import hmac
import re
import secrets
from datetime import datetime

import pyotp
import sqlalchemy as sa

from bot.console.accounts.sealed import Seal
from bot.store.account_tables import account, recovery_code
from bot.store.trail import SqlAudit
from bot.web_security import hash_of

STEP = 30
"""Seconds that one code lives."""

LEEWAY = 1
"""Steps before and after now: clocks of telephones are a little off, and people type slowly (RFC 6238, 5.2)."""

RECOVERY_CODES = 10


class SecondFactors:
    def __init__(self, engine: sa.Engine, seal: Seal) -> None:
        self._engine, self._seal = engine, seal

    def begin(self, account_id: str) -> None:
        """A new secret, which counts for nothing before a code from it has been shown."""
        mine = (account.c.id == account_id, account.c.totp_since.is_(None))
        with self._engine.begin() as db:
            db.execute(account.update().where(*mine).values(totp_secret=self._seal.close(pyotp.random_base32())))

    def pending(self, account_id: str) -> str | None:
        """The secret that is being set up; None when there is none, or the second factor is on."""
        with self._reading() as db:
            row = _row(db, account_id)
        if row is None or row["totp_since"] is not None or not row["totp_secret"]:
            return None
        return self._seal.open(row["totp_secret"])

    def confirm(self, account_id: str, code: str, now: datetime) -> list[str] | None:
        """On, if the code is right: the recovery codes, to be shown this once."""
        with self._engine.begin() as db:
            row = _row(db, account_id)
            if row is None or row["totp_since"] is not None or (step := self._step_of(row, code, now)) is None:
                return None
            mine = (account.c.id == account_id, account.c.totp_since.is_(None))
            if not db.execute(account.update().where(*mine).values(totp_since=now, totp_last_step=step)).rowcount:
                return None
            SqlAudit(db).add(now, account_id, "second_factor_on", account_id)
            return _fresh_codes(db, account_id)

    def holds(self, account_id: str, code: str, now: datetime) -> bool:
        """Whether the code is right. Each counts once: a step of the app is never taken again, nor a recovery code."""
        with self._engine.begin() as db:
            row = _row(db, account_id)
            if row is None or row["totp_since"] is None:
                return False
            if _is_recovery(code):
                return _use(db, account_id, code, now)
            if (step := self._step_of(row, code, now)) is None:
                return False
            newer = sa.or_(account.c.totp_last_step.is_(None), account.c.totp_last_step < step)
            taken = account.update().where(account.c.id == account_id, newer).values(totp_last_step=step)
            return bool(db.execute(taken).rowcount)

    def renew_codes(self, account_id: str, now: datetime) -> list[str]:
        with self._engine.begin() as db:
            SqlAudit(db).add(now, account_id, "recovery_codes_made", account_id)
            return _fresh_codes(db, account_id)

    def codes_left(self, account_id: str) -> int:
        unused = (recovery_code.c.account_id == account_id, recovery_code.c.used_at.is_(None))
        with self._reading() as db:
            return db.scalar(sa.select(sa.func.count()).select_from(recovery_code).where(*unused)) or 0

    def turn_off(self, account_id: str, by: str, now: datetime) -> None:
        with self._engine.begin() as db:
            forget_second_factor(db, account_id, by, now)

    def _step_of(self, row: sa.RowMapping, code: str, now: datetime) -> int | None:
        """Which step the code is of. All are compared, whichever is right."""
        digits, secret = re.sub(r"[\s-]", "", code), self._seal.open(row["totp_secret"] or "")
        if not secret or not (digits.isascii() and digits.isdecimal() and len(digits) == 6):
            return None
        totp, around = pyotp.TOTP(secret), int(now.timestamp()) // STEP
        steps = range(around - LEEWAY, around + LEEWAY + 1)
        right = [step for step in steps if hmac.compare_digest(totp.generate_otp(step), digits)]
        return right[-1] if right else None

    def _reading(self) -> sa.Connection:
        return self._engine.connect().execution_options(read_only=True)


def forget_second_factor(db: sa.Connection, account_id: str, by: str, now: datetime) -> None:
    db.execute(recovery_code.delete().where(recovery_code.c.account_id == account_id))
    nothing = {"totp_secret": None, "totp_since": None, "totp_last_step": None}
    db.execute(account.update().where(account.c.id == account_id).values(**nothing))
    SqlAudit(db).add(now, by, "second_factor_off", account_id)


def _row(db: sa.Connection, account_id: str) -> sa.RowMapping | None:
    return db.execute(sa.select(account).where(account.c.id == account_id)).mappings().first()


def _fresh_codes(db: sa.Connection, account_id: str) -> list[str]:
    """80 random bits each, so that a plain hash serves."""
    db.execute(recovery_code.delete().where(recovery_code.c.account_id == account_id))
    plain = [base64.b32encode(secrets.token_bytes(10)).decode().lower() for _ in range(RECOVERY_CODES)]
    db.execute(recovery_code.insert(), [{"account_id": account_id, "code_hash": hash_of(code)} for code in plain])
    return ["-".join(code[n : n + 4] for n in range(0, 16, 4)) for code in plain]


def _is_recovery(code: str) -> bool:
    return re.fullmatch(r"[a-z2-7]{16}", _bare(code)) is not None


def _bare(code: str) -> str:
    return re.sub(r"[\s-]", "", code).lower()


def _use(db: sa.Connection, account_id: str, code: str, now: datetime) -> bool:
    mine = (
        recovery_code.c.account_id == account_id, recovery_code.c.code_hash == hash_of(_bare(code)),
        recovery_code.c.used_at.is_(None),
    )
    used = bool(db.execute(recovery_code.update().where(*mine).values(used_at=now)).rowcount)
    if used:
        SqlAudit(db).add(now, account_id, "recovery_code_used", account_id)
    return used
