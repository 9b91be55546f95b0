"""Every sentence the engine and the files have for editors, marked for translation.

`%(level)s` and `%(other_level)s` are urgencies. A test compares them with the engine's own.
"""

from django.utils.translation import gettext_noop as _

VERDICTS = (_("proved"), _("refuted"), _("advice"))

PLACES = (
    _("section %(name)s"),
    _("page %(name)s"),
    _("question %(name)s"),
    _("question %(name)s, option %(option)s"),
    _("option %(name)s"),
    _("definition %(name)s"),
    _("pattern %(name)s"),
    _("rule %(name)s"),
    _("outcome %(level)s"),
    _("note %(name)s"),
    _("selfcare %(name)s"),
    _("self-care for %(name)s"),
    _("topic %(name)s"),
    _("topic “%(name)s”"),
    _("promise %(name)s"),
    _("vignette %(name)s"),
    _("the rules"),
    _("the self-care texts"),
    _("the urgency"),
    _("the advice"),
    _("the notes"),
    _("the self-care text"),
    _("title"),
    _("scope"),
    _("not for"),
)

# What is proved of every questionnaire.
STATEMENTS = (
    _("Every complete walk ends in a result with at least one reason."),
    _(
        "Every question is asked and can matter, every option chosen and every rule true on some "
        "walk."
    ),
    _("Every rule decides some result."),
    _("Every alternative within a condition can be met on some walk."),
    _("Every answer flagged as an emergency ends the check on its page."),
    _(
        "One more warning, or one rank up, never lowers the urgency, whatever else was or will be "
        "answered."
    ),
    _("An option's flag is the least urgency, whatever else was answered."),
    _("“Not sure” is never below its question's floor, and on a safety question never self-care."),
    _(
        "Every result has advice and a safety net, every rule that holds its own advice, and every "
        "self-care result how to look after the problem."
    ),
    _(
        "A question that is left out could not have changed the urgency, the advice, the notes or "
        "the self-care text, whatever the answer."
    ),
    _("What this questionnaire promises of its own holds."),
    _("Every vignette gets an urgency it may get."),
)

# Why one of them does not hold.
REASONS = (
    _("No rule holds, so the result has no reason."),
    _("No answers lead there."),
    _("No answers end in it."),
    _("No answers lead to it."),
    _("It never decides: without it every urgency is the same."),
    _("No emergency rule holds on it, so the check goes on."),
    _("No answers meet this part of its condition: %(condition)s"),
    _("No rule makes it %(level)s; the most urgent is %(other_level)s."),
    _("No rule makes it %(level)s; the most urgent is none."),
    _("The urgency falls from %(level)s to %(other_level)s."),
    _("Left-out answers would change the urgency."),
    _("Left-out answers would change the advice."),
    _("Left-out answers would change the notes."),
    _("Left-out answers would change the self-care text."),
    _("It does not say what to do and when to come back."),
    _("Neither it nor its pattern %(pattern)s has advice."),
    _("The result is self-care, and no text says how for this problem."),
    _("No answers meet its condition."),
    _("No answers lead to %(level)s."),
    _("The note %(note)s is not shown at %(level)s."),
    _("%(name)s is not asked."),
    _("It gets %(level)s and should get %(levels)s."),
    _("There is no question %(name)s."),
    _("The register has no source “%(source)s”."),
    _("%(name)s: nothing was chosen."),
    _("%(name)s does not offer %(option)s."),
    _("%(name)s takes one answer."),
    _("%(name)s: “none of these” cannot be combined."),
    _("%(name)s takes a number from %(least)s to %(most)s, with no decimals."),
    _("%(name)s takes a number from %(least)s to %(most)s, with one decimal at most."),
    _("%(name)s takes a number from %(least)s to %(most)s, with two decimals at most."),
)

