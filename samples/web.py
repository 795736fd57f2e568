"""The report as one web page."""

from __future__ import annotations

import html
import re

from samples.model import (
    Block,
    Bullets,
    Contents,
    Cover,
    Divider,
    Figures,
    Heading,
    Page,
    Para,
    Report,
    Table,
    unmarked,
)


def _inline(text: str) -> str:
    plain = html.escape(unmarked(text)[0], quote=False)
    plain = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", plain)
    return re.sub(r"\*(.+?)\*", r"<em>\1</em>", plain)


def _table(block: Table) -> str:
    rows = []
    for number, row in enumerate(block.rows):
        tag = "th" if number < block.heads else "td"
        cells = "".join(
            f'<th scope="row">{_inline(cell.text.strip())}</th>'
            if place == 0 and tag == "td"
            else f"<{tag}>{_inline(cell.text.strip())}</{tag}>"
            for place, cell in enumerate(row)
        )
        rows.append(f"<tr>{cells}</tr>")
    caption = f"<caption>{_inline(block.caption)}</caption>\n" if block.caption else ""
    return f"<table>\n{caption}" + "\n".join(rows) + "\n</table>"


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level}>{_inline(text)}</h{level}>"
        case Para(text):
            return f"<p>{_inline(text)}</p>"
        case Bullets(items):
            return "<ul>\n" + "\n".join(f"<li>{_inline(item)}</li>" for item in items) + "\n</ul>"
        case Figures(items):
            pairs = (f"<div><p>{_inline(first)}</p><p>{_inline(second)}</p></div>" for first, second in items)
            return '<div class="figures">\n' + "\n".join(pairs) + "\n</div>"
        case Table():
            return _table(block)
        case Contents(entries):
            lines = "\n".join(f"<li>{_inline(title)} <span>{page:02d}</span></li>" for title, page, _ in entries)
            return f"<nav>\n<ul>\n{lines}\n</ul>\n</nav>"
        case Divider(number, title, sections):
            names = "".join(f"<li>{_inline(name)}</li>" for name in sections)
            return f'<div class="divider"><p>{number}</p><h1>{_inline(title)}</h1><ul>{names}</ul></div>'
        case Cover(shown):
            return "\n".join(f"<p>{_inline(line)}</p>" for line in shown)


def _section(page: Page) -> str:
    footer = "" if page.label is None else f"\n<footer>{page.label:02d}</footer>"
    return "<section>\n" + "\n".join(_block(block) for block in page.blocks) + footer + "\n</section>"


def render(report: Report) -> str:
    """The whole page."""
    head = f'<meta charset="utf-8">\n<title>{html.escape(report.author)}: {html.escape(report.title)}</title>'
    body = "\n".join(_section(page) for page in report.pages)
    return f'<!doctype html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'
