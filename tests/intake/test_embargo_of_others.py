"""Words that hold nothing back: trade, courts, closed roads and fishing seasons are not the release's own embargo."""

import textwrap

import pytest

from releases.intake import Embargo
from tests.intake.writer import BY_LANGUAGE, Parts, read

# Sentences of a story, and short lines as a list or a table has them.
WORDS: tuple[tuple[str, str], ...] = (
    ("es", "Sin embargo, hasta el 21 de abril a las 10:00 horas no habrá servicio en el muelle."),
    ("es", "El embargo de bienes se mantendrá hasta el 5 de mayo de 2026 a las 12:00 horas, según el juzgado."),
    ("es", "La cuenta fue embargada hasta el 5 de mayo de 2026, dijo la fiscalía."),
    ("es", "El embargo preventivo de las cuentas dura hasta las 10:00 del 5 de mayo de 2026."),
    ("pt", "A obra foi embargada pela prefeitura até 5 de maio de 2026, às 10h, por falta de licença."),
    ("pt", "O tribunal rejeitou os embargos até 5 de maio de 2026."),
    ("fr", "L’embargo sur les armes dure jusqu’au 5 mai 2026 à 10 heures, selon le conseil."),
    ("fr", "L’embargo américain restera en vigueur jusqu’au 5 mai 2026."),
    ("de", "Das Embargo gegen die Inseln gilt bis 5. Mai 2026, 10 Uhr, sagte der Minister."),
    ("de", "Die Straße ist bis 5. Mai 2026, 10 Uhr gesperrt."),
    ("de", "Gesperrt bis 5. Mai: Die Brücke am Hafen wird erneuert, sagte die Behörde am Montag."),
    ("de", "Frei ab 6 Jahren ist der Eintritt am 5. Mai 2026 um 10 Uhr."),
    ("ru", "Эмбарго на поставки оружия действует до 5 мая 2026 года, сообщили в министерстве."),
    ("ja", "アユ漁は5月5日午前10時に解禁され、多くの人が川を訪れる見込みです。県が発表しました。"),
    ("ja", "新聞やテレビの記者が集まり、5月5日午後3時から会見が行われる予定であると県が発表しました。"),
    ("ar", "قال الوزير إن حظر النشر في القضية يستمر حتى 5 مايو 2026 الساعة 10 صباحا."),
    ("vi", "Lệnh cấm vận vũ khí kéo dài đến 10 giờ ngày 5 tháng 5 năm 2026, bộ cho biết."),
    ("en", "The embargo will remain in place until 10 a.m. on Friday, May 8, 2026, the ministry said."),
    ("en", "The ban on fishing holds until 10 a.m. on May 8, 2026."),
    ("en", "Hold until the tide turns at 10 a.m. on May 8, the pilots were told."),
    ("en", "Embargoed goods seized before 10 a.m. on May 8, 2026 will be destroyed, customs officers said."),
    ("en", "The cargo was embargoed until May 8, 2026."),
    ("en", "The court ordered the report not for release until 10 a.m. on May 8, 2026."),
    ("en", "“Not for publication before Monday,” read a note on the file that was found in the harbour."),
    ("en", "Residents may collect the permits for release after 10 a.m. on May 8, 2026 at the gate."),
    ("en", "Inmates are held until 10 a.m. on May 8, 2026."),
    ("en", "He was held for release at 10 a.m. on May 8, 2026, the sheriff said."),
    ("en", "The prisoners’ immediate release was ordered at 10 a.m. on May 8, 2026."),
    ("en", "In the journal’s words, the article is embargoed until 4 p.m. ET on May 8, 2026."),
    ("en", "UN Security Council resolution 2117 on the arms embargo runs until 31 May 2026."),
    ("en", "Reporters who break an embargo before 10 a.m. on May 8, 2026 will lose their passes, the agency said."),
    ("en", "The road is closed for use after 6 p.m. on May 8, 2026."),
    ("en", "The app will be free for use after 6 p.m."),
    ("en", "The book will be available for release on May 8, 2026."),
    ("en", "Check on delivery dates before May 8, 2026."),
    ("en", "A discount of 10 percent is given on delivery before May 8, 2026."),
    ("en", "Payment is due on delivery."),
    ("en", "The office is closed until further notice."),
    ("en", "Media who wish to attend must arrive by 9:30 a.m. on May 8, 2026."),
    ("en", "Doors are locked until 10:00 a.m. EDT on May 8, 2026."),
    ("en", "The pier is closed until further notice"),
    ("en", "Closed until further notice"),
    ("en", "Cash on delivery"),
    ("en", "Hold for questions"),
    ("en", "Expected on delivery: May 8, 2026"),
    ("en", "Embargo on arms exports: until 31 May 2026"),
    ("en", "Trade embargo: 8 May 2026"),
    ("en", "For use after school"),
    ("en", "Embargo Act of 1807"),
    ("en", "Arms embargo until May 8, 2026"),
    ("en", "Not for use in food"),
    ("en", "Not for use by children under 3"),
    ("en", "Advance for growers"),
    ("en", "Press conference: 10 a.m. EDT, May 8, 2026"),
    ("en", "RELEASE ON BAIL"),
    ("en", "Release of the prisoners: 8 May 2026"),
    ("en", "Not for sale before 8 May 2026"),
    ("de", "Gesperrt: Hafenstraße, 5. Mai 2026"),
    ("ja", "アユ釣り解禁 5月5日"),
    ("ja", "新聞配布：5月5日"),
    ("fr", "Embargo sur le bois : 5 mai 2026"),
    ("es", "Embargo de bienes: 5 de mayo de 2026"),
    ("es", "Sin embargo"),
    ("es", "Cuenta embargada: 5 de mayo de 2026"),
    ("pt", "Obra embargada: 5 de maio de 2026"),
    ("pt", "Embargo da obra: 5 de maio de 2026"),
)  # fmt: skip
FORMS = ("text", "wrapped", "unparted", "page")
PLACES = (0, 1, 99)  # before the first paragraph, after it, and at the end of the story


