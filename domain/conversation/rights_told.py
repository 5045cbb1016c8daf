"""The right to apply, and to complain: said beside every answer to a wish for respite, and to who asks for a
municipal service; and who lends which equipment. A volunteer's offer never replaces a right."""

from __future__ import annotations

from domain.conversation.suggestion import certainty
from domain.conversation.talk import Talk, Voice, World
from domain.needs import Need
from domain.rights import LegalBasis
from domain.spoken_time import OSLO
from domain.turn import Reply
from domain.unknown import UNKNOWN


def rights_told(need: Need, talk: Talk, say: Voice, world: World) -> tuple[Reply, ...]:
    if need is Need.RESPITE:
        right = say("rights.respite", law=_laws(world.rights.apply, say))
    elif need is Need.MUNICIPAL_SERVICE:
        right = say("rights.service")
    elif need is Need.ASSISTIVE_DEVICE:
        return (say.reply("rights.device", authority=world.municipality.authority),)
    else:
        return ()
    complain = say("rights.complain", law=_laws(world.rights.complain, say))
    return (Reply("\n".join((right, where_to_apply(talk, say, world), complain))),)


def where_to_apply(talk: Talk, say: Voice, world: World) -> str:
    """The office that takes applications, with how sure that is; said to be unknown where it is."""
    office = world.municipality.apply
    if office is UNKNOWN:
        return say("rights.where_unknown", authority=world.municipality.authority)
    known = [str(fact) for fact in (office.name, office.address, office.phone, office.web) if fact is not UNKNOWN]
    sure = certainty(office.freshness(talk.now.astimezone(OSLO).date()), say)
    return say("rights.where", authority=world.municipality.authority, office=", ".join(known), certainty=sure)


def _laws(bases: tuple[LegalBasis, ...], say: Voice) -> str:
    return ", ".join(f"{basis.law.in_language(say.language)} {basis.paragraph}" for basis in bases)
