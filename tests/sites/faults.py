"""An nginx with fixed faults and broken TLS: `lab/faults.conf`, from Python."""

import gzip
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.sites.certificates import write_all
from tests.sites.lab_state import LAB, free_ports, wait_until_it_answers
from tests.sites.packages import install

TLS = ("good", "expired", "self", "wronghost", "otherca", "tls1")
BOMB_MEBIBYTES = 256
PAGE = "<html><head><title>Contoh</title></head><body><p>isi</p></body></html>"
BROKEN = '<?xml version="1.0"?><rss version="2.0"><channel><title>rusak</title><item><title>a & b</title>'


@dataclass(frozen=True)
class Faults:
    """A running server: `url` for the paths of lab/faults.conf, `tls` by the name of its fault, and its authority."""

    url: str
    tls: dict[str, str]
    authority: Path


@contextmanager
def serve_faults(state: Path) -> Iterator[Faults]:
    """Serve while the block runs; nginx is installed when it is missing."""
    _install_nginx()
    _write_pages(state / "www")
    write_all(state)
    http, *tls = free_ports(1 + len(TLS))
    ports = dict(zip(TLS, tls, strict=True))
    config = state / "nginx.conf"
    config.write_text(_filled(state, http, ports))
    process = subprocess.Popen(["nginx", "-c", config], stdin=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{http}/"
        wait_until_it_answers(url)
        yield Faults(url, {name: f"https://127.0.0.1:{port}/" for name, port in ports.items()}, state / "ca.pem")
    finally:
        process.terminate()
        process.wait(30)


def _install_nginx() -> None:
    if Path("/usr/sbin/nginx").exists() and list(Path("/etc/nginx/modules-enabled").glob("*echo*")):
        return
    install("nginx-light")


def _write_pages(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "index.html").write_text(PAGE)
    (folder / "broken.xml").write_text(BROKEN)
    (folder / "laughs.xml").write_text(_billion_laughs())
    big = folder / "big.html"
    big.write_text("<html><body>")
    os.truncate(big, 300 << 20)
    bomb = folder / "bomb.html.gz"
    if not bomb.exists():
        with gzip.open(bomb, "wb", 9) as file:
            for _ in range(BOMB_MEBIBYTES):
                file.write(b"<p>" + b"A" * ((1 << 20) - 3))


def _billion_laughs() -> str:
    entities = ['<!ENTITY a "aaaaaaaaaa">']
    entities += [f'<!ENTITY {after} "{f"&{name};" * 10}">' for name, after in zip("abcde", "bcdef", strict=True)]
    doctype = f"<!DOCTYPE rss [{''.join(entities)}]>"
    return f'<?xml version="1.0"?>{doctype}<rss version="2.0"><channel><title>&f;</title></channel></rss>'


def _filled(state: Path, http: int, ports: dict[str, int]) -> str:
    template = (LAB / "faults.conf").read_text()
    servers = "\n".join(_tls_server(state, name, port) for name, port in ports.items())
    return template.replace("@TLS_SERVERS@", servers).replace("@STATE@", str(state)).replace("@HTTP@", str(http))


def _tls_server(state: Path, name: str, port: int) -> str:
    certificate = state / ("good" if name == "tls1" else name)
    old = "ssl_protocols TLSv1; ssl_ciphers ALL:@SECLEVEL=0; " if name == "tls1" else ""
    return (
        f"  server {{ listen 127.0.0.1:{port} ssl; root {state}/www; {old}"
        f"ssl_certificate {certificate}.crt; ssl_certificate_key {certificate}.key; }}"
    )
