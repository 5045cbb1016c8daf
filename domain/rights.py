"""Rights that are told of beside an offer, and numbers for those in danger.

A volunteer never replaces a right to a service, so every answer to a wish for respite says that
one can apply, where, and that one can complain. Paragraphs and numbers are data
(`data/legal/rights.yml`, `data/contacts/emergency.yml`), never code.
"""

from dataclasses import dataclass

from domain.freshness import SourceDate
from domain.local_text import LocalText


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One provision of a law. `about` says in plain words what it gives."""

    id: str
    law: LocalText
    paragraph: str
    about: LocalText
    source: str
    dated: SourceDate


@dataclass(frozen=True, slots=True)
class Rights:
    """What gives a relative the right to apply for respite, and to complain of the answer."""

    apply: tuple[LegalBasis, ...]
    complain: tuple[LegalBasis, ...]


@dataclass(frozen=True, slots=True)
class EmergencyContact:
    """A number that is always right to name. `kinds` are labels of `acute_kind`."""

    id: str
    number: str
    name: LocalText
    when: LocalText
    kinds: tuple[str, ...]
    source: str
    dated: SourceDate


def numbers_for(contacts: tuple[EmergencyContact, ...], kind: str) -> tuple[EmergencyContact, ...]:
    """The numbers for a kind of danger, the most urgent first (their order in the file)."""
    return tuple(contact for contact in contacts if kind in contact.kinds)
