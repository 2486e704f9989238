"""An embargo is read to the minute or it is asked about; it is never missed, made up, moved or called immediate."""

from datetime import date, datetime

import pytest

from releases.intake import Embargo
from tests.intake.writer import BY_LANGUAGE, ENGLISH, EVERY, read


def embargo_of(line: str, *, language: str = "en", zone: str = "America/New_York") -> Embargo:
    """The embargo of a release of 20 April 2026 that prints this line over its headline."""
    parts = BY_LANGUAGE[language].without("release_line", "date", "office")
    text = f"{line}\n\n{parts.headline}\n\n" + "\n\n".join(parts.body)
    release = read(text, zone=zone)
    assert release.headline == parts.headline
    return release.embargo


CERTAIN = [
    ("en", "America/New_York", "EMBARGOED UNTIL 10 a.m. ET Feb. 14, 2027", "2027-02-14T10:00:00-05:00"),
    ("en", "America/New_York", "HOLD FOR RELEASE UNTIL 6 P.M. EDT, TUESDAY, MAY 5, 2026", "2026-05-05T18:00:00-04:00"),
    ("en", "Europe/London", "STRICT EMBARGO: 00:01 BST Monday 1 June 2026", "2026-06-01T00:01:00+01:00"),
    ("en", "Europe/London", "EMBARGOED UNTIL 0001 HOURS GMT ON 3 FEBRUARY 2026", "2026-02-03T00:01:00+00:00"),
    ("en", "America/New_York", "Embargoed until 12:01 a.m. EDT May 5, 2026", "2026-05-05T00:01:00-04:00"),
    ("en", "America/New_York", "Embargoed until 12 noon EDT May 5, 2026", "2026-05-05T12:00:00-04:00"),
    ("en", "America/New_York", "Embargoed until noon, ET, Tuesday, May 5, 2026", "2026-05-05T12:00:00-04:00"),
    ("en", "Australia/Sydney", "EMBARGOED UNTIL 10 AM EST 7 JULY 2026", "2026-07-07T10:00:00+10:00"),
    ("en", "Australia/Sydney", "EMBARGO: 6pm AEDT 7 January 2026", "2026-01-07T18:00:00+11:00"),
    (
        "en",
        "America/New_York",
        "EMBARGOED UNTIL 10 A.M. ET / 3 P.M. BST TUESDAY, MAY 5, 2026",
        "2026-05-05T10:00:00-04:00",
    ),
    ("en", "Europe/London", "EMBARGOED UNTIL 5:00 PM BST ON 23/04/2026", "2026-04-23T17:00:00+01:00"),
    ("en", "America/New_York", "FOR RELEASE: 8:30 A.M. EDT, TUESDAY, MAY 5, 2026", "2026-05-05T08:30:00-04:00"),
    ("en", "America/New_York", "FOR RELEASE AT 8:30 A.M. EDT TUESDAY, MAY 5, 2026", "2026-05-05T08:30:00-04:00"),
    ("en", "America/New_York", "EMBARGOED UNTIL:\n10 a.m. EDT\nMay 5, 2026", "2026-05-05T10:00:00-04:00"),
    (
        "en",
        "America/New_York",
        "EMBARGOED UNTIL          10 a.m. EDT          May 5, 2026",
        "2026-05-05T10:00:00-04:00",
    ),
    (
        "en",
        "America/New_York",
        "*** EMBARGOED *** NOT FOR RELEASE UNTIL 10 A.M. EDT MAY 5, 2026 ***",
        "2026-05-05T10:00:00-04:00",
    ),
    (
        "en",
        "America/New_York",
        "UNDER EMBARGO UNTIL 9 a.m. Eastern Time on Thursday, May 7, 2026",
        "2026-05-07T09:00:00-04:00",
    ),
    ("en", "America/New_York", "EMBARGOED FOR RELEASE UNTIL 9 A.M. EASTERN, MAY 7, 2026", "2026-05-07T09:00:00-04:00"),
    ("en", "America/New_York", "Embargoed until 1:30 a.m. EDT, November 1, 2026", "2026-11-01T01:30:00-04:00"),
    ("en", "America/New_York", "EMBARGOED: May 5, 2026, 10:00 UTC+2", "2026-05-05T10:00:00+02:00"),
    ("en", "America/New_York", "EMBARGO 2026-05-05 10:00 GMT", "2026-05-05T10:00:00+00:00"),
    ("en", "America/New_York", "EMBARGO: 2026-05-05T10:00Z", "2026-05-05T10:00:00+00:00"),
    ("en", "America/New_York", "For use after 6 p.m. EDT Sunday, May 3, 2026", "2026-05-03T18:00:00-04:00"),
    ("en", "Asia/Kolkata", "EMBARGOED UNTIL 6 PM IST 5 May 2026", "2026-05-05T18:00:00+05:30"),
    (
        "en",
        "Europe/London",
        "Embargoed until 10.30pm on Wednesday 6 May 2026 (London time)",
        "2026-05-06T22:30:00+01:00",
    ),
    ("fr", "Europe/Paris", "EMBARGO JUSQU'AU MARDI 5 MAI 2026 À 16 H 30 (HEURE DE PARIS)", "2026-05-05T16:30:00+02:00"),
    ("de", "Europe/Berlin", "SPERRFRIST: 5. Mai 2026, 10.30 Uhr MESZ", "2026-05-05T10:30:00+02:00"),
    (
        "es",
        "Europe/Madrid",
        "EMBARGADO HASTA LAS 10:00 HORAS DEL 5 DE MAYO DE 2026 (HORA PENINSULAR)",
        "2026-05-05T10:00:00+02:00",
    ),
    (
        "es",
        "America/New_York",
        "No publicar antes del 5 de mayo de 2026, 3 p.m. hora del este",
        "2026-05-05T15:00:00-04:00",
    ),
    (
        "pt",
        "America/Sao_Paulo",
        "EMBARGADO ATÉ 5 DE MAIO DE 2026, ÀS 10H (HORÁRIO DE BRASÍLIA)",
        "2026-05-05T10:00:00-03:00",
    ),
    ("ru", "Europe/Moscow", "ЭМБАРГО ДО 10:00 МСК 5 МАЯ 2026 ГОДА", "2026-05-05T10:00:00+03:00"),
    ("ru", "America/New_York", "Эмбарго до 10:00 (мск) 5 мая 2026 года", "2026-05-05T10:00:00+03:00"),
    (
        "en",
        "America/New_York",
        "NOT FOR IMMEDIATE RELEASE\nRelease date: Tuesday, May 5, 2026 at 8:30 A.M. Eastern time",
        "2026-05-05T08:30:00-04:00",
    ),
    ("en", "America/New_York", "FOR WIRE TRANSMISSION 8:30 A.M. ET, TUESDAY, MAY 5, 2026", "2026-05-05T08:30:00-04:00"),
    ("en", "Europe/London", "Publication: 00:01 BST Tuesday 5 May 2026", "2026-05-05T00:01:00+01:00"),
    ("en", "Europe/Paris", "Time of release: 11:00 CEST, 5 May 2026", "2026-05-05T11:00:00+02:00"),
    ("en", "Europe/London", "Release not before 5 May 2026, 10am BST", "2026-05-05T10:00:00+01:00"),
    (
        "ru",
        "Europe/Moscow",
        "Не для публикации до 5 мая 2026 г., 18:00 по московскому времени",
        "2026-05-05T18:00:00+03:00",
    ),
    ("ja", "Asia/Tokyo", "【解禁】令和8年5月5日(火)午後3時 日本時間", "2026-05-05T15:00:00+09:00"),
    (
        "vi",
        "Asia/Ho_Chi_Minh",
        "CẤM PHỔ BIẾN TRƯỚC 10 GIỜ 30 NGÀY 5 THÁNG 5 NĂM 2026 (GIỜ HÀ NỘI)",
        "2026-05-05T10:30:00+07:00",
    ),
    ("ar", "Asia/Riyadh", "محظور النشر حتى الساعة 10 صباحاً بتوقيت غرينتش يوم 5 مايو 2026", "2026-05-05T10:00:00+00:00"),
]


