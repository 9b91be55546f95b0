"""A content folder with one of everything, for tests to change."""

from pathlib import Path

TOPICS = "topics:\n- {slug: cramps, title: Cramps, introduction: 'Start **here**.', order: 1}\n"
BODY_PARTS = "body_parts:\n- {slug: calf, name: Calf, order: 1}\n"
AUDIENCES = "audiences:\n- {slug: everyone, name: Everyone, order: 0}\n"
SOURCES = """sources:
- key: trial-2020
  authors: A Group
  title: A trial of stretching
  publisher: A Journal 1:1
  year: 2020
  doi: 10.1000/1
  kind: rct
- key: guide-2021
  title: A guide to cramps
  publisher: A Health Service
  url: https://health.example/cramps
  kind: guideline
"""
CLAIMS = """claims:
- key: stretch-01
  wording: Stretching before bed may cut night cramps a little.
  stance: may-help
  strength: limited
  why: One small trial.
  sources: [trial-2020]
  checked: yes
"""
RED_FLAGS = """red_flags:
- key: leg-clot
  name: Clot in a deep vein
  wording: One leg swollen, warm or a new colour
  urgency: urgent
  what_to_do: Get seen today.
  sources: [guide-2021]
"""
NUMBERS = """countries:
- code: gb
  country: United Kingdom
  numbers: [{number: '999', for: all}]
  source_title: A government page
  source_url: https://gov.example/999
  checked_on: 2026-11-21
"""
PAGE = """---
title: About Legwise
description: What it is.
order: 1
---

## Who we are

Editors.
"""
ARTICLE = """---
title: Why do my legs cramp at night?
topic: cramps
short_answer: Nobody knows for sure. Most cramps are harmless. [@stretch-01]
description: Why legs cramp at night and what may help.
audiences: [everyone]
body_parts: [calf]
get_help: [leg-clot]
keywords: [night cramp, charley horse]
related: [calf-stretch]
problem: cramps_recurrent
order: 10
---

## What may help

Stretch before bed. [@stretch-01]

=== Common questions ===

### Is it a clot?

Most often not. [@guide-2021]
"""
SECOND = (
    ARTICLE.replace("Why do my legs cramp at night?", "How do I stretch my calf?")
    .replace("[calf-stretch]", "[night-cramps]")
    .replace("order: 10", "order: 20")
)


def write_content(folder: Path) -> Path:
    """A sound content folder."""
    (folder / "articles").mkdir(parents=True)
    (folder / "pages").mkdir()
    files = {
        "topics.yaml": TOPICS,
        "body_parts.yaml": BODY_PARTS,
        "audiences.yaml": AUDIENCES,
        "sources.yaml": SOURCES,
        "claims.yaml": CLAIMS.replace("checked: yes", "checked: 'yes'"),
        "red_flags.yaml": RED_FLAGS,
        "emergency_numbers.yaml": NUMBERS,
        "pages/about.md": PAGE,
        "articles/night-cramps.md": ARTICLE,
        "articles/calf-stretch.md": SECOND,
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def edit(path: Path, old: str, new: str) -> None:
    """Replace words in a file; fails if they are not there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
