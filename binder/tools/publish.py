"""Runs the notebooks and turns them into pages that need no network; what decks and site have in common."""
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import install
import npm

# Templates, and package.json with the versions of what comes from npm.
PAGES = pathlib.Path(__file__).resolve().parent / "pages"
EXECUTED = install.TARGET / "executed" / "published"
# Of each npm package what a page loads; all of MathJax would be 70 MB, mostly fonts in other formats.
LOADED = {
    "jquery": ["dist/jquery.min.js"],
    "requirejs": ["require.js"],
    "reveal.js": ["dist", "plugin/notes"],
    "mathjax": [
        "MathJax.js",
        "config/TeX-AMS_CHTML-full.js",
        "extensions",
        "jax/element",
        "jax/input/TeX",
        "jax/output/CommonHTML",
        "fonts/HTML-CSS/TeX/woff",
    ],
}
# The page where a gradient is checked in the browser itself; the build makes it of one file.
WEB = install.ROOT / "lib" / "gradcheck-web"
PLAYGROUND = WEB / "target" / "web" / "playground.html"
PLAYGROUND_ITEM = """<li><a href="playground.html">The playground</a>
<p>Type a function and its gradient: the check runs in this browser.</p></li>"""
LICENCES = ["LICENSE", "LICENSE.txt"]
LINK_TO_NOTEBOOK = re.compile(r"\]\(([\w-]+)\.ipynb\)")
HEADING = re.compile(r"^# (.+)$", re.MULTILINE)
FORMULA = re.compile(r"\$(.+?)\$")
POWER = re.compile(r"\^(?:\{(-?\d+)\}|(\d))")
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
LETTERS = {r"\varepsilon": "ε", r"\times": "×", r"\cdot": "·", r"\sigma": "σ", r"\,": " "}
COLOUR = re.compile(r"\x1b\[[\d;]*m")
OBJECTIVE = re.compile(r"\*\*Objective\.\*\*\s*(.+?)(?:\n\n|\Z)", re.DOTALL)


def copy_assets(folder, packages):
    """What pages load lies beside them, with the licences, so that the folder can be carried elsewhere."""
    modules = npm.fetch(PAGES, install.TARGET / "npm")
    for package in packages:
        licences = [name for name in LICENCES if (modules / package / name).is_file()]
        for name in LOADED[package] + licences:
            source, target = modules / package / name, folder / "assets" / package / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, dirs_exist_ok=True)
            else:
                shutil.copyfile(source, target)


def parts():
    """All but the front door, which is for those who run them: a deck has its index.html."""
    return sorted(file for file in install.NOTEBOOKS.glob("*.ipynb") if not file.name.startswith("00-"))


def copy_playground(folder):
    """The playground, built anew if the library has changed, with a way to the course."""
    sources = [*(WEB / "src" / "main").rglob("*"), *(WEB.parent / "gradcheck" / "src" / "main").rglob("*")]
    if not PLAYGROUND.is_file() or PLAYGROUND.stat().st_mtime < install.newest(sources):
        print("Building the playground ...", flush=True)
        build = ["-q", "-B", "-pl", "lib/gradcheck-web", "-am", "package", "-Dmaven.test.skip=true"]
        subprocess.run([install.find_maven(), *build], cwd=install.ROOT, check=True)
    page = PLAYGROUND.read_text(encoding="utf-8")
    way = page.replace("<em>Trust but Verify</em>", '<a href="index.html"><em>Trust but Verify</em></a>', 1)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PLAYGROUND.name).write_text(way, encoding="utf-8")


def asked_for(arguments):
    """The parts whose numbers are given, such as 02 05; all of them without one."""
    files = parts()
    unknown = [argument for argument in arguments if not any(file.name.startswith(argument + "-") for file in files)]
    if unknown:
        raise install.Missing(
            f"There is no notebook {unknown[0]}; there are {', '.join(file.name[:2] for file in files)}."
        )
    return [
        file for file in files if not arguments or any(file.name.startswith(argument + "-") for argument in arguments)
    ]


