"""Volunteers, colleagues, and the codes that link them to a talk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.errors import NotFound
from domain.shifts.colleague import Colleague
from domain.shifts.invitation import InvitationState
from domain.shifts.link_code import CodeKind, LinkCode
from domain.shifts.volunteer import Away, Clearance, VolunteerState, Window
from tests.bot.store.builders import (
    HOUR,
    NOW,
    Store,
    a_shift,
    a_talk,
    a_volunteer,
    added,
    an_invitation,
    joined,
    new_id,
    planned,
)

WEEK = 7 * 24 * HOUR


class Volunteers:
    def test_a_volunteer_comes_back_as_they_were(self, store: Store) -> None:
        (talk,) = added(store, a_talk())
        full = a_volunteer(
            talk, needs=("errands", "escort"), areas=("ridabu",), windows=(Window(3, 600, 900), Window(6)),
            away=(Away(date(2026, 12, 20), date(2027, 1, 3)),), languages=("nb", "so"), organisations=("Røde Kors",),
            clearances=(Clearance("talk", NOW, "Kari"),), car=True, over_18=True, most_per_week=1, last_asked_at=NOW,
            own_words="Jeg liker å gå tur.",
        )
        plain = a_volunteer(name="Bo Dahl", state=VolunteerState.APPLIED, approved_at=None)
        with store() as uow:
            uow.volunteers.add(full)
            uow.volunteers.add(plain)
            uow.commit()
        with store() as uow:
            assert uow.volunteers.get(full.id) == full
            assert uow.volunteers.get(full.id, for_update=True) == full
            assert uow.volunteers.get(plain.id) == plain
            changed = replace(full, name="Åse Dahl", windows=(), car=False)
            uow.volunteers.save(changed)
            assert uow.volunteers.get(full.id) == changed
            uow.volunteers.save(a_volunteer())
            with pytest.raises(NotFound):
                uow.volunteers.get("nobody")

    def test_a_talk_has_the_volunteer_who_has_not_ended_and_of_several_the_latest(self, store: Store) -> None:
        talk, other = added(store, a_talk(), a_talk())
        ended = a_volunteer(talk, state=VolunteerState.ENDED, created_at=NOW + 2 * HOUR)
        first, again = a_volunteer(talk), a_volunteer(talk, created_at=NOW + HOUR)
        joined(store, again, first, ended)
        with store() as uow:
            assert uow.volunteers.of_talk(talk.id) == again
            assert uow.volunteers.of_talk(other.id) is None

    def test_volunteers_are_listed_by_name_and_those_who_ended_only_when_asked_for(self, store: Store) -> None:
        berit, anne = a_volunteer(name="Berit"), a_volunteer(name="Anne", state=VolunteerState.PAUSED)
        ended = a_volunteer(name="Arne", state=VolunteerState.ENDED)
        joined(store, berit, anne, ended)
        with store() as uow:
            assert uow.volunteers.listed() == [anne, berit]
            assert uow.volunteers.listed(VolunteerState.ENDED) == [ended]
            assert uow.volunteers.listed(VolunteerState.APPLIED) == []
            assert uow.volunteers.listed(limit=1) == [anne]

    def test_those_unasked_are_approved_and_the_longest_waiting_comes_first(self, store: Store) -> None:
        asked_early = a_volunteer(approved_at=NOW - 9 * HOUR, last_asked_at=NOW - 2 * HOUR)
        never = a_volunteer(approved_at=NOW - 3 * HOUR)
        lately = a_volunteer(approved_at=NOW - 9 * HOUR, last_asked_at=NOW)
        applied = a_volunteer(state=VolunteerState.APPLIED, approved_at=None)
        paused = a_volunteer(state=VolunteerState.PAUSED, approved_at=NOW - 9 * HOUR)
        joined(store, asked_early, never, lately, applied, paused)
        with store() as uow:
            assert uow.volunteers.unasked_since(NOW - HOUR) == [never, asked_early]
            assert uow.volunteers.unasked_since(NOW - HOUR, limit=1) == [never]
            uow.volunteers.were_asked([never.id, asked_early.id], NOW)
            uow.volunteers.were_asked([], NOW)
            assert uow.volunteers.unasked_since(NOW - HOUR) == []
            assert uow.volunteers.get(never.id).last_asked_at == NOW

    def test_candidates_are_approved_linked_and_not_invited_yet(self, store: Store) -> None:
        talks = added(store, *(a_talk() for _ in range(4)))
        free, invited = a_volunteer(talks[0]), a_volunteer(talks[1])
        paused = a_volunteer(talks[2], state=VolunteerState.PAUSED)
        unlinked, not_linked = a_volunteer(), a_volunteer(talks[3], linked_at=None)
        joined(store, free, invited, paused, unlinked, not_linked)
        wanted, other = planned(store, a_shift(), a_shift())
        with store() as uow:
            uow.invitations.add_many([an_invitation(wanted, invited), an_invitation(other, free)])
            assert [c.volunteer for c in uow.volunteers.candidates(wanted, NOW - WEEK)] == [free]
            assert [c.volunteer for c in uow.volunteers.candidates(other, NOW - WEEK)] == [invited]

    def test_a_candidate_is_known_by_kept_shifts_with_the_same_person_and_by_questions_lately(
        self, store: Store
    ) -> None:
        (talk,) = added(store, a_talk())
        (volunteer,) = joined(store, a_volunteer(talk))
        was, accepted = NOW - 5 * WEEK, {"state": InvitationState.ACCEPTED, "times_asked": 1}
        kept, told = a_shift(was, person="p"), a_shift(was, person="p")
        missed, elsewhere = a_shift(was, person="p"), a_shift(was, person="q")
        nobodys, later = a_shift(was), a_shift(NOW + 4 * WEEK, person="p")
        wanted, for_nobody, withdrawn = a_shift(person="p"), a_shift(), a_shift()
        planned(store, kept, told, missed, elsewhere, nobodys, later, wanted, for_nobody, withdrawn)
        with store() as uow:
            uow.invitations.add_many([
                an_invitation(kept, volunteer, was, **accepted),
                an_invitation(told, volunteer, was, **accepted, happened=True),
                an_invitation(missed, volunteer, was, **accepted, happened=False),
                an_invitation(elsewhere, volunteer, was, **accepted),
                an_invitation(nobodys, volunteer, was, **accepted),
                an_invitation(withdrawn, volunteer, NOW, state=InvitationState.WITHDRAWN),
                an_invitation(later, volunteer, NOW, **{**accepted, "times_asked": 2}),
            ])
            (candidate,) = uow.volunteers.candidates(wanted, NOW - WEEK)
            assert (candidate.volunteer, candidate.visits, candidate.asked_lately) == (volunteer, 2, 2)
            (candidate,) = uow.volunteers.candidates(for_nobody, was)
            assert (candidate.visits, candidate.asked_lately) == (0, 7)

    def test_questions_are_those_asked_since_a_moment_and_those_planned(self, store: Store) -> None:
        volunteer, other = joined(store, a_volunteer(), a_volunteer())
        one, two, three, four = planned(store, *(a_shift() for _ in range(4)))
        twice = an_invitation(one, volunteer, times_asked=2, state=InvitationState.DECLINED)
        to_come = an_invitation(two, volunteer, NOW + HOUR)
        early = an_invitation(three, volunteer, NOW - HOUR, times_asked=1, state=InvitationState.ASKED)
        never = an_invitation(four, volunteer, state=InvitationState.WITHDRAWN)
        with store() as uow:
            uow.invitations.add_many([twice, to_come, early, never, an_invitation(one, other)])
            assert uow.volunteers.asked_since(volunteer.id, NOW, but="") == 3
            assert uow.volunteers.asked_since(volunteer.id, NOW, but=twice.id) == 1
            assert uow.volunteers.asked_since("nobody", NOW, but="") == 0

    def test_a_code_is_used_once_and_for_a_time(self, store: Store) -> None:
        link = LinkCode(CodeKind.VOLUNTEER, new_id(), NOW + HOUR)
        with store() as uow:
            uow.codes.add("K7PM3XQD", link)
            uow.commit()
        with store() as uow:
            assert uow.codes.look("K7PM3XQD", NOW) == link
            assert uow.codes.look("K7PM3XQE", NOW) is None
            assert uow.codes.look("K7PM3XQD", NOW + HOUR) is None
            assert uow.codes.use("K7PM3XQD", NOW + HOUR) is None
            assert uow.codes.use("K7PM3XQD", NOW) == link
            assert uow.codes.use("K7PM3XQD", NOW) is None
            assert uow.codes.look("K7PM3XQD", NOW) is None

    def test_a_new_code_ends_the_one_before_for_the_same_thing_only(self, store: Store) -> None:
        ones, others = new_id(), new_id()
        later = NOW + HOUR
        swap = LinkCode(CodeKind.SWAP, ones, later)
        with store() as uow:
            uow.codes.add("AAAAAAAA", LinkCode(CodeKind.STAFF, ones, later))
            uow.codes.add("BBBBBBBB", LinkCode(CodeKind.STAFF, others, later))
            uow.codes.add("CCCCCCCC", swap)
            uow.codes.add("DDDDDDDD", LinkCode(CodeKind.STAFF, ones, later))
            assert uow.codes.look("AAAAAAAA", NOW) is None
            assert uow.codes.look("CCCCCCCC", NOW) == swap
            assert uow.codes.use("BBBBBBBB", NOW) is not None
            assert uow.codes.use("DDDDDDDD", NOW) is not None

    def test_a_colleague_comes_back_as_they_were_and_is_found_by_their_talk(self, store: Store) -> None:
        talk, other = added(store, a_talk(), a_talk())
        per = Colleague(new_id(), "Per Lie", "Hjemmetjenesten vest", NOW)
        anna = Colleague(new_id(), "Anna Moe", "Sykehjemmet", NOW, talk.id, NOW + HOUR)
        with store() as uow:
            uow.colleagues.add(per)
            uow.colleagues.add(anna)
            uow.commit()
        with store() as uow:
            assert uow.colleagues.get(anna.id) == anna
            assert uow.colleagues.of_talk(talk.id) == anna
            assert uow.colleagues.of_talk(other.id) is None
            assert uow.colleagues.listed() == [anna, per]
            assert uow.colleagues.listed(limit=1) == [anna]
            linked = replace(per, conversation_id=other.id, linked_at=NOW)
            uow.colleagues.save(linked)
            assert uow.colleagues.of_talk(other.id) == linked
            uow.colleagues.remove(per.id)
            uow.colleagues.remove("nobody")
            uow.colleagues.save(linked)
            assert uow.colleagues.of_talk(other.id) is None
            with pytest.raises(NotFound):
                uow.colleagues.get(per.id)