# Why nothing can be proved or published.
REFUSALS = (
    _("It needs more than %(number)s variables."),
    _("It needs more than %(number)s clauses."),
    _("The search took more than %(number)s dead ends."),
    _("The answers that lead elsewhere are too many to name."),
    _("A walk found by the solver is another in a replay: %(answers)s."),
    _("A walk does not follow from its own answers."),
    _("A walk through the questions %(names)s ends elsewhere."),
    _("the counter-example is none in a replay."),
    _("a replay without it is as urgent."),
    _("Two promises share the id %(name)s."),
    _("the questionnaire has no %(what)s."),
    _("The proof is of another text. Prove the questionnaire again."),
    _("Not published: refuted are %(names)s."),
    _("Not published: %(place)s: %(said)s"),
    _("Run “manage.py verify” on the file to see the answers that show it."),
    _("These sections are not published: %(sections)s."),
    _("The same goes for %(number)s more."),
)

# What is wrong with a part.
PARTS = (
    _("“%(name)s” is no name. Use up to 40 small letters, digits and _."),
    _("“%(name)s” is a word of the condition language. Choose another name."),
    _("the %(field)s is empty. Fill it in."),
    _("A character in %(text)s cannot be shown. Take it out."),
    _("“%(text)s” needs two or three wordings with | between."),
    _("A brace in “%(text)s” is not closed."),
    _("“%(word)s” is not an urgency."),
    _("what rules all others out cannot be a warning or “not sure”."),
    _("a page of that name exists. Rename it."),
    _("“%(word)s” is no kind; use single, multi or number."),
    _(
        "a question with many choices needs exactly one “none of these” (exclusive); it has "
        "%(number)s."
    ),
    _("only a question with many choices excludes."),
    _("only a question for a number has a unit, limits or decimals."),
    _("the harmless number “%(word)s” is no answer to it."),
    _("two options share an id."),
    _("beside a number there may only be “not sure”, without a rank."),
    _("offer at least two options."),
    _("the harmless option “%(option)s” is unknown."),
    _("the harmless option “%(option)s” is a warning or “not sure”."),
    _("say the least urgency of “not sure”."),
    _("“not sure” must be routine at least."),
    _("only a question with one answer can be ordered."),
    _("an ordered question ranks every option once."),
    _("%(place)s has no question. Name one."),
    _("Rule %(name)s gives no reason."),
    _("Pattern %(name)s leads to no topic."),
    _("The outcome %(level)s has no safety net."),
    _("Self-care for %(name)s needs advice and a way back."),
    _("a number has 0 to 2 decimals, not %(number)s."),
    _("the least number “%(word)s” is none. Write one such as 38.5."),
    _("the largest number “%(word)s” is none. Write one such as 38.5."),
    _("the least number %(number)s has more decimals than answers may."),
    _("the largest number %(number)s has more decimals than answers may."),
    _("the least number %(least)s must be below the most, %(most)s."),
)

# What does not fit together.
MISFITS = (
    _("Two sections share the id %(names)s."),
    _("Two pages share the id %(names)s."),
    _("Two questions share the id %(names)s."),
    _("Two definitions share the id %(names)s."),
    _("Two patterns share the id %(names)s."),
    _("Two rules share the id %(names)s."),
    _("Two outcomes share the id %(names)s."),
    _("Two notes share the id %(names)s."),
    _("Two self-care blocks share the id %(names)s."),
    _("Two vignettes are called %(name)s."),
    _("“%(name)s” is a question and a definition. Rename one."),
    _("Definitions lean on themselves: %(names)s."),
    _(
        "More than %(number)s definitions lean on each other in a row, as far as %(name)s. Say it "
        "more directly."
    ),
    _("“%(name)s” is not defined."),
    _("more than %(number)s comparisons, definitions opened. Split it."),
    _("there is no question “%(name)s”."),
    _("no question “%(name)s”."),
    _("%(question)s has no option “%(option)s”."),
    _("%(question)s asks for no number."),
    _("no number of %(question)s is %(compared)s."),
    _("no section “%(name)s”."),
    _("no pattern “%(name)s”."),
    _("its questions do not follow each other. Put them in a row."),
    _("a question belongs to one page, and no page has its id."),
    _("%(name)s has no “none of these” that is harmless. Ask it on a page of its own."),
    _(
        "Question %(name)s depends on %(other)s, which is not asked on a page before it. Move one "
        "of them."
    ),
    _("there is no outcome for “%(level)s”."),
    _("its lowest is above its highest."),
    _("say which urgency it may get."),
    _("there is no group “%(group)s”."),
    _("A promise has one of: %(words)s."),
)

