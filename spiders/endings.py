"""How a request ended, as an ending of its outcome: by the status of an answer, or by what went wrong."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from random import random
from typing import Protocol

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from twisted.web._newclient import ParseError

from archive.outcomes import Discovery, Lease, Outcome
from archive.vocabulary import Fate, Reason
from spiders.bounded_head import HeadTooLong
from spiders.middlewares.refusals import (
    AskedToWait,
    BadAddress,
    BrokenCertificate,
    Damaged,
    PrivateAddress,
    Released,
    RobotsForbidden,
)

RETRY_SECONDS = (2, 10, 50, 600, 3600)
MOST_REFUSALS = 20  # of one address with a time to wait: what the host has enough of are all that ask
MOST_HOPS = 10
LONGEST_DETAIL = 300
OLD_TLS = "the site speaks no TLS that still protects (1.2 or newer)"


class Owner(Protocol):
    """What a redirect must stay in: a source, or the hosts that its pictures may come from."""

    def owns(self, url: str) -> bool:
        """True for an address inside. Raises `ValueError` for what is no http address."""


def try_again_later(
    outcome: Outcome, reason: Reason, detail: str, wait: timedelta | None = None, most: int = len(RETRY_SECONDS)
) -> Outcome:
    """Leave the address pending with growing pauses (or `wait`); after `most` of them it has failed.

    The pauses are drawn out by up to a quarter, so that what failed together does not come back together.
    """
    tries = outcome.lease.tries
    if tries >= most:
        return outcome.settle(Fate.FAILED, reason, f"{detail}; tried {tries + 1} times")
    spread = 1 + random() / 4  # noqa: S311 it keeps no secret
    due = datetime.now(UTC) + (wait or timedelta(seconds=RETRY_SECONDS[tries] * spread))
    return outcome.try_again(due, reason, detail)


def end_by_challenge(outcome: Outcome, status: int, keeper: str) -> Outcome:
    """A gatekeeper has answered in the site's place: it is neither deceived nor asked again in a hurry."""
    outcome.is_challenge, outcome.items = True, []
    return outcome.settle(Fate.BLOCKED, Reason.CHALLENGE, f"HTTP {status}: a challenge ({keeper})")


def end_by_status(outcome: Outcome, status: int, headers: dict[str, str], source: Owner) -> bool:
    """Give the outcome the ending that its HTTP status alone decides; False for an answer that is to be read."""
    if status == HTTPStatus.OK:
        return False
    detail = f"HTTP {status}"
    if status in {301, 302, 303, 307, 308}:
        _redirect(outcome, headers.get("location", ""), source)
    elif status in {404, 410}:
        outcome.settle(Fate.GONE, Reason.NOT_FOUND, detail)
    elif status in {401, 402, 403, 451}:
        outcome.settle(Fate.BLOCKED, Reason.FORBIDDEN, detail)
    elif status in {429, 503} and (wait := retry_after(headers.get("retry-after"))):
        _pause(outcome, wait, detail)
    elif status == HTTPStatus.TOO_MANY_REQUESTS:
        try_again_later(outcome, Reason.TOO_MANY_REQUESTS, detail)
    elif status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in {408, 425}:
        try_again_later(outcome, Reason.SERVER_ERROR, detail)
    else:
        outcome.settle(Fate.FAILED, Reason.UNEXPECTED_STATUS, detail)
    return True


def _pause(outcome: Outcome, wait: timedelta, detail: str) -> None:
    """The site says when to come back: neither this address nor any other of the source is asked before."""
    until = datetime.now(UTC) + wait
    try_again_later(outcome, Reason.TOO_MANY_REQUESTS, f"{detail}: the site asks to wait", wait, MOST_REFUSALS)
    outcome.pause_source_until = until


def retry_after(value: str | None) -> timedelta | None:
    """What a Retry-After header asks for: seconds or a date; None where it asks nothing that can be understood."""
    if not value:
        return None
    if value.strip().isdigit():
        return timedelta(seconds=min(int(value), 86_400))
    try:
        wait = parsedate_to_datetime(value) - datetime.now(UTC)
    except (TypeError, ValueError):
        return None
    return min(max(wait, timedelta(seconds=1)), timedelta(days=1))


