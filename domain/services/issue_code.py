"""A one-time code is made and handed out: shown once, kept only as it is compared."""

from __future__ import annotations

from domain.ports import UnitOfWork
from domain.shifts.link_code import LinkCode, as_kept, new_link_code


def issue_code(uow: UnitOfWork, link: LinkCode) -> str:
    """As it is shown. Part of the caller's transaction; the code before it, for the same thing, is void."""
    code = new_link_code()
    kept = as_kept(code)
    assert kept is not None
    uow.codes.add(kept, link)
    return code
