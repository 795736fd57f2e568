"""The report as a conversion to text would give it, and where in that text each fact is stated."""

from __future__ import annotations

from dataclasses import dataclass, field

from samples.model import (
    Bullets,
    Contents,
    Cover,
    Divider,
    Figures,
    Gold,
    Heading,
    Page,
    Para,
    Report,
    Table,
    unmarked,
)


@dataclass(frozen=True)
class Mention:
    """A place of the text that states a fact: code points, physical page, heading above."""

    gold: Gold
    start: int
    end: int
    page_index: int
    section: str | None


@dataclass
class Writer:
    """Text that grows, with the mentions found on the way."""

    facts: dict[str, Gold]
    titles: frozenset[str]
    paged: bool
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    page: int = 0
    section: str | None = None
    mentions: list[Mention] = field(default_factory=list)

    def put(self, text: str) -> dict[str, tuple[int, int]]:
        """Append words; the marks in them come back with their places."""
        plain, marks = unmarked(text)
        start = self.length
        self.pieces.append(plain)
        self.length += len(plain)
        return {mark.key: (start + mark.start, start + mark.end) for mark in marks}

    def state(self, text: str) -> None:
        """Append words and note the facts that they state."""
        for key, (start, end) in self.put(text).items():
            self.note(self.facts[key], start, end)

    def note(self, gold: Gold, start: int, end: int) -> None:
        """A fact is stated here."""
        self.mentions.append(Mention(gold, start, end, self.page, self.section))

    def heading(self, block: Heading) -> None:
        """A heading, with or without mark-up."""
        if block.text in self.titles:
            self.section = block.text
        self.put(f"{'#' * block.level} {block.text}\n\n" if block.hashed else f"{block.text}\n\n")

    def figures(self, block: Figures) -> None:
        """Number and label on separate lines; one mention spans both."""
        for first, second in block.items:
            bold, gap = ("", "\n") if block.label_first else ("**", "\n\n")
            before = self.put(f"{bold}{first}{bold}{gap}")
            after = self.put(f"{second}\n\n")
            for key, (start, _) in before.items():
                self.note(self.facts[key], start, after[key][1])
        self.put("\n")

    def table(self, block: Table) -> None:
        """Rows of cells with tabs between them."""
        if block.caption:
            self.state(f"{block.caption}\n\n")
        for row in block.rows:
            for number, cell in enumerate(row):
                self.put("\t" if number else "")
                start = self.length
                self.state(cell.text.strip())
                if cell.gold is not None:
                    self.note(cell.gold, start, self.length)
            self.put("\n")
        self.put("\n")

    def contents(self, block: Contents) -> None:
        """Titles and page numbers; a chapter with sections begins a new group."""
        for place, (title, page, inner) in enumerate(block.entries):
            opens = not inner and place + 1 < len(block.entries) and block.entries[place + 1][2]
            self.put(("\n" if opens else "") + f"{title}\t{page:02d}\n")
        self.put("\n")

    def write(self, page: Page) -> None:
        """One page."""
        for block in page.blocks:
            match block:
                case Heading():
                    self.heading(block)
                case Para(text):
                    self.state(f"{text}\n\n")
                case Bullets(items):
                    for item in items:
                        self.state(f"- {item}\n")
                    self.put("\n")
                case Figures():
                    self.figures(block)
                case Table():
                    self.table(block)
                case Contents():
                    self.contents(block)
                case Divider(number, title, sections):
                    self.put(f"**{number}**\n\n{title}\n\n" + "".join(f"{name}\n\n" for name in sections))
                case Cover(lines):
                    self.put("".join(f"{line}\n\n" for line in lines))
        if self.paged and page.label is not None:
            self.put(f"{page.label:02d}\n")


def render(report: Report, *, paged: bool) -> tuple[str, list[Mention]]:
    """The text of the report, with form feeds and printed page numbers where `paged`."""
    titles = frozenset(
        title
        for page in report.pages
        for block in page.blocks
        if isinstance(block, Contents)
        for title, _, _ in block.entries
    )
    writer = Writer(dict(report.facts), titles, paged)
    for number, page in enumerate(report.pages, start=1):
        writer.page = number
        if paged and number > 1:
            writer.put("\f")
        writer.write(page)
    return "".join(writer.pieces), writer.mentions
