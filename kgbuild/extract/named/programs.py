"""Named initiatives, programs, projects and campaigns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kgbuild.extract.named import cues, dates
from kgbuild.extract.named.candidate import Candidate, Form, whole
from kgbuild.extract.named.company import Company
from kgbuild.extract.named.heads import essential, strip_brackets, syntactic_head
from kgbuild.extract.named.mention import Group, Mention
from kgbuild.extract.named.units import Unit
from kgbuild.identity import folded
from kgbuild.model import BlockKind

FILLING = re.compile(
    r"^[\s,:]*(?:(?:the|a|an|its|our|their|inaugural|official|officially|first|second|third|"
    r"annual|monthly|special|new|series of|of|and|called|named|jointly|another|"
    r"program|project|campaign|activity|activities|initiative|event|platform|charity|themed|"
    r"public welfare|successfully|also|online|internal|as|for|all|"
    r"\d+(?:st|nd|rd|th)?|several|such as|including|e-learning|employees|learning|public)\b[\s,:]*)*[\"“‘«*\s]*$",
    re.IGNORECASE,
)
STARTED = re.compile(
    r"\b(?:launch|kick(?:ed)? off|initiated|started|inaugural|set up|established|introduced|"
    r"held|organi[sz]ed|created|founded|began|organi[sz]ing)",
    re.IGNORECASE,
)
NOUN_BEFORE = re.compile(
    r"\b(?:program|programme|project|campaign|activity|initiative|event|platform|action|"
    r"movement|course|series|competition)s?\s*(?:called|named|entitled|titled|of|,|:|dubbed|"
    r"themed|-|–)?\s*[\"“‘«*]*$",
    re.IGNORECASE,
)
PROGRAM_NOUN = re.compile(
    r"\b(?:programs?|programmes?|projects?|campaigns?|initiatives?|activity|activities|"
    r"events?|platforms?|actions?|courses?|series)\b",
    re.IGNORECASE,
)
#: "Our training programs include the A, the B and the C".
PROGRAM_LIST = re.compile(
    r"\b(?:programs|programmes|projects|campaigns|initiatives)\s+(?:such as|includ(?:e|es|"
    r"ing)|are|were|like|namely)\s*:?\s*(?:the|our)?\s*$",
    re.IGNORECASE,
)
SMALL_NOUN = re.compile(
    r"\s+(?:program|programme|initiative|campaign|challenge|scholarship|hackathon|"
    r"apprenticeship)\b(?!s)"
)
_KIND = (
    r"(?:program(?:me)?|project|initiative|campaign|challenge|scholarship|hackathon|apprenticeship|competition|contest|"
    r"movement|bootcamp|festival|video series)s?"
)
#: Words that describe a program between an article and its noun: none that begins another phrase or names a department.
_WORD_BETWEEN = (
    r"(?!(?:of|for|in|into|to|with|on|by|from|at|as|and|or|where|that|which|who|whose|its|our|the|their|used|using|"
    r"department|division|team|office|function|strategy|tools?|system|unit|town)\b)[\w’'-]+\s+"
)
#: The noun ends the phrase: "project team" and "program manager" are no projects and programs.
_ENDS = (
    r"(?=\s*(?:[,.;:()]|$)|\s+(?:that|which|who|where|to|for|of|in|with|on|and|is|was|has|by|from|at|as|since|aimed|aiming|"
    r"designed|run|led|launched|held|helping|offering|providing|supporting|dedicated|focused|focusing|created|developed|"
    r"targeting|rewards?|recogni[sz]es|fosters|encourages|demonstrates|helps|supports|covers|brings|invites|teaches)\b)"
)
#: What a name is called with words between: "the Clean Bay online charity challenge".
MODIFIED_NOUN = re.compile(rf"\s+(?:(?=[a-z]){_WORD_BETWEEN}){{1,4}}(?:{_KIND}|event|activity)\b{_ENDS}")
#: What a name is said to be: "Kickstart, an apprenticeship programme …", "The Quay Kiosk is a sponsorship program …".
APPOSED = re.compile(
    rf"[\"”’»*]*,\s+(?:an?|the|our|its)\s+(?:(?:[a-z-]+,\s+)?{_WORD_BETWEEN}(?:and\s+)?){{0,6}}?(?:{_KIND}|event|activity)\b{_ENDS}"
)
IS_ONE = re.compile(
    rf"\s+(?:is|was)\s+(?:an?|our|one of (?:the|our)|the (?:first|only|largest))\s+(?:{_WORD_BETWEEN}){{0,5}}?"
    rf"(?!challenge|movement){_KIND}\b{_ENDS}"
)
#: What the item of a list says of the name it begins with: "Ergo Prize: This competition …".
ITEM_SAYS = re.compile(
    rf"\s*[:–—]\s*(?:This|These|An?)\s+(?:{_WORD_BETWEEN}){{0,4}}?(?:{_KIND}|events|activities)\b{_ENDS}"
)
#: A word of the company's own making: "GREENTides".
COINED = re.compile(r"[A-Z]*[a-z]*[a-z][A-Z]\w+|[A-Z]{2,}[a-z]{2,}\w*|[A-Z]\w+[™®]")
#: "the Zero Nets to Sea initiative": a name with small words before a small noun.
PHRASE = re.compile(
    r"\b(?:the|our|its)\s+[\"“]?(?P<name>(?:[A-Z][\w-]*\s+(?:(?:and|of|&)\s+)?){1,4}(?:to|in|for|with|by|at)\s+"
    r"(?:[A-Z][\w-]*\s+){1,3}?)(?P<between>(?:[a-z][a-z-]*\s+){0,4})"
    r"(?P<noun>initiative|campaign|challenge|program|programme|competition|event|activity)\b"
)
OURS = re.compile(
    r"\b(?:our|its|the|company['’]s|launched|launch|through|inaugural|annual|first)\s+(?:[$€£¥][\d,.]+\s+)?$|"
    r"^[$€£¥][\d,.]+\s+$",
    re.IGNORECASE,
)
#: What stands before a name that a sentence opens with.
OPENS = re.compile(r"[\s\"“*]*[Tt]he\s+[\"“*]*$")
#: Longer names are said in words, not given.
LONGEST = 80
ABBREVIATED = re.compile(r"[A-Z&/ -]+")
#: Two names in a list of programs, neither with a head noun.
TWO = re.compile(r"(\S+ \S+(?: \S+)*?) and (\S+ \S+(?: \S+)*)$")
#: What a program does, after its name.
HAPPENED = re.compile(
    r"[\s\"”’»]*(?:was|were|is|has been|were officially|was officially)?\s*(?:kicked off|"
    r"launched|held|organi[sz]ed|started|took place|attracted)\b"
)
PARTNER = re.compile(r"\s*(?:the\s+)?(?P<org>[A-Z][\w&.’'-]*(?:\s+(?:[A-Z][\w&.’'()-]*|of|and|for|the|on|&))*)")
CONCEPT = re.compile(
    r"\b(?:section|chapter|page|report|article|document|video|book|paper|statement|ranked|was|"
    r"were|been)\s+(?:titled|entitled|called|named)(?:\s+as)?(?:\s+an?)?\s*[\"“‘«*]*$|"
    r"\b(?:concept|philosophy|principle|principles|theme|themes|slogan|motto|belief|spirit|"
    r"values?|section|chapter|model|word|words|goal|target|strategy|vision|idea|rated as|term|"
    r"so-called|theme of|as|on)\s+(?:of|that|is|being)?\s*[\"“‘«*]*$",
    re.IGNORECASE,
)


def programs(unit: Unit, found: Sequence[Group], company: Company) -> Iterator[Mention]:
    """The programs that a unit names."""
    if unit.kind.value == "table":
        yield from _in_table(unit, company)
    for match in PHRASE.finditer(unit.text):
        name = match.group("name").strip()
        loose = match.group("between") or match.group("noun") in ("competition", "event", "activity")
        if loose and not STARTED.search(unit.text[max(0, match.start() - 40) : match.start()]):
            continue
        if _plausible(name, company) and not _other_kind(name) and sum(len(word) > 3 for word in name.split()) > 1:
            start = match.start("name")
            yield Mention("program", name, unit, start, start + len(name), "program/phrase")
    for group in found:
        for member in group.members:
            rule = _rule(group, member, company)
            if rule == "program/list" and (two := TWO.match(member.text)):
                for part in (1, 2):
                    start, end = member.start + two.start(part), member.start + two.end(part)
                    cut = replace(member, start=start, end=end, text=two.group(part))
                    yield _made(group, cut, rule, company)
            elif rule is not None:
                yield _made(group, member, rule, company)


def _rule(group: Group, member: Candidate, company: Company) -> str | None:
    name = strip_brackets(_plain(member, company))
    if not _plausible(name, company):
        return None
    right = group.unit.text[member.after : group.sentence.end]
    head = syntactic_head(name, cues.folded_set("programs", "heads"))
    if member.form in (Form.QUOTED, Form.ITALIC):
        return _set_off(group, member, name, head, right)
    if len(name.split()) >= 2 and group.members[0].start > group.sentence.start + 8 and PROGRAM_LIST.search(group.left):
        return "program/list"
    if said := _said_to_be_one(group, member, name, right):
        return said
    if head is None and _capital_noun(group, name, right):
        return "program/capital-noun"
    if head is None or len(name.split()) < 2:
        return None
    if group.unit.kind is BlockKind.LIST_ITEM and re.match(r"\s*[:–—]", right) and member.start < 6:
        return "program/item"
    if head not in cues.folded_set("programs", "faint_heads"):
        return "program/head" if len(name.split()) >= 3 or _verb(group.left) else None
    verb = _verb(group.left)
    if verb is None and HAPPENED.match(right):
        return "program/verb-after"
    owning = verb is not None and verb.group().lower() in cues.folded_set("programs", "owning_verbs")
    if owning and head in cues.folded_set("programs", "owned_heads"):
        return None
    if verb or (company.within(member.text) and len(name.split()) >= 3):
        return "program/verb"
    return None


def _said_to_be_one(group: Group, member: Candidate, name: str, right: str) -> str | None:
    """A name without a head noun of its own that the words behind it call a program."""
    if _other_kind(name) or ABBREVIATED.fullmatch(name) or len(name) > LONGEST:
        return None
    if _topics_only(name):
        return None
    several = len(name.split()) >= 2
    opens = OPENS.fullmatch(group.unit.text[group.sentence.start : member.start]) is not None
    if several and group.unit.kind is BlockKind.LIST_ITEM and member.start < 6 and ITEM_SAYS.match(right):
        return "program/item"
    started = _verb(group.left) is not None
    if started and APPOSED.match(right) and (several or COINED.fullmatch(name)):
        return "program/apposed"
    if opens and several and IS_ONE.match(right):
        return "program/is-one"
    noun = MODIFIED_NOUN.match(right)
    if several and noun and (started or (opens and IS_ONE.match(right[noun.end() :]))):
        return "program/modified-noun"
    return None


def _topics_only(name: str) -> bool:
    """Whether a name is nothing but words of departments, topics and places."""
    topics = cues.folded_set("programs", "topics")
    return all(word.isdigit() or word in topics for word in folded(name).split())


def _capital_noun(group: Group, name: str, right: str) -> bool:
    """A capitalised name before a small noun: "our Go Green program"."""
    if not SMALL_NOUN.match(right) or not OURS.search(group.left):
        return False
    if len(name.split()) < 2 and not COINED.fullmatch(name):
        return False
    return not _other_kind(name) and not ABBREVIATED.fullmatch(name) and not _topics_only(name)


def _other_kind(name: str) -> bool:
    """Whether a name's head noun is that of a law, a policy, a body or an association."""
    others = (("documents", "law_heads"), ("documents", "policy_heads"), ("bodies", "heads"), ("memberships", "heads"))
    return any(syntactic_head(name, cues.folded_set(*key)) for key in others)