def nbconvert(prefix, *arguments):
    """Quiet, the kernels' own talk included, unless it fails."""
    run = subprocess.run(
        [str(install.python_of(prefix)), "-m", "jupyter", "nbconvert", "--log-level=WARN", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if run.returncode:
        raise install.Missing(run.stdout + "The notebook did not become a page; the reason stands above.")


def execute(prefix, files):
    """Each notebook with its outputs, run anew if it or the library has changed."""
    EXECUTED.mkdir(parents=True, exist_ok=True)
    jars = install.newest((prefix / "share" / "gradcheck" / "jars").glob("*.jar"))
    copies = [EXECUTED / file.name for file in files]
    stale = [file for file, copy in zip(files, copies, strict=True)
             if not copy.is_file() or copy.stat().st_mtime < max(file.stat().st_mtime, jars)]
    for file in stale:
        print(f"Running {file.name} ...", flush=True)
        # IJava's reply to the one who runs a cell lacks what the exception said; the cell's output has it.
        nbconvert(
            prefix,
            "--to",
            "notebook",
            "--execute",
            "--allow-errors",
            "--ExecutePreprocessor.timeout=600",
            "--output-dir",
            EXECUTED,
            file,
        )
        require_no_error(EXECUTED / file.name)
    return copies


def require_no_error(copy):
    """The first cell that failed and what it said; its copy is taken away, so that it is run again."""
    for cell in json.loads(copy.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            if output["output_type"] == "error":
                copy.unlink()
                reason = COLOUR.sub("", "\n".join(output["traceback"]))
                raise install.Missing(
                    f"{copy.name} did not become a page. This cell failed:\n\n{text(cell)}\n\n{reason}"
                )


def linked(copies, folder, suffix, ways):
    """The executed notebooks with links among them that lead to their pages.

    Where there is to be a way on each page, it leads to all parts and back.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for copy in copies:
        notebook = json.loads(copy.read_text(encoding="utf-8"))
        if ways:
            notebook["cells"].insert(
                0, {"cell_type": "markdown", "id": "way", "metadata": {}, "source": way(copy.name)}
            )
        for cell in notebook["cells"]:
            if cell["cell_type"] == "markdown":
                cell["source"] = LINK_TO_NOTEBOOK.sub(rf"](\1{suffix})", text(cell))
        (folder / copy.name).write_text(json.dumps(notebook), encoding="utf-8")
    return [folder / copy.name for copy in copies]


def way(name):
    """Links to all parts, to the playground, to the part before and to the one after, as far as there are such."""
    files = [file.name for file in parts()]
    at = files.index(name) if name in files else 0
    beside = [("previous part", files[:at][-1:]), ("next part", files[at + 1:][:1] if name in files else [])]
    always = ["[all parts](index.html)", "[the playground](playground.html)"]
    return " · ".join(always + [f"[{label}]({file[0]})" for label, file in beside if file])


def text(cell):
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def convert(prefix, exporter, template, copies, folder, suffix, *options, ways=False):
    """Pages of the executed notebooks, with mathematics from the assets beside them."""
    work = install.TARGET / "linked" / template
    nbconvert(
        prefix,
        "--to",
        exporter,
        "--template",
        template,
        f"--TemplateExporter.extra_template_basedirs={PAGES}",
        "--HTMLExporter.mathjax_url=assets/mathjax/MathJax.js?config=TeX-AMS_CHTML-full",
        "--HTMLExporter.require_js_url=assets/requirejs/require.js",
        "--HTMLExporter.jquery_url=assets/jquery/dist/jquery.min.js",
        "--HTMLExporter.embed_images=True",
        "--CoalesceStreamsPreprocessor.enabled=True",  # what a cell prints is one block, not one for each line
        *options,
        "--output-dir",
        folder,
        *linked(copies, work, suffix, ways),
    )


def write_index(copies, folder, suffix, heading, more=""):
    """The page to begin with: each notebook's title and objective, and what there is besides."""
    items = []
    for copy in copies:
        cells = json.loads(copy.read_text(encoding="utf-8"))["cells"]
        opening = "\n\n".join(text(cell) for cell in cells if cell["cell_type"] == "markdown")
        title, objective = HEADING.search(opening), OBJECTIVE.search(opening)
        items.append(f'<li><a href="{copy.stem}{suffix}">{inline(title.group(1) if title else copy.stem)}</a>'
                     + (f"<p>{inline(objective.group(1))}</p>" if objective else "") + "</li>")
    template = (PAGES / "index.html").read_text(encoding="utf-8")
    page = template.replace("HEADING", html.escape(heading)).replace("ITEMS", "\n".join([*items, more]))
    (folder / "index.html").write_text(page, encoding="utf-8")


def inline(markdown):
    """Code, bold, plain words, and of mathematics what plain letters can show; the index needs no more."""
    escaped = html.escape(plain_mathematics(markdown.strip()), quote=False)
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", re.sub(r"`(.+?)`", r"<code>\1</code>", escaped))


def plain_mathematics(markdown):
    """Of `$10^{-7}$` and `$h$` what letters can show: 10⁻⁷ and h.

    A formula that would need more is refused: it has no place in an objective.
    """


    def plain(formula):
        raised = POWER.sub(lambda power: (power.group(1) or power.group(2)).translate(RAISED), formula.group(1))
        for name, letter in LETTERS.items():
            raised = raised.replace(name, letter)
        if re.search(r"[\\^_{}]", raised):
            raise install.Missing(f"The index shows no such formula: ${formula.group(1)}$")
        return raised.strip()
    return FORMULA.sub(plain, markdown)


def say(folder):
    print(f"Open {os.path.relpath(folder / 'index.html')}; the folder needs nothing outside it.")
