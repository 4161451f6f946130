"""Formulas as browsers show them by themselves: a page of feedback needs no network and no second file."""
from jinja2 import pass_context
from latex2mathml.converter import convert
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath


class Formulas(IPythonRenderer):
    """Where nbconvert's own leaves the LaTeX to MathJax."""

    def inline_math(self, body):
        return formula(body, "inline") or super().inline_math(body)

    def block_math(self, body):
        return formula(body, "block") or super().block_math(body)

    def latex_environment(self, name, body):
        return formula(f"\\begin{{{name}}}{body}\\end{{{name}}}", "block") or super().latex_environment(name, body)


def formula(latex, display):
    """Nothing for what is no formula, as in a student's "$5 or 6$ {": it stays as it was written."""
    try:
        return convert(latex, display=display)
    except Exception:  # latex2mathml has a dozen classes for it, and lets some of Python's own through
        return None


@pass_context
def markdown2html(context, source):
    """The text of a cell. Named in nbgrader_config.py."""
    attachments = context.get("cell", {}).get("attachments", {})
    return MarkdownWithMath(renderer=Formulas(escape=False, attachments=attachments)).render(source)
