"""A real Nikola site of our own articles, built in an environment of its own and served as the files that it is."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

from tests.serving import Quiet, running
from tests.sites.environments import Environment
from tests.sites.lab_state import LAB
from tests.stand_ins.newsroom import Story, stories

REQUIREMENTS = LAB / "requirements-nikola.txt"
COUNT = 130
MARK = "http://arsip.contoh.example/"
SETTINGS = f"""
SITE_URL = BASE_URL = "{MARK}"
DEFAULT_LANG = "id"
TRANSLATIONS = {{DEFAULT_LANG: ""}}
TIMEZONE = "Asia/Jakarta"
NAVIGATION_LINKS = {{DEFAULT_LANG: (("/archive.html", "Arsip"), ("/categories/", "Kategori"), ("/profil/", "Profil"))}}
POSTS = (("posts/*.html", "berita", "post.tmpl"),)
PAGES = (("pages/*.html", "", "page.tmpl"),)
GENERATE_ATOM = GENERATE_RSS = CREATE_MONTHLY_ARCHIVE = PRETTY_URLS = True
FEED_LENGTH, INDEX_DISPLAY_POST_COUNT, COPY_SOURCES, COMMENT_SYSTEM = 20, 15, False, ""
"""


@dataclass
class NikolaSite:
    """The site as it is served: its articles, and what it was asked. `closed` paths answer that they are not found."""

    url: str
    stories: list[Story]
    asked: Counter[str] = field(default_factory=Counter)
    closed: set[str] = field(default_factory=set)

    @property
    def published(self) -> set[str]:
        return {f"{self.url}berita/{story.slug}/" for story in self.stories}


def build(state: Path) -> Path:
    """Make the site where it is not there yet; return the folder of its files."""
    site, done = state / "site", state / "built"
    wanted = REQUIREMENTS.read_text() + SETTINGS
    if done.exists() and done.read_text() == wanted:
        return site / "output"
    environment = Environment.make(state / "venv", "-r", str(REQUIREMENTS))
    environment.run("nikola", "init", "-q", "site", cwd=state)
    with (site / "conf.py").open("a") as settings:
        settings.write(SETTINGS)
    for folder in ("posts", "pages"):
        (site / folder).mkdir(exist_ok=True)
    for story in stories(COUNT):
        (site / "posts" / f"{story.slug}.html").write_text(source_of(story))
    (site / "pages" / "profil.html").write_text(page_of("Profil", "profil", "Lapas Contoh berdiri di Kota Contoh."))
    environment.run("nikola", "build", cwd=site)
    done.write_text(wanted)
    return site / "output"


def source_of(story: Story) -> str:
    """An article as its editor would write it, drafts of which Nikola publishes none."""
    text = "".join(f"<p>{paragraph}</p>\n" for paragraph in story.paragraphs)
    extra = (
        f".. date: {story.moment.isoformat(sep=' ')}\n.. category: {story.section}\n.. tags: lapas, {story.section}\n"
    )
    return page_of(story.title, story.slug, text, extra)


def page_of(title: str, slug: str, text: str, extra: str = ".. date: 2020-01-01 08:00:00+07:00\n") -> str:
    return f"<!--\n.. title: {title}\n.. slug: {slug}\n{extra}-->\n\n{text}\n"


@contextmanager
def serve(output: Path) -> Iterator[NikolaSite]:
    """Serve the files on a free port of 127.0.0.1, with the address that the site gives itself made right."""

    class Handler(Quiet, SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked[self.path] += 1
            path = Path(self.translate_path(self.path))
            file = path / "index.html" if path.is_dir() else path
            if self.path in site.closed or not file.is_file():
                self.send_error(404)
                return
            body = file.read_bytes().replace(MARK.encode(), site.url.encode())
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(file))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with running(partial(Handler, directory=str(output))) as port:
        # the articles are dated from the day on which the site was built: their number and names are the same on any
        site = NikolaSite(f"http://127.0.0.1:{port}/", stories(COUNT))
        yield site
