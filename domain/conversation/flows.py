"""All flows by the intent they begin on."""

from __future__ import annotations

from domain.conversation import (
    activities,
    closing_requests,
    danger,
    human,
    my_requests,
    offering_to_help,
    privacy,
    report_need,
    unsure,
)
from domain.conversation.flow import Flow
from domain.conversation.plain import PLAIN
from domain.conversation.talk import Talk, World

FLOWS: dict[str, Flow] = {
    flow.name: flow
    for flow in (
        danger.FLOW, human.FLOW, privacy.ACCESS, privacy.DELETE, report_need.FLOW, activities.FLOW,
        my_requests.STATUS, closing_requests.FLOW, offering_to_help.VOLUNTEER, offering_to_help.STAFF, unsure.FLOW,
        *PLAIN,
    )
}


def asked_for(talk: Talk, world: World, read: Flow) -> Flow:
    """The flow that a message asks for: a button's own; the state of a request where the message is its code and
    nothing else, which no model can know; else the one its intent begins."""
    if pressed := FLOWS.get(talk.pressed.get("flow", "")):
        return pressed
    code = my_requests.code_in(talk.reading.text, world)
    alone = "".join(c for c in talk.reading.text.upper() if c.isalnum())
    return my_requests.STATUS if code and alone == code.replace("-", "") else read
