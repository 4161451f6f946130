"""What becomes of a notebook on its way to a page."""

import json
import os
import subprocess

import nbconvert
import nbformat
import pytest

import install
import publish


def notebook(path, *cells):
    path.write_text(json.dumps({"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), "utf-8")
    return path


def markdown(source):
    return {"cell_type": "markdown", "id": "a", "metadata": {}, "source": source}


def code(source, *outputs):
    return {"cell_type": "code", "id": "b", "metadata": {}, "source": source, "outputs": list(outputs)}


def test_notebooks_are_asked_for_by_number():
    every = publish.asked_for([])
    assert [file.name[:2] for file in every] == [f"{number:02}" for number in range(1, len(every) + 1)]
    assert [file.name[:2] for file in publish.asked_for(["05", "02"])] == ["02", "05"]
    with pytest.raises(install.Missing, match="There is no notebook 0; there are 01, 02, "):
        publish.asked_for(["02", "0"])


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("$10^{-7}$ and $h$, `a`", "10⁻⁷ and h, <code>a</code>"),
        ("**bold** & <b>", "<b>bold</b> &amp; &lt;b&gt;"),
        (r"$h^2 \cdot \varepsilon$", "h² · ε"),
        (r"$\sigma\,x$", "σ x"),
        ("no formula, 3^2", "no formula, 3^2"),
    ],
)
def test_the_index_shows_formulas_in_plain_letters(written, shown):
    assert publish.inline(written) == shown


@pytest.mark.parametrize("formula", [r"\frac{1}{2}", "x_1", r"\sqrt{2}", "x^n"])
def test_a_formula_that_plain_letters_cannot_show_is_refused(formula):
    with pytest.raises(install.Missing, match="The index shows no such formula"):
        publish.inline(f"see ${formula}$")


def test_links_among_notebooks_lead_to_their_pages(tmp_path):
    source = ["See [Part 3](03-the-fixed-model.ipynb), [here](https://a.org/b.ipynb)\n", "and `[a](b.c)`."]
    copy = notebook(tmp_path / "02-the-bug-hunt.ipynb", markdown(source), code("[x](03-the-fixed-model.ipynb)"))
    (linked,) = publish.linked([copy], tmp_path / "out", ".slides.html", ways=False)
    text, program = (publish.text(cell) for cell in json.loads(linked.read_text("utf-8"))["cells"])
    assert text == "See [Part 3](03-the-fixed-model.slides.html), [here](https://a.org/b.ipynb)\nand `[a](b.c)`."
    assert program == "[x](03-the-fixed-model.ipynb)"
    assert json.loads(copy.read_text("utf-8"))["cells"][0]["source"] == source


def test_each_page_has_a_way_to_the_parts_beside_it():
    names = [file.name for file in publish.asked_for([])]
    always = "[all parts](index.html) · [the playground](playground.html)"
    assert publish.way(names[0]) == f"{always} · [next part]({names[1]})"
    assert publish.way(names[1]) == f"{always} · [previous part]({names[0]}) · [next part]({names[2]})"
    assert publish.way(names[-1]) == f"{always} · [previous part]({names[-2]})"
    assert publish.way("another.ipynb") == always


def test_the_way_is_the_first_cell_and_leads_to_pages(tmp_path):
    copy = notebook(tmp_path / "02-the-bug-hunt.ipynb", code("1"))
    (linked,) = publish.linked([copy], tmp_path / "out", ".html", ways=True)
    way = json.loads(linked.read_text("utf-8"))["cells"][0]
    assert publish.text(way).endswith("[next part](03-the-fixed-model.html)")


def test_the_first_cell_that_failed_is_named_and_its_copy_taken_away(tmp_path):
    error = {
        "output_type": "error",
        "ename": "E",
        "evalue": "",
        "traceback": ["\x1b[1m\x1b[31mIndex 1", "out of bounds"],
    }
    copy = notebook(tmp_path / "a.ipynb", code("fine();"), code("none[1] = 2;", error), code("later();", error))
    with pytest.raises(install.Missing) as refused:
        publish.require_no_error(copy)
    assert str(refused.value).endswith("This cell failed:\n\nnone[1] = 2;\n\nIndex 1\nout of bounds")
    assert not copy.exists()


@pytest.fixture
def course(tmp_path, monkeypatch):
    """Two notebooks, an environment with a jar, and an nbconvert that notes what it was asked to run."""
    files = [notebook(tmp_path / name, code("1")) for name in ("01-a.ipynb", "02-b.ipynb")]
    jar = tmp_path / "prefix" / "share" / "gradcheck" / "jars" / "a.jar"
    jar.parent.mkdir(parents=True)
    jar.write_text("")
    ran = []

    def nbconvert(_, *arguments):
        ran.append(arguments[-1].name)
        notebook(publish.EXECUTED / arguments[-1].name, code("1"))

    monkeypatch.setattr(publish, "EXECUTED", tmp_path / "executed")
    monkeypatch.setattr(publish, "nbconvert", nbconvert)
    return files, jar, ran


def later(path):
    """As if it were changed after all that is there."""
    os.utime(path, (path.stat().st_atime, path.stat().st_mtime + 1000))


def test_a_notebook_is_run_again_if_it_or_the_library_changed(course, tmp_path):
    files, jar, ran = course
    publish.execute(tmp_path / "prefix", files)
    publish.execute(tmp_path / "prefix", files)
    assert ran == ["01-a.ipynb", "02-b.ipynb"]
    later(files[1])
    publish.execute(tmp_path / "prefix", files)
    assert ran[2:] == ["02-b.ipynb"]
    later(jar)
    publish.execute(tmp_path / "prefix", files)
    assert ran[3:] == ["01-a.ipynb", "02-b.ipynb"]


def test_nbconvert_is_quiet_unless_it_fails(monkeypatch, tmp_path):
    monkeypatch.setattr(
        publish.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 1, stdout="no such kernel\n")
    )
    with pytest.raises(install.Missing, match="no such kernel\nThe notebook did not become a page"):
        publish.nbconvert(tmp_path, "--to", "slides")


