"""Each page and file that there is stands in the lists that the browser tests and the pictures go by, and answers."""

import re
from collections.abc import Iterator

import pytest

from archive.browse.plugin import register_routes
from tests.browsing import Room, room
from tests.every_page import files_of, pages_of
from tests.exhibit import Exhibit, exhibit
from tests.laws.tracked import ROOT, project_files

STATUS = {"missing": 404, "tables-closed": 403}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Exhibit:
    return exhibit(tmp_path_factory.mktemp("every-page") / "arsip")


@pytest.fixture(scope="module")
def opened(made: Exhibit) -> Iterator[Room]:
    with room(made.path) as pages:
        yield pages


def test_every_route_has_an_address_in_the_lists(made: Exhibit) -> None:
    listed = [address.partition("?")[0] for address in [*pages_of(made).values(), *files_of(made)]]
    unseen = [route for route, _ in register_routes() if not any(re.match(route, path) for path in listed)]
    assert unseen == []


def test_every_page_is_one_in_both_languages(made: Exhibit, opened: Room) -> None:
    for name, address in pages_of(made).items():
        status = STATUS.get(name, 200)
        for language in ("id", "en"):
            between = "&" if "?" in address else "?"
            page = opened.text(f"{address}{between}lang={language}", status)
            assert f'<html lang="{language}">' in page, name


def test_every_file_is_none(made: Exhibit, opened: Room) -> None:
    for address in files_of(made):
        answer = opened.get(address)
        assert answer.status_code == 200, address
        assert not answer.headers["content-type"].startswith("text/html"), address


def test_the_pictures_of_the_documents_are_small_and_stand_in_the_readme() -> None:
    pictures = [name for name in project_files() if name.endswith(".png")]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(pictures) == 3
    assert [name for name in pictures if f'src="{name}"' not in readme] == []
    assert max((ROOT / name).stat().st_size for name in pictures) < 150_000
