from __future__ import annotations

import pytest

from vectorbeats_desktop.engine.search.recent import Recent


def test_the_last_few_answers_are_kept_and_the_oldest_goes() -> None:
    recent: Recent[int] = Recent(2)
    asked = []

    def ask(number: int) -> int:
        def find() -> int:
            asked.append(number)
            return 10 * number

        return recent.get(number, find)

    assert [ask(number) for number in (1, 2, 1, 3, 1, 2)] == [10, 20, 10, 30, 10, 20]
    assert asked == [1, 2, 3, 2], "2 was asked for longest ago when 3 came"


def test_what_was_not_found_is_not_kept() -> None:
    recent: Recent[int] = Recent(2)
    with pytest.raises(ZeroDivisionError):
        recent.get("key", lambda: 1 // 0)
    assert recent.get("key", lambda: 5) == 5


def test_what_is_kept_can_be_looked_up_replaced_and_forgotten() -> None:
    recent: Recent[int] = Recent(2)
    assert recent.known("a") is None
    assert [recent.keep("a", 1), recent.keep("b", 2), recent.keep("a", 3)] == [1, 2, 3]
    recent.keep("c", 4)
    assert (recent.known("a"), recent.known("b"), recent.known("c")) == (3, None, 4)
    recent.clear()
    assert recent.known("a") is None