def test_the_index_has_the_title_and_the_objective_of_each_notebook(tmp_path):
    opening = markdown(["# Part 2: `a` < b\n\n", "**Objective.** Two lines,\nof $h$.\n\n", "More."])
    copies = [notebook(tmp_path / "02-b.ipynb", opening), notebook(tmp_path / "bare.ipynb", code("1"))]
    publish.write_index(copies, tmp_path, ".html", "The <course>")
    page = (tmp_path / "index.html").read_text("utf-8")
    assert '<li><a href="02-b.html">Part 2: <code>a</code> &lt; b</a><p>Two lines,\nof h.</p></li>' in page
    assert '<li><a href="bare.html">bare</a></li>' in page
    assert "The &lt;course&gt;" in page
    assert "ITEMS" not in page and "HEADING" not in page


def test_of_each_package_that_pages_load_its_licence_comes_along(tmp_path, monkeypatch):
    modules = tmp_path / "node_modules"
    for name in ("jquery/dist/jquery.min.js", "jquery/LICENSE.txt", "jquery/src/core.js", "requirejs/require.js"):
        (modules / name).parent.mkdir(parents=True, exist_ok=True)
        (modules / name).write_text("", encoding="utf-8")
    monkeypatch.setattr(publish.npm, "fetch", lambda *_: modules)
    publish.copy_assets(tmp_path / "site", ["jquery", "requirejs"])
    copied = sorted(file.relative_to(tmp_path / "site").as_posix() for file in (tmp_path / "site").rglob("*.*"))
    assert copied == ["assets/jquery/LICENSE.txt", "assets/jquery/dist/jquery.min.js", "assets/requirejs/require.js"]


def test_what_is_loaded_is_what_npm_locks():
    wanted = json.loads((publish.PAGES / "package.json").read_text("utf-8"))["dependencies"]
    locked = json.loads((publish.PAGES / "package-lock.json").read_text("utf-8"))["packages"]
    assert set(publish.LOADED) == set(wanted)
    for name, version in wanted.items():
        assert locked[f"node_modules/{name}"]["version"] == version


def test_on_paper_long_lines_go_on_below_and_a_report_begins_where_its_cell_does():
    exporter = nbconvert.HTMLExporter(template_name="page", extra_template_basedirs=[str(publish.PAGES)])
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("int x = 1;")])
    page = exporter.from_notebook_node(notebook)[0]
    # Of two rules that are as specific, the later one counts.
    assert -1 < page.rfind("break-inside: avoid-page") < page.find(".jp-OutputArea-output { break-inside: auto")
    assert page.rfind("pre { white-space: pre-wrap") > page.rfind("white-space: pre;")


def test_the_playground_leads_to_the_course(tmp_path, monkeypatch):
    page = tmp_path / "built.html"
    page.write_text("<p>A page of <em>Trust but Verify</em>.</p>", encoding="utf-8")
    monkeypatch.setattr(publish, "PLAYGROUND", page)
    monkeypatch.setattr(publish.install, "newest", lambda paths: 0)
    publish.copy_playground(tmp_path / "site")
    copied = (tmp_path / "site" / page.name).read_text(encoding="utf-8")
    assert '<a href="index.html"><em>Trust but Verify</em></a>' in copied
