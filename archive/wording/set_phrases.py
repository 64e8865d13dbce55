"""Titles of office, names of the ministry, mottos and synonyms: what stands in very many articles shows no copying.

They are told by their words alone, so that a walk over the words of a text finds them all; nothing is learned here.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

PRISONER = "wbp"
# one prisoner by many names; papers exchange them freely, so that they count as one word
PRISONERS = (
    "warga binaan pemasyarakatan wbp",
    "warga binaan pemasyarakatan",
    "warga binaan wbp",
    "warga binaan",
    "wbp",
    "narapidana napi",
    "narapidana",
    "napi",
)
HEADS = (
    "lembaga pemasyarakatan lapas",
    "lembaga pemasyarakatan",
    "lapas",
    "rumah tahanan negara rutan",
    "rumah tahanan negara",
    "rumah tahanan rutan",
    "rumah tahanan",
    "rutan",
    "lembaga pembinaan khusus anak lpka",
    "lembaga pembinaan khusus anak",
    "lpka",
    "balai pemasyarakatan bapas",
    "balai pemasyarakatan",
    "bapas",
    "rumah penyimpanan benda sitaan negara rupbasan",
    "rumah penyimpanan benda sitaan negara",
    "rupbasan",
)
OFFICERS = (
    "kalapas",
    "ka lapas",
    "karutan",
    "ka rutan",
    "ka lpka",
    "kabapas",
    "ka bapas",
    "karupbasan",
    "kepala kesatuan pengamanan kplp",
    "kepala kesatuan pengamanan kpr",
    "kepala kesatuan pengamanan",
    "kplp",
    "kpr",
    "kepala seksi administrasi keamanan dan tata tertib",
    "kepala seksi bimbingan narapidana dan anak didik",
    "kepala seksi pembinaan narapidana dan anak didik",
    "kepala seksi kegiatan kerja",
    "kepala seksi pelayanan tahanan",
    "kepala subseksi pelayanan tahanan",
    "kepala sub bagian tata usaha",
    "kepala subbagian tata usaha",
    "kasi binadik",
    "kasi kamtib",
    "kasi adm kamtib",
    "kasi giatja",
    "kasubag tu",
    "kasubsi",
    "kepala divisi pemasyarakatan",
    "kadivpas",
    "kepala kepolisian resor kapolres",
    "kepala kepolisian resor",
    "kapolres",
    "kepala kepolisian daerah",
    "kapolda",
    "kasat reskrim",
    "kasi humas",
    "kepala",
)
MINISTRY = (
    "menteri imigrasi dan pemasyarakatan",
    "menteri imipas",
    "menimipas",
    "wakil menteri imigrasi dan pemasyarakatan",
    "kementerian imigrasi dan pemasyarakatan kemenimipas",
    "kementerian imigrasi dan pemasyarakatan",
    "kemenimipas",
    "kementerian imipas",
    "menteri hukum dan hak asasi manusia",
    "menteri hukum dan ham",
    "menkumham",
    "kementerian hukum dan hak asasi manusia",
    "kementerian hukum dan ham",
    "kemenkumham",
    "kementerian hukum",
    "direktorat jenderal pemasyarakatan ditjenpas",
    "direktorat jenderal pemasyarakatan ditjen pas",
    "direktorat jenderal pemasyarakatan",
    "ditjenpas",
    "ditjen pas",
    "ditjen pemasyarakatan",
    "direktur jenderal pemasyarakatan dirjenpas",
    "direktur jenderal pemasyarakatan",
    "dirjen pemasyarakatan",
    "dirjenpas",
    "dirjen pas",
    "kepala kantor wilayah kakanwil",
    "kepala kantor wilayah",
    "kakanwil",
    "kantor wilayah kanwil",
    "kantor wilayah",
    "kanwil",
    "unit pelaksana teknis upt pemasyarakatan",
    "unit pelaksana teknis pemasyarakatan",
    "unit pelaksana teknis upt",
    "unit pelaksana teknis",
    "upt pemasyarakatan",
    "republik indonesia",
    "presiden republik indonesia",
)
MOTTOS = (
    "program akselerasi",
    "zero halinar",
    "zero handphone pungli dan narkoba",
    "zero handphone pungutan liar dan narkoba",
    "handphone pungutan liar dan narkoba",
    "handphone pungli dan narkoba",
    "handphone pungli narkoba",
    "asta cita presiden prabowo subianto",
    "asta cita",
    "kunci pemasyarakatan maju",
    "back to basics",
    "deteksi dini gangguan keamanan dan ketertiban",
    "gangguan keamanan dan ketertiban",
    "keamanan dan ketertiban",
    "aman tertib dan kondusif",
    "aman dan kondusif",
    "profesional akuntabel sinergi transparan dan inovatif",
    "profesional akuntabel sinergi transparan inovatif",
    "wilayah bebas dari korupsi wbk dan wilayah birokrasi bersih dan melayani wbbm",
    "wilayah bebas dari korupsi",
    "wilayah bebas korupsi",
    "wilayah birokrasi bersih dan melayani wbbm",
    "wilayah birokrasi bersih dan melayani",
    "wilayah birokrasi bersih melayani",
    "zona integritas",
    "undang undang nomor 22 tahun 2022 tentang pemasyarakatan",
    "undang undang nomor 12 tahun 1995 tentang pemasyarakatan",
)
# of a prison; `11 A` and `ll B` are misread Roman numerals
GRADES = (
    *("i", "ii", "iii", "iia", "iib", "iiia", "iiib", "ii a", "ii b", "iii a", "iii b"),
    *("1", "2", "3", "2a", "2b", "2 a", "2 b", "11a", "11b", "11 a", "11 b", "lla", "llb", "ll a", "ll b"),
)
Phrases = MappingProxyType[str, tuple[tuple[tuple[str, ...], str], ...]]


class SetPhrase(NamedTuple):
    """A phrase among tokens, from `first` up to, not with, `end`, and the word that counts for it (or an empty one)."""

    first: int
    end: int
    word: str


def counted_words(tokens: Sequence[str]) -> list[str]:
    """The words that count in a comparison, of all the `tokens` of a text (case folded)."""
    words: list[str] = []
    at = 0
    for phrase in set_phrases(tokens):
        words += tokens[at : phrase.first]
        if phrase.word:
            words.append(phrase.word)
        at = phrase.end
    words += tokens[at:]
    return words


def set_phrases(tokens: Sequence[str]) -> Iterator[SetPhrase]:
    """The titles, names and mottos among the tokens of a text (case folded), in its order; none within another."""
    phrases, end = _phrases(), 0
    for first in [at for at, token in enumerate(tokens) if token in phrases]:
        if first >= end and (found := _phrase_at(tokens, first)) is not None:
            end = found.end
            yield found


def _phrase_at(tokens: Sequence[str], first: int) -> SetPhrase | None:
    for phrase, word in _phrases()[tokens[first]]:
        end = first + len(phrase)
        if tuple(tokens[first:end]) == phrase:
            return SetPhrase(first, end, word)
    return None


@cache
def _phrases() -> Phrases:
    """The phrases by their first words, the longest first, each with the word that counts for it."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    of = [(tuple(phrase.split()), PRISONER) for phrase in PRISONERS]
    of += [(tuple(phrase.split()), "") for phrase in (*HEADS, *OFFICERS, *MINISTRY, *MOTTOS)]
    of += [(("kelas" if as_kelas else "klas", *grade.split()), "") for grade in GRADES for as_kelas in (True, False)]
    for words, word in sorted(of, key=lambda one: -len(one[0])):
        found.setdefault(words[0], []).append((words, word))
    return MappingProxyType({first: tuple(phrases) for first, phrases in found.items()})
