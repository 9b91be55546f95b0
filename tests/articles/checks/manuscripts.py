"""A clean article and what is known around it, for tests to plant a fault in."""

from dataclasses import replace
from typing import Any

from articles.checks import CheckFacts, Report, check
from articles.markdown import ArticleText, Finding, Glossary, QuestionText, TermEntry
from tests.articles.markdown.registers import claim, red_flag, register, source

REGISTER = replace(
    register(
        source("trial-2020"),
        source("guide-2021", kind="guideline"),
        source("undated", year=None),
        source("gone-page", url="https://gone.example/page"),
        claim("stretch-01", "trial-2020", wording="Stretching before bed may cut night cramps."),
        claim("bare-02", wording="Nobody gave a source for this."),
        claim("ours-03", wording="Have it checked.", policy=True, strength=""),
        claim(
            "salt-04",
            "trial-2020",
            wording="Salt tablets make little or no difference to cramps.",
            stance="does-not-help",
        ),
        claim(
            "acid-05",
            "trial-2020",
            wording="Lactic acid causes the soreness of the next days.",
            stance="is-a-myth",
        ),
        claim(
            "tonic-06",
            "trial-2020",
            wording="Tonic tablets can upset the heart.",
            stance="harms",
        ),
        claim(
            "rub-07",
            "guide-2021",
            wording="Never rub a leg that may have a clot.",
            stance="harms",
        ),
        claim(
            "warm-08",
            "guide-2021",
            wording="A warm bath eases sore legs.",
            stance="helps",
            strength="strong",
        ),
        claim(
            "flat-09",
            "trial-2020",
            wording="Running on the flat does not cause soreness.",
            stance="is-so",
        ),
        claim(
            "shoes-10",
            "trial-2020",
            wording="Nobody knows whether shoes matter for cramps.",
            stance="unknown",
        ),
        red_flag("leg-clot", "urgent"),
    ),
    glossary=Glossary([TermEntry("dvt", ("deep vein thrombosis", "DVT", "thrombosis"))]),
)
FACTS = CheckFacts(
    register=REGISTER,
    addresses={
        "/articles/leg-cramps/": frozenset({"s-what-to-do"}),
        "/topics/cramps/": frozenset(),
        "/glossary/": frozenset({"t-dvt"}),
        "/about/": frozenset({"s-who-we-are"}),
    },
    hidden=frozenset({"/articles/draft-article/"}),
    renamed={"/articles/old-name/": "/articles/leg-cramps/"},
    failed_links={
        "https://dead.example/page": "The server answers 404.",
        "https://gone.example/page": "The server answers 404.",
    },
    retracted={"guide-2021": "on 3 May 2024. The numbers were wrong."},
    unchecked=frozenset(),
    partly_checked=frozenset(),
)
CLEAN = ArticleText(
    title="Why do my legs cramp at night?",
    short_answer="Nobody knows for sure. Most cramps pass by themselves. [@trial-2020]",
    body=(
        "## What may help\n\nStretch before bed. [@stretch-01] See [more](/articles/leg-cramps/).\n"
        "\n### How long\n\n- Hold it for a while.\n- Do both legs.\n\n## What to leave out\n\n"
        "| Thing | Why |\n|---|---|\n| Salt tablets | They do little. [@salt-04] |\n"
    ),
    questions=(QuestionText("Is it a clot?", "Most often not. [@trial-2020]"),),
    get_help=("leg-clot",),
)
DESCRIPTION = "Why legs cramp at night and what may help."


def report(
    facts: CheckFacts = FACTS, description: str | None = DESCRIPTION, **changes: Any
) -> Report:
    """What is found in the clean article once something in it is changed."""
    return check(replace(CLEAN, **changes), facts, description=description, slug="night-cramps")


def with_body(typed: str, facts: CheckFacts = FACTS) -> Report:
    """What is found once these words follow the clean article's."""
    return report(facts, body=f"{CLEAN.body}\n{typed}\n")


def selected(finding: Finding, text: ArticleText, description: str = DESCRIPTION) -> str:
    """The words an editor would find selected."""
    fields = {
        "title": text.title,
        "description": description,
        "short_answer": text.short_answer,
        "body": text.body,
        "get_help": "",
        **{f"question {n}": q.answer for n, q in enumerate(text.questions, start=1)},
    }
    return fields[finding.field].replace("\r\n", "\n")[finding.start : finding.end]