def _plain(member: Candidate, company: Company) -> str:
    """A name without what its sentence puts around it; one that is set off is taken as it is."""
    return essential(member.text, company.owners)[1] if member.form is Form.CAPITAL else member.text


def _set_off(group: Group, member: Candidate, name: str, head: str | None, right: str) -> str | None:
    if member.form is Form.ITALIC and head is None:
        return None
    if CONCEPT.search(group.left):
        return None
    if _noun_after(right):
        return "program/quoted-noun"
    if NOUN_BEFORE.search(group.left):
        return "program/noun-quoted"
    verb = _verb(group.left)
    if head is not None and (verb or (member.form is Form.QUOTED and len(name.split()) >= 2)):
        return "program/quoted-head"
    if _only_named(verb, group.left) or len(name.split()) < 2:
        return None
    if (
        verb is not None
        and verb.group().lower() in cues.folded_set("programs", "strong_verbs")
        and name[0].isupper()
        and name.split()[-1][0].isupper()
    ):
        return "program/quoted-verb"
    return None


def _only_named(verb: re.Match[str] | None, left: str) -> bool:
    """Whether a verb of naming stands without a program's noun or a verb of starting: "regions named “…”"."""
    if verb is None or verb.group().lower() not in cues.folded_set("programs", "naming_verbs"):
        return False
    before = left[-140:]
    return not (PROGRAM_NOUN.search(before) or STARTED.search(before))


