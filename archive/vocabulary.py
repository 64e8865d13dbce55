"""The closed lists of the archive: what an address can be, where it can end, and why.

Each list is a `StrEnum`, so that a value reads the same in Python, in SQL and on a page. `docs/vocabulary.md`
explains every member; a test holds the two together.
"""

from enum import StrEnum


class State(StrEnum):
    """Where an address stands in the frontier."""

    PENDING = "pending"
    LEASED = "leased"
    SETTLED = "settled"


class Fate(StrEnum):
    """How a settled address ended."""

    STORED = "stored"
    LISTING = "listing"
    REFUSED = "refused"
    BLOCKED = "blocked"
    GONE = "gone"
    FAILED = "failed"
    MOVED = "moved"


class Reason(StrEnum):
    """Why an address was refused, blocked, gone or failed."""

    # refused: the address answered, and what it gave is no article
    PROTECTED = "protected"
    NOT_AN_ARTICLE = "not-an-article"
    EMPTY = "empty"
    NOT_TEXT = "not-text"
    TOO_LARGE = "too-large"
    OFF_SITE = "off-site"
    WAY_CLOSED = "way-closed"
    UNREADABLE = "unreadable"
    OUT_OF_SCOPE = "out-of-scope"
    TRAP = "trap"
    SPAM = "spam"
    NEEDS_SCRIPT = "needs-script"
    # blocked: the site or the archive's own rules forbid it
    ROBOTS = "robots"
    FORBIDDEN = "forbidden"
    CHALLENGE = "challenge"
    LOGIN = "login"
    PRIVATE_ADDRESS = "private-address"
    # gone
    NOT_FOUND = "not-found"
    # failed: it was tried as often as the archive tries, or something broke
    TIMEOUT = "timeout"
    NO_CONNECTION = "no-connection"
    NO_SUCH_HOST = "no-such-host"
    BROKEN_TLS = "broken-tls"
    CUT_SHORT = "cut-short"
    SERVER_ERROR = "server-error"
    TOO_MANY_REQUESTS = "too-many-requests"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    UNEXPECTED_STATUS = "unexpected-status"
    BAD_ADDRESS = "bad-address"
    READER_DIED = "reader-died"
    READER_TIMEOUT = "reader-timeout"
    DROPPED = "dropped"
    BUG = "bug"
    # refused: a picture or a document that is none
    NOT_AN_IMAGE = "not-an-image"
    NOT_A_DOCUMENT = "not-a-document"


class NotTaken(StrEnum):
    """Why `arsip import` left a record where it was."""

    ALREADY_THERE = "already-there"
    OTHER_HOST = "other-host"
    NOT_HTML = "not-html"
    NO_PAGE = "no-page"
    NO_ORIGINAL = "no-original"
    TOO_LARGE = "too-large"
    CUT_SHORT = "cut-short"
    DAMAGED = "damaged"
    BAD_ADDRESS = "bad-address"
    BAD_DATE = "bad-date"


class UrlKind(StrEnum):
    """What an address is expected to answer; it chooses the reader."""

    PAGE = "page"
    REST = "rest"
    SITEMAP = "sitemap"
    FEED = "feed"
    LISTING = "listing"
    CDX = "cdx"
    HOME = "home"
    IMAGE = "image"
    DOCUMENT = "document"


LISTING_KINDS = frozenset({UrlKind.REST, UrlKind.SITEMAP, UrlKind.FEED, UrlKind.LISTING, UrlKind.CDX})
MEDIA_KINDS = frozenset({UrlKind.IMAGE, UrlKind.DOCUMENT})


class MediaRole(StrEnum):
    """What a picture or a document is to an article."""

    LEAD = "lead"
    ATTACHMENT = "attachment"


class DocumentRemark(StrEnum):
    """Why a captured document has no text, or not all of it."""

    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    NO_TEXT = "no-text"
    SHORTENED = "shortened"
    NOT_READ = "not-read"
    TOO_SLOW = "too-slow"


