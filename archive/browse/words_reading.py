"""Words on the pages that compare and that show words in their place: in Indonesian, then in English."""

WORDS: dict[str, tuple[str, str]] = {
    # compare
    "compare": ("Bandingkan", "Compare"),
    "compare_with": ("Bandingkan dengan", "Compare with"),
    "compare_hint": (
        'Sampai empat pencarian di satu garis: kata, "frasa", situs:nama, unit:nama, jaringan:nama, tempat:nama.',
        'Up to four searches on one timeline: words, "phrases", source:site, unit:prison, network:name, place:name.',
    ),
    "question": ("Pencarian {n}", "Search {n}"),
    "reprints": ("Salinan", "Reprints"),
    "fold.none": ("semua dihitung", "all counted"),
    "fold.outlet": ("sekali per media", "once an outlet"),
    "fold.network": ("sekali per jaringan", "once a network"),
    "fold.story": ("sekali saja", "once in all"),
    "too_many_questions": (
        "Paling banyak empat yang dapat dibandingkan: sisanya tidak dihitung.",
        "Four is the most that can be compared: the others are left out.",
    ),
    "wrong_question": ("{query} tidak dapat dicari.", "{query} cannot be searched for."),
    "measure": ("Yang digambar", "What is drawn"),
    "measure.share": ("Bagian", "Share"),
    "measure.count": ("Jumlah", "Number"),
    "compare_share_hint": (
        "Bagian dari semua artikel yang tersimpan dari bulan itu. Garis terputus bila arsip ini tidak punya apa pun.",
        "Share of all articles kept of that month. A line breaks where this archive holds nothing at all.",
    ),
    "compare_count_hint": (
        "Jumlah artikel. Bila arsip ini tumbuh, jumlahnya ikut tumbuh: untuk membandingkan masa, lihat bagiannya.",
        "Number of articles. It grows where the archive grows: to compare two times, look at the share.",
    ),
    "lanes_hint": (
        "Arsiran di bawah garis waktu: pada masa itu pencarian bertanda sama tidak lengkap.",
        "Hatching below the timeline: in that time the search of the same marker is not complete.",
    ),
    "gaps_compared": (
        "Arsip ini punya celah pada masa itu; di sana angkanya tidak lengkap:",
        "This archive has gaps in that time; there the figures are not complete:",
    ),
    "series_found": ("{found}, {share} dari semua", "{found}, {share} of all"),
    "series_undated": ("{n} tanpa tanggal, tidak di garis waktu", "{n} without a date, not on the timeline"),
    "series_added": ("dicari juga sebagai {words}", "also searched for as {words}"),
    "of_articles": ("{found} dari {all} artikel ({share})", "{found} of {all} articles ({share})"),
    "nothing_kept": ("tidak ada yang tersimpan", "nothing is kept"),
    "save_figures": ("Simpan angka ini", "Save these figures"),
    "compared_searches": ("Yang dibandingkan", "What is compared"),
    "only": ("Hanya:", "Only:"),
    "figures": ("Angkanya", "The figures"),
    "n_of_all": ("{found} dari {all}", "{found} of {all}"),
    "compare_by": ("Pecah pencarian ini", "Take it apart"),
    "compare_by.source": ("Menurut situs dengan hasil terbanyak", "By the sites with the most of it"),
    "compare_by.network": ("Menurut jaringan dengan hasil terbanyak", "By the networks with the most of it"),
    "compare_nothing": ("Belum ada yang dapat digambar untuk pencarian ini.", "There is nothing to draw for this."),
    "figures_hint": (
        "CSV dan JSON memuat angka yang sama; di terminal: arsip count.",
        "CSV and JSON hold the same figures; on the command line: arsip count.",
    ),
}
