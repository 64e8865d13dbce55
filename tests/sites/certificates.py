"""Certificates of a test authority: good ones, and the ways in which offices let theirs go bad."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

CURVE = ec.SECP256R1()
LOOPBACK: list[x509.GeneralName] = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
ELSEWHERE: list[x509.GeneralName] = [x509.DNSName("salah.contoh.test")]


class Authority:
    """One that signs certificates; `certificate` is its own."""

    def __init__(self, name: str) -> None:
        self._key = ec.generate_private_key(CURVE)
        self._name = _named(name)
        draft = _draft(self._name, self._name, self._key.public_key(), expired=False)
        basic = x509.BasicConstraints(ca=True, path_length=0)
        self.certificate = draft.add_extension(basic, critical=True).sign(self._key, hashes.SHA256())

    def issue(self, folder: Path, name: str, hosts: list[x509.GeneralName], *, expired: bool = False) -> None:
        """Write `name.crt` and `name.key`, valid for `hosts`, today or (`expired`) last year."""
        key = ec.generate_private_key(CURVE)
        draft = _draft(_named(name), self._name, key.public_key(), expired=expired)
        signed = draft.add_extension(x509.SubjectAlternativeName(hosts), critical=False).sign(
            self._key, hashes.SHA256()
        )
        _write(folder, name, signed, key)


def write_all(folder: Path) -> None:
    """Write ca.pem, and a key and certificate for each of good, expired, self, wronghost and otherca."""
    known, unknown = Authority("Arsip Uji"), Authority("Tak Dikenal")
    (folder / "ca.pem").write_bytes(known.certificate.public_bytes(Encoding.PEM))
    known.issue(folder, "good", LOOPBACK)
    known.issue(folder, "expired", LOOPBACK, expired=True)
    known.issue(folder, "wronghost", ELSEWHERE)
    unknown.issue(folder, "otherca", LOOPBACK)
    own = Authority("localhost")
    _write(folder, "self", own.certificate, own._key)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _draft(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, *, expired: bool
) -> x509.CertificateBuilder:
    end = datetime.now(UTC) + timedelta(days=-30 if expired else 30)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(end - timedelta(days=365))
        .not_valid_after(end)
    )


def _write(folder: Path, name: str, certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> None:
    (folder / f"{name}.crt").write_bytes(certificate.public_bytes(Encoding.PEM))
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / f"{name}.key").write_bytes(private)
