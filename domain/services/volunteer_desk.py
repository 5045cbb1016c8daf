"""What a coordinator does with volunteers and colleagues: approve, note what was shown, give a code, change, end."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.errors import Conflict, NotAllowed
from domain.handover import Conversation, wait_over
from domain.messages import Author
from domain.ports import UnitOfWork
from domain.services.coordinate import Desk, tell
from domain.services.issue_code import issue_code
from domain.services.leaving import leave_shifts
from domain.services.speak import Speaker, speak
from domain.shifts.colleague import Colleague
from domain.shifts.link_code import CodeKind, LinkCode
from domain.shifts.roster import Roster
from domain.shifts.volunteer import Volunteer, VolunteerState, clear
from domain.shifts.volunteer import approve as approved
from domain.shifts.volunteer import end as ended
from domain.shifts.wording import ShiftWords
from domain.turn import Reply

PROFILE = (
    "name", "needs", "areas", "windows", "away", "languages", "organisations", "car", "over_18", "most_per_week",
)  # fmt: skip
"""What a coordinator's form holds. The rest of a volunteer is changed by steps of its own."""


def add(uow: UnitOfWork, desk: Desk, volunteer: Volunteer) -> Volunteer:
    """Somebody who did not come by chat: a form, a fair, an organisation's list. Approved by being put in."""
    if not volunteer.name.strip():
        raise NotAllowed("a volunteer has a name")
    joined = approved(replace(volunteer, id=desk.ids.new(), created_at=desk.now), desk.who.name, desk.now)
    with uow:
        uow.volunteers.add(joined)
        return _done(uow, desk, joined, "volunteer_added")


def approve(uow: UnitOfWork, desk: Desk, roster: Roster, volunteer_id: str, name: str) -> Volunteer:
    """They may be asked as soon as their code is used. Told so in their talk, without the code: that is given to them
    by a person who knows who they are. Raises NotAllowed for one who has not (any longer) applied."""
    if not name.strip():
        raise NotAllowed("a volunteer has a name")
    with uow:
        talk, volunteer = _held(uow, volunteer_id)
        if volunteer.state is not VolunteerState.APPLIED:
            raise NotAllowed("a colleague was first")
        volunteer = approved(replace(volunteer, name=name.strip()[:120]), desk.who.name, desk.now)
        uow.volunteers.save(volunteer)
        _tell(uow, desk, roster, talk, "approved", name=volunteer.first_name)
        _no_longer_waits(uow, desk, talk)
        return _done(uow, desk, volunteer, "volunteer_approved")


def note_clearance(
    uow: UnitOfWork, desk: Desk, roster: Roster, volunteer_id: str, demand: str, *, municipal_service: bool
) -> Volunteer:
    """Shown, when, by whom; nothing of what it said. Raises NotAllowed for what the law does not allow asking for: a
    police certificate of somebody who takes no municipal task (helse- og omsorgstjenesteloven § 5-4)."""
    if demand in roster.rules.for_municipal_service and not municipal_service:
        raise NotAllowed("only for tasks that are a municipal service")
    if demand not in roster.rules.all_demands:
        raise NotAllowed(f"unknown demand {demand!r}")
    with uow:
        volunteer = clear(uow.volunteers.get(volunteer_id, for_update=True), demand, desk.who.name, desk.now)
        uow.volunteers.save(volunteer)
        return _done(uow, desk, volunteer, "volunteer_cleared", demand)


def change(uow: UnitOfWork, desk: Desk, before: Volunteer, changed: Volunteer) -> Volunteer:
    """The profile as the coordinator corrects it; state, link and what was shown stay as they are. Raises NotAllowed
    for one who has ended; Conflict where somebody has changed the profile since it was as in `before`."""
    if not changed.name.strip():
        raise NotAllowed("a volunteer has a name")
    with uow:
        stored = uow.volunteers.get(changed.id, for_update=True)
        if stored.state is VolunteerState.ENDED:
            raise NotAllowed("has ended")
        if any(getattr(stored, part) != getattr(before, part) for part in PROFILE):
            raise Conflict("the profile was changed meanwhile")
        after = replace(
            changed, state=stored.state, conversation_id=stored.conversation_id, linked_at=stored.linked_at,
            approved_at=stored.approved_at, approved_by=stored.approved_by, clearances=stored.clearances,
            last_asked_at=stored.last_asked_at, own_words=stored.own_words,
        )
        uow.volunteers.save(after)
        return _done(uow, desk, after, "volunteer_changed")


