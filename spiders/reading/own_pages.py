"""What a site says of itself and offers: pages about it, its terms, its services."""

import re

from spiders.reading.document import Document, short_text

# by the names that such pages have on Indonesian sites
ABOUT = re.compile(
    r"^/(p/|pages?/|halaman/|index\.php/)?(profil(e|-kami)?|tentang(-kami)?|about(-us)?|(box-|susunan-|tim-)?redaksi"
    r"|kontak(-kami)?|contact(-us)?|hubungi-kami|pedoman(-media-siber|-pemberitaan-media-siber)?|disclaimer"
    r"|privacy(-policy)?|kebijakan-privasi|kode-etik(-jurnalistik)?|(info|pasang)-iklan|media-kit|karir|careers?|lowongan"
    r"|visi-(dan-)?misi|struktur-organisasi|sitemap|peta-situs|terms(-of-(service|use)|-(and|&)-conditions)?"
    r"|(syarat|ketentuan)(-(dan-)?(syarat|ketentuan|layanan))*|cookies?(-policy)?|faq|help|bantuan|legal|imprint"
    r"|login|masuk|register|lupa-(kata-sandi|password)|hak-jawab)(\.\w+)?/?$",
    re.IGNORECASE,
)
# what an office says of itself, by the first words of its pages' names
INSTITUTION = re.compile(
    r"/(profil|sejarah|visi|misi|motto|tugas|tupoksi|fungsi|struktur|organisasi|sambutan|pejabat|pegawai|layanan|pelayanan|maklumat|standar"
    r"|prosedur|alur|jadwal|jam|syarat|persyaratan|tata|sop|ppid|informasi|pengaduan|lapor|survei|survey|zona|galeri|gallery|foto|kontak"
    r"|hubungi|alamat|lokasi|peta|unduh|download|faq|tanya|formulir|pendaftaran|daftar|program|fasilitas|statistik|data|agenda|regulasi"
    r"|peraturan|dasar|kebijakan|syarat|iklan|redaksi|tentang|about|contact|privacy|terms|disclaimer|pedoman|kode)([-_][\w-]+)?/?$",
    re.IGNORECASE,
)
SERVICES = re.compile(r"/(services|layanan|jasa)/[^/]+(/[^/]+)?/?$", re.IGNORECASE)
# the whole of a headline: "Kontak Tembak di Contoh" and "Profil Kalapas Baru" are news
NAMES = re.compile(
    r"\W*((tentang|about|hubungi|kontak|contact)( (kami|us))?|profil( kami)?|(susunan |box |tim |dewan )?redaksi"
    r"|pedoman (pemberitaan )?media (siber|cyber)|kode etik( jurnalistik)?|disclaimer|sanggahan"
    r"|kebijakan privasi|privacy policy|cookie policy"
    r"|(syarat|ketentuan)( (dan|&|layanan|penggunaan|syarat|ketentuan))*|terms( (of|and|&|service|use|conditions))*"
    r"|(info|pasang) iklan|karir|careers?|visi (dan|&) misi|struktur organisasi|sitemap|peta situs|faq"
    r"|log ?in|sign ?in|masuk|daftar akun|lupa (kata sandi|password)|error|server error)\W*",
    re.IGNORECASE,
)
CALLS = re.compile(
    r"(get|request|claim)( an?| your| my)?( free)? (quote|estimate|demo|consultation|started|in touch"
    r"|info(rmation)?)( now| today)?"
    r"|sign up( now| free| today)?|start( now| your)?( free)? trial|try( it)? (for )?free|free trial"
    r"|(book|schedule|request)( an?| your)?( free)? (demo|call|appointment|consultation|tour|visit|now|online)"
    r"|(apply|enrol+|register)( now| today| online)?|(order|buy|call us) (now|today)|contact (us|sales)( now| today)?"
    r"|talk to (us|sales|an expert)|download (the |our )?(brochure|syllabus|app)"
    r"|(hubungi|telepon|kontak) kami( sekarang)?|(pesan|beli|daftar|order|booking|konsultasi) sekarang"
    r"|konsultasi( gratis)?|minta penawaran|coba gratis|chat (via )?whatsapp|cek harga",
    re.IGNORECASE,
)
LONGEST_CALL, MANY_CALLS, KINDS_OF_CALLS = 40, 6, 3
EDGES = " →›»>!.…"


def is_about_the_site(path: str) -> bool:
    """True for the path of an address under which sites keep what they say of themselves."""
    return ABOUT.search(path) is not None


def is_named_as_own_page(headline: str | None) -> bool:
    """True for a headline that is the name of such a page and nothing else: "Tentang Kami", "Pedoman Media Siber"."""
    return headline is not None and NAMES.fullmatch(headline) is not None


def asks_to_act(document: Document) -> bool:
    """True for a page whose links and buttons ask again and again to order, to enrol, to call: an offer's."""
    elements = (*document.tags.get("a", ()), *document.tags.get("button", ()))
    texts = [short_text(element, LONGEST_CALL).strip(EDGES).casefold() for element in elements]
    calls = [text for text in texts if text and CALLS.fullmatch(text)]
    return len(calls) >= MANY_CALLS and len(set(calls)) >= KINDS_OF_CALLS
