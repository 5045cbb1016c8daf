"""Addresses of the talks."""

from __future__ import annotations

from bot.console.address import Address, Section
from bot.console.guard import Guard
from bot.console.rights import Right
from bot.console.stream import ConsoleStream
from bot.console.talks.lists import Lists
from bot.console.talks.merging import Merging
from bot.console.talks.notices import Keys, Notices
from bot.console.talks.one_talk import Talks
from bot.console.talks.search_page import SearchPage
from bot.console.talks.sharing import Sharing
from bot.store.talk_lists import Tab


def routes(guard: Guard) -> list[Address]:
    lists, talks, section = Lists(guard), Talks(guard), Section(Right.TALKS)
    section.get("/", lists.of(Tab.WAITING))
    section.get("/mine", lists.of(Tab.MINE))
    section.get("/with-bot", lists.of(Tab.WITH_BOT))
    section.get("/all", lists.of(Tab.ALL))
    section.get("/snoozed", lists.of(Tab.SNOOZED))
    section.get("/latest", lists.latest)
    section.get("/search", SearchPage(guard).show)
    section.get("/stream", ConsoleStream(guard).__call__, Right.OWN_ACCOUNT)  # each topic needs a right of its own
    section.get("/talks/{talk}", talks.show)
    section.post("/talks/{talk}/write", talks.write)
    section.post("/talks/{talk}/take", talks.take)
    section.post("/talks/{talk}/note", talks.note)
    section.post("/talks/{talk}/hand-back", talks.hand_back)
    section.post("/talks/{talk}/to-queue", talks.to_queue)
    section.post("/talks/{talk}/close", talks.close)
    section.post("/talks/{talk}/draft", talks.draft)
    _working_together(section, guard)
    _chosen_by_each(section, guard)
    return section.addresses


def _working_together(section: Section, guard: Guard) -> None:
    sharing, merging = Sharing(guard), Merging(guard)
    section.post("/talks/{talk}/give", sharing.give)
    section.post("/talks/{talk}/snooze", sharing.snooze)
    section.post("/talks/{talk}/fetch-back", sharing.fetch_back)
    section.post("/talks/{talk}/presence", sharing.presence)
    section.get("/talks/{talk}/merge", merging.choose)
    section.post("/talks/{talk}/merge", merging.merge)
    section.post("/talks/{talk}/part", merging.part)


def _chosen_by_each(section: Section, guard: Guard) -> None:
    notices, keys = Notices(guard), Keys(guard)
    section.get("/notices", notices.show)
    section.post("/notices", notices.save)
    section.get("/alerts", notices.alerts)
    section.get("/keys", keys.show, Right.OWN_ACCOUNT)
    section.post("/keys", keys.save, Right.OWN_ACCOUNT)
