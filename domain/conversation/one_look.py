"""The store as one turn sees it: whatever flows ask about it is read once, however many of them ask."""

from __future__ import annotations

from functools import cache

from domain.conversation.talk import Lookup


class OneLook:
    """Made for one turn and thrown away with it: what it has read does not change under the turn. `free_code` alone
    is asked anew each time, since two requests have two codes."""

    def __init__(self, lookup: Lookup) -> None:
        self.talk = cache(lookup.talk)
        self.requests_of = cache(lookup.requests_of)
        self.request_by_code = cache(lookup.request_by_code)
        self.free_code = lookup.free_code
        self.wrong_codes = cache(lookup.wrong_codes)
        self.referrals_of = cache(lookup.referrals_of)
        self.volunteer = cache(lookup.volunteer)
        self.own_shifts = cache(lookup.own_shifts)
        self.colleague = cache(lookup.colleague)
        self.link_code_open = cache(lookup.link_code_open)
        self.line = cache(lookup.line)
        self.places_taken = cache(lookup.places_taken)