# What cannot be read as a condition.
CONDITIONS = (
    _("The condition is empty. Say when it holds."),
    _("The condition is longer than %(number)s characters. Use definitions."),
    _("Too many parentheses inside each other. Use definitions."),
    _("The condition stops too early. Finish it."),
    _("A condition on %(question)s names no option."),
    _("A condition on %(question)s names an option twice."),
    _("A condition on %(question)s compares with “%(word)s”."),
    _("Write a number such as 38.5."),
    _("“%(word)s” joins at least two conditions."),
    _("Conditions stand inside each other more than %(number)s deep. Use definitions."),
    _("I don't know “%(word)s” as an answer to %(question)s."),
    _("I don't know “%(word)s” as a definition."),
    _("I don't know “%(word)s” as a question."),
    _("I don't know “%(word)s” here."),
    _("Did you mean “%(word)s”?"),
    _("“%(name)s” asks for no number; say what it is, such as %(example)s."),
    _("“%(name)s” asks for no number; say what it is."),
    _("“%(name)s” is a question; say what it is, such as %(example)s."),
    _("“%(name)s” is a question; say what it is."),
    _("“%(name)s” asks for a number; compare it, such as %(example)s."),
    _("“%(name)s” asks for a number; compare it."),
    _("“%(name)s” is a definition; it stands alone, without “is”."),
    _("Write “%(number)s”, with a point."),
    _("“%(word)s” is a number nobody answers."),
    _("No number of %(question)s is %(compared)s; name one within its limits."),
    _("%(number)s has too many decimals; it takes no decimals."),
    _("%(number)s has too many decimals; it takes one decimal at most."),
    _("%(number)s has too many decimals; it takes two decimals at most."),
    _("%(number)s is not among its numbers, %(least)s to %(most)s."),
    _("There is no “not”: answers may only add to the urgency. Name those that count."),
    _("“%(word)s” cannot stand here."),
    _("Join conditions with and, or, and parentheses."),
    _("Write “is at least”, “is at most”, “is more than” or “is less than”, then a number."),
)

# What is wrong with a file, and what would mend it.
FILES = (
    _("Line %(line)s, column %(column)s: %(said)s"),
    _("There is no field “%(name)s”."),
    _("“%(name)s” is missing or empty."),
    _("Fill it in."),
    _("“%(name)s” must be text."),
    _("“%(name)s” must be a whole number."),
    _("“%(name)s” must be a number such as 38.5."),
    _("“%(name)s” must be true or false."),
    _("“%(name)s” must be a list."),
    _("“%(name)s” must be fields with names."),
    _("It is now: %(value)s."),
    _("Use: %(words)s."),
    _("Use one of: %(words)s."),
    _("“%(name)s” holds no text: %(value)s."),
    _("Put quotation marks round it."),
    _("“%(row)s” has no fields."),
    _("Write “id: …” and so on."),
    _("Write one."),
    _("Mend the condition; docs/conditions.md shows how."),
    _("Mend %(place)s; docs/conditions.md shows how."),
    _("docs/proofs.md shows how it is written."),
    _("Mend the promise."),
    _("Mend it on its page."),
    _("Give one of them another id."),
    _("There is no list “%(name)s”."),
    _("Check indentation and quotation marks."),
    _("A character is not UTF-8."),
    _("Save the file as UTF-8 text."),
    _("The file has no fields."),
    _("Begin with “name: …”."),
    _("The key “%(name)s” stands here a second time."),
    _("The key %(name)s is not a word. Put quotation marks round it."),
    _("This is not YAML: a character that cannot be shown."),
    _("This is not YAML: %(problem)s."),
    _("This goes deeper than anything of ours."),
)

SENTENCES = (*STATEMENTS, *REASONS, *REFUSALS, *PARTS, *MISFITS, *CONDITIONS, *FILES)
