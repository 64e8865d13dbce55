"""Files of other crawlers, written by warcio, and what they hold: pages of a site that is no more."""

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.sources import Source, source_text
from tests.crawling import Archive
from tests.news_site import NewsSite, Post

HOST = "rutan.contoh.example"
SITE = f"http://{HOST}/"
HTML = "text/html; charset=utf-8"
MARCH = datetime(2019, 3, 1, 5, tzinfo=UTC)


def page(number: int, edition: int = 0, site: str = SITE) -> bytes:
    """The page of a post of the site, as it stood in an edition."""
    return NewsSite([], url=site)._page(Post(number, edition=edition)).encode()


def address(number: int, site: str = SITE) -> str:
    return site.rstrip("/") + Post(number).path


def day(number: int) -> str:
    """The WARC date of the first of March 2019, and `number` days."""
    return f"{MARCH + timedelta(days=number):%Y-%m-%dT%H:%M:%SZ}"


class Foreign:
    """Another crawler at work on one WARC."""

    def __init__(self, stream: io.BufferedIOBase, *, gzip: bool, software: str = "Perayap-Contoh/3.4") -> None:
        self._writer = WARCWriter(stream, gzip=gzip)
        if software:
            self._write(self._writer.create_warcinfo_record("x.warc.gz", {"software": software}))

    def response(
        self, url: str, body: bytes, date: str, status: str = "200 OK", kind: str = HTML, **headers: str
    ) -> None:
        lines = [("Content-Type", kind), *((name.replace("_", "-"), value) for name, value in headers.items())]
        head = StatusAndHeaders(status, lines, protocol="HTTP/1.1")
        record = self._writer.create_warc_record(
            url, "response", io.BytesIO(body), http_headers=head, warc_headers_dict={"WARC-Date": date}
        )
        request = StatusAndHeaders("GET / HTTP/1.1", [("Host", HOST)], is_http_request=True)
        self._write(record)
        self._write(self._writer.create_warc_record(url, "request", http_headers=request))

    def _write(self, record: ArcWarcRecord) -> None:
        self._writer.write_record(record)
        if record.raw_stream is not None:
            record.raw_stream.close()  # warcio leaves its temporary file to the garbage collector

    def resource(self, url: str, body: bytes, date: str, kind: str = HTML) -> None:
        record = self._writer.create_warc_record(
            url, "resource", io.BytesIO(body), warc_content_type=kind, warc_headers_dict={"WARC-Date": date}
        )
        self._write(record)

    def revisit(self, url: str, body: bytes, date: str, first: str) -> None:
        """The page is as it was in the capture of the date `first`."""
        head = StatusAndHeaders("200 OK", [("Content-Type", HTML)], protocol="HTTP/1.1")
        made = self._writer.create_revisit_record(
            url,
            digest=payload_digest(body),
            refers_to_uri=url,
            refers_to_date=first,
            http_headers=head,
            warc_headers_dict={"WARC-Date": date},
        )
        self._write(made)


def payload_digest(body: bytes) -> str:
    return f"sha1:{base64.b32encode(hashlib.sha1(body).digest()).decode()}"


@contextmanager
def foreign(path: Path, *, gzip: bool = True, software: str = "Perayap-Contoh/3.4") -> Iterator[Foreign]:
    """Write a WARC at `path`."""
    with path.open("wb") as stream:
        yield Foreign(stream, gzip=gzip, software=software)


def wacz(path: Path, *warcs: Path) -> Path:
    """Pack WARCs into a WACZ, as its standard has it."""
    with zipfile.ZipFile(path, "w") as package:
        for warc in warcs:
            package.write(warc, f"archive/{warc.name}")
        package.writestr("datapackage.json", json.dumps({"profile": "data-package", "wacz_version": "1.1.1"}))
        package.writestr("indexes/index.cdx", "")
    return path


def adopt_by_hand(archive: Archive, **facts: object) -> Source:
    """Adopt a site that cannot be asked any more."""
    source = Source(**{"name": "rutan", "url": SITE, "platform": "wordpress", **facts})  # type: ignore[arg-type]  # the names are those of the source
    (archive.path / "sources" / f"{source.name}.toml").write_text(source_text(source))
    return source