def _noun_after(right: str) -> bool:
    match = re.match(r"[\s\"”’»*]*(?:[\w-]+\s+){0,1}?([A-Za-z-]+)", right)
    first = re.match(r"[\s\"”’»*]*(?:\([^)]*\)\s*)?([A-Za-z-]+(?:\s+[A-Za-z-]+)?)", right)
    if match is None or first is None:
        return False
    nouns = cues.folded_set("programs", "nouns")
    words = first.group(1).lower().split()
    return (
        words[0] in nouns
        or words[0].removesuffix("s") in nouns
        or (
            len(words) > 1
            and words[1] in nouns
            and words[0] in ("special", "public", "welfare", "charity", "online", "training", "themed")
        )
    )


def _verb(left: str) -> re.Match[str] | None:
    near = left[-110:]
    for match in sorted(cues.pattern("programs", "verbs").finditer(near), key=lambda m: -m.end()):
        if FILLING.match(near[match.end() :]):
            return match
    return None


def _plausible(name: str, company: Company) -> bool:
    plain = folded(name)
    generic = cues.folded_set("programs", "generic")
    bare = company.without(plain)
    if (name.isupper() and len(name.split()) > 5) or name.endswith(("'s", "’s")):
        return False
    if company.is_(name) or plain in generic or bare in generic or len(name) < 4:
        return False
    if len(bare.split()) < 2 and bare in cues.folded_set("programs", "heads"):
        return False
    return not re.search(
        r"\b(?:department|division|office|committee|limited|co|ltd|inc|university of|institute|report|law|act|"
        r"policy|award|prize|commission|standard|ministry|united nations|world food|"
        r"global reporting initiative|certification|single audit|gri|environment programme|"
        r"development programme|national program)\b",
        plain,
    )


