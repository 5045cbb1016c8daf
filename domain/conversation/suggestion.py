"""An offer in words: what it is, for whom, where, when, how to make contact, how sure, and why this one."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

from domain.catalogue import Contact, Offer, Place
from domain.conversation.talk import Voice, World
from domain.conversation.why import source_date, why
from domain.freshness import Freshness
from domain.local_text import LocalText
from domain.match_reasons import Code
from domain.matching import Match
from domain.offer_kinds import AccessKind, PriceKind
from domain.spoken_time import OSLO
from domain.unknown import UNKNOWN, Maybe

_ADDRESS = re.compile(r"https?://[^\s;,)]+")

SAID_BY_FIELDS = frozenset({
    Code.FRESHNESS_CONFIRMED, Code.FRESHNESS_OLD, Code.FRESHNESS_UNCONFIRMED, Code.CONTACT_UNKNOWN,
    Code.ACCESS_OPEN, Code.ACCESS_APPLICATION, Code.ACCESS_DECISION, Code.AUDIENCE_NOT_NAMED, Code.TIME_UNKNOWN,
})
"""Reasons that the lines on source, contact, access, whom and when say themselves."""


def describe(match: Match, number: int, voice: Voice, world: World, now: datetime) -> str:
    return told(match.offer, number, voice, now, why(match.reasons, SAID_BY_FIELDS, voice, world))


def told(offer: Offer, number: int, voice: Voice, now: datetime, because: str = "") -> str:
    """All we know of an offer; `because`: why it is suggested, where it is."""
    lines = [
        title(offer, number, voice),
        what(offer, voice),
        *(
            f"{voice(f'catalogue.label.{label}')}: {value}"
            for label, value in (
                ("for_whom", _words(offer.for_whom, voice)),
                ("where", where(offer, voice)),
                ("when", when(offer, voice)),
                ("contact", contact(offer, voice)),
                ("price", price(offer, voice) if offer.price.kind is not PriceKind.UNKNOWN else ""),
                ("access", access(offer, voice) if offer.access.kind is not AccessKind.UNKNOWN else ""),
                ("why", because),
                ("remark", offer.remark.in_language(voice.language) if offer.remark else ""),
                ("source", source(offer, voice, now)),
            )
            if value
        ),
    ]
    return "\n".join(lines)


def title(offer: Offer, number: int, voice: Voice) -> str:
    """The offer's name, with the organisation's where that says more."""
    if offer.organisation is UNKNOWN or offer.organisation.name in offer.name:
        return voice("suggestion.title_alone", number=number, name=offer.name)
    return voice("suggestion.title", number=number, name=offer.name, organisation=offer.organisation.name)


def what(offer: Offer, voice: Voice) -> str:
    return voice("suggestion.what_unknown") if offer.what is UNKNOWN else offer.what.in_language(voice.language)


def where(offer: Offer, voice: Voice) -> str:
    if offer.places is UNKNOWN:
        return voice("catalogue.unknown")
    return "; ".join(_place(place, voice) for place in offer.places)


def when(offer: Offer, voice: Voice) -> str:
    return voice("catalogue.unknown") if offer.schedule is UNKNOWN else offer.schedule.says.in_language(voice.language)


def contact(offer: Offer, voice: Voice) -> str:
    ways = _ways(offer.contact, voice)
    if not ways and offer.places is not UNKNOWN:
        ways = [
            f"{place.phone} ({place.name})" if place.name is not UNKNOWN else str(place.phone)
            for place in offer.places if place.phone is not UNKNOWN
        ]
    return ", ".join(ways) or voice("catalogue.unknown_ask")


def price(offer: Offer, voice: Voice) -> str:
    if offer.price.says is not None:
        return offer.price.says.in_language(voice.language)
    return voice(f"catalogue.price.{offer.price.kind}")


def access(offer: Offer, voice: Voice) -> str:
    if offer.access.says is not None:
        return offer.access.says.in_language(voice.language)
    return voice(f"catalogue.access.{offer.access.kind}")


def source(offer: Offer, voice: Voice, now: datetime) -> str:
    """«bekreftet 2024 (hamar.kommune.no)»: how sure, as of when, and where it stands."""
    listed = dict.fromkeys(_site(found) for found in offer.source.found_in)
    sites = ", ".join([s for s in listed if _is_site(s)] or listed)
    return f"{certainty(offer.freshness(now.astimezone(OSLO).date()), voice)} ({sites})"


def certainty(fresh: Freshness, voice: Voice) -> str:
    """«bekreftet 2024», «eldre opplysning fra 2018, ring og spør»."""
    values = {} if fresh.as_of is UNKNOWN else {"date": source_date(fresh.as_of, voice)}
    return voice(fresh.text_key, **values)


def _place(place: Place, voice: Voice) -> str:
    known = [str(part) for part in (place.name, place.address) if part is not UNKNOWN]
    return ", ".join(known) or voice("catalogue.unknown")


def _ways(contact: Contact, voice: Voice) -> list[str]:
    phones = () if contact.phones is UNKNOWN else contact.phones
    ways = [
        f"{p.number} ({p.label.in_language(voice.language)})" if p.label else p.number for p in phones
    ]
    return ways + [str(way) for way in (contact.email, contact.web) if way is not UNKNOWN]


def _words(text: Maybe[LocalText], voice: Voice) -> str:
    return voice("catalogue.unknown") if text is UNKNOWN else text.in_language(voice.language)


def _site(found: str) -> str:
    """The site of an address, also of one that stands in other words; a title as it is."""
    if inside := _ADDRESS.search(found):
        found = inside.group()
    host = urlsplit(found if "://" in found else f"https://{found}").hostname or ""
    return host.removeprefix("www.") if "." in host and " " not in found else found


def _is_site(found: str) -> bool:
    """Something that one can look up; the title of a document only where there is nothing better."""
    return "." in found and " " not in found
