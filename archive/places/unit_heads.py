"""What the names of units begin with: the kinds, their usual label, and the spellings that newsrooms use."""

import re
from dataclasses import dataclass

PRISON = r"lembaga\s+pe(?:r?masyarakat(?:an)?|masyarkatan|masyarakan|mayarakatan|masayarakatan)"
DETENTION = r"rumah\s+tahanan(?:\s+negara)?"


@dataclass(frozen=True, slots=True)
class Head:
    """One kind of unit: the label in its usual name, and patterns of its spellings and of its head's office."""

    label: str
    spellings: str
    officer: str | None = None
    has_class: bool = True
    needs_known_place: bool = False


def _outside(label: str, spellings: str) -> Head:
    """A unit that is none of the prison service's; its letters mean other things too."""
    return Head(label, spellings, has_class=False, needs_known_place=True)


HEADS: dict[str, Head] = {
    "cabang-rutan": Head("Cabang Rutan", rf"cabang\s+(?:rutan|{DETENTION})|cabrutan"),
    "pos-bapas": Head("Pos Bapas", r"pos\s+(?:bapas|balai\s+pemasyarakatan)", has_class=False),
    "lapas": Head("Lapas", rf"{PRISON}|lapas", r"kalapas|ka\.? ?lapas"),
    "rutan": Head("Rutan", rf"{DETENTION}|rutan(?:\s+negara(?=\s+[Kk]e?las))?", r"karutan|ka\.? ?rutan"),
    "lpka": Head("LPKA", r"lembaga\s+pembinaan\s+khusus\s+anak|lpka", r"ka\.? ?lpka"),
    "lpas": Head("LPAS", r"lembaga\s+penempatan\s+anak\s+sementara|lpas"),
    "bapas": Head("Bapas", r"balai\s+pemasyarakatan|bapas", r"kabapas|ka\.? ?bapas"),
    "rupbasan": Head(
        "Rupbasan",
        r"rumah\s+penyimpanan\s+(?:benda|barang)\s+sitaan(?:\s+(?:dan\s+barang\s+rampasan\s+)?negara)?|rupbasan",
        r"karupbasan|ka\.? ?rupbasan",
    ),
    "rs-pengayoman": Head("RS Pengayoman", r"(?:rumah\s+sakit|rsu?)(?:\s+umum)?\s+pengayoman", has_class=False),
    "rudenim": Head("Rudenim", r"rumah\s+detensi\s+imigrasi|rudenim", has_class=False, needs_known_place=True),
    "kantor-imigrasi": Head("Kantor Imigrasi", r"kantor\s+imigrasi|kanim", needs_known_place=True),
    "lp": Head("Lapas", r"(?-i:LP)", needs_known_place=True),
    "lpp": Head("Lapas Perempuan", r"(?-i:LPP)", needs_known_place=True),
    "polda": _outside("Polda", r"polda|kepolisian\s+daerah"),
    "polresta": Head("Polresta", r"polresta(?:\s+metro)?|kepolisian\s+resor\s+kota(?=\s*\()", has_class=False),
    "polres": Head("Polres", r"polres(?:\s+metro)?|kepolisian\s+resort?(?:\s+metro(?:politan)?)?", has_class=False),
    "polrestabes": _outside("Polrestabes", r"polrestabes"),
    "polsek": Head("Polsek", r"polsek(?:ta)?(?:\s+metro)?|kepolisian\s+sektor", has_class=False),
    "kodim": _outside("Kodim", r"kodim|komando\s+distrik\s+militer"),
    "koramil": _outside("Koramil", r"koramil|komando\s+rayon\s+militer"),
    "bnn": _outside("BNN", r"(?-i:BNN[PK]?)|badan\s+narkotika\s+nasional"),
    "kejari": _outside("Kejari", r"kejari|kejaksaan\s+negeri"),
    "kejati": _outside("Kejati", r"kejati|kejaksaan\s+tinggi"),
    "pengadilan-negeri": _outside("PN", r"pengadilan\s+negeri|(?-i:PN)"),
    "satpol-pp": _outside("Satpol PP", r"satuan\s+polisi\s+pamong\s+praja|satpol\s+pp"),
}
SPECIALITIES = {
    ("lapas", "narkotika"): "lapas-narkotika",
    ("lapas", "narkoba"): "lapas-narkotika",
    ("lapas", "perempuan"): "lapas-perempuan",
    ("lapas", "wanita"): "lapas-perempuan",
    ("lapas", "terbuka"): "lapas-terbuka",
    ("lapas", "pemuda"): "lapas-pemuda",
    ("lapas", "khusus"): "lapas-khusus",
    ("lapas", "anak"): "lpka",
    ("rutan", "perempuan"): "rutan-perempuan",
    ("rutan", "wanita"): "rutan-perempuan",
}
SAME = {"lp": "lapas", "lpp": "lapas-perempuan"}
LABELS = {kind: head.label for kind, head in HEADS.items()} | {
    "lapas-narkotika": "Lapas Narkotika",
    "lapas-perempuan": "Lapas Perempuan",
    "lapas-terbuka": "Lapas Terbuka",
    "lapas-pemuda": "Lapas Pemuda",
    "lapas-khusus": "Lapas Khusus",
    "rutan-perempuan": "Rutan Perempuan",
}
ALONE = frozenset({"rs-pengayoman"})  # there is but one


def _heads() -> re.Pattern[str]:
    kinds = (
        f"(?P<{kind.replace('-', '_')}>{'|'.join(filter(None, (head.officer, head.spellings)))})"
        for kind, head in HEADS.items()
    )
    return re.compile(rf"\b(?:{'|'.join(kinds)})\b", re.IGNORECASE)


HEAD = _heads()
OFFICE = re.compile("|".join(head.officer for head in HEADS.values() if head.officer), re.IGNORECASE)