@pytest.mark.parametrize(("language", "zone", "line", "instant"), CERTAIN)
def test_a_line_with_day_year_hour_and_zone_is_certain(language: str, zone: str, line: str, instant: str) -> None:
    embargo = embargo_of(line, language=language, zone=zone)
    assert (embargo.kind, embargo.question) == ("until", "")
    assert embargo.until is not None
    assert embargo.until.isoformat() == instant


ASKED = [
    ("en", "America/New_York", "EMBARGOED UNTIL 10 a.m. ET Feb. 14", "2026-02-14T10:00:00-05:00"),
    ("en", "Europe/London", "Not for publication before 00:01 hrs Monday 4th June", "2026-06-04T00:01:00+01:00"),
    (
        "en",
        "Europe/London",
        "NOT FOR PUBLICATION OR BROADCAST BEFORE 00.01 HRS ON MONDAY 1 JUNE 2026",
        "2026-06-01T00:01:00+01:00",
    ),
    ("en", "America/New_York", "Embargoed until 12 a.m. ET May 5, 2026", "2026-05-05T00:00:00-04:00"),
    ("en", "America/New_York", "Embargoed until midnight ET, May 5, 2026", "2026-05-06T00:00:00-04:00"),
    ("en", "America/New_York", "Embargoed until midnight (00:00) ET, May 5, 2026", "2026-05-05T00:00:00-04:00"),
    ("en", "America/New_York", "EMBARGOED UNTIL 10 A.M. EST JULY 7, 2026", "2026-07-07T10:00:00-04:00"),
    ("en", "Australia/Sydney", "EMBARGOED UNTIL 10 AM EST 7 JANUARY 2026", "2026-01-07T10:00:00+11:00"),
    (
        "en",
        "America/New_York",
        "EMBARGOED UNTIL 10 A.M. ET / 4 P.M. BST TUESDAY, MAY 5, 2026",
        "2026-05-05T10:00:00-04:00",
    ),
    ("en", "America/New_York", "EMBARGOED UNTIL 10 A.M. ET MONDAY, MAY 5, 2026", "2026-05-05T10:00:00-04:00"),
    (
        "en",
        "America/New_York",
        "FOR IMMEDIATE RELEASE\nEMBARGOED UNTIL 5 PM EDT MAY 5, 2026",
        "2026-05-05T17:00:00-04:00",
    ),
    ("en", "America/New_York", "EMBARGOED UNTIL TUESDAY", "2026-04-21T00:00:00-04:00"),
    ("en", "America/New_York", "EMBARGOED UNTIL 10 A.M. TOMORROW", "2026-04-21T10:00:00-04:00"),
    ("en", "America/New_York", "EMBARGOED UNTIL 2 P.M. XYT MAY 7, 2026", "2026-05-07T14:00:00-04:00"),
    ("en", "America/New_York", "Embargoed until 11 a.m. CET on 6 May 2026", "2026-05-06T11:00:00+02:00"),
    ("fr", "Europe/Paris", "Sous embargo jusqu'au 5 mai 2026, 6h00", "2026-05-05T06:00:00+02:00"),
    ("fr", "Europe/Paris", "Ne pas diffuser avant le 5 mai 2026 à 10 heures", "2026-05-05T10:00:00+02:00"),
    ("de", "Europe/Berlin", "Sperrfrist bis Dienstag, 5. Mai 2026, 15 Uhr", "2026-05-05T15:00:00+02:00"),
    ("de", "Europe/Berlin", "Sperrfrist: 05.06.2026, 00:01 Uhr", "2026-06-05T00:01:00+02:00"),
    ("de", "Europe/Berlin", "Frei ab Mittwoch, 6. Mai 2026, 12.00 Uhr", "2026-05-06T12:00:00+02:00"),
    ("es", "America/Bogota", "Embargado hasta el martes 5 de mayo de 2026 a las 10 a.m.", "2026-05-05T10:00:00-05:00"),
    ("pt", "America/Sao_Paulo", "Sob embargo até 05/06/2026 às 14h30", "2026-06-05T14:30:00-03:00"),
    ("ja", "Asia/Tokyo", "報道解禁：2026年5月5日（火）15時00分以降", "2026-05-05T15:00:00+09:00"),
    ("ja", "Asia/Tokyo", "解禁日時　5月5日（火）午前０時", "2026-05-05T00:00:00+09:00"),
    ("vi", "Asia/Ho_Chi_Minh", "Không công bố trước 9h00 ngày 5/6/2026", "2026-06-05T09:00:00+07:00"),
    ("ar", "Africa/Cairo", "يحظر النشر قبل الساعة ٨ مساءً يوم الثلاثاء ٥ مايو ٢٠٢٦", "2026-05-05T20:00:00"),
    ("it", "Europe/Rome", "SOTTO EMBARGO FINO ALLE ORE 10:00 DEL 5 MAGGIO 2026", "2026-05-05T10:00:00+02:00"),
]


