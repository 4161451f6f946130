"""Uses the playground as a visitor does, from a file and without a network, and writes down what it says.

visit.py CHROMIUM PAGE OUT: leaves OUT/playground.json, and pictures in light, in the dark, and on a narrow screen.
"""

import json
import pathlib
import sys

from playwright.sync_api import sync_playwright

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
PATIENCE = 120_000
SQUARE = "function f(x) {\n    return x[0] * x[0];\n}\nfunction gradient(x) {\n    return [2 * x[0]];\n}\n"


def with_f(body, gradient="return [2 * x[0]];"):
    return f"function f(x) {{\n{body}\n}}\nfunction gradient(x) {{\n{gradient}\n}}\n"


# What a visitor may do wrong: text and point.
BAD = {
    "throws": (with_f("return undefined_name + 1;"), "3"),
    "throws beside the point": (with_f("if (x[0] > 3) throw new Error('too large');\nreturn x[0] * x[0];"), "3"),
    "NaN": (with_f("return Math.sqrt(-1);"), "3"),
    "a string": (with_f("return 'nine';"), "3"),
    "an object": (with_f("return {value: 9};"), "3"),
    "another length": (with_f("return x[0] * x[0];", "return [1, 2];"), "3"),
    "no array": (with_f("return x[0] * x[0];", "return 6;"), "3"),
    "a length that changes": (with_f("return x[0] > 3 ? [1, 2] : [1];", "return [0];"), "3"),
    "no function": ("const g = 3;\n", "3"),
    "a slip of the pen": ("function f(x) {\n    return x[0] * ;\n}\n", "3"),
    "endless recursion": (with_f("return f(x) + 1;"), "3"),
    "too large an array": (with_f("return new Array(2 ** 40).length;"), "3"),
    "a point of words": (SQUARE, "three"),
    "no point": (SQUARE, ""),
    "infinite point": (SQUARE, "1/0"),
    "the largest point": (SQUARE, "1e308"),
    "the largest point, linear": (with_f("return 2 * (x[0] / 4);", "return [0.5];"), "1e308"),
}


# Scripts of the page, for what is asked of it more than once.
DONE = "document.querySelector('#state').textContent !== 'computing …'"
STOPPED = f"{DONE} && document.querySelector('#verdict').className === 'sentence'"
DRAWN = "document.getElementById('picture').hidden || document.getElementById('says').textContent"
BEFORE_THE_PRODUCT = """() => {
    const area = document.getElementById('code'), at = area.value.indexOf('[x[0] * x[1]') + 1;
    area.setSelectionRange(at, at);
}"""
FOCUS_AND_TEXT = """() => [document.activeElement.id,
    document.getElementById('code').value.includes('2 *     x')]"""
UNNAMED = """() => [...document.querySelectorAll('button, input, select, textarea, [role=slider]')].filter(one =>
    !(one.labels && one.labels.length) && !one.textContent.trim() && !one.getAttribute('aria-label')
    && !one.getAttribute('aria-labelledby')).map(one => one.id)"""


class Visit:
    def __init__(self, page, address):
        self.page = page
        self.page.goto(address)
        self.wait()

    def wait(self):
        """Until the answer to what was typed last stands there."""
        self.page.wait_for_timeout(500)
        self.page.wait_for_function(f"() => {DONE}", timeout=PATIENCE)
        return self.facts()

    def facts(self):
        return {
            "verdict": self.page.get_attribute("#verdict", "class") or "",
            "text": self.page.inner_text("#verdict"),
            "facts": self.page.inner_text("#facts") if self.page.is_visible("#facts") else "",
            "marked": self.page.eval_on_selector_all("#lines b", "all => all.map(line => line.textContent)"),
        }

    def type(self, text, point=None):
        if point is not None:
            self.page.fill("#layout", "")
            self.page.fill("#point", point)
        self.page.fill("#code", text)
        return self.wait()

    def choose(self, example):
        self.page.select_option("#example", example)
        return self.wait()

    def chart(self):
        self.page.wait_for_function(f"() => {DRAWN}", timeout=PATIENCE)
        chart = self.page.locator("#chart")
        return {
            "at": int(chart.get_attribute("aria-valuenow") or -1),
            "says": self.page.inner_text("#says"),
            "marks": chart.locator("circle").count(),
        }


def examples(visit):
    names = visit.page.eval_on_selector_all(
        "#example option", "all => all.map(option => option.value).filter(value => value)"
    )
    seen = {}
    for name in names:
        seen[name] = visit.choose(name)
        seen[name]["chart"] = visit.chart()
        seen[name]["java"] = visit.page.text_content("#java-lines")
    return seen


