"""Words on every page, on the first one, and where there is none: in Indonesian, then in English."""

WORDS: dict[str, tuple[str, str]] = {
    # on every page
    "archive": ("Arsip berita", "News archive"),
    "search": ("Cari", "Search"),
    "search_label": ("Cari di arsip", "Search the archive"),
    "search_hint": ("warga binaan, “remisi khusus”, razia -narkoba", "warga binaan, “remisi khusus”, razia -narkoba"),
    "other_language": ("English", "Bahasa Indonesia"),
    "to_content": ("Langsung ke isi", "Skip to the content"),
    "rooms": ("Bagian lain arsip ini", "Other parts of this archive"),
    "home": ("Beranda", "Home"),
    "tables": ("Semua tabel", "All tables"),
    "tables_hint": (
        "Setiap baris arsip ini dapat dibaca, disaring, dan ditanyai dengan SQL di Datasette.",
        "Every row of this archive can be read, filtered and queried with SQL in Datasette.",
    ),
    "contact": ("Kontak", "Contact"),
    "untitled": ("(tanpa judul)", "(untitled)"),
    "no_date": ("tanpa tanggal", "no date"),
    # home
    "about": (
        "Berita daerah dan pemasyarakatan sebagaimana terbit: naskah, keterangan foto, tanggal, dan rekaman asalnya.",
        "Regional and prison-service news as published: text, photo captions, dates, and the captures behind them.",
    ),
    "kept_by": ("Disimpan oleh {who}", "Kept by {who}"),
    "articles": ("{n} artikel", "{n} articles"),
    "articles_one": ("1 artikel", "1 article"),
    "sources": ("{n} situs", "{n} sites"),
    "sources_one": ("1 situs", "1 site"),
    "newest": ("Terbit terakhir", "Published last"),
    "newest_stories": ("Naskah yang dimuat ulang", "Newest stories and their reprints"),
    "outlets": ("{n} media", "{n} outlets"),
    "outlets_one": ("1 media", "1 outlet"),
    "networks": ("{n} jaringan", "{n} networks"),
    "networks_one": ("1 jaringan", "1 network"),
    "since": ("direkam sejak {when}", "captured since {when}"),
    "all_sources": ("Semua {n} situs", "All {n} sites"),
    "trouble": ("Situs yang bermasalah", "Sites with trouble"),
    "more_troubled": ("dan {n} situs lain", "and {n} more sites"),
    "more_troubled_one": ("dan 1 situs lain", "and 1 more site"),
    "all_changes": ("Semua perubahan", "All changes"),
    "holdings": ("Situs yang diarsipkan", "Archived sites"),
    "to": ("{first} sampai {last}", "{first} to {last}"),
    "empty": ("Arsip ini masih kosong", "This archive is still empty"),
    "empty_hint": (
        "Pilih satu situs, lalu ambil beritanya. Halaman ini terisi dengan sendirinya.",
        "Adopt a site, then fetch its news. This page fills by itself.",
    ),
    "no_database": ("Arsip ini belum punya basis data", "This archive has no database yet"),
    "no_database_hint": (
        "Berkas archive.db tidak ada di foldernya. Perintah di bawah ini membuatnya.",
        "There is no file archive.db in its folder. The commands below make it.",
    ),
    # what cannot be shown
    "missing": ("Halaman ini tidak ada", "There is no such page"),
    "missing_hint": (
        "Alamatnya mungkin salah ketik. Artikelnya mungkin ada di sini dengan nama lain: carilah judulnya.",
        "The address may be mistyped. The article may be here under another name: search for its headline.",
    ),
    "tables_closed": ("Tabel sedang ditutup", "The tables are closed"),
    "tables_closed_hint": (
        "Ada artikel yang disembunyikan pengelola, dan tabel akan memperlihatkannya. Pencarian tetap ada.",
        "The archivist has hidden articles, which the tables would show. Search and its files stay open.",
    ),
    "missing_article": ("Artikel ini tidak ada di arsip", "This article is not in the archive"),
    "missing_version": ("Versi ini tidak ada", "There is no such version"),
    "too_slow": ("Pertanyaan ini terlalu lama dijawab", "This question takes too long to answer"),
    "too_slow_hint": (
        "Persempitlah: kata yang lebih jarang, satu situs, atau masa yang lebih pendek.",
        "Narrow it down: rarer words, one site, or a shorter time.",
    ),
    "unreadable": ("Arsip ini tidak dapat dibaca saat ini", "This archive cannot be read at the moment"),
    "unreadable_hint": (
        "Basis datanya tidak menjawab sebagaimana mestinya. Pengelola arsip dapat memeriksanya dengan perintah ini.",
        "Its database does not answer as it should. The archivist can check it with this command.",
    ),
}