@pytest.mark.parametrize("hour", ["00:00 (midnight)", "midnight (00:00)", "12:00 a.m. (midnight)"])
def test_a_word_that_repeats_a_figure_is_no_second_hour(hour: str) -> None:
    embargo = embargo_of(f"Embargoed until {hour} ET, May 5, 2026", language="en", zone="America/New_York")
    assert "midnight" in embargo.question.casefold()
    assert "more than one hour" not in embargo.question


@pytest.mark.parametrize(("language", "zone", "line", "instant"), ASKED)
def test_what_a_line_leaves_open_is_asked_with_a_best_reading(
    language: str, zone: str, line: str, instant: str
) -> None:
    embargo = embargo_of(line, language=language, zone=zone)
    assert embargo.kind == "question"
    assert not embargo.certain
    assert embargo.question.endswith("?")
    assert embargo.until is not None
    assert embargo.until.isoformat().startswith(instant)


@pytest.mark.parametrize(
    "line",
    [
        "HOLD FOR RELEASE",
        "EMBARGOED",
        "*** STRICTLY EMBARGOED ***",
        "NOT FOR PUBLICATION",
        "Embargo: see cover note",
        "NOT FOR IMMEDIATE RELEASE",
        "FOR PLANNING PURPOSES ONLY",
        "FOR PLANNING PURPOSES ONLY – NOT FOR PUBLICATION",
        "DRAFT – NOT FOR RELEASE",
        "DRAFT - HOLD FOR APPROVAL",
    ],
)
def test_a_line_with_no_moment_at_all_is_a_question_and_not_immediate(line: str) -> None:
    embargo = embargo_of(line)
    assert (embargo.kind, embargo.until) == ("question", None)
    assert line.strip("* ") in embargo.question


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Check against delivery"),
        ("en", "EMBARGOED UNTIL DELIVERY"),
        ("en", "EMBARGOED UNTIL FURTHER NOTICE"),
        ("fr", "Seul le prononcé fait foi"),
        ("de", "Es gilt das gesprochene Wort!"),
        ("de", "Sperrfrist: Redebeginn"),
    ],
)
def test_some_embargoes_end_by_hand(language: str, line: str) -> None:
    assert embargo_of(line, language=language).kind == "by_hand"