def _redirect(outcome: Outcome, target: str, source: Owner) -> None:
    held = outcome.lease
    try:
        inside = bool(target) and source.owns(target)
    except ValueError:
        outcome.settle(Fate.REFUSED, Reason.BAD_ADDRESS, f"redirects to {target[:LONGEST_DETAIL]!r}")
        return
    if not target:
        outcome.settle(Fate.FAILED, Reason.BAD_ADDRESS, "redirects without saying where")
    elif not inside:
        outcome.settle(Fate.REFUSED, Reason.OFF_SITE, f"redirects to {target[:LONGEST_DETAIL]}")
    elif held.hops >= MOST_HOPS or target == held.url:
        outcome.settle(Fate.FAILED, Reason.TOO_MANY_REDIRECTS, f"redirect {held.hops + 1} goes to {target}")
    else:
        outcome.settle(Fate.MOVED, None, target)
        outcome.moved_to = Discovery(target, held.kind, priority=held.priority, hops=held.hops + 1, walk=held.walk)


def end_by_error(outcome: Outcome, error: BaseException) -> Outcome:
    """Give the outcome the ending that an exception stands for."""
    detail = in_words(error)[:LONGEST_DETAIL]
    if isinstance(error, Released):
        outcome.released = True
        return outcome
    if isinstance(error, BrokenCertificate):
        outcome.concerns_host = True
        return outcome.settle(Fate.FAILED, Reason.BROKEN_TLS, error.detail)
    if isinstance(error, AskedToWait):
        outcome.pause_source_until = error.until
        outcome.released, outcome.detail = True, error.detail
        return outcome
    for kind, fate, reason in REFUSALS:
        if isinstance(error, kind) or isinstance(_innermost(error), kind):
            return outcome.settle(fate, reason, detail)
    for kinds, reason in RETRIES:
        if isinstance(error, kinds):
            return try_again_later(outcome, _tls_or(reason, error), detail)
    return outcome.settle(Fate.FAILED, Reason.BUG, f"{type(error).__name__}: {detail}")


def in_words(error: BaseException) -> str:
    """What an error says; of several failures that Twisted has wrapped, the last."""
    innermost = _innermost(error)
    if isinstance(innermost, ParseError):
        return "the answer is not HTTP"
    if isinstance(innermost, SSL.Error):
        return f"no secure connection: {_tls_words(innermost)}"
    return str(innermost) or type(innermost).__name__


def _tls_words(error: SSL.Error) -> str:
    said = ", ".join(part[-1] for part in error.args[0]) if error.args else ""
    return OLD_TLS if "protocol" in said else said or "it was broken off"


def _innermost(error: BaseException) -> BaseException:
    reasons = getattr(error.__cause__, "reasons", None) or ()
    value = reasons[-1].value if reasons else None
    return value if isinstance(value, BaseException) else error


def _tls_or(reason: Reason, error: BaseException) -> Reason:
    return Reason.BROKEN_TLS if isinstance(_innermost(error), SSL.Error) else reason


REFUSALS: tuple[tuple[type[BaseException], Fate, Reason], ...] = (
    (RobotsForbidden, Fate.BLOCKED, Reason.ROBOTS),
    (PrivateAddress, Fate.BLOCKED, Reason.PRIVATE_ADDRESS),
    (BadAddress, Fate.REFUSED, Reason.BAD_ADDRESS),
    (UnsupportedURLSchemeError, Fate.REFUSED, Reason.BAD_ADDRESS),
    (HeadTooLong, Fate.REFUSED, Reason.TOO_LARGE),
    (Damaged, Fate.REFUSED, Reason.UNREADABLE),
    (DownloadCancelledError, Fate.REFUSED, Reason.TOO_LARGE),
    (IgnoreRequest, Fate.REFUSED, Reason.TOO_LARGE),
)
RETRIES: tuple[tuple[tuple[type[BaseException], ...], Reason], ...] = (
    ((DownloadTimeoutError, TimeoutError), Reason.TIMEOUT),
    ((CannotResolveHostError,), Reason.NO_SUCH_HOST),
    ((DownloadConnectionRefusedError,), Reason.NO_CONNECTION),
    ((ResponseDataLossError,), Reason.CUT_SHORT),
    ((DownloadFailedError, OSError), Reason.NO_CONNECTION),
)


def reader_failure(outcome: Outcome, error: Exception, reason: Reason) -> Outcome:
    """A pool's failure is a retry, never at once a fate: the page may have been the bystander."""
    wait = timedelta(hours=1) if outcome.lease.tries else None
    return try_again_later(outcome, reason, str(error)[:LONGEST_DETAIL], wait)


def lease_of(meta: dict[str, object]) -> Lease:
    """The lease that a request carries."""
    lease = meta["lease"]
    if not isinstance(lease, Lease):
        raise TypeError(f"a request without a lease: {lease!r}")
    return lease
