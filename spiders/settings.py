"""How Arsip runs Scrapy. Whatever is switched off here is done by the frontier or by Arsip's own middlewares."""

import os

BOT_NAME = "arsip"
USER_AGENT = "Arsip/0.1"
SPIDER_MODULES = ["spiders.platforms"]

ASYNCIO_EVENT_LOOP = "uvloop.Loop" if os.name == "posix" else None
TWISTED_DNS_RESOLVER = "spiders.download.GuardedResolver"
DOWNLOAD_HANDLERS = {
    "http": "spiders.download.PoliteHandler",
    "https": "spiders.download.PoliteHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5",
    "Accept-Language": "id,en;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}

CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 16
CONCURRENT_ITEMS = 1  # one outcome a response: Scrapy makes as many tasks as it may have items
DOWNLOAD_DELAY = 0
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = True

READER = "spiders.reading:read"
READER_PROCESSES = os.cpu_count() or 1
READER_SECONDS = 20.0
HANG_SECONDS = float(os.environ.get("ARSIP_HANG_SECONDS", "900"))

DOWNLOADER_MIDDLEWARES_BASE = {
    "spiders.middlewares.guard.Guard": 100,
    "spiders.middlewares.robots.Robots": 200,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "spiders.middlewares.decoding.Decoding": 590,
    "spiders.middlewares.pace.Pace": 700,
    "spiders.middlewares.capture.Capture": 900,
}
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}
ITEM_PIPELINES = {
    "pipelines.tidy_text.TidyText": 100,
    "pipelines.read_dateline.ReadDateline": 200,
    "pipelines.read_credits.ReadCredits": 300,
    "pipelines.read_marks.ReadMarks": 400,
    "pipelines.settle_dates.SettleDates": 500,
    "pipelines.name_places_and_units.NamePlacesAndUnits": 600,
    "pipelines.check_article.CheckArticle": 700,
    "pipelines.find_duplicates.FindDuplicates": 800,
    "pipelines.keep_article.KeepArticle": 900,
}
EXTENSIONS_BASE = {"scrapy.extensions.corestats.CoreStats": 0, "spiders.hanging.HangGuard": 100}

ROBOTSTXT_OBEY = False  # spiders.middlewares.robots obeys it, from the first request on
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
HTTPPROXY_ENABLED = False
LOG_LEVEL = "INFO"
