"""Why a request was not made, as exceptions; the spider turns each into an outcome."""

from datetime import datetime

from scrapy.exceptions import IgnoreRequest

ACCEPT_IT = "any_certificate = true in its file (source add --any-certificate) accepts it, and marks what is captured"


class Refusal(IgnoreRequest):
    """A request that Arsip itself did not make. `detail` says why, in one line."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class BadAddress(Refusal):
    """The address is none that may be asked: another scheme, no host, a password in it, a proxy."""


class PrivateAddress(Refusal):
    """The host lies on this machine or a private network, and the source is not declared local."""


class Damaged(Refusal):
    """An answer came whose body cannot be decoded."""


class BrokenCertificate(Refusal):
    """The host shows a certificate that does not hold, and the source accepts only good ones."""

    def __init__(self, host: str, fault: str) -> None:
        super().__init__(f"the certificate of {host} is broken: {fault}; {ACCEPT_IT}")


class RobotsForbidden(Refusal):
    """The site's robots.txt forbids the address."""


class AskedToWait(Refusal):
    """Nothing of the site is to be asked before `until` (UTC)."""

    def __init__(self, until: datetime, detail: str) -> None:
        super().__init__(detail)
        self.until = until


class RobotsUnreachable(AskedToWait):
    """The site's robots.txt could not be had: nothing is allowed before `until`."""


class HostResting(AskedToWait):
    """The host asked to be left alone until `until`, whoever it was that it told."""


class Released(Refusal):
    """The crawl is stopping: the request was never sent, or its answer was cut off."""
