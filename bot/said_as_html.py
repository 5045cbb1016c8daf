"""A line of a talk as HTML: everything escaped first; https addresses and telephone numbers become links."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_LINK = re.compile(
    r"(?P<url>https://[^\s<>\"'«»]+[^\s<>\"'«».,;:!?)\]])"
    r"|(?<![\w.,/+-])(?P<phone>(?:\+47 ?)?(?:\d{2} \d{2} \d{2} \d{2}|\d{3} \d{2} \d{3}|\d{8})"
    r"|116 ?\d{3}|02800|(?<!veg )(?<!vei )(?<!vegen )(?<!veien )(?<!gata )(?<!gate )(?<!alle )(?<!allé )11[023])"
    r"(?![\w/-]|[.,:]\d)"
)
"""Norwegian numbers as people write them, the three short emergency numbers and the 116 series. A house number is none:
«Stafsbergvegen 110»."""


def said_as_html(text: str) -> Markup:
    parts, end = [], 0
    for found in _LINK.finditer(text):
        parts.append(escape(text[end : found.start()]))
        parts.append(_link(found))
        end = found.end()
    parts.append(escape(text[end:]))
    return Markup("").join(parts)


def _link(found: re.Match[str]) -> Markup:
    words = found.group()
    if found["url"]:
        return Markup('<a class="ds-link" href="{}" rel="noopener noreferrer">{}</a>').format(words, words)
    return Markup('<a class="ds-link" href="tel:{}">{}</a>').format(words.replace(" ", ""), words)
