"""Writes a message as a hurried thumb might: what the encoder should not be put off by."""

from __future__ import annotations

import random
import re

START, END = "\ue000", "\ue001"
"""Stand around marked words (nlu/encoder/marked.py), and stay there: private characters, which nobody types."""

LETTERS = "abcdefghijklmnoprstuvyøåæ"
NO_NORWEGIAN_KEYS = (
    str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"}),
    str.maketrans("æøåÆØÅ", "aoaAOA"),
)
GREETINGS = ("Hei, ", "hei! ", "Hallo. ", "God dag. ", "Hei hei ", "heisann ", "Hei igjen, ", "Hi, ")
ENDINGS = (" 😊", " 🙏", "!!", " takk", " Mvh", " ...", " Hilsen meg", " ❤️", " :)", " Takk på forhånd.")
SHORT = 4  # words: shorter messages get no greeting or ending, which would be most of them


def misspell(word: str, rng: random.Random) -> str:
    """One letter lost, added, changed, doubled or swapped with the next."""
    i = rng.randrange(len(word))
    kind = rng.randrange(5)
    if kind == 0:
        return word[:i] + word[i + 1 :]
    if kind == 1:
        return word[:i] + rng.choice(LETTERS) + word[i:]
    if kind == 2:
        return word[:i] + rng.choice(LETTERS) + word[i + 1 :]
    if kind == 3:
        return word[:i] + word[i] + word[i:]
    return word[:i] + word[i + 1 : i + 2] + word[i] + word[i + 2 :]


def _perhaps_misspelt(word: str, rng: random.Random, rate: float) -> str:
    core = word.strip(START + END)
    if len(core) > 2 and core.isalpha() and rng.random() < rate:
        return word.replace(core, misspell(core, rng))
    return word


def noisy(text: str, rng: random.Random, rate: float = 0.12) -> str:
    """`rate`: share of words misspelt. Case, keys, punctuation, blanks, greetings and endings change now and then."""
    words = [_perhaps_misspelt(word, rng, rate) for word in text.split()]
    text = " ".join(words) or text
    if rng.random() < 0.06:
        text = text.translate(rng.choice(NO_NORWEGIAN_KEYS))
    case = rng.random()
    if case < 0.12:
        text = text.lower()
    elif case < 0.16:
        text = text.upper()
    if rng.random() < 0.12:
        text = re.sub(r"[.,!?;:]+", "", text) or text
    if rng.random() < 0.04:
        text = re.sub(r" (\w+) ", lambda m: m.group(0)[:-1] if rng.random() < 0.2 else m.group(0), text)
    if len(words) >= SHORT and rng.random() < 0.06:
        text = rng.choice(GREETINGS) + text
    if len(words) >= SHORT and rng.random() < 0.06:
        text += rng.choice(ENDINGS)
    return text
