"""Opens every notebook of a folder in JupyterLab, in a headless browser, runs it, and writes down what a reader sees.

tour.py CHROMIUM FOLDER OUT: leaves OUT/NAME.png and OUT/NAME.json for each notebook NAME.ipynb.
"""
import json
import pathlib
import sys
import time

from playwright.sync_api import sync_playwright

from lab_page import WINDOW, LabPage
from lab_server import LabServer


def read(lab, picture):
    """Runs all cells, and looks at them from the first to the last; once more in the dark."""
    lab.run_all()
    facts = lab.look(picture)
    lab.theme("JupyterLab Dark")
    facts["textsInTheDark"] = lab.look(picture.with_stem(picture.stem + "-dark"))["texts"]
    lab.theme("JupyterLab Light")
    return facts


def interrupt_and_go_on(lab, picture):
    """Interrupts the first cell once its progress bar has been seen moving, and runs the second."""
    lab.run_cell(0)
    positions = lab.positions_of_bar(4)
    begun = time.monotonic()
    lab.interrupt()
    lab.wait_until_idle()
    stopped_after = round(time.monotonic() - begun, 1)
    lab.run_cell(1)
    lab.wait_for_output("the next cell runs")
    return {**lab.look(picture), "stoppedAfter": stopped_after, "barAt": positions}


def let_it_flood(lab, picture):
    """Runs the first cell, which prints without measure, and then the second, from where the reader is."""
    lab.run_cell(0)
    lab.wait_for_output("line 0")
    lab.wait_until_idle()
    lab.run_cell(1)
    lab.wait_for_output("the next cell runs")
    lab.wait_until_idle()
    return lab.look(picture)


SCENES = {"interrupted.ipynb": interrupt_and_go_on, "flood.ipynb": let_it_flood}


def visit(lab, file, out):
    """One notebook from the double click to its last picture; whatever happens is written down."""
    picture = (out / file.name).with_suffix(".png")
    begun = time.monotonic()
    try:
        lab.open(file.name)
        facts = SCENES.get(file.name, read)(lab, picture)
        lab.close()
    except Exception as failure:  # the other notebooks are still to be seen, and a picture says more
        lab.page.screenshot(path=picture)
        facts = {"failure": f"{type(failure).__name__}: {failure}"}
    facts["seconds"] = round(time.monotonic() - begun, 1)
    picture.with_suffix(".json").write_text(json.dumps(facts, indent=1), encoding="utf-8")


def main():
    chromium, folder, out = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    with LabServer(folder, out / "lab.log") as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        lab = LabPage(browser.new_page(viewport=WINDOW), server.address)
        for file in sorted(folder.glob("*.ipynb")):
            visit(lab, file, out)
        browser.close()


if __name__ == "__main__":
    main()
