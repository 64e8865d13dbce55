"""Words on the pages of results: in Indonesian, then in English."""

WORDS: dict[str, tuple[str, str]] = {
    # results
    "results": ("Hasil pencarian", "Search results"),
    "found": ("{n} artikel ditemukan", "{n} articles found"),
    "found_one": ("1 artikel ditemukan", "1 article found"),
    "shown": ("halaman {page} dari {pages}", "page {page} of {pages}"),
    "narrow": ("Persempit", "Narrow down"),
    "by_source": ("Situs", "Site"),
    "by_year": ("Tahun terbit", "Year of publication"),
    "by_days": ("Tanggal dan tempat", "Dates and place"),
    "from": ("Dari", "From"),
    "until": ("Sampai", "To"),
    "place": ("Tempat", "Place"),
    "apply": ("Terapkan", "Apply"),
    "remove": ("Hapus saringan: {what}", "Remove the filter: {what}"),
    "others": ("dan {n} situs lain", "and {n} more sites"),
    "others_one": ("dan 1 situs lain", "and 1 more site"),
    "previous": ("Sebelumnya", "Previous"),
    "next": ("Berikutnya", "Next"),
    "pages": ("Halaman hasil", "Pages of results"),
    "caption": ("Keterangan foto", "Photo caption"),
    "in_attachment": ("Dalam lampirannya", "In its attachment"),
    "no_hit": ("Tidak ada yang ditemukan untuk {query}.", "Nothing was found for {query}."),
    "no_hit_hint": (
        "Kata yang lebih sedikit atau lebih pendek menemukan lebih banyak; razia* menemukan semua yang berawal begitu.",
        "Fewer or shorter words find more; razia* finds everything that begins so.",
    ),
    "no_hit_narrowed": ("Tanpa saringan, lebih banyak yang dicari.", "Without the filters, more is searched."),
    "without_filters": ("Cari tanpa saringan", "Search without filters"),
    "bad_query": (
        'Tidak ada kata yang dapat dicari di situ. Tulis satu kata atau lebih, misalnya: lapas "warga binaan" -rutan',
        'There is no word to look for in that. Write one or more, as in: lapas "warga binaan" -rutan',
    ),
    "bad_filter": (
        "Saringan itu tidak dikenal. Tanggal ditulis 2019, 2019-06, atau 2019-06-27, yang lebih awal di depan.",
        "That filter is unknown. Dates are written 2019, 2019-06 or 2019-06-27, the earlier one first.",
    ),
    "bad_address": (
        "Arsip ini tidak punya artikel di alamat itu.",
        "This archive has no article at that address.",
    ),
    "unclosed": (
        "Tanda kutip terakhir tidak ditutup: frasanya dibaca sampai akhir.",
        "The last quotation mark is not closed: its phrase runs to the end.",
    ),
    "how_to_search": (
        'Semua kata harus ada. "Frasa" di dalam kutip; OR, -tanpa, awalan*, title: dan caption: berlaku.',
        'All words must occur. "Phrases" stand in quotes; OR, -without, prefix*, title: and caption: work.',
    ),
}
