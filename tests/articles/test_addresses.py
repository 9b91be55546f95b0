"""Addresses: a renamed article is found for ever, an archived one leads on, nothing goes round."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import addresses, publishing, signposts
from articles.editing import Refused
from articles.intake import load_folder
from articles.models import Article, FormerAddress, Term, Topic
from articles.signposts import Lean, Ours
from tests.articles.content import edit
from tests.articles.loaded import load_content
from tests.articles.standing import give, take_back

pytestmark = pytest.mark.django_db

OLD = "/articles/night-cramps/"


@pytest.fixture
def article(content: Path) -> Article:
    load_content(content)
    return Article.objects.get(slug="night-cramps")


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("editor")


def other() -> Article:
    return Article.objects.get(slug="calf-stretch")


def leads_to(address: str) -> tuple[int, str]:
    response = Client().get(address)
    return response.status_code, response.headers.get("Location", "")


def test_a_renamed_article_is_found_at_its_old_address_for_ever(
    article: Article, editor: User
) -> None:
    addresses.rename(article, slug="cramps-at-night", by=editor)

    assert leads_to(OLD) == (301, "/articles/cramps-at-night/")
    assert leads_to("/articles/cramps-at-night/") == (200, "")


def test_renaming_many_times_takes_one_step(article: Article, editor: User) -> None:
    for slug in ("second", "third", "fourth"):
        article = addresses.rename(article, slug=slug, by=editor)

    assert leads_to(OLD) == (301, "/articles/fourth/")
    assert leads_to("/articles/second/") == (301, "/articles/fourth/")


def test_renaming_back_makes_no_loop(article: Article, editor: User) -> None:
    article = addresses.rename(article, slug="second", by=editor)
    addresses.rename(article, slug="night-cramps", by=editor)

    assert leads_to(OLD) == (200, "")
    assert leads_to("/articles/second/") == (301, OLD)


def test_renaming_to_the_same_address_does_nothing(article: Article, editor: User) -> None:
    addresses.rename(article, slug="night-cramps", by=editor)

    assert not FormerAddress.objects.exists()


@pytest.mark.parametrize("slug", ["", "with space", "ä", "a/b", "x" * 81, "<script>", "a\n"])
def test_an_address_nobody_can_type_is_refused(article: Article, editor: User, slug: str) -> None:
    with pytest.raises(Refused, match="letters, digits and hyphens"):
        addresses.rename(article, slug=slug, by=editor)


def test_an_address_another_article_has_or_had_is_refused(article: Article, editor: User) -> None:
    addresses.rename(other(), slug="stretching", by=editor)

    for slug in ("stretching", "calf-stretch"):
        with pytest.raises(Refused, match="has this address, or had it"):
            addresses.rename(article, slug=slug, by=editor)


def test_a_new_article_cannot_take_an_address_that_leads_elsewhere(
    article: Article, editor: User
) -> None:
    addresses.rename(article, slug="second", by=editor)

    assert not addresses.is_free("night-cramps")
    assert addresses.is_free("night-cramps", for_article=article)


def test_the_glossary_follows_a_renamed_article(article: Article, editor: User) -> None:
    Term.objects.create(slug="cramp", term="Cramp", meaning="A sudden pain.", article=article.slug)

    addresses.rename(article, slug="second", by=editor)

    assert 'href="/articles/second/"' in Client().get("/glossary/").content.decode()


def test_an_archived_article_leads_to_its_replacement(article: Article, editor: User) -> None:
    publishing.archive(article, by=editor, replacement=other())

    assert leads_to(OLD) == (302, "/articles/calf-stretch/")


def test_replacements_that_replace_each_other_do_not_go_round(
    article: Article, editor: User
) -> None:
    publishing.archive(article, by=editor, replacement=other())
    publishing.archive(other(), by=editor)
    Article.objects.filter(pk=other().pk).update(replaced_by=article)

    assert leads_to(OLD)[0] == 410


def test_an_archived_article_without_a_replacement_says_so_and_where_to_read_on(
    article: Article, editor: User
) -> None:
    publishing.archive(article, by=editor)

    response = Client().get(OLD)

    page = response.content.decode()
    assert response.status_code == 410
    assert "<h1>We no longer publish this article</h1>" in page
    assert 'href="/topics/cramps/"' in page
    assert "How do I stretch my calf?" in page
    assert 'content="noindex"' in page


def test_what_is_pointed_at_is_not_archived_without_a_replacement(
    article: Article, editor: User
) -> None:
    Topic.objects.update(introduction=f"Start [here]({OLD}).")

    with pytest.raises(Refused, match="Something public leads here"):
        publishing.archive(article, by=editor)

    publishing.archive(article, by=editor, replacement=other())
    assert leads_to(OLD) == (302, "/articles/calf-stretch/")


def test_a_replacement_is_another_article_that_readers_have(article: Article, editor: User) -> None:
    take_back("calf-stretch")

    for wrong in (article, other()):
        with pytest.raises(Refused, match="another article that readers have"):
            publishing.archive(article, by=editor, replacement=wrong)


def test_rooms_that_name_the_old_address_find_the_article(article: Article, editor: User) -> None:
    reference = "night-cramps#s-what-may-help"
    addresses.rename(article, slug="second", by=editor)

    (found,) = signposts.resolve([reference])

    assert found.url == "/articles/second/#s-what-may-help"
    assert signposts.missing([reference]) == []


def test_rooms_that_name_an_archived_article_lead_to_the_whole_of_its_replacement(
    article: Article, editor: User
) -> None:
    reference = "night-cramps#s-gone"
    publishing.archive(article, by=editor, replacement=other())

    (found,) = signposts.resolve([reference])

    assert (found.url, found.section) == ("/articles/calf-stretch/", "")
    assert signposts.missing([reference]) == [reference]


def test_the_page_for_a_cramp_right_now_follows_its_article(article: Article, editor: User) -> None:
    article = addresses.rename(article, slug="stop-a-leg-cramp", by=editor)
    assert "The page “A cramp right now”, made of its sections" in names(article)
    before = Client().get("/now/").content

    addresses.rename(article, slug="second", by=editor)

    assert Client().get("/now/").content == before


def test_a_draft_has_no_address_for_readers(article: Article) -> None:
    take_back("night-cramps")

    assert leads_to(OLD)[0] == 404
    assert leads_to("/articles/never-there/")[0] == 404


# --- what points here -------------------------------------------------------------------------


def names(article: Article) -> list[str]:
    return [lean.what for lean in addresses.what_points_at(article)]


def test_everything_that_leads_to_an_article_is_named(article: Article, content: Path) -> None:
    edit(content / "articles" / "calf-stretch.md", "Stretch before bed.", f"See [this]({OLD}).")
    load_folder(content)
    Topic.objects.update(introduction=f"Start [here]({OLD}).")
    Term.objects.create(slug="cramp", term="Cramp", meaning="A sudden pain.", article=article.slug)

    assert sorted(names(article)) == [
        "Glossary: Cramp",
        "Introduction of the topic “Cramps”",
        "Link in the text of “How do I stretch my calf?”",
        "Read next in “How do I stretch my calf?”",
    ]


def test_a_draft_that_leads_here_is_named_after_what_readers_have(article: Article) -> None:
    draft = other()
    draft.body = f"See [this]({OLD}).\n"
    draft.save()

    assert names(article) == [
        "Read next in “How do I stretch my calf?”",
        "Link in the newest version of “How do I stretch my calf?”",
    ]


def test_an_address_that_only_begins_alike_does_not_point_here(article: Article) -> None:
    longer = give("calf-stretch")
    longer.body_html = '<p>See <a href="/articles/night-cramps-in-pregnancy/">it</a>.</p>'
    longer.related = []
    longer.save()

    assert names(article) == []


def test_what_other_rooms_lead_here_with_is_named(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    def finder(kind: Ours, key: str) -> list[Lean]:
        return [Lean(f"A rule about the {kind} {key}", "/admin/")]

    monkeypatch.setattr(signposts, "_finders", [finder])

    assert "A rule about the article night-cramps" in names(article)
