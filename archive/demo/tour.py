"""The demo's archive: which sites it adopts, on which ports, and how it is told from an archive that is meant."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from archive.demo.site import DemoSite
from archive.demo.stories import Story, daily_stories, prison_stories
from archive.errors import ArsipError
from archive.folder import CONFIG, ArchiveFolder, Config, create_archive
from archive.sources import Source, load_sources, source_text

FOLDER = Path("arsip-demo")
DAILY, PRISON = "harian-contoh", "lapas-contoh"
TITLES = {DAILY: "Harian Contoh", PRISON: "Lapas Kelas IIB Wanacontoh"}
DEMO = Config("Arsip contoh (demo)", "demo@contoh.example", demo=True)


@dataclass(frozen=True, slots=True)
class Tour:
    """A demo that is ready to be crawled: its archive, its two sites, and whether it was there before."""

    folder: ArchiveFolder
    daily: DemoSite
    prison: DemoSite
    again: bool

    def edit(self) -> None:
        """Let the daily's editor correct a story."""
        self.daily.stories = daily_stories(edited=True)

    @property
    def corrected(self) -> Story:
        """The story that the editor corrects, as it is then."""
        before = daily_stories(edited=False)
        return next(story for story in daily_stories(edited=True) if story not in before)

    @property
    def corrected_at(self) -> str:
        """The address of that story."""
        return self.daily.url.rstrip("/") + self.corrected.path


def prepare(path: Path, closing: ExitStack) -> Tour:
    """Serve both sites until `closing` ends, and adopt them into the demo's archive at `path`.

    A demo that is there already keeps its ports, since its articles are known by their addresses. Raises `ArsipError`
    for a folder that holds anything else, and for a port that is taken.
    """
    again = (path / CONFIG).exists()
    if again:
        folder = ArchiveFolder(path.resolve())
        if not folder.config().demo:
            raise ArsipError(f"{path} holds an archive that is no demo: nothing was changed; run the demo elsewhere")
    else:
        folder = create_archive(path, DEMO)
    adopted = load_sources(folder.sources)
    daily = _serve(DAILY, daily_stories(edited=again), adopted, closing)
    prison = _serve(PRISON, prison_stories(), adopted, closing)
    for name, site in ((DAILY, daily), (PRISON, prison)):
        source = Source(name, site.url, "wordpress", title=TITLES[name], local=True)
        (folder.sources / f"{name}.toml").write_text(source_text(source), encoding="utf-8")
    return Tour(folder, daily, prison, again)


def _serve(name: str, stories: list[Story], adopted: dict[str, Source], closing: ExitStack) -> DemoSite:
    port = (urlsplit(adopted[name].url).port or 0) if name in adopted else 0
    try:
        site = DemoSite(TITLES[name], stories, rest=name == DAILY, port=port)
    except OSError as error:
        raise ArsipError(
            f"port {port} of the demo's site cannot be used ({error.strerror}): "
            f"end the program that has it, or delete the folder {FOLDER} and begin anew"
        ) from None
    closing.callback(site.close)
    return site
