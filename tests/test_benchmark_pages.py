"""The benchmark of waiting, small: every kind of page answers to several clients, and a failure gives no figure."""

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.pages import main

SUBJECTS = ("Petugas", "Warga binaan", "Kepala rutan", "Seorang dokter", "Pembimbing", "Keluarga penghuni")
DEEDS = ("memeriksa", "menata", "mencatat", "memperbaiki", "membersihkan", "mengunjungi")
THINGS = ("dapur umum", "kebun sayur", "ruang kunjungan", "bengkel kerja", "kamar hunian", "buku tamu")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "berita.jsonl.gz"
    sentences = [f"{who} {does} {what} di Lapas Contoh." for who in SUBJECTS for does in DEEDS for what in THINGS]
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for start in range(0, len(sentences), 4):
            text = " ".join(sentences[start : start + 4])
            file.write(json.dumps({"title": f"Kabar {sentences[start]}", "text": text}) + "\n")
    return path


def test_each_kind_of_page_is_measured(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(corpus), "--articles", "60", "--clients", "2", "--requests", "4", "--json"]) == 0
    figures = {figure["name"]: figure for figure in json.loads(capsys.readouterr().out)["figures"]}
    for kind in ("home", "results", "article", "Datasette's table"):
        assert figures[f"{kind}, median"]["value"] > 0
        assert figures[f"{kind}, answers"]["value"] > 0
        assert figures[f"{kind}, the server's processor"]["value"] >= 0
    assert figures["results, 95 %"]["at_most"] == 200
    assert "at_most" not in figures["Datasette's table, 95 %"]


def test_a_corpus_that_is_none_gives_no_figure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "tidak-ada.jsonl")]) == 1
    assert capsys.readouterr().out == ""
