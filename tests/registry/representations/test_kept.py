"""A shelf of answers: bounded, each up to its moment, those asked for least going first."""

from datetime import UTC, datetime, timedelta

from registry.representations.domain.kept import Answer, Shelf

AT = datetime(2026, 5, 4, tzinfo=UTC)
LATER = AT + timedelta(seconds=60)


def answer(body: bytes = b"x") -> Answer:
    return Answer(200, ((b"etag", b'"1"'),), body, "/label/{number}")


def test_an_answer_is_found_until_its_moment_and_not_after():
    shelf = Shelf(100_000)
    shelf.put(("a",), answer(), LATER)

    assert shelf.find(("a",), LATER - timedelta(microseconds=1)) == answer()
    assert shelf.find(("a",), LATER) is None
    assert (len(shelf), shelf.taken) == (0, 0)


def test_what_was_not_asked_for_longest_makes_room():
    shelf = Shelf(20_000)
    for name in "abcd":
        shelf.put((name,), answer(bytes(1_000)), LATER)
    for number in range(5):
        shelf.put((number,), answer(bytes(1_000)), LATER)
    shelf.find(("a",), AT)

    shelf.put(("z",), answer(bytes(1_400)), LATER)

    kept = {name for name in "abcd" if shelf.find((name,), AT)}
    assert kept == {"a", "c", "d"}
    assert shelf.taken <= 20_000


def test_whatever_is_put_the_shelf_never_holds_more_than_its_room():
    shelf = Shelf(50_000)

    for number in range(1_000):
        shelf.put((number,), answer(bytes(number * 7 % 5_000)), LATER)

    assert 0 < shelf.taken <= 50_000
    counted = sum(answer(bytes(n * 7 % 5_000)).weight for n in range(1_000) if shelf.find((n,), AT))
    assert counted == shelf.taken


def test_an_answer_that_is_put_again_counts_once():
    shelf = Shelf(50_000)

    shelf.put(("a",), answer(bytes(100)), LATER)
    shelf.put(("a",), answer(bytes(200)), LATER)

    assert (len(shelf), shelf.taken) == (1, answer(bytes(200)).weight)


def test_an_answer_that_would_take_much_of_the_room_is_not_kept():
    shelf = Shelf(50_000)

    shelf.put(("a",), answer(bytes(10_000)), LATER)

    assert len(shelf) == 0
