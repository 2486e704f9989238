"""Archives of every form are read item by item, as they say it; what is broken or hostile gets a sentence."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from releases.importing import Item, Unreadable, read_archive, unread_columns
from tests.importing.archives import ATOM, ATOM_ENTRY, DOCUMENT, RSS, RSS_ITEM, WXR, lines, post, row

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


def only(path: Path) -> Item:
    (item,) = read_archive(path)
    return item


def test_an_item_of_rss(write: Write) -> None:
    item = only(write("feed.xml", RSS.format(items=RSS_ITEM)))
    assert (item.identity, item.headline) == ("12@old.example", "Service opens winter patrols & lanes")
    assert (item.published, item.language) == ("Wed, 04 Mar 2009 12:30:00 -0500", "en-us")
    assert (item.addresses, item.topics) == (("https://old.example/press/2009/12.html",), ("Safety",))
    assert item.html.startswith("<p>PORT LORNE –")


def test_a_feed_without_full_texts_says_so(write: Write) -> None:
    short = RSS_ITEM[: RSS_ITEM.index("<content:")] + "</item>"
    item = only(write("feed.xml", RSS.format(items=short)))
    assert item.html == "<p>Patrols began.</p>"
    assert "description" in item.remarks[0]


def test_an_entry_of_atom(write: Write) -> None:
    item = only(write("feed.xml", ATOM.format(items=ATOM_ENTRY)))
    assert (item.identity, item.headline, item.language) == ("tag:old.example,2009:12", "Ouverture du quai", "fr")
    assert (item.published, item.addresses) == ("2009-03-04T17:30:00Z", ("https://old.example/fr/12",))
    assert "<p>Le quai est <em>ouvert</em>.</p>" in item.html


def test_what_a_feed_calls_a_draft_is_no_release(write: Write) -> None:
    draft = '<app:control xmlns:app="http://www.w3.org/2007/app"><app:draft>yes</app:draft></app:control></entry>'
    assert "draft" in only(write("feed.xml", ATOM.format(items=ATOM_ENTRY.replace("</entry>", draft)))).unfit


def test_a_post_of_wordpress(write: Write) -> None:
    item = only(write("export.xml", WXR.format(items=post())))
    assert (item.identity, item.headline) == ("https://old.example/?p=12", "Service opens winter patrols & lanes")
    assert (item.published, item.summary) == ("2009-03-04 17:30:00+00:00", "Patrols began.")
    assert item.html == "<p>The winter patrols began.</p>\n<p>Crews sail<br>on Monday.</p>\n<h2>More</h2>"
    assert (item.addresses, item.unfit) == (("https://old.example/2009/12/",), "")
    assert item.remarks == ("1 marks of WordPress for galleries or captions were left out.",)


@pytest.mark.parametrize(
    "fields",
    [
        *({"status": status} for status in ("draft", "future", "pending", "private", "trash", "inherit", "")),
        {"post_password": "secret"},
        {"post_type": "attachment"},
        {"post_type": "page"},
    ],
    ids=str,
)
def test_what_wordpress_did_not_show_to_everybody_is_no_release(write: Write, fields: dict[str, str]) -> None:
    assert only(write("export.xml", WXR.format(items=post(**fields)))).unfit


def test_a_wall_time_stands_where_wordpress_has_no_other(write: Write) -> None:
    bare = post(post_date_gmt="0000-00-00 00:00:00").replace("Wed, 04 Mar 2009 17:30:00 +0000", "")
    assert only(write("export.xml", WXR.format(items=bare))).published == "2009-03-04 12:30:00"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_row_of_a_table(write: Write, delimiter: str) -> None:
    kept = io.StringIO()
    table = csv.writer(kept, delimiter=delimiter)
    table.writerow(["Title", "Release Date", "Body", "Colour", "Tags", "Permalink"])
    table.writerow(["Quai ouvert", "2009-03-04", "Un quai;\nouvert, enfin.\n\nBravo & merci.", "red", "a|b", "/12"])
    path = write("a.csv", kept.getvalue().encode("cp1252"))
    item = only(path)
    assert (item.headline, item.published, item.topics) == ("Quai ouvert", "2009-03-04", ("a", "b"))
    assert item.html == "<p>Un quai;<br>ouvert, enfin.</p>\n<p>Bravo & merci.</p>"
    assert (item.identity, item.addresses) == ("/12", ("/12",))
    assert unread_columns(path) == ["Colour"]


def test_an_object_of_json_lines(write: Write) -> None:
    item = only(write("a.jsonl", lines(row(kind="statement", topics=["Safety", "Boats"]))))
    assert (item.identity, item.kind, item.topics) == ("12", "statement", ("Safety", "Boats"))
    assert item.html == "<p>The winter patrols began with boat 12.</p>"


@pytest.mark.parametrize("status", ["draft", "Embargoed", "scheduled", "0"])
def test_a_row_that_says_it_is_not_out_is_no_release(write: Write, status: str) -> None:
    assert status in only(write("a.jsonl", lines(row(status=status)))).unfit


def test_every_date_of_a_row_is_kept_and_a_key_that_is_not_read_is_named_once(write: Write) -> None:
    one = row(colour="red", published_at="2009-03-04", release_date="2031-01-01", date="")
    first, second = read_archive(write("a.jsonl", lines(one, {**one, "id": 13})))
    assert (first.published, first.other_dates) == ("2009-03-04", ("2031-01-01",))
    assert (first.remarks, second.remarks) == (("Keys that are not read: colour.",), ())


def test_a_row_without_a_name_is_known_by_its_words(write: Write) -> None:
    first, second, again = read_archive(write("a.jsonl", lines(*({"headline": word} for word in "aba"))))
    assert first.identity == again.identity != second.identity


def test_broken_lines_are_items_that_cannot_be_imported(write: Write) -> None:
    found = [*read_archive(write("a.jsonl", "{}\n" + "[" * 100_000 + "\nnull\n{\n"))]
    assert [bool(item.unfit) for item in found] == [False, True, True, True]


def test_a_folder_is_read_in_the_order_of_its_names(write: Write, tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden.txt", "picture.png"):
        write(f"all/{name}", DOCUMENT + name)
    (tmp_path / "all" / "z.txt").symlink_to("/etc/passwd")
    found = [*read_archive(tmp_path / "all", served_at="/press/")]
    assert [item.place for item in found] == ["a.txt", "b/1.txt", "b/2.txt", "picture.png", "z.txt"]
    assert [bool(item.unfit) for item in found] == [False, False, False, True, True]
    assert found[1].addresses == ("/press/b/1.txt",)
    assert found[1].file == f"{DOCUMENT}b/1.txt".encode()
    assert found[-1].progress == 1.0


def test_a_page_brings_the_address_that_it_names(write: Write, tmp_path: Path) -> None:
    write("all/a.html", "<head><link href='https://old.example/a?x=1&amp;y=2' rel=canonical></head><p>Words")
    (item,) = read_archive(tmp_path / "all")
    assert item.addresses == ("https://old.example/a?x=1&y=2",)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", "%PDF", "no archive"),
        ("a.json", "[{}]", "one JSON list"),
        ("a.csv", "colour,size\nred,9\n", "must name its columns"),
        ("a.csv", "", "must name its columns"),
        ("a.csv", 'title,date\n"never closed,2009\n', "Line 2"),
        ("a.csv", "title\n" + "x" * (17 * 1024 * 1024), "longer than 16 MB"),
        ("a.xml", "<html><body/></html>", "neither an RSS"),
        ("a.xml", "<rss><channel>", "not sound XML"),
        ("a.xml", '<?xml version="1.0" encoding="klingon"?><rss/>', "encoding"),
        ("a.xml", "<rss><!--" + "x" * (2 * 1024 * 1024), "longer than 1 MB"),
        ("a.xml", '<!DOCTYPE rss [<!ENTITY a "aa">]><rss>&a;</rss>', "declares"),
        ("a.xml", '<!DOCTYPE rss SYSTEM "http://a.example/x"><rss/>', "declares"),
        ("a.xml", "<rss>" + "<a>" * 2_000, "nested too deep"),
        ("a.xml", "<rss/>".encode("utf-16"), "no archive"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(write: Write, name: str, content: str | bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        [*read_archive(write(name, content))]


def test_an_entry_past_all_bounds_is_passed_over_and_the_next_is_read(write: Write) -> None:
    deep = "<item>" + "<a>" * 200 + "</a>" * 200 + "</item>"
    first, second = read_archive(write("feed.xml", RSS.format(items=deep + RSS_ITEM)))
    assert first.unfit
    assert second.headline == "Service opens winter patrols & lanes"


def test_nothing_is_held_but_the_item_at_hand(write: Write) -> None:
    """The first item is there before the fault at the end of the file was reached."""
    broken = RSS.format(items=RSS_ITEM + " " * 200_000 + RSS_ITEM + "<oops>")
    assert next(iter(read_archive(write("feed.xml", broken)))).headline
    assert next(iter(read_archive(write("a.jsonl", lines(row()) + "x" * (17 * 1024 * 1024))))).headline


def test_what_stands_before_a_fault_is_read(write: Write) -> None:
    items = iter(read_archive(write("feed.xml", RSS.format(items=RSS_ITEM + "<oops>"))))
    assert next(items).headline
    with pytest.raises(Unreadable, match="not sound"):
        next(items)


def test_control_characters_that_exports_are_full_of_are_passed_over(write: Write) -> None:
    item = only(write("feed.xml", RSS.format(items=RSS_ITEM.replace("winter", "win\x0bter\x01"))))
    assert item.headline == "Service opens winter patrols & lanes"
