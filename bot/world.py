"""Building what the flows know: the town, its catalogue, the words, and a way to look things up."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

from bot.area_loader import load_areas
from bot.catalogue_loader import Written, catalogue_of, read_catalogue
from bot.elsewhere_loader import load_elsewhere
from bot.lexicon_loader import load_safety_screen
from bot.lookup import StoreLookup
from bot.municipality_loader import load_emergency_contacts, load_municipality, load_rights
from bot.promise_rules_loader import load_promise_rules
from bot.settings import ROOT
from bot.shift_rules_loader import load_shift_rules
from bot.store.uow import SqlStore
from bot.words_loader import load_code_words, load_language_markers, load_phrases, load_texts
from domain.conversation.talk import World
from domain.matching import MatchingIndex
from domain.on_offer import OnOffer, Stock
from domain.ports import Clock

DATA = ROOT / "data"


def build_world(
    municipality: str, store: SqlStore, clock: Clock, data: Path = DATA, written: Written | None = None
) -> World:
    """Reads every data file once. A broken one raises with file, line and what to do; nothing is half loaded.

    `written`: the catalogue's files, where they have been read already.
    """
    written = written or read_catalogue(municipality, load_areas(municipality, data), data)
    areas, catalogue = written.areas, catalogue_of(written)
    words = load_code_words(data)
    today = (clock.now() + timedelta(hours=1)).date()
    return World(
        municipality=load_municipality(municipality, areas, today, data),
        areas=areas,
        elsewhere=load_elsewhere(data),
        on_offer=OnOffer(Stock(catalogue, MatchingIndex.build(catalogue.offers, areas))),
        rights=load_rights(data),
        emergency=load_emergency_contacts(data),
        texts=load_texts(data),
        phrases=load_phrases(data),
        code_words=words,
        language_markers=load_language_markers(data),
        safety=load_safety_screen(data.parent),
        shift_rules=load_shift_rules(data),
        promises=load_promise_rules(data),
        lookup=StoreLookup(store, clock, sorted(words), random.SystemRandom()),
    )