@pytest.mark.parametrize("parts", EVERY, ids=lambda parts: parts.language)
def test_immediate_release_is_immediate_in_every_language(parts: object) -> None:
    release = read(parts.text(), zone=parts.zone)  # type: ignore[attr-defined]
    assert release.embargo == Embargo()
    assert release.release_line == parts.release_line  # type: ignore[attr-defined]


@pytest.mark.parametrize("line", ["EMBARGO: NONE", "NO EMBARGO – FOR IMMEDIATE RELEASE", "Not embargoed"])
def test_no_embargo_is_none(line: str) -> None:
    assert embargo_of(line).kind == "none"


def test_neither_order_of_day_and_month_is_guessed_in_silence() -> None:
    embargo = embargo_of("EMBARGOED UNTIL 5 PM ET ON 03/04/2026")
    assert embargo.kind == "question"
    assert "2026-04-03" in embargo.question
    assert "2026-03-04" in embargo.question


def test_dots_and_other_languages_settle_the_order() -> None:
    assert embargo_of("Sperrfrist: 03.04.2026, 17 Uhr MESZ", language="de", zone="Europe/Berlin").certain
    german = embargo_of("Sperrfrist: 03.04.2026, 17 Uhr MESZ", language="de", zone="Europe/Berlin")
    assert german.wall == datetime(2026, 4, 3, 17)  # noqa: DTZ001 - a wall time


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("EMBARGOED UNTIL 10 A.M. ET MONDAY, MAY 5, 2026", "weekday"),
        ("EMBARGOED UNTIL 10 A.M. MAY 5, 2026", "no time zone"),
        ("EMBARGOED UNTIL MAY 5, 2026", "no hour"),
        ("EMBARGOED UNTIL 10 A.M. ET MAY 5", "no year"),
        ("EMBARGOED UNTIL 10 A.M. ET", "no date"),
        ("EMBARGOED UNTIL 10 A.M. XYT MAY 5, 2026", "XYT"),
        ("EMBARGOED UNTIL 10 A.M. EST JULY 7, 2026", "EST"),
        ("EMBARGOED UNTIL 2:30 A.M. ET, MARCH 8, 2026", "skip"),
        ("EMBARGOED UNTIL 1:30 A.M. ET, NOVEMBER 1, 2026", "twice"),
        ("EMBARGOED UNTIL 10 A.M. ET / 4 P.M. BST, MAY 5, 2026", "more than one hour"),
        ("EMBARGOED UNTIL 10 A.M. LOCAL TIME, MAY 5, 2026", "LOCAL TIME"),
        ("EMBARGOED UNTIL MIDNIGHT ET, MAY 5, 2026", "idnight"),
        ("EMBARGOED UNTIL 12 P.M. ET, MAY 5, 2026", "noon"),
        ("FOR IMMEDIATE RELEASE\nEMBARGOED UNTIL 5 PM EDT MAY 5, 2026", "FOR IMMEDIATE RELEASE"),
    ],
)
def test_the_question_says_what_is_in_doubt(line: str, word: str) -> None:
    embargo = embargo_of(line)
    assert embargo.kind == "question"
    assert word in embargo.question


