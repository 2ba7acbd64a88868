"""Counts words and sentences, and how long they take to read."""

import re

WORDS_PER_MINUTE = 230
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_SENTENCE_END = re.compile(r"[.!?…]+(?:\s|$)")


def measure(text):
    words = len(_WORD.findall(text))
    sentences = len(_SENTENCE_END.findall(text)) or (1 if words else 0)
    return {
        "words": words,
        "sentences": sentences,
        "seconds": round(words * 60 / WORDS_PER_MINUTE),
    }
