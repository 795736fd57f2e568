"""Prizes, titles and recognitions that the company, a program or a product of it received."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kgbuild.extract.named import cues, dates
from kgbuild.extract.named.candidate import Candidate, Form, whole
from kgbuild.extract.named.company import Company
from kgbuild.extract.named.heads import essential, head_in, strip_brackets
from kgbuild.extract.named.mention import Group, Mention
from kgbuild.extract.named.units import Unit, sentences
from kgbuild.identity import folded
from kgbuild.model import Span
from kgbuild.model.fact import Role

#: Between the verb and the name: "awarded the title of", "shortlisted to the list of", "included in the".
FILLING = re.compile(
    r"^[\s,:]*(?:(?:the|a|an|as|one of|of|for|in|to|into|among|by|with|its|titles?|honou?rs?|"
    r"list|awards?|prizes?|multiple|several|following|and|also|honorary|"
    r"prestigious|coveted|annual|including|such as|winner|recipient|finalist|being|been|was|spot|"
    r"were|again|inaugural|at|on|our|this|two|three|number|place)\b[\s,:]*)*[\"“‘'«*\s]*$",
    re.IGNORECASE,
)
#: Whose list or title it is stands after its name: "… of the State Council Office".
OF_ISSUER = re.compile(
    r"\s+(?:of|by|from|in)\s+(?:the\s+)(?P<org>[A-Z][\w&.’'-]*(?:\s+(?:[A-Z][\w&.’'-]*|of|and|for|the|on|&))*)$"
)
ISSUING = re.compile(
    r"\b(?:Office|Council|Ministry|Association|Academy|Group|Bureau|Committee|Commission|"
    r"Institute|Foundation|Federation|Daily|"
    r"Magazine|Forum|Administration|Department|Society|Government|University|Exchange|Chamber|"
    r"Times|Weekly|Media|Center|Centre)\b"
)
BY_ORG = re.compile(
    r"(?:\b(?:issued|awarded|granted|presented|organi[sz]ed|hosted|sponsored|conferred|"
    r"published|initiated|released|given|held|selected|recogni[sz]ed|named|announced|"
    r"rated)\s+by|(?<!\w)by|\bfrom)\s+(?:the\s+)?(?P<org>(?:www\.[\w.]+|"
    r"[A-Z0-9][\w.&’'/-]*)(?:,?\s+(?:[A-Z0-9][\w.&’'/-]*|of|and|the|for|on|"
    r"&))*(?:\s*\([\w. &-]{2,40}\))?)"
)
OF_ORG = re.compile(
    r"^[\s,\"”’»*)]*(?:award|title|prize|list)?\s*(?:of|in|at|"
    r"from)\s+the\s+(?P<org>[A-Z][\w&.’'-]*(?:\s+(?:[A-Z][\w&.’'()-]*|of|and|for|the|on|&))*)"
)
OWNER = re.compile(
    r"(?:(?:in|by|from|of)\s+)?(?:the\s+)?(?P<org>[A-Z][\w&.-]*(?:\s+(?:[A-Z][\w&.-]*|of|and|for))*)['’]s\s+[\"“‘«*]*$"
)
_ORG = (
    r"(?P<org>[A-Z][\w&.’'-]*(?:\s+(?:[A-Z0-9][\w&.’'-]*|of|and|for|the|on|&))*(?:,\s+(?:Ltd|Inc|LLC|Limited)\b\.?)?)"
)
_EVENT = r"(?:[Aa]wards?|[Cc]eremony|[Ff]orum|[Cc]onference|[Ss]ummit|[Gg]ala|[Ff]estival|[Ss]election)"
#: "At the Golden Tide award ceremony of the Harbour Forum, we won …", "… in the 2023 Tide Awards of Harbour Post".
AT_EVENT = re.compile(
    rf"[\s,\"”’»*]*(?:[Ii]n|[Aa]t|[Dd]uring)\s+the\s+[^,.;]{{0,80}}?\b{_EVENT}\s+"
    rf"(?:of|(?:hosted|held|organi[sz]ed)\s+by)\s+(?:the\s+)?{_ORG}"
)
#: "The event was directed by the Ministry, hosted by the Harbour Media Group".
EVENT_HOSTED = re.compile(
    rf"\s*(?:The|This)\s+(?:\w+\s+){{0,2}}(?:event|award|activity|competition|{_EVENT})\b[^.]{{0,200}}?\b"
    rf"(?:hosted|organi[sz]ed|sponsored)\s+by\s+(?:the\s+)?{_ORG}"
)
#: "recognized by the Harbour Council as …".
BY_WHOM = re.compile(
    r"\s*(?:by\s+)?(?:the\s+)?(?P<org>[A-Z][\w&.’'-]*(?:\s+(?:[A-Z][\w&.’'-]*|of|and|for|the|on|&)){0,7})"
    r"(?:\s*\([^()]{2,30}\))?\s+(?:as|with|for being|among)\b"
)
#: Somebody else who won: "eight suppliers were recognized as …".
OTHERS = re.compile(
    r"\b(?:not|never)\s+$|\b(?:suppliers?|customers?|students?|vendors|partners|teams|"
    r"participants|directors?|he|she)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
WINNER = re.compile(
    r"(?P<who>[A-Z][\w’'&.-]*(?:\s+(?:[A-Z][\w’'&.-]*|of|for|and|the))*)(?:\s*\([^)]*\))?"
    r"(?:\s+(?:has|have|had|also|again|and|been|was|were|once|successfully))*$"
)
#: Who gives it, before what is given: "Forbes Best Employers", "Pilots Daily: First of all ports".
GIVER_BEFORE = re.compile(
    r"(?P<org>(?:The\s+)?(?!Top\b|Best\b|Most\b|Gold\b|Silver\b|Annual\b|First\b|Second\b|"
    r"Third\b)[A-Z][\w&.’'-]*(?:\s+(?:of|on|for|and|&|[A-Z][\w&.’'+-]*)){0,5}?)"
    r"(?:\s+(?=(?:(?:19|20)\d\d\s+)?(?:Best|Top|World[’']s|America[’']s|Asia[’']s|Europe[’']s|"
    r"Most|Leading|Gold|Silver|Bronze|“|Exceptional|"
    r"Reader[’']s|Outstanding|Great)(?![\w-])|#\d)|:\s+(?=[A-Z]))"
)
#: Who gives it stands before the year: "Harbour Times 2023 Climate Leaders".
GIVER_YEAR = re.compile(
    r"(?P<org>(?:The\s+)?[A-Z][\w&.’'-]*(?:\s+(?:of|on|for|and|&|[A-Z][\w&.’'+-]*)){0,5}?)\s+(?:19|20)\d\d\s+"
    r"(?=[A-Z#“]\S*\s+\S)"
)
#: "Harbour Chamber's Workplace Award": whose award it is.
GIVER_OWNS = re.compile(
    r"(?:The\s+)?(?P<org>[A-Z][\w&.-]*(?:\s+(?:[A-Z][\w&.-]*|of|and|for|&)){0,5})['’]s\s+(?=\S+\s+\S)"
)
#: "The Tide Institute Leaders Award": an organisation's noun ends what stands before the award's own name.
GIVER_NOUN = re.compile(
    r"(?P<org>(?:The\s+)?(?:[A-Z][\w&.’'-]*\s+(?:of\s+|for\s+|and\s+|&\s+)?){1,5}?(?:Institute|"
    r"Foundation|Council|Chamber|"
    r"Association|Ministry|Society|Federation|Magazine|Times|Campaign|Academy|University|Bureau|Agency|Group)|"
    r"(?:U\.S\.\s+|The\s+)?(?:Department|Ministry|Minister|Chamber|Institute|Bureau|"
    r"Academy) of [A-Z]\w+(?:(?:,|,? and) [A-Z]\w+)*?)"
    r"\s+(?=(?:(?:19|20)\d\d\s+)?[A-Z]\S*\s+\S)(?!(?:of|and|for)\b)"
)
#: Whose name before "'s" is no giver: "World's Best", "America's Most".
NO_GIVER = re.compile(
    r"^(?:.*\s)?(?:world|america|asia|europe|africa|china|korea|japan|india|britain|canada|australia|"
    r"reader|people|women|"
    r"men|children|customer|employee|employer|year|nation|country|city|state|industry|company|investor|consumer|today|"
    r"tomorrow|builder|master|driver|president|chairman|minister|mayor|governor|director|editor|founder|player|owner)$",
    re.IGNORECASE,
)
#: Verbs that somebody does to the company as well as it has done to it.
GIVING = frozenset(["awarded", "recognized", "recognised", "named", "ranked", "listed", "selected"])
PRONOUNS = frozenset(["we", "it", "they", "the", "in", "this", "both", "which", "who", "he", "she", "our"])
ORG_TAIL = re.compile(r"\s+(?:of|and|the|for|on|&|in)$")
RANK = re.compile(
    r"\b(?:(?:first|second|third|grand|special|gold|silver|bronze|top)\s+(?:prize|award|place|"
    r"medal)|(?:gold|silver|bronze|platinum)\b|(?:top|no\.?)\s*\d+)",
    re.IGNORECASE,
)
MONEY = re.compile(r"^\W*(?:RMB|USD|US\$|\$|€|\d[\d,.]*\s*(?:million|billion|shares))", re.IGNORECASE)


#: "Best …", "2023 Top 50 …", "Harbour Weekly's 2023 World's Most …".
SUPERLATIVE = re.compile(
    r"(?:[^.]{2,40}(?:['’]s|s['’]) )?(?:\d{4} )?(?:\w+['’]s )?(?:top|best|most|excellent|outstanding|leading|great)\b",
    re.IGNORECASE,
)
#: The noun in small letters: "the Harbour Leaders award", "a Minister's citation".
SMALL_NOUN = re.compile(
    r"[\s\"”’»*]*\s(?P<noun>awards?|prize|citation|commendation|medal|trophy|designation|accolade|recognition)\b"
)


def awards(unit: Unit, found: Sequence[Group], company: Company) -> Iterator[Mention]:
    """The awards that a unit states."""
    if unit.kind.value == "table":
        yield from _in_table(unit, found, company)
        return
    when: str | None = None
    for sentence in sentences(unit.text):
        here = [group for group in found if group.sentence == sentence]
        when = dates.first(_without_names(unit.text[sentence.start : sentence.end], sentence.start, here)) or when
        yield from _in_sentence(here, company, _finer(when, _section_date(unit)))


def _without_names(words: str, base: int, found: Sequence[Group]) -> str:
    """A sentence with the names in it blanked, so that a year in a name is no date of the sentence."""
    for group in found:
        for member in group.members:
            if len(member.text.split()) < 3 or dates.DATE.match(member.text):
                continue
            words = words[: member.start - base] + " " * (member.end - member.start) + words[member.end - base :]
    return words


def _finer(date: str | None, other: str | None) -> str | None:
    """The one of two dates that says more, where they agree."""
    if date is None or (other is not None and other.startswith(date)):
        return other
    return date


def _in_sentence(found: Sequence[Group], company: Company, when: str | None) -> Iterator[Mention]:
    """The awards of a sentence; a list that a giver interrupts goes on: "“A” by the B, “C” and “D”"."""
    going_on: re.Match[str] | None = None
    for group in found:
        verb = _verb(group.left, company)
        members = group.members
        if verb is None and going_on is not None and re.search(r"\bby\s+(?:the\s+)?$", group.left):
            verb, members = going_on, members[1:]
        if verb is None:
            continue
        if _gives(group, verb, company):
            continue
        faint = verb.group().lower() in cues.folded_set("awards", "faint_verbs")
        for member in members:
            if _plausible(member, company, faint, group):
                going_on = verb
                yield _award(group, member, company, when, verb, found)


def _gives(group: Group, verb: re.Match[str], company: Company) -> bool:
    """Whether the company gives the award: "we awarded the … to ten contractors"."""
    if verb.group().lower() not in ("awarded", "presented", "granted") or not re.match(r"[\s\"”’»*]*to\s", group.right):
        return False
    subject = group.left[-160:][: verb.start()].rstrip().removesuffix(" have").removesuffix(" has")
    return subject.lower().endswith(("we", "company", "group", *(name.lower() for name in company.names)))


def _award(
    group: Group, member: Candidate, company: Company, when: str | None, verb: re.Match[str], found: Sequence[Group]
) -> Mention:
    at, name = essential(member.text, company.owners) if member.form is Form.CAPITAL else (0, member.text)
    start = member.start + at
    issuer = None
    owned = OF_ISSUER.search(name)
    if owned and ISSUING.search(owned.group("org")) and len(name[: owned.start()].split()) >= 3:
        issuer, name = owned.group("org"), name[: owned.start()]
    if issuer is None:
        following = next((other.start for other in group.members if other.start > member.start), group.sentence.end)
        right = group.unit.text[member.after : group.sentence.end]
        again = cues.pattern("awards", "verbs").search(right)
        if again is not None and not right[: again.end() + 4].rstrip().endswith("by"):
            following = min(following, member.after + again.start())
        last = member is group.members[-1]
        issuer = issuer_of(
            group, group.unit.text[member.after : following if not last else max(following, member.after)], company
        )
    follows = [
        other.start
        for one in found
        for other in one.members
        if other.start > member.after
        and cues.pattern("awards", "verbs").search(group.unit.text[member.after : other.start])
    ]
    base = group.sentence.start
    words = _without_names(group.unit.text[base : group.sentence.end], base, found)
    date = dates.near(words, member.start - base, member.after - base, min(follows, default=group.sentence.end) - base)
    date = _finer(date, when) or dates.in_name(name)
    recipient = _recipient(group, verb, company)
    if _active(group.left, verb, company):
        giver = recipient if recipient and not company.is_(recipient) else None
        issuer, recipient = issuer or giver, company.name or None
    said = said_of(name, issuer, date, recipient)
    end = start + len(name)
    aliases: tuple[str, ...] = ()
    small = SMALL_NOUN.match(group.unit.text, end)
    if small is not None and member.form is Form.CAPITAL and not head_in(name, cues.folded_set("awards", "heads")):
        end, aliases = small.end("noun"), (name,)
    return Mention("award", group.unit.text[start:end], group.unit, start, end, "award/verb", aliases, said)


def _verb(left: str, company: Company) -> re.Match[str] | None:
    """The verb of winning that leads to the name, nothing but filling between."""
    near = left[-160:]
    best: re.Match[str] | None = None
    for match in cues.pattern("awards", "verbs").finditer(near):
        if _filled(_without_winner(near[match.end() :], company)):
            best = best or match
    if best is None or OTHERS.search(near[: best.start()]):
        return None
    return best


def _without_winner(between: str, company: Company) -> str:
    """The words between verb and award without the company: "awarded Lumen Harbour the …"."""
    for name in company.names:
        between = re.sub(
            rf"^\s*{re.escape(name)}(?:\s+(?:Group|Limited|Inc\.?|Ltd\.?|Corporation))?(?=\s)",
            "",
            between,
            flags=re.IGNORECASE,
        )
    return re.sub(r"^\s*(?:us|our company|the company|the group)(?=\s)", "", between, flags=re.IGNORECASE)


def _active(left: str, verb: re.Match[str], company: Company) -> bool:
    """Whether the company stands after the verb: "the Chamber awarded Lumen Harbour the …"."""
    after = left[-160:][verb.end() :]
    return verb.group().lower() in GIVING and _without_winner(after, company) != after


def _filled(between: str) -> bool:
    if FILLING.match(between):
        return True
    # "recognized in the Shanghai United Media Group's": whose award it is stands between.
    by = BY_WHOM.match(between)
    if by is not None and FILLING.match(between[by.end() :]):
        return True
    owner = OWNER.search(between)
    return owner is not None and FILLING.match(between[: owner.start()]) is not None


def _plausible(member: Candidate, company: Company, faint: bool, group: Group) -> bool:
    name = strip_brackets(member.text)
    plain = folded(name)
    words = plain.split()
    if company.is_(name) or plain in cues.folded_set("awards", "generic") or MONEY.match(name) or not words:
        return False
    small = SMALL_NOUN.match(group.unit.text, member.after)
    if small is not None and len(words) >= 2 and member is group.members[-1] and not company.within(name):
        return True
    strong = head_in(name, cues.folded_set("awards", "strong_heads"))
    head = head_in(name, cues.folded_set("awards", "heads")) or words[0] in cues.folded_set("awards", "openers")
    if member.form is Form.QUOTED:
        return len(words) >= 2 and (not faint or bool(head))
    if strong and len(words) >= 2:
        return True
    if SUPERLATIVE.match(name) and len(words) >= 3:
        return True
    if head == "index" and any(name.startswith(giver) for giver in cues.listed("awards", "givers")):
        return True
    nouns = "title" in group.left[-60:].lower() or "award" in group.left[-60:].lower()
    return bool(head) and len(words) >= 3 and (not faint or nouns)


def issuer_of(group: Group, right: str, company: Company) -> str | None:
    """Who gives an award, by the words before its list and those right after it; never the company itself."""
    owner = OWNER.search(group.left)
    if owner and not company.within(owner.group("org")):
        return owner.group("org")
    for found in (BY_ORG.search(right[:220]), OF_ORG.match(right)):
        if found:
            name = _organization(found.group("org"))
            if name and not company.within(name):
                return name
    before = BY_ORG.search(group.left[-160:])
    if before:
        name = _organization(before.group("org"))
        if name and not company.within(name) and len(name) > 2:
            return name
    return _host(group, right, company)


def _host(group: Group, right: str, company: Company) -> str | None:
    """Whose ceremony an award was given at: in the words around it, or in the sentence after."""
    after = group.unit.text[group.sentence.end :]
    for pattern, words in ((AT_EVENT, right), (AT_EVENT, group.left), (EVENT_HOSTED, after)):
        found = pattern.match(words)
        name = _organization(found.group("org")) if found else ""
        if name and not company.within(name):
            return name
    return None


def _organization(words: str) -> str:
    while ORG_TAIL.search(words):
        words = ORG_TAIL.sub("", words)
    words = re.sub(r"^(?:The|the|of|and|for|on)\s+", "", words).strip(" ,.;")
    bracket = re.search(r"\s*\(([^()]*)\)$", words)
    if bracket and dates.stated(bracket.group(1)):
        words = words[: bracket.start()]
    return "" if dates.DATE.fullmatch(words) else words


def _recipient(group: Group, verb: re.Match[str], company: Company) -> str | None:
    """Who the sentence says received it: a thing named right before the verb, else the company."""
    left = group.left[: len(group.left) - len(group.left[-160:]) + verb.start()]
    found = WINNER.search(left.rstrip())
    if found is None:
        return company.name or None
    who = re.sub(r"^(?:The|Our|Its)\s+", "", found.group("who")).strip()
    for name in company.names:
        who = re.sub(rf"^{re.escape(name)}['’]s\s+", "", who, flags=re.IGNORECASE)
    if company.is_(who) or company.is_(who.removesuffix("'s")) or who.lower() in PRONOUNS or len(who) < 3:
        return company.name or None
    if head_in(who, cues.folded_set("programs", "heads")) or not re.search(
        r"[Cc]ertif|Award|\d{4}$|\b(?:January|December)", who
    ):
        return who
    return company.name or None


def said_of(name: str, issuer: str | None, date: str | None, recipient: str | None) -> dict[str, str]:
    """What is known of an award, by the field names of the facts file; its own name may say giver, year and rank."""
    rank = RANK.search(name)
    year = dates.in_name(name)
    issuer = issuer or _giver_in(name)
    said = {"issuer": issuer, "date": date or year, "recipient": recipient, "rank": rank.group() if rank else None}
    return {key: value for key, value in said.items() if value}


def _giver_in(name: str) -> str | None:
    """Who gives an award, where its own name begins with them."""
    for pattern in (GIVER_BEFORE, GIVER_YEAR, GIVER_OWNS, GIVER_NOUN):
        giver = pattern.match(name)
        if giver is None:
            continue
        org = re.sub(r"['’]s$", "", giver.group("org"))
        plain = org.lower()
        taken = head_in(org, cues.folded_set("awards", "strong_heads")) or plain.split()[0] in cues.folded_set(
            "awards", "openers"
        )
        taken = taken and org not in cues.listed("awards", "givers")
        if not taken and not NO_GIVER.match(org) and not dates.stated(org):
            return org
    return next(
        (org for org in cues.listed("awards", "givers") if re.match(rf"{re.escape(org)}(?:['’]s)?\s+\S", name)), None
    )


def _section_date(unit: Unit) -> str | None:
    """A date that stands over the paragraph as a heading of its own."""
    for words in (unit.lead, *reversed(unit.section[-1:])):
        if len(words) < 40 and (found := dates.opening(words)):
            return found
    return None


def _in_table(unit: Unit, found: Sequence[Group], company: Company) -> Iterator[Mention]:
    """A cell of an award column, with issuer and date from the other cells of its row."""
    header = folded(unit.header)
    if unit.is_header and not unit.row:
        return
    if not re.fullmatch(
        r"(?:name of )?(?:the )?(?:awards?|honou?rs?|prizes?|titles?|recognitions?|awards? name|"
        r"awards? and (?:honou?rs?|recognitions?)|honou?rs? and awards?|award title)(?: name)?",
        header,
    ):
        yield from _sentence_cells(unit, found, company)
        return
    made = whole(unit)
    if made is None or folded(made.text) == header or not re.search(r"[A-Za-z]{3}", made.text):
        return
    issuer, date, beside = _row(unit)
    said = {"issuer": issuer, "date": date or dates.in_name(made.text), "recipient": company.name}
    yield Mention(
        "award", made.text, unit, made.start, made.end, "award/table", (), {k: v for k, v in said.items() if v}, beside
    )


def _row(unit: Unit) -> tuple[str | None, str | None, tuple[tuple[Role, Span], ...]]:
    issuer = date = None
    beside: list[tuple[Role, Span]] = []
    for words in unit.row:
        text = words.text.strip()
        found = dates.stated(text)
        if found and len(text) < 25:
            date = found[0][2]
        elif issuer is None and text and text[0].isalnum() and len(text) < 160:
            issuer = re.split(r"\s*,\s*(?=an?\b|the\b)", text)[0].strip()
            beside.append(("label", words.span))
    return issuer, date, tuple(beside)


def _sentence_cells(unit: Unit, found: Sequence[Group], company: Company) -> Iterator[Mention]:
    if len(unit.text) < 40:
        return
    for sentence in sentences(unit.text):
        here = [group for group in found if group.sentence == sentence]
        yield from _in_sentence(here, company, dates.first(unit.text[sentence.start : sentence.end]))
