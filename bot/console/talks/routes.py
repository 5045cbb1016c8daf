"""Addresses of the talks."""

from __future__ import annotations

from bot.console.address import Address, Section
from bot.console.guard import Guard
from bot.console.rights import Right
from bot.console.stream import ConsoleStream
from bot.console.talks.lists import Lists
from bot.console.talks.one_talk import Talks
from bot.console.talks.search_page import SearchPage
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
    section.get("/stream", ConsoleStream(guard).__call__)
    section.get("/talks/{talk}", talks.show)
    section.post("/talks/{talk}/write", talks.write)
    section.post("/talks/{talk}/take", talks.take)
    section.post("/talks/{talk}/note", talks.note)
    section.post("/talks/{talk}/hand-back", talks.hand_back)
    section.post("/talks/{talk}/to-queue", talks.to_queue)
    section.post("/talks/{talk}/close", talks.close)
    return section.addresses
