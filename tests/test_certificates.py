"""A broken certificate ends a crawl with a way out; where the archivist takes it, what was captured so is marked."""

import ssl
from pathlib import Path

import pytest

from archive.captures import read_exchange
from archive.folder import ArchiveFolder
from archive.sources import Source, load_source, source_text
from tests.crawling import Archive, assert_whole, new_archive
from tests.news_site import NewsSite, Post, serve
from tests.sites.certificates import write_all

FAULTS = {
    "expired": "it has expired",
    "self": "it is signed by itself",
    "wronghost": "it is made out to another host",
    "otherca": "its chain is incomplete, or its authority is not known",
}


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("certificates")
    write_all(folder)
    return folder


@pytest.fixture
def archive(tmp_path: Path, certificates: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates / "ca.pem"))
    return new_archive(tmp_path / "arsip")


def showing(certificates: Path, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates / f"{name}.crt", certificates / f"{name}.key")
    return context


def adopt(archive: Archive, site: NewsSite, name: str = "contoh", *, any_certificate: bool = False) -> None:
    source = Source(name, site.url, "wordpress", local=True, any_certificate=any_certificate)
    (archive.path / "sources" / f"{name}.toml").write_text(source_text(source))


def marks(archive: Archive) -> set[str | None]:
    return {mark for (mark,) in archive.rows("SELECT tls_unverified FROM captures")}


@pytest.mark.parametrize("accepted", [False, True])
def test_a_good_certificate_is_not_marked_whatever_the_source_accepts(
    archive: Archive, certificates: Path, *, accepted: bool
) -> None:
    with serve(NewsSite([Post(1), Post(2)]), showing(certificates, "good")) as site:
        adopt(archive, site, any_certificate=accepted)
        done = archive.run("crawl", "contoh")
    assert done.returncode == 0, done.stdout
    assert archive.fates() == {("stored", None): 2}
    assert marks(archive) == {None}


@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_certificate_ends_the_crawl_and_the_way_out_works(
    archive: Archive, certificates: Path, name: str
) -> None:
    with serve(NewsSite([Post(1), Post(2)]), showing(certificates, name)) as site:
        adopt(archive, site)
        for _ in range(2):
            done = archive.run("crawl", "contoh")
            assert done.returncode == 3
            assert f"the certificate of 127.0.0.1 is broken: {FAULTS[name]}; any_certificate = true" in done.stdout
            assert archive.rows("SELECT fate, reason FROM urls") == [("failed", "broken-tls")]
        assert not site.asked
        adopt(archive, site, any_certificate=True)
        done = archive.run("crawl", "contoh")
        assert done.returncode == 0, done.stdout
    assert archive.fates() == {("stored", None): 2}
    assert marks(archive) == {FAULTS[name]}
    assert_marked_everywhere(archive, FAULTS[name])
    assert_whole(archive)


def assert_marked_everywhere(archive: Archive, fault: str) -> None:
    for file, offset in archive.rows(
        "SELECT f.path, c.warc_offset FROM captures c JOIN warc_files f ON f.id = c.warc_file"
    ):
        assert read_exchange(ArchiveFolder(archive.path).warc, file, offset).tls_unverified == fault
    ((article,),) = archive.rows("SELECT public_id FROM articles LIMIT 1")
    assert f"tls_unverified: the certificate is broken: {fault}" in archive.run("show", article).stdout


def test_what_the_archivist_accepts_for_one_source_is_accepted_for_no_other(
    archive: Archive, certificates: Path
) -> None:
    tls = showing(certificates, "expired")
    with serve(NewsSite([Post(1)]), tls) as taken, serve(NewsSite([Post(2)]), tls) as refused:
        adopt(archive, taken, "diterima", any_certificate=True)
        adopt(archive, refused, "ditolak")
        assert archive.run("crawl", "diterima", "ditolak").returncode == 3
    assert archive.rows("SELECT s.name FROM articles a JOIN sources s ON s.id = a.source") == [("diterima",)]


def test_an_old_tls_is_said_and_tried_again(archive: Archive, certificates: Path) -> None:
    tls = showing(certificates, "good")
    tls.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1"):
        tls.minimum_version = tls.maximum_version = ssl.TLSVersion.TLSv1
    with serve(NewsSite([Post(1)]), tls) as site:
        adopt(archive, site)
        done = archive.run("crawl", "contoh")
    assert done.returncode == 3
    assert "the site speaks no TLS that still protects (1.2 or newer)" in done.stdout


def test_a_site_with_a_broken_certificate_is_adopted_only_when_that_is_said(
    archive: Archive, certificates: Path
) -> None:
    with serve(NewsSite([Post(1), Post(2)]), showing(certificates, "expired")) as site:
        refused = archive.run("source", "add", site.url, "--name", "contoh")
        taken = archive.run("source", "add", site.url, "--name", "contoh", "--any-certificate")
    assert refused.returncode == 1
    assert "it has expired; any_certificate = true in its file (source add --any-certificate)" in refused.stderr
    assert taken.returncode == 0, taken.stderr
    assert load_source(archive.path / "sources" / "contoh.toml").any_certificate
