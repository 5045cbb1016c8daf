"""Who may do what at the console. An address names the right it needs (`bot/console/address.py`); a role is a set of
rights, and has no other meaning anywhere."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    COORDINATOR = "coordinator"
    LEAD = "lead"
    """A coordinator who also gives out accounts and reads what was done by whom."""
    ORGANISATION = "organisation"
    """Somebody at one organisation: its own offers, and whoever has said yes to it."""
    READ_ONLY = "read_only"
    """Figures and the catalogue. Nothing about any one person."""


class Right(StrEnum):
    TALKS = "talks"
    REQUESTS = "requests"
    SHIFTS = "shifts"
    VOLUNTEERS = "volunteers"
    CATALOGUE = "catalogue"
    """To read it."""
    CHANGE_CATALOGUE = "change_catalogue"
    CORRECTIONS = "corrections"
    EFFECT = "effect"
    ACCOUNTS = "accounts"
    AUDIT = "audit"
    OWN_ORGANISATION = "own_organisation"
    OWN_ACCOUNT = "own_account"


_EVERYBODY = frozenset({Right.OWN_ACCOUNT})
_READER = _EVERYBODY | {Right.CATALOGUE, Right.EFFECT}
_COORDINATOR = _READER | {
    Right.TALKS, Right.REQUESTS, Right.SHIFTS, Right.VOLUNTEERS, Right.CHANGE_CATALOGUE, Right.CORRECTIONS,
}  # fmt: skip

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.COORDINATOR: _COORDINATOR,
    Role.LEAD: _COORDINATOR | {Right.ACCOUNTS, Right.AUDIT},
    Role.ORGANISATION: _EVERYBODY | {Right.OWN_ORGANISATION},
    Role.READ_ONLY: _READER,
}

HOME: dict[Role, str] = {
    Role.COORDINATOR: "/console/",
    Role.LEAD: "/console/",
    Role.ORGANISATION: "/console/organisation",
    Role.READ_ONLY: "/console/effect",
}
"""Where each begins after signing in."""


def roles_with(right: Right) -> tuple[str, ...]:
    """Those of whom an account may do it, as they are stored."""
    return tuple(role.value for role, rights in RIGHTS.items() if right in rights)
