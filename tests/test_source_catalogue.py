"""The shipped catalogue: every file is valid, called as its source, and says where its address is shown to exist."""

import pytest

from archive.source_catalogue import catalogue, from_catalogue
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


def test_no_two_sources_have_one_host() -> None:
    hosts = [host for source in catalogue().values() for host in source.hosts]
    assert sorted(hosts) == sorted(set(hosts))


def test_a_name_that_the_catalogue_does_not_have_gives_nothing() -> None:
    assert from_catalogue("lapas-tidak-ada") is None
    assert from_catalogue("antara-lampung") is not None
