"""Every word on the archive's pages, in Indonesian and in English: one table, so that no page is half translated."""

from archive.browse import words_article, words_endings, words_places, words_reading, words_results, words_shared

LANGUAGES = ("id", "en")
DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "id": (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}

# a key that ends in _one is taken where n is 1
WORDS: dict[str, tuple[str, str]] = (
    words_shared.WORDS
    | words_results.WORDS
    | words_reading.WORDS
    | words_article.WORDS
    | words_places.WORDS
    | words_endings.WORDS
)


def say(key: str, language: str, **values: object) -> str:
    """The words of `key` in a language of `LANGUAGES`; `n`, a number, is set in that language's digits."""
    count = values.get("n")
    if count == 1 and f"{key}_one" in WORDS:
        key = f"{key}_one"
    if isinstance(count, int):
        values["n"] = number(count, language)
    return WORDS[key][LANGUAGES.index(language)].format(**values)


def name_of(kind: str, value: str, language: str) -> str:
    """The word for a member of a closed list (`role`, `field`, `origin`), or the member itself where there is none."""
    return say(f"{kind}.{value}", language) if f"{kind}.{value}" in WORDS else value


def number(count: int, language: str) -> str:
    """`12345` as 12.345 in Indonesian and 12,345 in English."""
    return f"{count:,}".replace(",", "." if language == "id" else ",")


def percent(share: float, language: str) -> str:
    """`0.0345` as 3,5 % in Indonesian and 3.5 % in English; what is there and less than that as < 0,1 %."""
    tenth = 0.001
    text = f"< {tenth * 100:.1f}" if 0 < share < tenth else f"{share * 100:.1f}"
    return f"{text.replace('.', ',') if language == 'id' else text} %"
