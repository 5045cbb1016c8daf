"""The right to apply, and to complain: said beside every answer to a wish for respite, and to who asks for a
municipal service. A volunteer's offer never replaces it."""

from __future__ import annotations

from domain.conversation.talk import Voice, World
from domain.needs import Need
from domain.rights import LegalBasis
from domain.turn import Reply
from domain.unknown import UNKNOWN


def rights_told(need: Need, say: Voice, world: World) -> tuple[Reply, ...]:
    if need is Need.RESPITE:
        lines = [say("rights.respite", law=_laws(world.rights.apply, say)), where_to_apply(say, world)]
        lines.append(say("rights.complain", law=_laws(world.rights.complain, say)))
        return (Reply("\n".join(lines)),)
    if need is Need.MUNICIPAL_SERVICE:
        lines = [say("rights.service"), where_to_apply(say, world)]
        lines.append(say("rights.complain", law=_laws(world.rights.complain, say)))
        return (Reply("\n".join(lines)),)
    if need is Need.ASSISTIVE_DEVICE:
        return (say.reply("rights.device", authority=world.municipality.authority),)
    return ()


def where_to_apply(say: Voice, world: World) -> str:
    """The office that takes applications, with how sure that is; said to be unknown where it is."""
    office = world.municipality.apply
    if office is UNKNOWN:
        return say("rights.where_unknown", authority=world.municipality.authority)
    known = [str(fact) for fact in (office.name, office.address, office.phone, office.web) if fact is not UNKNOWN]
    dated = office.source.dated
    as_of = say("catalogue.unknown") if dated is UNKNOWN else dated.text[:4]
    return say("rights.where", authority=world.municipality.authority, office=", ".join(known), as_of=as_of)


def _laws(bases: tuple[LegalBasis, ...], say: Voice) -> str:
    return ", ".join(f"{basis.law.in_language(say.language)} {basis.paragraph}" for basis in bases)
