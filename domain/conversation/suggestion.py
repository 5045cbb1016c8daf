"""An offer in words: what it is, for whom, where, when, how to make contact, how sure, and why this one."""

from __future__ import annotations

from datetime import date, datetime
from urllib.parse import urlsplit

from domain.catalogue import Contact, Offer, Place
from domain.conversation.talk import Voice, World
from domain.freshness import SourceDate
from domain.match_reasons import Code, Reason
from domain.matching import Match
from domain.offer_kinds import AccessKind, PriceKind
from domain.spoken_time import OSLO, SpokenTime
from domain.unknown import UNKNOWN, Maybe

MOST_REASONS = 3

_SAID_ELSEWHERE = frozenset(
    {Code.FRESHNESS_CONFIRMED, Code.FRESHNESS_OLD, Code.FRESHNESS_UNCONFIRMED, Code.CONTACT_UNKNOWN}
)
"""Reasons that the lines on source and contact say themselves."""


def describe(match: Match, number: int, voice: Voice, world: World, now: datetime) -> str:
    offer = match.offer
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
                ("why", why(match.reasons, voice, world)),
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
    fresh = offer.freshness(now.astimezone(OSLO).date())
    values = {} if fresh.as_of is UNKNOWN else {"date": source_date(fresh.as_of, voice)}
    sites = ", ".join(dict.fromkeys(_site(found) for found in offer.source.found_in))
    return f"{voice(fresh.text_key, **values)} ({sites})"


def source_date(dated: SourceDate, voice: Voice) -> str:
    parts = dated.text.split("-")
    if len(parts) == 3:
        return voice("suggestion.date_day", day=int(parts[2]), month=voice(f"time.month.{int(parts[1])}"), year=parts[0])
    if len(parts) == 2:
        return voice("suggestion.date_month", month=voice(f"time.month.{int(parts[1])}"), year=parts[0])
    return parts[0]


def why(reasons: tuple[Reason, ...], voice: Voice, world: World) -> str:
    """The strongest reasons for it and, last, the strongest against, in words."""
    said = [r for r in reasons if r.said and r.code not in _SAID_ELSEWHERE]
    best = sorted((r for r in said if r.weight > 0), key=lambda r: -r.weight)[:MOST_REASONS]
    worst = sorted((r for r in said if r.weight < 0), key=lambda r: r.weight)[:1]
    return ". ".join(_reason(r, voice, world) for r in (*best, *worst)) + "."


def _reason(reason: Reason, voice: Voice, world: World) -> str:
    return voice(reason.text_key, **{k: _parameter(k, v, voice, world) for k, v in reason.parameters})


def _parameter(name: str, value: object, voice: Voice, world: World) -> object:
    match name:
        case "need" | "group" | "condition":
            return voice(f"matching.{name}.{value}")
        case "area":
            area = world.areas.get(str(value))
            return area.name if area else value
        case "date":
            return _date(str(value), voice)
        case "opens" | "closes":
            hour, minute = str(value).split(":")[:2]
            return voice("time.clock", hour=int(hour), minute=minute)
        case "km":
            return voice("suggestion.kilometres", whole=int(float(str(value))), tenth=round(float(str(value)) * 10) % 10)
        case _:
            return value


def _date(value: str, voice: Voice) -> str:
    """A day is spoken with its weekday; a bare year or month as it stands in a source."""
    if len(value) == len("2026-11-21"):
        return SpokenTime(voice.texts, voice.language).day(date.fromisoformat(value))
    return source_date(SourceDate(value), voice)


def _place(place: Place, voice: Voice) -> str:
    known = [str(part) for part in (place.name, place.address) if part is not UNKNOWN]
    return ", ".join(known) or voice("catalogue.unknown")


def _ways(contact: Contact, voice: Voice) -> list[str]:
    phones = () if contact.phones is UNKNOWN else contact.phones
    ways = [
        f"{p.number} ({p.label.in_language(voice.language)})" if p.label else p.number for p in phones
    ]
    return ways + [str(way) for way in (contact.email, contact.web) if way is not UNKNOWN]


def _words(text: Maybe[object], voice: Voice) -> str:
    return voice("catalogue.unknown") if text is UNKNOWN else text.in_language(voice.language)  # type: ignore[attr-defined]


def _site(found: str) -> str:
    """The site of an address; a title as it is."""
    host = urlsplit(found if "://" in found else f"https://{found}").hostname or ""
    return host.removeprefix("www.") if "." in host and " " not in found else found
