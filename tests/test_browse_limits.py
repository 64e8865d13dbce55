"""What one visitor may ask of the archive ends: SQL by time and by rows, a page's question by time."""

import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from archive.browse import page
from tests.browsing import Room, plain, room
from tests.furnished import furnish

ENDLESS = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
MANY = "with recursive n(i) as (select 1 union all select i + 1 from n limit 5000) select i from n"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    made = furnish(tmp_path_factory.mktemp("limits") / "arsip")
    with room(made.folder.path) as pages:
        yield pages


def test_sql_of_ones_own_ends_after_a_second(opened: Room) -> None:
    answer = opened.get(f"/archive.json?sql={quote(ENDLESS)}")
    assert answer.status_code == 400
    assert "interrupted" in answer.text.lower() or "time limit" in answer.text.lower()


def test_sql_of_ones_own_gives_a_thousand_rows(opened: Room) -> None:
    answer = json.loads(opened.text(f"/archive.json?sql={quote(MANY)}"))
    assert len(answer["rows"]) == 1000
    assert answer["truncated"]


def test_a_question_that_takes_too_long_is_said(opened: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MOST_MILLISECONDS", 0.001)
    assert "Pertanyaan ini terlalu lama dijawab" in plain(opened.text("/cari?q=petugas+menggelar+tertib", 503))
