"""The place of a label in its series, in five characters: digits first, then letters too.

The first 99,999 places are plain numbers, as they are printed since the first label. After them
come all texts of five characters that have a letter in them, in the order of the alphabet.
"""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""31 characters without I, O, S, V and Z, as in GB 32100-2015; digits before letters."""
_PLACES = 5
_NUMBERS = 100_000
LAST_SEQUENCE = 31**5 - 1


def written(sequence: int) -> str:
    """The five characters of a place, from 0 to `LAST_SEQUENCE`."""
    if sequence < _NUMBERS:
        return f"{sequence:0{_PLACES}}"
    left, text = sequence - _NUMBERS, ""
    for behind in reversed(range(_PLACES)):
        for character in ALPHABET:
            following = _following(text + character, behind)
            if left < following:
                break
            left -= following
        text += character
    return text


def read(text: str) -> int:
    """The place that five characters of the alphabet stand for."""
    if text.isdecimal():
        return int(text)
    before = 0
    for at, character in enumerate(text):
        smaller = ALPHABET[: ALPHABET.index(character)]
        before += sum(_following(text[:at] + c, _PLACES - at - 1) for c in smaller)
    return _NUMBERS + before


def _following(start: str, behind: int) -> int:
    """How many texts with a letter begin so, with so many characters behind."""
    every: int = len(ALPHABET) ** behind
    numbers: int = 10**behind
    return every - numbers if start.isdecimal() else every