def _made(group: Group, member: Candidate, rule: str, company: Company) -> Mention:
    text = group.unit.text[group.sentence.start : group.sentence.end]
    start = None
    if STARTED.search(group.left) or _verb(group.left):
        start = dates.first(text)
    partners = _partners(group, company)
    said = {"start": start or "", "partners": "|".join(partners)}
    at, name = essential(member.text, company.owners) if member.form is Form.CAPITAL else (0, member.text)
    # "the Clean Bay charity challenge" is known by the longer name too.
    noun = MODIFIED_NOUN.match(group.unit.text, member.end) if rule == "program/modified-noun" else None
    longer = (group.unit.text[member.start + at : noun.end()],) if noun else ()
    return Mention(
        "program",
        name,
        group.unit,
        member.start + at,
        member.start + at + len(name),
        rule,
        (*member.aliases, *longer),
        {k: v for k, v in said.items() if v},
    )


def _partners(group: Group, company: Company) -> list[str]:
    text = group.unit.text[group.sentence.start : group.sentence.end]
    found: list[str] = []
    for cue in cues.pattern("programs", "partner_cues").finditer(text):
        match = PARTNER.match(text, cue.end())
        if match and not company.within(match.group("org")):
            name = re.sub(r"\s+(?:of|and|for|the|on|&)$", "", match.group("org")).strip(" ,.")
            if len(name) > 2 and name not in found:
                found.append(name)
    return found


def _in_table(unit: Unit, company: Company) -> Iterator[Mention]:
    """A cell of a column of programs or projects."""
    header = folded(unit.header)
    if (unit.is_header and not unit.row) or not re.fullmatch(
        r"(?:name of )?(?:the )?(?:key |main |training |our )?(?:programs?|programmes?|projects?|"
        r"initiatives?|campaigns?)(?: names?)?",
        header,
    ):
        return
    made = whole(unit)
    if made is None or folded(made.text) == header or not _plausible(made.text, company):
        return
    words = [word for word in re.findall(r"[A-Za-z][\w’'-]*", made.text) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    head = syntactic_head(made.text, cues.folded_set("programs", "heads"))
    quoted = made.start > 0 and unit.text[made.start - 1] in '"“'
    named = quoted or (len(words) >= 2 and head is not None and capitals >= len(words) - 1)
    if named and len(made.text) <= 90:
        yield Mention("program", made.text, unit, made.start, made.end, "program/table")
