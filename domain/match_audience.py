"""Whether an offer is for the person, as far as has been told: reasons, or None for surely not."""

from domain.audience import Audience, Group
from domain.match_query import Query, belongs
from domain.match_reasons import Code, Reason, reason
from domain.unknown import UNKNOWN


def audience_reasons(audience: Audience, query: Query) -> list[Reason] | None:
    told: list[Reason] = []
    if query.age is not None:
        if not audience.admits_age(query.age):
            return None
        if audience.age_min is not UNKNOWN or audience.age_max is not UNKNOWN:
            told.append(reason(Code.AUDIENCE_AGE, age=query.age))
    if not audience.named:
        told.append(reason(Code.AUDIENCE_NOT_NAMED))
    for groups, otherwise in (
        (audience.only_for, Code.AUDIENCE_UNCONFIRMED),
        (audience.mainly_for, Code.AUDIENCE_MAINLY_OTHER),
    ):
        if not groups:
            continue
        answer = _group(groups, otherwise, query)
        if answer is None:
            return None
        told.extend(answer)
        break
    return told


def _group(groups: frozenset[Group], otherwise: Code, query: Query) -> list[Reason] | None:
    """One reason for the first group that fits, else for what was not told.

    Groups that all are known not to fit shut an «only for» offer out. Older people are the most of
    those who ask, so an offer mainly for them is not held back while no age is known.
    """
    known = {group: belongs(query, group) for group in sorted(groups)}
    for group, answer in known.items():
        if answer:
            return [reason(Code.AUDIENCE_FITS, group=group)]
    if otherwise is Code.AUDIENCE_UNCONFIRMED and None not in known.values():
        return None
    if otherwise is Code.AUDIENCE_MAINLY_OTHER and known.get(Group.OLDER, False) is None:
        return []
    return [reason(otherwise, group=next(iter(known)))]
