"""From where an offer is looked at: the municipality's catalogue, or an organisation's own pages."""

from __future__ import annotations

from dataclasses import dataclass

from bot.console.guard import LANGUAGE, Visit
from bot.edge import Edge
from bot.live_catalogue import Laid
from bot.store.catalogue_changes import Raw


@dataclass(frozen=True)
class Side:
    """`base` is the address below which each offer has its page; `home` the list that it stands in."""

    base: str
    home: str
    which: str
    own: bool

    def offer(self, visit: Visit, laid: Laid, offer_id: str) -> Raw | None:
        """Also one that was taken out, for the municipality. None for what is not theirs to see."""
        raw = laid.written.offers.get(offer_id)
        if not self.own:
            return raw or laid.retired.get(offer_id)
        return raw if raw is not None and is_theirs(visit, laid, raw) else None

    def organisation(self, visit: Visit) -> str:
        """By whose own people a change is made; empty for coordinators."""
        return visit.session.organisation if self.own else ""

    def own_source(self, visit: Visit, edge: Edge) -> str:
        if not self.own:
            return ""
        return edge.world.texts.say(LANGUAGE, "console_catalogue.own_source", name=visit.session.organisation)


MUNICIPALITY = Side("/console/catalogue/offers", "/console/catalogue", "catalogue", own=False)
ORGANISATION = Side("/console/organisation/offers", "/console/organisation/offers", "organisation", own=True)


def is_theirs(visit: Visit, laid: Laid, raw: Raw) -> bool:
    behind = laid.written.organisations.get(raw["organisation"])
    return behind is not None and behind["name"] == visit.session.organisation != ""
