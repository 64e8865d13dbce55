"""Pictures and documents: how the answer to one becomes an outcome."""

from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus

from scrapy.http import Response

from archive.crawling.media import MediaScope
from archive.items import DocumentText
from archive.outcomes import Outcome
from archive.sources import Source
from archive.vocabulary import DocumentRemark, Fate, Reason, UrlKind
from spiders.endings import end_by_challenge, end_by_error, end_by_status, reader_failure, try_again_later
from spiders.middlewares.refusals import AskedToWait
from spiders.readers import Readers
from spiders.reading import Page
from spiders.reading.files import PDF, file_of
from spiders.visit import gatekeeper_of, headers_of
from spiders.workers import ReaderDied, ReaderFailed, ReaderTimedOut

MEGABYTE = 1024 * 1024
LARGEST = {UrlKind.IMAGE: 5 * MEGABYTE, UrlKind.DOCUMENT: 20 * MEGABYTE}
NONE = {UrlKind.IMAGE: Reason.NOT_AN_IMAGE, UrlKind.DOCUMENT: Reason.NOT_A_DOCUMENT}
SHOWN = 40


async def take_file(outcome: Outcome, response: Response, scope: MediaScope, readers: Readers) -> None:
    """End the outcome by what came: a picture, a document with its text, or neither."""
    if _end_by_answer(outcome, response, scope):
        spare_the_source(outcome, scope)
        return
    kind = outcome.lease.kind
    file = file_of(kind, response.body)
    if file is None:
        began = response.body[:SHOWN].decode("latin-1")
        outcome.settle(Fate.REFUSED, NONE[kind], f"it begins with {began!r}" if began else "it is empty")
        return
    outcome.settle(Fate.STORED)
    outcome.file = file
    if file.type == PDF:
        await _read(outcome, response, readers, scope.source)


def _end_by_answer(outcome: Outcome, response: Response, scope: MediaScope) -> bool:
    """Give the ending that needs no look at the file; False for an answer that is one."""
    if response.status != HTTPStatus.OK and (keeper := gatekeeper_of(response)):
        end_by_challenge(outcome, response.status, keeper)
        return True
    return end_by_status(outcome, response.status, headers_of(response), scope)


async def _read(outcome: Outcome, response: Response, readers: Readers, source: Source) -> None:
    """Let a reader have the document's text; what it cannot read twice is kept without."""
    page = Page(response.url, response.status, None, {}, response.body)
    try:
        text = (await readers.read(UrlKind.DOCUMENT, page, source)).text
    except (ReaderDied, ReaderTimedOut) as error:
        if not outcome.lease.tries:
            slow = isinstance(error, ReaderTimedOut)
            reader_failure(outcome, error, Reason.READER_TIMEOUT if slow else Reason.READER_DIED)
            outcome.file = None
            return
        text = DocumentText(remark=DocumentRemark.TOO_SLOW)
    except ReaderFailed:
        text = DocumentText(remark=DocumentRemark.DAMAGED)
    if outcome.file is not None:
        outcome.file = replace(outcome.file, text=text)


def miss_file(outcome: Outcome, error: BaseException, scope: MediaScope) -> None:
    """End the outcome by what went wrong."""
    end_by_error(outcome, error)
    if isinstance(error, AskedToWait) and not scope.is_own(outcome.lease.url):
        try_again_later(outcome, Reason.NO_CONNECTION, error.detail, error.until - datetime.now(UTC))
        outcome.released = False
    spare_the_source(outcome, scope)


def spare_the_source(outcome: Outcome, scope: MediaScope) -> None:
    """Another host that asks to wait, or has a gatekeeper, speaks for itself alone."""
    if not scope.is_own(outcome.lease.url):
        outcome.pause_source_until, outcome.is_challenge = None, False
