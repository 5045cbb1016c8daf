"""What a lead does with a colleague's account: each is one transaction with its line in the audit, acts at once on
sessions that are open, and never leaves the console without a lead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import sqlalchemy as sa

from bot.console.accounts.second_factor import forget_second_factor
from bot.console.accounts.sessions import end_sessions
from bot.console.rights import Role
from bot.store.account_tables import account, account_invite
from bot.store.trail import SqlAudit
from domain.errors import NotAllowed, NotFound


class Changes:
    """Each raises NotFound, or NotAllowed with `own_account` or `last_lead`. `by`: the id of the lead."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def set_role(self, by: str, account_id: str, role: Role, organisation: str, now: datetime) -> None:
        with self._held(by, account_id) as (db, row):
            if (row["role"], row["organisation"]) == (role.value, organisation):
                return
            if role is not Role.LEAD:
                _keep_a_lead(db, row)
                _withdraw_invites(db, account_id)
            values = {"role": role.value, "organisation": organisation}
            db.execute(account.update().where(account.c.id == account_id).values(**values))
            SqlAudit(db).add(now, by, "role_changed", account_id, f"{row['role']} {role.value}")

    def close(self, by: str, account_id: str, now: datetime) -> None:
        with self._held(by, account_id) as (db, row):
            if row["disabled_at"] is not None:
                return
            _keep_a_lead(db, row)
            _withdraw_invites(db, account_id)
            db.execute(account.update().where(account.c.id == account_id).values(disabled_at=now))
            end_sessions(db, account_id, by, now)
            SqlAudit(db).add(now, by, "account_closed", account_id)

    def open(self, by: str, account_id: str, now: datetime) -> None:
        with self._held(by, account_id) as (db, row):
            if row["disabled_at"] is None:
                return
            db.execute(account.update().where(account.c.id == account_id).values(disabled_at=None))
            SqlAudit(db).add(now, by, "account_opened", account_id)

    def reset_second_factor(self, by: str, account_id: str, now: datetime) -> None:
        """For whoever has lost telephone and codes. Their sessions end, since somebody else may hold the telephone."""
        with self._held(by, account_id) as (db, row):
            if row["totp_since"] is not None:
                forget_second_factor(db, account_id, by, now)
                end_sessions(db, account_id, by, now)

    def end_sessions(self, by: str, account_id: str, now: datetime) -> None:
        with self._held(by, account_id) as (db, _):
            end_sessions(db, account_id, by, now)

    @contextmanager
    def _held(self, by: str, account_id: str) -> Iterator[tuple[sa.Connection, sa.RowMapping]]:
        """All leads are held first: two of them who close each other come after one another."""
        with self._engine.begin() as db:
            leads = sa.select(account.c.id).where(account.c.role == Role.LEAD.value).order_by(account.c.id)
            db.execute(leads.with_for_update())
            mine = sa.select(account).where(account.c.id == account_id).with_for_update()
            row = db.execute(mine).mappings().first()
            if row is None:
                raise NotFound(account_id)
            if account_id == by:
                raise NotAllowed("own_account")
            yield db, row


def _keep_a_lead(db: sa.Connection, row: sa.RowMapping) -> None:
    others = (account.c.role == Role.LEAD.value, account.c.disabled_at.is_(None), account.c.id != row["id"])
    if row["role"] == Role.LEAD.value and not db.scalar(sa.select(sa.func.count()).select_from(account).where(*others)):
        raise NotAllowed("last_lead")


def _withdraw_invites(db: sa.Connection, account_id: str) -> None:
    """Whoever gives out accounts no longer has none under way either."""
    theirs = (account_invite.c.invited_by == account_id, account_invite.c.used_at.is_(None))
    db.execute(account_invite.delete().where(*theirs))
