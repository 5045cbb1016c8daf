"""The town that talks without Rasa take place in: the real data, a store in memory, a clock that is moved by hand."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any, cast

from bot.area_loader import load_areas
from bot.catalogue_loader import load_catalogue
from bot.elsewhere_loader import load_elsewhere
from bot.lexicon_loader import load_safety_screen
from bot.lookup import StoreLookup
from bot.municipality_loader import load_emergency_contacts, load_municipality, load_rights
from bot.promise_rules_loader import load_promise_rules
from bot.settings import ROOT
from bot.shift_rules_loader import load_shift_rules
from bot.store.uow import SqlStore
from bot.words_loader import load_code_words, load_language_markers, load_phrases, load_texts
from domain.conversation.talk import Lookup, World
from domain.matching import MatchingIndex
from domain.on_offer import OnOffer, Stock
from tests.fakes.uow import MemoryStore

DATA = ROOT / "data"

TUESDAY_MORNING = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
"""10 in Oslo: the coordinators are at work."""

NIGHT = datetime(2026, 11, 10, 23, 30, tzinfo=UTC)

@cache
def parts(municipality: str = "hamar") -> dict[str, Any]:
    """All of a world but the lookup; read once."""
    areas = load_areas(municipality, DATA)
    catalogue = load_catalogue(municipality, areas, DATA)
    return {
        "municipality": load_municipality(municipality, areas, TUESDAY_MORNING.date(), DATA), "areas": areas,
        "on_offer": OnOffer(Stock(catalogue, MatchingIndex.build(catalogue.offers, areas))),
        "rights": load_rights(DATA), "emergency": load_emergency_contacts(DATA), "texts": load_texts(DATA),
        "phrases": load_phrases(DATA), "code_words": load_code_words(DATA),
        "elsewhere": load_elsewhere(DATA), "language_markers": load_language_markers(DATA),
        "safety": load_safety_screen(ROOT), "shift_rules": load_shift_rules(DATA),
        "promises": load_promise_rules(DATA),
    }


@dataclass
class Ticking:
    """A clock that stands still until it is moved."""

    moment: datetime = TUESDAY_MORNING

    def now(self) -> datetime:
        return self.moment


@dataclass
class Ids:
    count: Iterable[int] = field(default_factory=lambda: itertools.count(1))

    def new(self) -> str:
        return f"id{next(iter(self.count)):06d}"


@dataclass
class Town:
    """A store in memory, a clock and a world; several people may talk in it."""

    municipality: str = "hamar"
    store: MemoryStore = field(default_factory=MemoryStore)
    clock: Ticking = field(default_factory=Ticking)
    ids: Ids = field(default_factory=Ids)

    @property
    def world(self) -> World:
        return World(**parts(self.municipality), lookup=self.lookup)

    @property
    def lookup(self) -> Lookup:
        words = sorted(load_code_words(DATA))
        return StoreLookup(cast(SqlStore, self.store), self.clock, words, random.Random(7))