class Look(StrEnum):
    """What a round looks for. A whole look is followed by a second one, and that by a look for what is absent."""

    WHOLE = "whole"
    SECOND = "second"
    ABSENT = "absent"
    RECENT = "recent"
    REFRESH = "refresh"
    RANGE = "range"


class ArticleState(StrEnum):
    """Whether an article can still be read at its source, and in this archive."""

    LIVE = "live"
    GONE = "gone"
    HIDDEN = "hidden"


class Relation(StrEnum):
    """What two articles are to each other."""

    REPRINT = "reprint"
    SAME_EVENT = "same-event"
    NONE = "none"


class Sign(StrEnum):
    """What speaks for or against two articles being the same text, or of the same event; each stands with a figure."""

    SHARED_WORDS = "shared-words"
    SHARED_TELLING = "shared-telling"
    SAME_NUMBERS = "same-numbers"
    SAME_HEADLINE = "same-headline"
    SAME_DAY = "same-day"
    OTHER_DAY = "other-day"
    SAME_UNIT = "same-unit"
    OTHER_UNIT = "other-unit"
    DAY_EXCHANGED = "day-exchanged"
    UNIT_EXCHANGED = "unit-exchanged"
    PUBLISHED_APART = "published-apart"


class ArticleKind(StrEnum):
    """What an article is marked as by its publisher; both marks together make a release."""

    NEWS = "news"
    RELEASE = "release"
    ADVERTORIAL = "advertorial"


class Sort(StrEnum):
    """In which order the articles come that a search finds."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class Fold(StrEnum):
    """Within what the reprints of a text are counted as one."""

    OUTLET = "outlet"
    NETWORK = "network"
    STORY = "story"


class LineSort(StrEnum):
    """In which order the lines of a concordance come."""

    NEWEST = "newest"
    OLDEST = "oldest"
    LEFT = "left"
    RIGHT = "right"


class Sighting(StrEnum):
    """What an address was seen to give in the place of an article that it gave before."""

    NOT_FOUND = "not-found"
    SENT_HOME = "sent-home"
    SENT_ELSEWHERE = "sent-elsewhere"
    EMPTIED = "emptied"
    LOGIN = "login"
    PROTECTED = "protected"
    WITHHELD = "withheld"
    BACK = "back"


class PageKind(StrEnum):
    """What a page turned out to be. Only an `article` is stored."""

    ARTICLE = "article"
    LISTING = "listing"
    STATIC = "static"
    ATTACHMENT = "attachment"
    SEARCH = "search"
    LOGIN = "login"
    CHALLENGE = "challenge"
    SOFT_404 = "soft-404"
    OTHER = "other"


class StoryPart(StrEnum):
    """What an article of a story has of the text of its first one."""

    FIRST = "first"
    SAME = "same"
    LONGER = "longer"
    SHORTER = "shorter"
    REWORKED = "reworked"


class TextOrigin(StrEnum):
    """Where a text comes from, when the outlets that print it say so."""

    AGENCY = "agency"
    RELEASE = "release"


class StatementKind(StrEnum):
    """What an article states about another one."""

    CORRECTION = "correction"
    RIGHT_OF_REPLY = "right-of-reply"
    CLARIFICATION = "clarification"
    RETRACTION = "retraction"


class StoryCorrection(StrEnum):
    """What a person decided about a story against what the machine had found."""

    JOIN = "join"
    SPLIT = "split"


class Role(StrEnum):
    """What a credited person did."""

    REPORTER = "reporter"
    WRITER = "writer"
    EDITOR = "editor"
    CONTRIBUTOR = "contributor"
    PHOTOGRAPHER = "photographer"
    AGENCY = "agency"
    PUBLIC_RELATIONS = "public_relations"
    UNKNOWN = "unknown"


class Precision(StrEnum):
    """How finely a publisher stated a date."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"


