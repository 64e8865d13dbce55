"""Every page of the archive by a name, with an address of the exhibit to see it at; and every file."""

from tests.exhibit import Exhibit
from tests.furnished import PURWAKARTA


def pages_of(made: Exhibit) -> dict[str, str]:
    """What a person looks at."""
    article = f"/artikel/{made.release}"
    story = f"/kelompok/{made.release}"
    return {
        "home": "/",
        "results": "/cari?q=lapas",
        "results-narrowed": "/cari?q=warga+binaan&kind=news&source=harian-contoh&from=2019&to=2020-06",
        "results-none": "/cari?q=pertemaun&source=harian-contoh",
        "results-trouble": "/cari?q=lapas&from=kemarin",
        "concordance": "/konkordansi?q=lapas&sort=right",
        "concordance-begin": "/konkordansi",
        "concordance-none": "/konkordansi?q=tidakadasatupun",
        "compare": "/banding?q=lapas&q=source:harian-contoh&q=unit:" + PURWAKARTA,
        "compare-counts": "/banding?q=lapas&fold=network&measure=count",
        "compare-begin": "/banding",
        "compare-trouble": "/banding?q=lapas&q=source:tidak-ada",
        "article": article,
        "article-older": f"{article}?revision=1",
        "article-gone": f"/artikel/{made.gone}",
        "changes": f"{article}/perubahan",
        "capture": f"{article}/rekaman/{made.capture}",
        "capture-frame": f"{article}/rekaman/{made.capture}/isi",
        "story": story,
        "story-beside": f"{story}?banding={made.longer}",
        "sources": "/situs",
        "source": "/situs/harian-contoh?year=2020",
        "source-few": "/situs/suara-contoh",
        "units": "/satuan",
        "units-all": "/satuan?all=1",
        "unit": f"/satuan/{PURWAKARTA}",
        "regions": "/wilayah",
        "region": "/wilayah/32",
        "people": "/nama",
        "changed": "/perubahan",
        "removed": "/hilang",
        "about": "/tentang",
        "missing": "/artikel/aaaabbbbccccdddd",
        "tables-closed": "/archive",
    }


def files_of(made: Exhibit) -> list[str]:
    """What a program takes."""
    article = f"/artikel/{made.release}"
    return [
        *(f"/cari.{form}?q=lapas" for form in ("csv", "json", "atom", "bib")),
        *(f"{article}.{style}" for style in ("bib", "ris")),
        "/konkordansi.csv?q=lapas",
        "/banding.csv?q=lapas&q=source:harian-contoh",
        "/api/1/search?q=lapas",
        "/api/1/concordance?q=lapas",
        "/api/1/compare?q=lapas&fold=story",
        f"/api/1/article/{made.release}",
        f"/api/1/story/{made.release}",
        "/api/1/sources",
        "/api/1/source/harian-contoh",
        f"/api/1/unit/{PURWAKARTA}",
        "/api/1/openapi.json",
    ]
