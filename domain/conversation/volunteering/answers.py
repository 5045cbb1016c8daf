"""What answers the open question to somebody who wants to help: a button, a short phrase, or free words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.conversation.answer import says_no, says_yes
from domain.conversation.talk import Talk, World, voice
from domain.conversation.volunteering.of_age import OF_AGE, age_told
from domain.conversation.volunteering.own_name import as_name
from domain.conversation.volunteering.profile import QUESTIONS, Profile
from domain.conversation.volunteering.told import times_told
from domain.needs import VOLUNTEER_NEEDS
from domain.turn import Reply

LONGEST_FREE_ANSWER = 300
"""Characters of free words that are taken as an answer; longer ones say something of their own as well."""

MOST_WORDS_OF_A_NAME = 3
MOST_WORDS_OF_A_PLACE = 6


@dataclass(frozen=True)
class Settled:
    """The profile after an answer. `young`: they are not 18. `asks`: the question that comes next, where it is not the
    first open one. `said`: what is said before it. `sends`: a yes to the summary."""

    profile: Profile
    said: tuple[Reply, ...] = ()
    asks: str | None = None
    young: bool = False
    sends: bool = False


def pressed(profile: Profile, talk: Talk, world: World) -> Settled | None:
    """A button of ours, also an older one. None for one that means nothing here."""
    button = talk.pressed
    match button:
        case {"need": need} if need in VOLUNTEER_NEEDS:
            return Settled(replace(profile, needs=tuple(dict.fromkeys((*profile.needs, need)))))
        case {"where": _}:
            return Settled(replace(profile, areas=()))
        case {"when": _}:
            return Settled(replace(profile, windows=()))
        case {"adult": adult}:
            return Settled(replace(profile, over_18=True)) if adult == "yes" else Settled(profile, young=True)
        case {"often": often} if often.isdecimal():
            return Settled(replace(profile, most_per_week=int(often)))
        case {"car": car}:
            return Settled(replace(profile, car=car == "yes"))
        case {"retell": question} if question in QUESTIONS:
            return Settled(profile.without(question), asks=question)
        case {"send": yes}:
            return Settled(profile, sends=True) if yes == "yes" else Settled(profile, asks="change")
        case {"skip": _} if _asked(talk) in QUESTIONS:
            return Settled(profile.skip(_asked(talk)))
    return None


def in_words(profile: Profile, talk: Talk, world: World) -> Settled | None:
    """A message that told no new fact, as an answer to the very question; None when it is none."""
    question, text, phrases = _asked(talk), talk.reading.text, world.phrases
    if question in ("confirm", "change"):
        return _of_the_summary(profile, talk, world)
    if phrases.means(text, "skip"):
        return Settled(profile.skip(question))
    match question:
        case "adult":
            return _adult(profile, talk, world)
        case "often":
            return _often(profile, text, world)
        case "more":
            if says_yes(talk, world) or says_no(talk, world):
                return Settled(replace(profile, car=says_yes(talk, world)))
        case "name":
            name = as_name(text, phrases) if len(text.split()) <= MOST_WORDS_OF_A_NAME else None
            return Settled(replace(profile, name=name)) if name else _declined(profile, question, talk, world)
    return _declined(profile, question, talk, world) or _free_words(profile, question, talk, world)


def _of_the_summary(profile: Profile, talk: Talk, world: World) -> Settled | None:
    text, phrases = talk.reading.text, world.phrases
    if named := next((q for q in QUESTIONS if phrases.means(text, f"profile.{q}")), None):
        return Settled(profile.without(named), asks=named)
    no = says_no(talk, world) or phrases.holds(text, "not")
    if talk.waiting_for == "confirm" and says_yes(talk, world) and not no and not phrases.holds(text, "but"):
        return Settled(profile, sends=True)
    if says_yes(talk, world) or no:
        return Settled(profile, asks="change")
    return None


def _adult(profile: Profile, talk: Talk, world: World) -> Settled | None:
    if (age := age_told(talk.reading.text, asked=True)) is not None:
        return Settled(replace(profile, over_18=True)) if age >= OF_AGE else Settled(profile, young=True)
    if says_no(talk, world):
        return Settled(profile, young=True)
    return Settled(replace(profile, over_18=True)) if says_yes(talk, world) else None


def _often(profile: Profile, text: str, world: World) -> Settled | None:
    number = times_told(text, world) or next(
        (n for n in range(1, 8) if world.phrases.means(text, f"number.{n}")), None
    )
    return Settled(replace(profile, most_per_week=number)) if number else None


def _declined(profile: Profile, question: str, talk: Talk, world: World) -> Settled | None:
    return Settled(profile.skip(question)) if says_no(talk, world) else None


def _free_words(profile: Profile, question: str, talk: Talk, world: World) -> Settled | None:
    """Words we know nothing of («spille didgeridoo», «det varierer») are kept as they are, for the coordinator."""
    text = talk.reading.text.strip()
    if world.phrases.holds(text, "a_moment"):
        return None
    if not any(c.isalpha() for c in text) or len(text) > LONGEST_FREE_ANSWER or says_yes(talk, world):
        return None
    say, kept = voice(talk, world), profile.with_words(text)
    match question:
        case "likes":
            return Settled(kept, asks="likes_closest") if talk.waiting_for == "likes" else Settled(kept.skip("likes"))
        case "where" if len(text.split()) <= MOST_WORDS_OF_A_PLACE:
            return Settled(replace(kept, areas=()), (say.reply("volunteering.area_unknown"),))
        case "when":
            return Settled(kept.skip("when"), (say.reply("volunteering.when_kept"),))
        case "often" | "more":
            return Settled(kept.skip(question))
    return None


def _asked(talk: Talk) -> str:
    asked = talk.waiting_for or ""
    return "likes" if asked == "likes_closest" else asked
