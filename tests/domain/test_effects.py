"""Effects travel as JSON from the actions to the front door, and arrive as they were."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import desk_effects, effects
from domain.effect_json import effect_from_json, effect_to_json
from domain.effects import Effect
from domain.errors import BadData
from domain.shifts import effects as shifts

WORDS = st.text(max_size=40)
LISTS = st.lists(WORDS, max_size=4).map(tuple)
MAYBE = st.none() | WORDS
MAYBE_TRUE = st.none() | st.booleans()
WINDOWS = st.lists(st.tuples(*[st.integers(0, 1440)] * 3), max_size=3).map(tuple)

EFFECTS: dict[type[Effect], st.SearchStrategy[Any]] = {
    effects.CreateRequest: st.builds(
        effects.CreateRequest, WORDS, WORDS, WORDS, MAYBE, MAYBE, LISTS, MAYBE, MAYBE, LISTS
    ),
    effects.AddToRequest: st.builds(effects.AddToRequest, WORDS, MAYBE, MAYBE, WORDS),
    effects.CancelRequest: st.builds(effects.CancelRequest, WORDS),
    effects.QueueForHuman: st.builds(effects.QueueForHuman, WORDS, st.booleans()),
    effects.RaiseAlarm: st.builds(effects.RaiseAlarm, WORDS),
    effects.AfterDanger: st.builds(effects.AfterDanger, WORDS),
    effects.CodeTried: st.builds(effects.CodeTried),
    effects.SetContact: st.builds(effects.SetContact, st.booleans()),
    effects.SendExport: st.builds(effects.SendExport),
    effects.EraseEverything: st.builds(effects.EraseEverything),
    effects.ConsentGiven: st.builds(effects.ConsentGiven, WORDS),
    effects.ConsentWithdrawn: st.builds(effects.ConsentWithdrawn, WORDS),
    effects.OffersSuggested: st.builds(effects.OffersSuggested, MAYBE, LISTS, LISTS, MAYBE),
    shifts.AnswerShift: st.builds(shifts.AnswerShift, WORDS, WORDS, WORDS, MAYBE, MAYBE),
    shifts.ReportShift: st.builds(shifts.ReportShift, WORDS, MAYBE_TRUE, st.none() | st.integers(0, 600), MAYBE),
    shifts.DecideProposal: st.builds(shifts.DecideProposal, WORDS, st.booleans()),
    shifts.TellOfMyself: st.builds(
        shifts.TellOfMyself, MAYBE, st.none() | LISTS, st.none() | LISTS, st.none() | WINDOWS,
        st.none() | st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple), st.none() | LISTS, MAYBE_TRUE,
        MAYBE_TRUE, st.none() | st.integers(1, 7), MAYBE,
    ),
    shifts.Volunteering: st.builds(shifts.Volunteering, WORDS),
    shifts.UseLinkCode: st.builds(shifts.UseLinkCode, WORDS),
    desk_effects.AnswerFollowUp: st.builds(desk_effects.AnswerFollowUp, WORDS, WORDS),
    desk_effects.AnswerReferral: st.builds(desk_effects.AnswerReferral, WORDS, st.booleans()),
    desk_effects.WithdrawReferral: st.builds(desk_effects.WithdrawReferral, WORDS),
}


def test_every_effect_there_is_is_tried_here() -> None:
    assert set(EFFECTS) == set(Effect.__subclasses__())


@given(st.one_of(*EFFECTS.values()))
def test_an_effect_comes_back_from_json_as_it_was(effect: Effect) -> None:
    assert effect_from_json(json.loads(json.dumps(effect_to_json(effect)))) == effect


@pytest.mark.parametrize("data", [
    {}, {"effect": "burn_everything"}, {"effect": None}, {"effect": "cancel_request", "code": "x", "also": 1},
])
def test_what_nobody_knows_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(BadData):
        effect_from_json(data)


@pytest.mark.parametrize("data", [{"effect": "cancel_request"}, {"effect": "create_request", "code": "ELG-27"}])
def test_a_missing_field_is_refused_too(data: dict[str, Any]) -> None:
    with pytest.raises(BadData):
        effect_from_json(data)
