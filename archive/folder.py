"""An archive on disk: where its parts lie, how it is found, made and configured, and who holds one of its sources."""

import fcntl
import os
import tomllib
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import Self

import tomli_w

from archive.clock import moment, now, stamp
from archive.database import check_database, open_for_writing
from archive.errors import ArsipError, SourceBusy

CONFIG = "arsip.toml"
FALL_BACK = Path("arsip-data")


@dataclass(frozen=True, slots=True)
class Config:
    """What `arsip.toml` states: who keeps this archive, and the defaults of its sources.

    `demo` marks an archive of invented pages, which adopts nothing else.
    """

    institution: str = ""
    contact: str = ""
    time_zone: str = "Asia/Jakarta"
    language: str = "id"
    demo: bool = False

    @property
    def user_agent(self) -> str:
        """How the crawler names itself: the product, the institution, and whom to write to."""
        who = "; ".join(part for part in (self.institution, self.contact) if part)
        return f"Arsip/0.1 (+{who})" if who else "Arsip/0.1"


@dataclass(frozen=True, slots=True)
class ArchiveFolder:
    """The parts of one archive; `path` is absolute."""

    path: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.path / "archive.db"

    @property
    def warc(self) -> Path:
        """The captures, a folder a source."""
        return self.path / "warc"

    @property
    def sources(self) -> Path:
        """The adopted sources, a TOML file each."""
        return self.path / "sources"

    @property
    def locks(self) -> Path:
        """Who crawls what, and when each host was asked last; may be deleted while nothing runs."""
        return self.path / "locks"

    @property
    def log(self) -> Path:
        """What the crawler itself has to say, for when something is odd."""
        return self.path / "crawl.log"

    def config(self) -> Config:
        """What `arsip.toml` states. Raises `ArsipError` with the key that is wrong."""
        path = self.path / CONFIG
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Config()
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ArsipError(f"{path}: not valid TOML: {error}") from None
        known = {f.name for f in fields(Config)}
        for key, value in table.items():
            if key not in known:
                raise ArsipError(f"{path}: unknown key {key!r}; known are {', '.join(sorted(known))}")
            if not isinstance(value, bool if key == "demo" else str):
                wanted = "true or false" if key == "demo" else "a text in quotes"
                raise ArsipError(f"{path}: {key} = {value!r} should be {wanted}")
        return Config(**table)

    def hold(self, source: str) -> "SourceLock":
        """Take the lock of one source, or raise `SourceBusy` naming who has it."""
        return SourceLock(self.locks / f"{source}.lock", source)

    def held_by(self, source: str) -> int | None:
        """The process that holds the lock of a source, by its own note; None when there is none that still runs."""
        try:
            number = int((self.path / "locks" / f"{source}.lock").read_text().partition(" ")[0])
            os.kill(number, 0)
        except (OSError, ValueError) as error:
            return number if isinstance(error, PermissionError) else None
        return number


class SourceLock:
    """The exclusive right to crawl one source; held by an flock, so that it ends with its process."""

    def __init__(self, path: Path, source: str) -> None:
        try:
            path.parent.mkdir(exist_ok=True)
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise ArsipError(f"the archive cannot be written to: {error.strerror}: {path}") from None
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = _holder(os.pread(self._file, 64, 0))
            os.close(self._file)
            raise SourceBusy(f"{source} is being crawled by {holder}: wait for it, or stop that one") from None
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, f"{os.getpid()} {stamp(now())}".encode(), 0)

    def release(self) -> None:
        """Give the source free. Harmless when done twice."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _holder(note: bytes) -> str:
    """Who holds a lock, by what the holder wrote into it; it may not have got so far yet."""
    number, _, since = note.decode(errors="replace").partition(" ")
    if not number:
        return "another process"
    try:
        return f"process {number} since {moment(since).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return f"process {number}"


def find_archive(option: Path | None = None) -> ArchiveFolder:
    """The archive to work in.

    `--archive`, then `ARSIP_ARCHIVE`, then the nearest parent folder with an `arsip.toml`, then `./arsip-data`.
    Raises `ArsipError` when there is none (never a silent new one), and when its database is missing, damaged, or made
    by a newer Arsip.
    """
    given = option or (Path(value) if (value := os.environ.get("ARSIP_ARCHIVE")) else None)
    if given is not None:
        if not (given / CONFIG).is_file():
            raise ArsipError(f"no archive in {given}: make one with `arsip init {given}`")
        return _checked(given)
    here = Path.cwd()
    for folder in (here, *here.parents, here / FALL_BACK):
        if (folder / CONFIG).is_file():
            return _checked(folder)
    raise ArsipError("no archive here: make one with `arsip init`, or name one with --archive")


def _checked(path: Path) -> ArchiveFolder:
    folder = ArchiveFolder(path.resolve())
    check_database(folder.database)
    return folder


def refuse_taken(path: Path) -> None:
    """Raise `ArsipError` for a folder that holds an archive, or parts of one. Other files may be there."""
    if (path / CONFIG).exists():
        raise ArsipError(f"{path} already holds an archive: nothing was changed")
    for part in ("archive.db", "warc", "sources"):
        there = path / part
        if there.is_file() or (there.is_dir() and any(there.iterdir())):
            raise ArsipError(f"{path} has no {CONFIG}, but a {part}: take that away, or choose another folder")


def create_archive(path: Path, config: Config) -> ArchiveFolder:
    """Lay out a new, empty archive in `path`, which may exist but holds no archive yet.

    `arsip.toml` comes last, so that what was broken off is no archive. Raises `ArsipError` when the folder cannot be
    written.
    """
    refuse_taken(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
        folder = ArchiveFolder(path.resolve())
        for part in (folder.warc, folder.sources):
            part.mkdir(exist_ok=True)
        open_for_writing(folder.database).close()
        table = {name: value for name, value in asdict(config).items() if value is not False}
        (path / CONFIG).write_text(tomli_w.dumps(table), encoding="utf-8")
    except OSError as error:
        raise ArsipError(f"cannot make an archive in {path}: {error.strerror}") from None
    return folder