def moves(visit):
    """The chart by keyboard, by mouse, and another entry by its name."""
    visit.choose("product")
    seen = {"first": visit.chart()}
    visit.page.focus("#chart")
    for key in ["ArrowRight", "PageDown", "Home", "End"]:
        visit.page.keyboard.press(key)
        seen[key] = visit.chart()
    box = visit.page.locator("#chart").bounding_box()
    visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    seen["mouse"] = visit.chart()
    visit.page.click("#entries tr:nth-child(2) button")
    visit.page.wait_for_function("() => document.getElementById('says').textContent.startsWith('x[1]')")
    seen["other"] = visit.chart()
    return seen


def typing(visit):
    """Live, by the keys: the forgotten factor is put in, the verdict turns; Tab indents, and leaves after Escape."""
    visit.choose("product")
    visit.page.click("#code")
    visit.page.evaluate(BEFORE_THE_PRODUCT)
    visit.page.keyboard.type("2 * ")
    seen = {"mended": visit.wait()}
    visit.page.keyboard.press("Tab")
    seen["afterTab"] = visit.page.evaluate(FOCUS_AND_TEXT)
    visit.page.keyboard.press("Escape")
    visit.page.keyboard.press("Tab")
    seen["afterEscape"] = visit.page.evaluate("() => document.activeElement.id")
    return seen


def endless(visit):
    visit.page.fill("#code", with_f("while (true) { x[0]++; }"))
    visit.page.wait_for_timeout(1500)
    visit.page.click("#stop")
    stopped = visit.facts()
    return {"stopped": stopped, "next": visit.type(SQUARE, "3")}


def hoarding(visit):
    """Allocates until it is stopped, by the engine or by the page."""
    visit.page.fill("#code", with_f("const all = [];\nwhile (true) { all.push(new Float64Array(1e6).fill(1)); }"))
    visit.page.wait_for_function(f"() => {STOPPED}", timeout=PATIENCE)
    return {"stopped": visit.facts(), "next": visit.type(SQUARE, "3")}


def links(visit, context):
    visit.choose("two-layers")
    visit.type(SQUARE.replace("x[0] * x[0]", "x[0] * x[0] + 3 * x[1]").replace("[2 * x[0]]", "[2 * x[0], 5]"), "2, 7")
    visit.page.click("#entries tr:nth-child(2) button")
    visit.page.wait_for_timeout(1000)
    address = visit.page.evaluate("() => location.href")
    other = Visit(context.new_page(), address)
    other.page.wait_for_timeout(1000)
    seen = {
        "reopened": other.facts(),
        "text": other.page.input_value("#code"),
        "point": other.page.input_value("#point"),
        "entry": other.page.inner_text("#chart-title"),
    }
    other.page.reload()
    seen["reloaded"] = Visit.wait(other)
    other.page.close()
    visit.choose("huber")
    visit.choose("kink")
    visit.page.go_back()
    visit.wait()
    seen["back"] = visit.page.input_value("#example")
    visit.page.go_forward()
    visit.wait()
    seen["forward"] = visit.page.input_value("#example")
    return seen


def looks(browser, address, out):
    seen = {}
    for name, size, scheme in [
        ("light", DESK, "light"),
        ("dark", DESK, "dark"),
        ("phone", PHONE, "dark"),
        ("projector", {"width": 1920, "height": 1080}, "light"),
    ]:
        context = browser.new_context(viewport=size, color_scheme=scheme, offline=True, has_touch=name == "phone")
        visit = Visit(context.new_page(), address)
        visit.chart()
        if name == "phone":
            before = visit.chart()["at"]
            box = visit.page.locator("#chart").bounding_box()
            visit.page.locator("#chart").tap(position={"x": box["width"] / 3, "y": box["height"] / 2})
            seen["touched"] = [before, visit.chart()["at"]]
        visit.page.screenshot(path=out / f"playground-{name}.png", full_page=True)
        seen[name] = visit.page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        context.close()
    return seen


def main():
    chromium, page, out = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    asked, failed, errors = [], [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        context = browser.new_context(viewport=DESK, offline=True)
        context.on(
            "request",
            lambda request: (
                asked.append(request.url) if not request.url.startswith(("file:", "blob:", "data:")) else None
            ),
        )
        context.on("requestfailed", lambda request: failed.append(request.url))
        tab = context.new_page()
        tab.on("pageerror", lambda error: errors.append(str(error)))
        visit = Visit(tab, page.as_uri())
        seen = {
            "examples": examples(visit),
            "moves": moves(visit),
            "typing": typing(visit),
            "endless": endless(visit),
            "links": links(visit, context),
        }
        seen["bad"] = {name: visit.type(text, point) for name, (text, point) in BAD.items()}
        seen["after"] = visit.type(SQUARE, "3")
        seen["hoarding"] = hoarding(visit)
        seen["unnamed"] = tab.evaluate(UNNAMED)
        context.close()
        seen["looks"] = looks(browser, page.as_uri(), out)
        seen.update(asked=asked, failed=failed, errors=errors)
        browser.close()
    (out / "playground.json").write_text(json.dumps(seen, indent=1, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
