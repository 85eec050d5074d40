"""Words and their bigrams: a search over Chinese and English that needs no dictionary."""

import unicodedata


def folded(text: str) -> str:
    """Compatibility forms made one, lower case, single blanks: full-width ＣＯ２ equals co2."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def bigrams(text: str) -> list[str]:
    """Every pair of neighbouring characters within a word, each once and in order.

    A word occurs in a text only if all of its bigrams do, so an index over them narrows the
    search; words of a single character have none and are looked up in the text itself.
    """
    pairs = {
        word[start : start + 2] for word in folded(text).split() for start in range(len(word) - 1)
    }
    return sorted(pairs)
