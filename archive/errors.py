"""Errors that a person reads: one line that says what is wrong, and what to do next."""

from archive.vocabulary import Exit

CRAWL_ERROR = "arsip/error"  # where a crawler's statistics keep the error that ended its crawl


class ArsipError(Exception):
    """The text is shown as it stands; `exit` names the command's exit code."""

    exit = Exit.ERROR


class SourceBusy(ArsipError):
    """Another process is crawling this source."""

    exit = Exit.BUSY


class ArchiveFull(ArsipError):
    """The disk (or the quota) has no room left."""

    exit = Exit.FULL
