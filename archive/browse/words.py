"""Every word on the archive's pages, in Indonesian and in English: one table, so that no page is half translated."""

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
WORDS: dict[str, tuple[str, str]] = {
    # on every page
    "archive": ("Arsip berita", "News archive"),
    "search": ("Cari", "Search"),
    "search_label": ("Cari di arsip", "Search the archive"),
    "search_hint": ("warga binaan, “remisi khusus”, razia -narkoba", "warga binaan, “remisi khusus”, razia -narkoba"),
    "other_language": ("English", "Bahasa Indonesia"),
    "to_content": ("Langsung ke isi", "Skip to the content"),
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
    # article
    "modified": ("Diubah penerbit", "Changed by the publisher"),
    "event_date": ("Tanggal peristiwa", "Date of the event"),
    "dateline": ("Tempat dan asal berita", "Dateline"),
    "tags": ("Tagar", "Tags"),
    "picture": ("Foto di situs asalnya", "The picture at its source"),
    "photo_credit": ("Foto: {who}", "Photo: {who}"),
    "original": ("Baca di situs asalnya", "Read it at its source"),
    "gone": (
        "Situs asalnya tidak lagi memuat artikel ini sejak {when}.",
        "Its source has no longer carried this article since {when}.",
    ),
    "gone_undated": ("Situs asalnya tidak lagi memuat artikel ini.", "Its source no longer carries this article."),
    "same_text": ("Naskah yang persis sama:", "Exactly the same text:"),
    "same_text_link": ("artikel {id}", "article {id}"),
    "older_version": (
        "Anda membaca versi {number} dari {count}, sebagaimana direkam {when}.",
        "You are reading version {number} of {count}, as it was captured {when}.",
    ),
    "newest_version": ("Baca versi terbaru", "Read the newest version"),
    "versions": ("Versi dan rekaman", "Versions and captures"),
    "version": ("Versi {number}", "Version {number}"),
    "this_version": ("yang Anda baca", "the one you are reading"),
    "first_version": ("pertama kali dilihat", "first seen"),
    "changed": ("berubah: {what}", "changed: {what}"),
    "observed": ("Direkam", "Captured"),
    "retrieved_from": ("Diambil dari", "Retrieved from"),
    "address": ("Alamat", "Address"),
    "status": ("Status HTTP", "HTTP status"),
    "read_by": ("dibaca oleh {reader}, versi {version}", "read by {reader}, version {version}"),
    "digest": ("SHA-256", "SHA-256"),
    "warc": ("Berkas WARC", "WARC file"),
    "warc_offset": ("mulai bita {offset}", "from byte {offset}"),
    "part": ("artikel nomor {part} di dalamnya", "article number {part} in it"),
    "no_capture": ("Versi ini tidak menyebut rekaman.", "This version names no capture."),
    "origins": ("Asal tiap keterangan", "Where each field came from"),
    "addresses": ("Alamat lain", "Other addresses"),
    "media": ("Foto dan lampiran", "Picture and attachments"),
    "medium_kept": ("direkam {when} · {type} · {bytes} bita", "captured {when} · {type} · {bytes} bytes"),
    "medium_waits": ("belum diambil", "not fetched yet"),
    "medium_missing": ("tidak terekam: {why}", "not captured: {why}"),
    "document_pages": ("{n} halaman", "{n} pages"),
    "document_pages_one": ("1 halaman", "1 page"),
    "document_text": ("teksnya dapat dicari", "its text can be searched"),
    "rows": ("Baris di tabel", "Its row in the tables"),
    "id": ("Nomor arsip", "Archive id"),
    "words": ("{n} kata", "{n} words"),
    "words_one": ("1 kata", "1 word"),
    "cite": ("Kutip", "Cite"),
    "cite_archived": ("Arsip {who}, direkam {when}, artikel {id}.", "Archive of {who}, captured {when}, article {id}."),
    "cite_archived_by_nobody": ("Direkam {when}, artikel {id}.", "Captured {when}, article {id}."),
    # what cannot be shown
    "missing": ("Halaman ini tidak ada", "There is no such page"),
    "missing_hint": (
        "Alamatnya mungkin salah ketik. Artikelnya mungkin ada di sini dengan nama lain: carilah judulnya.",
        "The address may be mistyped. The article may be here under another name: search for its headline.",
    ),
    "missing_article": ("Artikel ini tidak ada di arsip", "This article is not in the archive"),
    "missing_version": ("Versi ini tidak ada", "There is no such version"),
    "unreadable": ("Arsip ini tidak dapat dibaca saat ini", "This archive cannot be read at the moment"),
    "unreadable_hint": (
        "Basis datanya tidak menjawab sebagaimana mestinya. Pengelola arsip dapat memeriksanya dengan perintah ini.",
        "Its database does not answer as it should. The archivist can check it with this command.",
    ),
    # roles
    "role.reporter": ("pewarta", "reporter"),
    "role.writer": ("penulis", "writer"),
    "role.editor": ("penyunting", "editor"),
    "role.contributor": ("kontributor", "contributor"),
    "role.photographer": ("pewarta foto", "photographer"),
    "role.agency": ("kantor berita", "agency"),
    "role.public_relations": ("humas", "public relations"),
    # pictures and documents
    "medium.lead": ("Foto utama", "Lead picture"),
    "medium.attachment": ("Lampiran", "Attachment"),
    "remark.encrypted": ("terkunci kata sandi", "locked by a password"),
    "remark.damaged": ("rusak", "damaged"),
    "remark.no-text": ("pindaian tanpa teks", "a scan without text"),
    "remark.shortened": ("hanya awalnya dibaca", "only its beginning was read"),
    "remark.not-read": ("teksnya tidak dibaca", "its text was not read"),
    "remark.too-slow": ("terlalu lama dibaca", "it took too long to read"),
    # fields of an article, as revisions and origins name them
    "field.headline": ("judul", "headline"),
    "field.lead_caption": ("keterangan foto", "caption"),
    "field.lead_credit": ("nama pewarta foto", "photo credit"),
    "field.lead_image": ("foto", "picture"),
    "field.dateline": ("tempat dan asal berita", "dateline"),
    "field.place": ("tempat", "place"),
    "field.region": ("wilayah", "region"),
    "field.published": ("tanggal terbit", "date of publication"),
    "field.published_precision": ("ketelitian tanggal terbit", "precision of the date"),
    "field.published_day": ("hari terbit", "day of publication"),
    "field.modified": ("tanggal perubahan", "date of change"),
    "field.event_date": ("tanggal peristiwa", "date of the event"),
    "field.section": ("rubrik", "section"),
    "field.tags": ("tagar", "tags"),
    "field.credits": ("nama", "credits"),
    "field.language": ("bahasa", "language"),
    "field.words": ("jumlah kata", "number of words"),
    "field.body": ("naskah", "text"),
    "field.details": ("rincian", "details"),
    "field.canonical": ("alamat", "address"),
    # where a field came from
    "origin.rest": ("antarmuka data situs", "the site's data interface"),
    "origin.json-ld": ("JSON-LD halaman", "the page's JSON-LD"),
    "origin.meta": ("meta halaman", "the page's meta elements"),
    "origin.feed": ("umpan situs", "the site's feed"),
    "origin.url": ("alamat halaman", "the page's address"),
    "origin.text": ("naskah itu sendiri", "the text itself"),
    "origin.reader": ("pembaca halaman", "the reader of the page"),
}


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
