"""Goes through a deck slide by slide, as on a projector without a network, and writes down what is there to be seen.

present.py CHROMIUM DECK OUT: leaves OUT/NN.png for each slide and OUT/slides.json.
"""
import json
import pathlib
import sys

from playwright.sync_api import sync_playwright

PROJECTOR = {"width": 1280, "height": 720}
REVEAL = "window.Reveal = require('assets/reveal.js/dist/reveal.js')"  # loaded already; the deck keeps it to itself
READY = """() => document.querySelector('.reveal.ready') && window.MathJax && MathJax.Hub.queue.pending === 0
    && document.readyState === 'complete'"""
PLACE = "() => JSON.stringify([Reveal.getIndices(), Reveal.getCurrentSlide().scrollTop])"
TRIES = 10
SLIDE = """() => {
    const slide = Reveal.getCurrentSlide();
    // A slide that scrolls is cut off at its own edges; the last few points of a cell are empty.
    const scrolls = getComputedStyle(slide).overflowY !== 'visible', box = slide.getBoundingClientRect();
    const top = scrolls ? box.top - 9 : 0, bottom = scrolls ? box.bottom + 9 : innerHeight;
    const inView = element => {
        const box = element.getBoundingClientRect();
        return box.top >= top && box.bottom <= bottom;
    };
    const shownLast = slide.querySelector('.fragment.current-fragment');
    const shown = [...slide.querySelectorAll('.jp-Cell')].filter(cell => !cell.closest('.fragment:not(.visible)'));
    const size = text => parseFloat(getComputedStyle(text).fontSize) * Reveal.getScale();
    const sizes = (slide, what) => [...slide.querySelectorAll(what)].map(size);
    const arrows = [...document.querySelectorAll('.controls .enabled')].map(arrow => arrow.getBoundingClientRect().top);
    const isSeen = image => image.offsetParent !== null && !image.closest('details:not([open])');
    const images = [...slide.querySelectorAll('img')].filter(isSeen);
    return {
        title: (slide.querySelector('h1, h2, h3') || slide).textContent.trim().slice(0, 60),
        at: '#/' + Reveal.getIndices().h + '/' + Reveal.getIndices().v,
        fits: shown.every(cell => cell.getBoundingClientRect().bottom <= bottom),
        arrowsAside: arrows.length > 0 && shown.every(cell =>
            Math.min(cell.getBoundingClientRect().bottom, scrolls ? box.bottom : Infinity) <= Math.min(...arrows) + 1),
        hint: getComputedStyle(document.getElementById('more-below')).display !== 'none',
        letters: sizes(slide, '.jp-RenderedMarkdown p, .jp-RenderedMarkdown li'),
        lettersOfCode: sizes(slide, 'pre'),
        pictures: images.map(image => {
            const box = image.getBoundingClientRect();  // the picture keeps its shape within
            return {alt: image.alt, inView: inView(image), naturalWidth: image.naturalWidth,
                shownWidth: Math.min(box.width, box.height * image.naturalWidth / image.naturalHeight)};
        }),
        fragments: slide.querySelectorAll('.fragment.visible').length,
        shownLast: shownLast ? {text: shownLast.innerText, inView: inView(shownLast)} : null,
        mathematics: slide.querySelectorAll('.mjx-chtml').length,
        code: slide.querySelectorAll('.jp-CodeCell .jp-InputArea-editor').length,
        text: slide.innerText,
    };
}"""


def settled(page):
    """What a slide shows when mathematics and pictures have taken their room, and it has been fitted again."""
    for _ in range(TRIES):
        page.wait_for_timeout(300)
        page.wait_for_function(READY)
        seen = page.evaluate(SLIDE)
        if seen["arrowsAside"] and seen["fits"] != seen["hint"]:
            break
    return seen


def main():
    chromium, deck, out = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    asked, slides = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        context = browser.new_context(viewport=PROJECTOR, offline=True)
        page = context.new_page()
        page.on(
            "request",
            lambda request: asked.append(request.url) if not request.url.startswith(("file:", "data:")) else None,
        )
        missing = []
        page.on("requestfailed", lambda request: missing.append(request.url))
        page.goto(deck.as_uri())
        page.wait_for_function(READY)
        page.evaluate(REVEAL)
        while True:
            slides.append(settled(page))
            page.screenshot(path=out / f"{len(slides):02d}.png")
            before = page.evaluate(PLACE)
            page.keyboard.press("Space")
            if page.evaluate(PLACE) == before:
                break
        browser.close()
    (out / "slides.json").write_text(
        json.dumps({"asked": asked, "missing": missing, "slides": slides}, indent=1), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
