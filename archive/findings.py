"""What a first look at a site found: handed from the probe to `arsip source add`."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Findings:
    """`url` is where the site really answers; `problem` says in one line why it cannot be adopted."""

    url: str
    platform: str | None = None
    title: str = ""
    language: str | None = None
    time_zone: str | None = None
    posts: int | None = None
    evidence: list[str] = field(default_factory=list)
    problem: str | None = None