def printed(parts: Parts, words: str, place: int, form: str) -> str:
    body = list(parts.body)
    body.insert(place, words)
    head = [parts.office, parts.label, parts.date, parts.release_line, parts.headline]
    blocks = [block for block in (*head, *body, parts.end, *parts.contact, *parts.about) if block]
    if form == "page":
        return "".join(f"<p>{block}</p>" for block in blocks)
    if form in ("wrapped", "unparted"):
        blocks = [textwrap.fill(block, 62, break_long_words=False) if block in body else block for block in blocks]
    return ("\n" if form == "unparted" else "\n\n").join(blocks)


@pytest.mark.parametrize(("number", "row"), list(enumerate(WORDS)), ids=[words[:60] for _, words in WORDS])
def test_the_story_holds_nothing_back(number: int, row: tuple[str, str]) -> None:
    language, words = row
    form, place = FORMS[number % len(FORMS)], PLACES[number // len(FORMS) % len(PLACES)]
    parts = BY_LANGUAGE[language]
    assert read(printed(parts, words, place, form), zone=parts.zone).embargo == Embargo()


@pytest.mark.long
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("language", "words"), WORDS)
def test_the_story_holds_nothing_back_in_any_form(language: str, words: str, form: str, place: int) -> None:
    parts = BY_LANGUAGE[language]
    assert read(printed(parts, words, place, form), zone=parts.zone).embargo == Embargo()


def test_a_doubtful_sentence_beside_an_immediate_line_is_asked_about_and_holds_until_no_moment() -> None:
    parts = BY_LANGUAGE["en"]
    words = "The figures are embargoed until 8:30 a.m. ET on May 8, 2026, when the bureau publishes them."
    embargo = read(printed(parts, words, 1, "text"), zone=parts.zone).embargo
    assert (embargo.kind, embargo.until) == ("question", None)
    assert "2026" in embargo.question


@pytest.mark.parametrize("form", ["text", "page"])
@pytest.mark.parametrize("words", ["Embargoed goods", "Embargo", "For release on May 8, 2026", "For Sunday papers"])
def test_a_heading_between_two_paragraphs_is_no_stamp(words: str, form: str) -> None:
    parts = BY_LANGUAGE["en"]
    assert read(printed(parts, words, 1, form), zone=parts.zone).embargo == Embargo()


@pytest.mark.parametrize("words", ["Embargoed until 10 a.m. BST on 21 April 2026", "EMBARGO: 10AM BST, 21 APRIL 2026"])
def test_a_whole_embargo_line_between_two_paragraphs_counts_all_the_same(words: str) -> None:
    parts = BY_LANGUAGE["en"].without("release_line")
    embargo = read(printed(parts, words, 1, "text"), zone=parts.zone).embargo
    assert embargo.until is not None
    assert embargo.until.isoformat() == "2026-04-21T10:00:00+01:00"
