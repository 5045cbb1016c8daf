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

FLOWS: dict[str, Flow] = {
    flow.name: flow
    for flow in (
        danger.FLOW, human.FLOW, privacy.ACCESS, privacy.DELETE, report_need.FLOW, activities.FLOW,
        my_requests.STATUS, closing_requests.FLOW, offering_to_help.VOLUNTEER, offering_to_help.STAFF, unsure.FLOW,
        *PLAIN,
    )
}
