"""The shipped catalogue: every file is valid, called as its source, and says where its address is shown to exist."""

from dataclasses import replace

import pytest

from archive.adoption.adopting import adopted_source
from archive.adoption.findings import Findings, OpenWay
from archive.adoption.source_catalogue import catalogue, from_catalogue
from archive.places.regions import province_of, provinces
from archive.sources import Source, load_source
from tests.laws.tracked import ROOT

FILES = sorted((ROOT / "spiders/sources").glob("*.toml"))


def test_every_file_is_found_as_the_installed_package_has_it() -> None:
    assert [*catalogue()] == [file.stem for file in FILES]
    assert {file.stem: load_source(file) for file in FILES} == dict(catalogue())


@pytest.mark.parametrize("source", catalogue().values(), ids=lambda source: source.name)
def test_every_source_has_evidence_and_was_never_checked_here(source: Source) -> None:
    assert source.evidence
    assert all(len(text.split()) > 1 for text in source.evidence)
    assert source.checked is None
    assert not source.local


def test_the_catalogue_reaches_over_the_provinces() -> None:
    assert len(catalogue()) >= 60
    assert {source.place[:2] for source in catalogue().values()} >= set(provinces())


def test_the_readme_tells_how_many_there_are() -> None:
    assert f"or the {len(catalogue())} that Arsip knows of" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_source_keeps_the_clock_of_its_province() -> None:
    for source in catalogue().values():
        province = province_of(source.place)
        assert province is not None, source.name
        assert source.time_zone == province.time_zone, source.name


def test_no_two_sources_have_one_host() -> None:
    hosts = [host for source in catalogue().values() for host in source.hosts]
    assert sorted(hosts) == sorted(set(hosts))


def test_adopting_by_name_keeps_what_is_known_and_takes_over_what_the_look_finds() -> None:
    known = from_catalogue("kanwil-jatim")
    assert known
    way = OpenWay("feed", "https://jatim.kemenkum.go.id/?format=feed", "its feed has 10 entries")
    found = Findings(known.url, "joomla", "Beranda", "en", "UTC", [way], ["feed"], feeds=["berita?format=feed"])
    source = adopted_source(known, found)
    assert source == replace(known, platform="joomla", language="en", ways=("feed",), feeds=("berita?format=feed",))
    assert (source.kind, source.place, source.former) == ("kanwil", "35", ("https://jatim.kemenkumham.go.id/",))
    assert source.title == "Kanwil Kemenkum Jawa Timur"


def test_a_name_that_the_catalogue_does_not_have_gives_nothing() -> None:
    assert from_catalogue("lapas-tidak-ada") is None
    assert from_catalogue("antara-lampung") is not None
