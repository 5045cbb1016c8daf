"""What the console reads by SQL of its own: corrections to review, and changes of the catalogue. Both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.store.catalogue_changes import OFFERS, ORGANISATIONS, CatalogueChanges, Change
from bot.store.uow import SqlStore
from domain.correction import CorrectionState, Meaning
from domain.errors import Conflict
from tests.bot.store.builders import HOUR, NOW, a_talk, added
from tests.bot.store.contract_of_corrections import a_correction

A_CHANGE = Change(NOW, "kari", "Kari", OFFERS, "kafe", 1, None, {"id": "kafe", "name": "Kafé"})


def test_corrections_are_listed_by_state_counted_and_told_by_what_is_taken_for_what(store: SqlStore) -> None:
    [talk] = added(store, a_talk())
    fire = Meaning("acute/fire", "nb")
    new, later = a_correction(talk, 1), a_correction(talk, 2, at=NOW + HOUR)
    accepted = a_correction(talk, 3, state=CorrectionState.ACCEPTED)
    rejected = a_correction(talk, 4, state=CorrectionState.REJECTED, should_be=fire)
    odd = a_correction(talk, 5, state=CorrectionState.ACCEPTED, should_be=fire)
    with store() as uow:
        for made in (later, new, accepted, rejected, odd):
            uow.corrections.put(made)
        assert uow.corrections.listed(CorrectionState.NEW, 10) == [new, later]
        assert uow.corrections.listed(CorrectionState.NEW, 1) == [new]
        assert uow.corrections.counts() == {"new": 2, "accepted": 2, "rejected": 1}
        assert uow.corrections.confusions() == [
            ("report_need/respite", "report_need/visiting_friend", 3), ("report_need/respite", "acute/fire", 1),
        ]  # fmt: skip
        assert uow.corrections.accepted("nn") == [accepted] and uow.corrections.accepted("nb") == [odd]


def test_the_last_change_of_each_entry_is_found_and_a_version_is_made_once(store: SqlStore) -> None:
    second = replace(A_CHANGE, version=2, before=A_CHANGE.after, after=None, undoes=1, by_organisation="Kafélaget")
    other = replace(A_CHANGE, part=ORGANISATIONS)
    with store() as uow:
        changes = CatalogueChanges(uow.connection)
        assert changes.mark() == (0, 0) and changes.newest_of_each() == []
        ids = [changes.add(change) for change in (A_CHANGE, other, second)]
        with pytest.raises(Conflict):
            changes.add(replace(second, by_name="Per"))
        assert changes.mark() == (ids[2], 3)
        assert [c.id for c in changes.newest_of_each()] == [ids[1], ids[2]]
        assert changes.of(OFFERS, "kafe") == [replace(second, id=ids[2]), replace(A_CHANGE, id=ids[0])]
        assert changes.get(ids[0]) == replace(A_CHANGE, id=ids[0]) and changes.get(999) is None
        assert [c.id for c in changes.recent(2)] == [ids[2], ids[1]]
        assert [c.id for c in changes.recent(9, by_organisations=True)] == [ids[2]]
        assert changes.count_by_organisations(NOW) == 1 and changes.count_by_organisations(NOW + HOUR) == 0