def test_for_release_and_a_day_may_be_no_more_than_the_day_of_issue() -> None:
    text = "FOR RELEASE: MAY 5, 2026\n\nNEW PIER OPENS\n\nThe agency today opened the pier after two years of work."
    embargo = read(text).embargo
    assert (embargo.kind, embargo.until) == ("question", None)
    assert "day of issue" in embargo.question


def test_a_zone_that_two_countries_share_is_read_by_where_the_newsroom_is() -> None:
    line = "EMBARGOED UNTIL 10 AM EST 7 JULY 2026"
    sydney, new_york = embargo_of(line, zone="Australia/Sydney"), embargo_of(line, zone="America/New_York")
    assert sydney.until is not None
    assert new_york.until is not None
    assert (sydney.certain, sydney.until.isoformat()) == (True, "2026-07-07T10:00:00+10:00")
    assert (new_york.certain, new_york.until.isoformat()) == (False, "2026-07-07T10:00:00-04:00")


def test_two_lines_that_disagree_are_asked_about_with_the_later() -> None:
    embargo = embargo_of("EMBARGOED UNTIL 9 A.M. ET MAY 5, 2026\n\nEMBARGOED UNTIL 11 A.M. ET MAY 5, 2026")
    assert embargo.kind == "question"
    assert embargo.until is not None
    assert embargo.until.hour == 11
    assert len(embargo.alternatives) == 2


def test_a_day_without_a_year_is_counted_from_the_day_of_issue() -> None:
    text = ENGLISH.text().replace("FOR IMMEDIATE RELEASE", "EMBARGOED UNTIL 10 a.m. BST April 22")
    release = read(text, today=date(2031, 1, 1))
    assert release.embargo.until is not None
    assert release.embargo.until.date() == date(2026, 4, 22)


@pytest.mark.parametrize("parts", EVERY, ids=lambda parts: parts.language)
@pytest.mark.parametrize("line", ["EMBARGOED UNTIL 10:00 GMT, 21 April 2026", "Embargo: 2026-04-21 10:00 UTC"])
@pytest.mark.parametrize("place", ["top", "under the headline", "foot"])
def test_an_embargo_is_found_wherever_it_stands(parts: object, line: str, place: str) -> None:
    plain = parts.without("release_line")  # type: ignore[attr-defined]
    text = plain.text()
    if place == "top":
        text = f"{line}\n\n{text}"
    elif place == "foot":
        text = f"{text}\n{line}\n"
    else:
        text = text.replace(plain.headline, f"{plain.headline}\n\n{line}", 1)
    embargo = read(text, zone=plain.zone).embargo
    assert embargo.until is not None
    assert embargo.until.isoformat() == "2026-04-21T10:00:00+00:00"
    assert embargo.certain
