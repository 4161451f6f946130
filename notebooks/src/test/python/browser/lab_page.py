"""A reader at the keyboard of JupyterLab: opens notebooks, runs them, interrupts them, and looks."""
import pathlib

FACTS = (pathlib.Path(__file__).parent / "facts.js").read_text(encoding="utf-8")
WINDOW = {"width": 1280, "height": 900}
RUN_PATIENCE = 180_000  # milliseconds; a notebook may take half a minute, and the machine may be busy with others
PATIENCE = 60_000  # for everything else
FRONT = ".jp-NotebookPanel:not(.lm-mod-hidden)"
CONNECTED = """front => {
    const panel = document.querySelector(front);
    return panel.querySelector('.jp-Toolbar-kernelName').textContent.startsWith('Java')
        && ['unknown', 'idle'].includes(panel.querySelector('.jp-Notebook-ExecutionIndicator').dataset.status);
}"""
BEGUN = "front => document.querySelector(front + ' .jp-CodeCell .jp-InputArea-prompt').textContent.trim() !== '[ ]:'"
IDLE = """front => {
    const panel = document.querySelector(front);
    return panel.querySelector('.jp-Notebook-ExecutionIndicator').dataset.status === 'idle'
        && ![...panel.querySelectorAll('.jp-InputArea-prompt')].some(prompt => prompt.textContent.includes('*'));
}"""

POSITIONS = """async ({front, count, patience}) => {
    const seen = [], end = Date.now() + patience;
    while (seen.length < count && Date.now() < end) {
        const position = document.querySelector(front + ' .jp-OutputArea-output progress').position;
        if (position !== seen.at(-1)) {
            seen.push(position);
        }
        await new Promise(resolve => setTimeout(resolve, 20));
    }
    return seen;
}"""


class LabPage:
    def __init__(self, page, address):
        self.page = page
        page.set_default_timeout(PATIENCE)
        page.goto(address)
        page.wait_for_selector(".jp-DirListing-item")

    def open(self, name):
        """A double click in the file browser; ready when the kernel is.

        Its state may stay unknown until it ran something.
        """
        self.page.locator(".jp-DirListing-item", has=self.page.get_by_text(name, exact=True)).dblclick()
        self.page.wait_for_selector(f"{FRONT} .jp-CodeCell")
        self.page.wait_for_function(CONNECTED, arg=FRONT)

    def menu(self, bar, *path):
        self.page.locator(".lm-MenuBar-itemLabel").get_by_text(bar, exact=True).click()
        for name in path:
            self.page.locator(".lm-Menu-itemLabel").get_by_text(name, exact=True).click()

    def run_all(self):
        self.menu("Run", "Run All Cells")
        self.page.wait_for_function(BEGUN, arg=FRONT)
        self.wait_until_idle()

    def run_cell(self, number):
        """Ctrl+Enter in the cell with this number, from 0."""
        self.page.locator(f"{FRONT} .jp-CodeCell").nth(number).locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")

    def wait_until_idle(self, patience=RUN_PATIENCE):
        self.page.wait_for_function(IDLE, arg=FRONT, timeout=patience)

    def wait_for_output(self, text):
        self.page.locator(f"{FRONT} .jp-OutputArea-output", has_text=text).first.wait_for()

    def positions_of_bar(self, count):
        """The first so many positions of a progress bar below a cell, as it moves."""
        self.page.locator(f"{FRONT} .jp-OutputArea-output progress").wait_for()
        return self.page.evaluate(POSITIONS, {"front": FRONT, "count": count, "patience": PATIENCE})

    def interrupt(self):
        """The square button over the notebook."""
        self.page.locator(f"{FRONT} [data-command='notebook:interrupt-kernel']").click()

    def look(self, screenshot):
        """The whole notebook at once: the window is made as high as it is."""
        outer = f"document.querySelector('{FRONT} .jp-WindowedPanel-outer')"
        height = self.page.evaluate(f"() => {outer}.scrollHeight")
        self.page.set_viewport_size({**WINDOW, "height": min(height + 300, 16_000)})
        self.page.evaluate(f"() => {outer}.scrollTo(0, 0)")
        self.page.wait_for_timeout(300)  # two frames would do
        facts = self.page.evaluate(FACTS)
        self.page.locator(f"{FRONT} .jp-WindowedPanel-outer").screenshot(path=screenshot)
        self.page.set_viewport_size(WINDOW)
        return facts

    def theme(self, name):
        self.page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', {theme})", name)
        self.page.wait_for_function("name => document.body.dataset.jpThemeName === name", arg=name)

    def close(self):
        """Closes the notebook in front without saving, and ends its kernel."""
        self.page.evaluate("""async () => {
            const notebook = jupyterapp.shell.currentWidget;
            await notebook.sessionContext.shutdown();
            notebook.dispose();
        }""")