def give_code(uow: UnitOfWork, desk: Desk, roster: Roster, volunteer_id: str) -> str:
    """A one-time code, shown once; the one before is void. Raises NotAllowed for somebody not approved."""
    with uow:
        volunteer = uow.volunteers.get(volunteer_id)
        if volunteer.state not in (VolunteerState.APPROVED, VolunteerState.PAUSED):
            raise NotAllowed("not approved")
        code = issue_code(uow, LinkCode(CodeKind.VOLUNTEER, volunteer.id, desk.now + roster.rules.code_valid))
        _done(uow, desk, volunteer, "code_given")
        return code


def close(uow: UnitOfWork, desk: Desk, roster: Roster, volunteer_id: str) -> Volunteer:
    """They end, or an application is turned down, and they are told so in their talk. Their places are free for others.
    Raises NotAllowed for one who has ended."""
    with uow:
        talk, volunteer = _held(uow, volunteer_id)
        if volunteer.state is VolunteerState.ENDED:
            raise NotAllowed("a colleague was first")
        leave_shifts(uow, roster, desk.now, volunteer)
        after = ended(volunteer)
        uow.volunteers.save(after)
        applied = volunteer.state is VolunteerState.APPLIED
        _tell(uow, desk, roster, talk, "turned_down" if applied else "closed")
        if applied:
            _no_longer_waits(uow, desk, talk)
        return _done(uow, desk, after, "volunteer_ended")


def add_colleague(uow: UnitOfWork, desk: Desk, roster: Roster, name: str, unit: str) -> tuple[Colleague, str]:
    """With the one-time code that links them to a talk."""
    if not name.strip() or not unit.strip():
        raise NotAllowed("a colleague has a name and a unit")
    with uow:
        colleague = Colleague(desk.ids.new(), name.strip()[:120], unit.strip()[:120], desk.now)
        uow.colleagues.add(colleague)
        code = issue_code(uow, LinkCode(CodeKind.STAFF, colleague.id, desk.now + roster.rules.code_valid))
        uow.audit.add(desk.now, desk.who.id, "colleague_added", colleague.id)
        uow.commit()
        return colleague, code


def give_colleague_code(uow: UnitOfWork, desk: Desk, roster: Roster, colleague_id: str) -> tuple[Colleague, str]:
    """A new one-time code, shown once; the one before is void. Using it moves the link. Raises NotFound."""
    with uow:
        colleague = uow.colleagues.get(colleague_id)
        code = issue_code(uow, LinkCode(CodeKind.STAFF, colleague.id, desk.now + roster.rules.code_valid))
        uow.audit.add(desk.now, desk.who.id, "colleague_code_given", colleague.id)
        uow.commit()
        return colleague, code


def remove_colleague(uow: UnitOfWork, desk: Desk, colleague_id: str) -> None:
    with uow:
        uow.colleagues.remove(colleague_id)
        uow.audit.add(desk.now, desk.who.id, "colleague_removed", colleague_id)
        uow.commit()


def unasked_since(roster: Roster, now: datetime) -> datetime:
    """Whoever was last asked before this moment has waited too long."""
    return now - roster.rules.unasked


def _held(uow: UnitOfWork, volunteer_id: str) -> tuple[Conversation | None, Volunteer]:
    """Their talk and then they themselves, in the order in which everybody takes locks. Raises NotFound."""
    talk_id = uow.volunteers.get(volunteer_id).conversation_id
    talk = uow.conversations.get(talk_id, for_update=True) if talk_id else None
    return talk, uow.volunteers.get(volunteer_id, for_update=True)


def _tell(uow: UnitOfWork, desk: Desk, roster: Roster, talk: Conversation | None, key: str, **values: object) -> None:
    """Said whoever owns the talk; nothing to somebody who has none, or has blocked us."""
    if talk is not None and talk.unreachable_at is None:
        said = Reply(ShiftWords(roster, talk.language, desk.now).say(key, **values))
        speak(uow, desk.ids, desk.now, talk, Speaker(Author.SYSTEM), [said])


def _no_longer_waits(uow: UnitOfWork, desk: Desk, talk: Conversation | None) -> None:
    """The application is answered: the talk leaves the queue that it stood in for that alone."""
    if talk is None or any(request.state.open for request in uow.requests.of(talk.id)):
        return
    after = wait_over(talk, "volunteer")
    if after != talk:
        uow.conversations.save(after, seen_epoch=talk.epoch)
        tell(uow, desk, talk.id, "hand_back")


def _done(uow: UnitOfWork, desk: Desk, volunteer: Volunteer, action: str, detail: str = "") -> Volunteer:
    uow.audit.add(desk.now, desk.who.id, action, volunteer.id, detail)
    uow.events.add("shifts", "volunteer", desk.now, {"volunteer": volunteer.id})
    uow.commit()
    return volunteer
