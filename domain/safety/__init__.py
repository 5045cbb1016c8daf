"""The safety screen: danger read by rules alone, so that it works when everything else is down.

Stands beside the model's own reading, which is joined to it by the front door: whichever sees danger wins.

    tokens.py    a message as words, with the sentence and the clause of each
    spelling.py  which words of the lexicon a written word may be: æ as ae, missing spaces, slips of the keyboard
    grammar.py   the lexicon's lines as patterns
    search.py    where in a message the patterns stand
    lexicon.py   sets, guards and rules, ready for use
    guards.py    how far «it is over» and «only a figure of speech» reach
    scale.py     how much a message as a whole sounds like danger; weighing.py makes the weights
    language.py  the form it was told in
    screen.py    signs, guards and scale together: danger or not, and which
"""

from domain.safety.danger import KINDS, Danger, SafetyScreen

__all__ = ["KINDS", "Danger", "SafetyScreen"]
