"""What a crawl shows while it runs counts each article once."""

from archive.cli.progress import Count
from archive.items import ArticleItem
from archive.outcomes import Lease, Outcome
from archive.vocabulary import UrlKind

URL = "https://lapas.contoh.example/berita/"


def outcome(kind: UrlKind, new: int) -> Outcome:
    lease = Lease(1, URL, kind, tries=0, hops=0, round=1, walk={})
    return Outcome(lease, items=[ArticleItem(URL, URL, "lapas-contoh", body="Isi.")], new=new)


def test_an_article_that_the_list_and_its_own_page_gave_is_counted_once() -> None:
    count = Count()
    count.add(outcome(UrlKind.REST, new=1))
    count.add(outcome(UrlKind.PAGE, new=0))
    assert str(count) == "2 addresses answered, 1 new articles, 1 listings"