class Origin(StrEnum):
    """Where a derived field came from."""

    REST = "rest"
    JSON_LD = "json-ld"
    META = "meta"
    FEED = "feed"
    URL = "url"
    TEXT = "text"
    READER = "reader"


class WordKind(StrEnum):
    """What a word of a text states."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    WORD = "word"
    MARK = "mark"


class ChangeKind(StrEnum):
    """How much a change of an article matters; the least first."""

    COSMETIC = "cosmetic"
    CORRECTION = "correction"
    SUBSTANCE = "substance"


class ChangeSign(StrEnum):
    """What a change of an article is about: by this its kind is known."""

    # cosmetic
    SPACING = "spacing"
    PUNCTUATION = "punctuation"
    RELATED = "related"
    TEMPLATE = "template"
    PICTURE_ADDRESS = "picture-address"
    FILING = "filing"
    # correction
    LETTER_CASE = "letter-case"
    SPELLING = "spelling"
    SMALL_WORDS = "small-words"
    QUOTATION_MARKS = "quotation-marks"
    MOVED = "moved"
    # substance
    DATE = "date"
    NUMBER = "number"
    NAME = "name"
    QUOTATION = "quotation"
    PARAGRAPH_ADDED = "paragraph-added"
    PARAGRAPH_REMOVED = "paragraph-removed"
    WORDING = "wording"
    PICTURE = "picture"


class SourceKind(StrEnum):
    """Whose site a source is."""

    MINISTRY = "ministry"
    DIRECTORATE = "directorate"
    KANWIL = "kanwil"
    LAPAS = "lapas"
    RUTAN = "rutan"
    LPKA = "lpka"
    BAPAS = "bapas"
    RUPBASAN = "rupbasan"
    OUTLET = "outlet"
    AGENCY = "agency"


class SourceState(StrEnum):
    """Where a source stands; one can be in several of these states."""

    INACTIVE = "inactive"
    AVAILABLE = "available"
    NEVER_CRAWLED = "never-crawled"
    CRAWLED = "crawled"
    ADOPTED = "adopted"
    UNCHECKED = "unchecked"


class CheckVerdict(StrEnum):
    """How a check of a source went."""

    GOOD = "good"
    THIN = "thin"
    UNREAD = "unread"
    UNREACHED = "unreached"


class Verdict(StrEnum):
    """How a crawl of one source ended."""

    COMPLETE = "complete"
    LIMITED = "limited"
    INCOMPLETE = "incomplete"
    INTERRUPTED = "interrupted"
    FAILED = "failed"
    TAKEN_OVER = "taken-over"


class Health(StrEnum):
    """How a source stands, as `arsip status` judges it; what needs somebody's attention most stands first."""

    TAKEN_OVER = "taken-over"
    BLOCKED = "blocked"
    FAILING = "failing"
    NEEDS_SCRIPT = "needs-script"
    SILENT = "silent"
    BEHIND = "behind"
    NEVER_CRAWLED = "never-crawled"
    OK = "ok"
    INACTIVE = "inactive"


class Exit(StrEnum):
    """The name of each exit code of `arsip`; `EXIT_CODES` has the numbers."""

    OK = "ok"
    ERROR = "error"
    USAGE = "usage"
    INCOMPLETE = "incomplete"
    BUSY = "busy"
    FULL = "full"
    DAMAGED = "damaged"
    INTERRUPTED = "interrupted"


EXIT_CODES: dict[Exit, int] = {
    Exit.OK: 0,
    Exit.ERROR: 1,
    Exit.USAGE: 2,
    Exit.INCOMPLETE: 3,
    Exit.BUSY: 4,
    Exit.FULL: 5,
    Exit.DAMAGED: 6,
    Exit.INTERRUPTED: 130,
}


class Why(StrEnum):
    """Why a search looks for a word beside the one that was typed."""

    FAMILY = "family"
    NAME = "name"
    NEAR = "near"
