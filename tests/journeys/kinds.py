"""The kinds of pages that can be opened by their address, in the small content of these tests."""

from tests.journeys.steps import START

READING = {
    "article": "/articles/night-cramps/",
    "article with a table and two cards": "/articles/stop-a-leg-cramp/",
    "about": "/about/",
    "emergency numbers": "/about/emergency-numbers/gb/",
    "glossary": "/glossary/",
    "now": "/now/",
    "topic": "/topics/cramps/",
    "updates": "/updates/",
    "no such page": "/nowhere/",
}
LISTS = {
    "home": "/",
    "list": "/articles/",
    "list without a hit": "/articles/?topic=none",
    "body map": "/body/",
    "part of the leg": "/body/calf/",
    "self-checks": "/self-check/",
}
CHECK = {
    "start": START,
    "start from an article": f"{START}?problem=massage",
    "cleared": f"{START}?cleared",
    "outcome": f"{START}outcomes/soon/",
    "scorecard": f"{START}scorecard/",
    "paper sheet": f"{START}paper/",
    "answers lost": f"{START}AAAAAAAAAAAAAAAAAAAAAA/answers/",
}
