"""Moves every moving picture by mouse, touch and keyboard, and writes down what it shows.

motion.py CHROMIUM OUT lab FOLDER: each notebook in JupyterLab; run, saved and opened again, and as an untrusted copy.
motion.py CHROMIUM OUT pages FILE...: pages and decks.

Leaves OUT/FILE.json, and OUT/FILE.png of what was seen last.
"""
import json
import pathlib
import sys
import time

from playwright.sync_api import sync_playwright

from lab_page import FRONT, WINDOW, LabPage
from lab_server import LabServer

NARROW = {"width": 420, "height": 800}
STATE = """root => ({
    label: root.querySelector('output').textContent,
    spoken: root.querySelector('input').getAttribute('aria-valuetext'),
    picture: root.querySelector('.plot svg')?.getAttribute('aria-label') ?? null,
    readings: [...root.querySelectorAll('dt')].map(name => [name.textContent, name.nextElementSibling.textContent]),
    drawn: root.querySelectorAll('.plot svg svg > *').length,
    glow: root.querySelectorAll('svg .frame.wrong').length,
    reply: root.querySelector('.reply')?.textContent || '',
    cutOff: root.scrollWidth > root.clientWidth + 1,
    place: window.jupyterapp ? 'cell ' + jupyterapp.shell.currentWidget.content.activeCellIndex
        : window.Reveal ? 'slide ' + JSON.stringify(Reveal.getIndices()) : 'scrolled by ' + scrollY,
})"""
STILLS = """front => [...document.querySelectorAll(front + ' .jp-OutputArea-output img')].map(image => ({
    alt: image.alt, width: image.getBoundingClientRect().width, naturalWidth: image.naturalWidth,
    hint: image.closest('.jp-OutputArea-output').textContent.trim(),
    controls: image.closest('.jp-OutputArea-output').querySelectorAll('input, button, svg').length}))"""
REVEAL = "window.Reveal = require('assets/reveal.js/dist/reveal.js')"
READY = "() => !document.querySelector('.reveal') || document.querySelector('.reveal.ready')"
KEYS = ["Home", "ArrowRight", "ArrowRight", "ArrowLeft", "End", "ArrowUp", "ArrowDown"]


def drive(page, root):
    """One picture by every way that there is; what it shows after each."""
    root.scroll_into_view_if_needed()
    slider, buttons = root.locator("input"), root.locator(".handles button")
    seen = []

    def see(how):
        seen.append({"how": how, **root.evaluate(STATE)})

    see("at first")
    slider.click(position={"x": 40, "y": 8})
    see("click on the slider")
    for key in KEYS:
        page.keyboard.press(key)
        see(key)
    buttons.first.click()
    see("click on back")
    buttons.last.click()
    see("click on next")
    buttons.first.tap()
    see("tap on back")
    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] - 8, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, middle, steps=4)
    page.mouse.up()
    see("drag")
    answers = root.locator(".question button")
    if answers.count():
        answers.nth(1).click()
        see("guess by mouse")
        answers.nth(2).focus()
        page.keyboard.press("Enter")
        see("guess by keyboard")
    return seen


def drive_all(page, within, before=lambda number: None):
    roots = page.locator(f"{within} .gradcheck-motion:has(input)")
    driven = []
    for number in range(roots.count()):
        before(roots.nth(number))
        driven.append(drive(page, roots.nth(number)))
    return driven


def untrusted_copy(file):
    """Of the notebook with its outputs; JupyterLab trusts only what it has run itself."""
    notebook = json.loads(file.read_text(encoding="utf-8"))
    notebook["metadata"]["copied"] = time.time()
    copy = file.with_name("copy-of-" + file.name)
    copy.write_text(json.dumps(notebook), encoding="utf-8")
    return copy


def in_lab(lab, file, out):
    lab.open(file.name)
    lab.run_all()
    facts = {"run": drive_all(lab.page, FRONT)}
    lab.page.screenshot(path=out / f"{file.name}.png")
    lab.page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    write(facts, file, out)


def opened_again(lab, file, out):
    """What was saved, and a copy of it; the kernel is still the one that ran it."""
    facts = json.loads((out / f"{file.name}.json").read_text(encoding="utf-8"))
    lab.page.evaluate("() => jupyterapp.shell.currentWidget.dispose()")
    copy = untrusted_copy(file)
    lab.page.evaluate("() => jupyterapp.commands.execute('filebrowser:refresh')")
    lab.open(file.name)
    there = "({front, count}) => document.querySelectorAll(front + ' .gradcheck-motion input').length === count"
    lab.page.wait_for_function(there, arg={"front": FRONT, "count": len(facts["run"])})  # drawn one after the other
    facts["reopened"] = drive_all(lab.page, FRONT)
    lab.close()
    lab.open(copy.name)
    lab.page.locator(f"{FRONT} .jp-OutputArea-output img").first.wait_for()
    facts["untrusted"] = lab.page.evaluate(STILLS, FRONT)
    lab.page.screenshot(path=out / f"{copy.name}.png")
    lab.close()
    write(facts, file, out)


def write(facts, file, out):
    (out / f"{file.name}.json").write_text(json.dumps(facts, indent=1), encoding="utf-8")


def on_page(page, file, out):
    """A deck slide by slide; a page as it is, and once more on a telephone."""
    page.set_viewport_size(WINDOW)
    page.goto(file.as_uri())
    page.wait_for_function(READY)
    if page.locator(".reveal").count():
        page.evaluate(REVEAL)
        to_slide = "root => { const at = Reveal.getIndices(root.closest('section')); Reveal.slide(at.h, at.v); }"
        facts = {"run": drive_all(page, "body", lambda root: root.evaluate(to_slide))}
    else:
        facts = {"run": drive_all(page, "body")}
        page.set_viewport_size(NARROW)
        page.reload()
        page.wait_for_function(READY)
        facts["narrow"] = drive_all(page, "body")
    page.screenshot(path=out / f"{file.name}.png")
    write(facts, file, out)


def main():
    chromium, out, surface = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
    what = [pathlib.Path(each) for each in sys.argv[4:]]
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        page = browser.new_context(viewport=WINDOW, has_touch=True).new_page()
        if surface == "pages":
            for file in what:
                on_page(page, file, out)
        else:
            with LabServer(what[0], out / "lab.log") as server:
                lab = LabPage(page, server.address)
                first, *others = sorted(what[0].glob("motion-*.ipynb"))
                in_lab(lab, first, out)
                opened_again(lab, first, out)
                for file in others:
                    in_lab(lab, file, out)
                    lab.close()
        browser.close()


if __name__ == "__main__":
    main()
