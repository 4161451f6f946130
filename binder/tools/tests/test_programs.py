"""What the programs in binder, its hub and its tools make of their arguments and of each other's files."""

import json
import os
import pathlib

import pytest

import install
import npm


def test_lab_listens_to_this_machine_alone_unless_told_otherwise(program):
    lab = program("lab")
    command = lab.command(pathlib.Path("prefix"), ["--port", "9999"])
    assert command[-2:] == ["--port", "9999"]
    assert "--ServerApp.ip=127.0.0.1" in command
    assert f"--ServerApp.root_dir={install.NOTEBOOKS}" in command
    assert "--LabApp.default_url=/lab/tree/00-start-here.ipynb" in command
    told = lab.command(pathlib.Path("prefix"), ["--ServerApp.ip=0.0.0.0"])
    assert [each for each in told if "ip" in each.split("=")[0]] == ["--ServerApp.ip=0.0.0.0"]


@pytest.mark.parametrize(
    ("user", "given", "added"),
    [(1000, [], []), (0, [], ["--allow-root"]), (0, ["--allow-root"], []), (0, ["--ServerApp.allow_root=True"], [])],
)
def test_lab_allows_root_once(program, monkeypatch, user, given, added):
    lab = program("lab")
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    assert lab.for_root(given) == added


def test_passwords_are_kept_from_one_start_to_the_next_for_root_alone(program, tmp_path):
    start = program("hub/start")
    first = start.passwords(tmp_path, ["ada", "emmy"])
    again = start.passwords(tmp_path, ["emmy", "grace"])
    assert again["emmy"] == first["emmy"]
    assert len({*first.values(), *again.values()}) == 3
    file = tmp_path / "passwords.json"
    assert set(json.loads(file.read_text(encoding="utf-8"))) == {"ada", "emmy", "grace"}
    assert file.stat().st_mode & 0o077 == 0


def test_ports_that_are_free_differ(program):
    ports = program("hub/start").free_ports(5)
    assert len(set(ports)) == 5


def test_rehearse_gives_up_with_the_log_when_the_hub_ends(program, tmp_path):
    rehearse = program("tools/rehearse")
    log = tmp_path / "hub.log"
    log.write_text("no such port\n", encoding="utf-8")

    class Ended:
        def poll(self):
            return 1

    with pytest.raises(install.Missing, match="no such port\nThe hub did not start"):
        rehearse.wait_for_hub(Ended(), log)


def test_the_benchmark_reads_figures_and_words(program, tmp_path):
    benchmark = program("tools/benchmark")
    file = tmp_path / "peers.csv"
    file.write_text("versions,,NumPy 2 PyTorch 2\ntorchFast,4-10-3-5,6.5\nnumpyLoop,4-10-3-5,61,from one\n", "utf-8")
    figures, words = benchmark.read(file)
    assert figures == {("torchFast", "4-10-3-5"): 6.5, ("numpyLoop", "4-10-3-5"): 61.0}
    assert words == {"versions": "NumPy 2 PyTorch 2"}


def test_the_benchmark_puts_each_figure_beside_its_peer(program):
    benchmark = program("tools/benchmark")
    figures = {key: 10.0 for _, ours, sizes, peer, _ in benchmark.CLAIMS for key in ((ours, sizes), (peer, sizes))}
    figures |= {(name, sizes): 5.0 for _, name, _, sizes in benchmark.SHARES}
    figures |= {(name, sizes): 20.0 for _, _, name, sizes in benchmark.SHARES}
    figures["findOneWrong", "784-100-10-64"], figures["torchFails", "784-100-10-64"] = 100.0, 50_000.0
    lines = list(benchmark.table(figures))
    columns = {line.count("|") for line in lines if line}
    assert columns == {8, 4}
    found = next(line for line in lines if "one wrong weight found" in line)
    assert found.split("|")[1:-1] == [
        " one wrong weight found and its cause named ",
        " 79 510 ",
        " 100 ms ",
        " PyTorch's gradcheck, until it fails ",
        " 50 s ",
        " 500 × ",
        " 1e+02 × ",
    ]
    assert sum("| 25 % |" in line for line in lines) == len(benchmark.SHARES)


def test_npm_is_asked_once_for_each_lock_file(tmp_path, monkeypatch):
    folder, cache, asked = tmp_path / "folder", tmp_path / "cache", []
    folder.mkdir()
    (folder / "package.json").write_text('{"dependencies": {"jquery": "4"}}', encoding="utf-8")
    (folder / "package-lock.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(npm, "find", lambda: "npm")
    monkeypatch.setattr(npm.subprocess, "run", lambda command, **_: asked.append(command))
    for _ in range(2):
        assert npm.fetch(folder, cache) == cache / "node_modules"
    assert len(asked) == 1
    assert "--ignore-scripts" in asked[0]
    (folder / "package-lock.json").write_text('{"lockfileVersion": 3}', encoding="utf-8")
    npm.fetch(folder, cache)
    assert len(asked) == 2


def test_npm_is_asked_again_if_it_failed(tmp_path, monkeypatch):
    (tmp_path / "package.json").write_text('{"dependencies": {}}', encoding="utf-8")
    (tmp_path / "package-lock.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(npm, "find", lambda: "false")
    for _ in range(2):
        with pytest.raises(npm.subprocess.CalledProcessError):
            npm.fetch(tmp_path, tmp_path / "cache")


def test_a_missing_npm_is_named(monkeypatch):
    monkeypatch.setattr(npm.shutil, "which", lambda _: None)
    with pytest.raises(install.Missing, match="npm is needed"):
        npm.find()


def test_ruff_is_asked_about_programs_without_an_ending(program, tmp_path):
    check = program("tools/check")
    for name, first in {
        "a": "#!/usr/bin/env python3",
        "b": "#!/usr/bin/env bash",
        "c": "text",
        ".venv/d": "#!python",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(first + "\n", encoding="utf-8")
    assert [path.name for path in check.programs([tmp_path])] == ["a"]
    assert {"lab", "start", "benchmark", "decks", "site", "rehearse", "check"} <= {
        path.name for path in check.programs([install.BINDER])
    }
