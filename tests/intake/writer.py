"""Invented releases in ten languages: the parts a press office writes, and a way to put them on paper."""

from dataclasses import dataclass, replace
from datetime import date

from releases.intake import ParsedRelease, parse

HERE = "Europe/London"
ISSUED = date(2026, 4, 20)


@dataclass(frozen=True)
class Parts:
    """A release by its parts; an empty one is left out."""

    language: str
    headline: str
    body: tuple[str, ...]
    office: str = ""
    label: str = ""
    date: str = ""
    release_line: str = ""
    contact: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    end: str = ""
    zone: str = HERE

    def text(self) -> str:
        """The usual order, an empty line between the parts."""
        head = [self.office, self.label, self.date, self.release_line, self.headline]
        tail = [self.end, "\n".join(self.contact), "\n".join(self.about)]
        return "\n\n".join(part for part in (*head, *self.body, *tail) if part) + "\n"

    def without(self, *names: str) -> "Parts":
        return replace(self, **{name: () if name in ("contact", "about") else "" for name in names})


def read(text: str | bytes, *, zone: str = HERE, filename: str = "", today: date | None = ISSUED) -> ParsedRelease:
    return parse(text, default_zone=zone, today=today, filename=filename)


ENGLISH = Parts(
    language="en",
    headline="Harbour Agency Opens the New Northern Pier",
    body=(
        "ABERDEEN, April 20, 2026 – The Harbour Agency today opened the northern pier after two years of work, "
        "its director said at a ceremony attended by forty crews.",
        "“The pier will serve forty ships a week,” said Ann Poole, the director of the agency. “It will keep them "
        "safe in every storm.”",
        "The work cost £12 million and was finished four months ahead of time.",
    ),
    office="Office of Harbour Affairs",
    label="PRESS RELEASE",
    date="April 20, 2026",
    release_line="FOR IMMEDIATE RELEASE",
    contact=("Media contact: Sue Kent", "Press Officer", "01224 555 310", "sue.kent@harbour.example"),
    about=("About the Harbour Agency", "The agency looks after the ports of the northern coast."),
    end="###",
)
FRENCH = Parts(
    language="fr",
    headline="L’agence du port inaugure la nouvelle jetée nord",
    body=(
        "Brest, le 20 avril 2026 – L’agence du port a inauguré aujourd’hui la nouvelle jetée nord après deux ans de "
        "travaux dans la rade.",
        "« La jetée accueillera quarante navires par semaine », a déclaré la directrice de l’agence.",
    ),
    label="COMMUNIQUÉ DE PRESSE",
    date="20 avril 2026",
    release_line="POUR DIFFUSION IMMÉDIATE",
    contact=("Contact presse : Jeanne Morel", "01 55 55 60 12", "presse@port.example"),
    about=("À propos de l’agence du port", "L’agence gère les ports de la côte nord."),
    zone="Europe/Paris",
)
GERMAN = Parts(
    language="de",
    headline="Hafenbehörde eröffnet die neue Nordmole",
    body=(
        "Kiel, 20. April 2026 – Die Hafenbehörde hat heute nach zwei Jahren Bauzeit die neue Nordmole eröffnet, wie "
        "die Leiterin mitteilte.",
        "„Die Mole wird von vierzig Schiffen in der Woche genutzt“, sagte die Leiterin der Behörde.",
    ),
    label="PRESSEMITTEILUNG",
    date="20. April 2026",
    release_line="Zur sofortigen Veröffentlichung",
    contact=("Pressekontakt:", "Uwe Lang", "Telefon: 0431 5555-1234", "E-Mail: presse@hafen.example"),
    about=("Über die Hafenbehörde", "Die Behörde ist für alle Seehäfen zuständig."),
    zone="Europe/Berlin",
)
SPANISH = Parts(
    language="es",
    headline="La agencia portuaria inaugura el nuevo muelle norte",
    body=(
        "CÁDIZ, 20 de abril de 2026 – La agencia portuaria inauguró hoy el nuevo muelle norte después de dos años "
        "de obras en la bahía.",
        "“El muelle recibirá cuarenta barcos por semana”, dijo la directora de la agencia.",
    ),
    label="COMUNICADO DE PRENSA",
    date="20 de abril de 2026",
    release_line="PARA PUBLICACIÓN INMEDIATA",
    contact=("Contacto de prensa: Marta Ruiz", "956 555 123", "prensa@puerto.example"),
    about=("Acerca de la agencia portuaria", "La agencia gestiona los puertos de la costa norte."),
    zone="Europe/Madrid",
)
PORTUGUESE = Parts(
    language="pt",
    headline="Agência portuária inaugura o novo píer norte",
    body=(
        "SANTOS, 20 de abril de 2026 – A agência portuária inaugurou hoje o novo píer norte depois de dois anos de "
        "obras na baía da cidade.",
        "“O píer vai receber quarenta navios por semana”, disse a diretora da agência.",
    ),
    label="NOTA À IMPRENSA",
    date="20 de abril de 2026",
    release_line="PARA DIVULGAÇÃO IMEDIATA",
    contact=("Contato para a imprensa: Clara Dias", "(13) 5555-1234", "imprensa@porto.example"),
    about=("Sobre a agência portuária", "A agência cuida dos portos da costa norte."),
    zone="America/Sao_Paulo",
)
ITALIAN = Parts(
    language="it",
    headline="L’agenzia del porto inaugura il nuovo molo nord",
    body=(
        "GENOVA, 20 aprile 2026 – L’agenzia del porto ha inaugurato oggi il nuovo molo nord dopo due anni di lavori "
        "nella baia della città.",
        "«Il molo servirà quaranta navi a settimana», ha detto la direttrice dell’agenzia.",
    ),
    label="COMUNICATO STAMPA",
    date="20 aprile 2026",
    release_line="PER DIFFUSIONE IMMEDIATA",
    contact=("Ufficio stampa: Carla Neri", "010 555 1234", "stampa@porto.example"),
    zone="Europe/Rome",
)
RUSSIAN = Parts(
    language="ru",
    headline="Портовое агентство открыло новый северный пирс",
    body=(
        "Мурманск, 20 апреля 2026 года – Портовое агентство открыло сегодня новый северный пирс после двух лет "
        "работ, сообщила директор агентства.",
        "«Пирс будет принимать сорок судов в неделю», – сказала она на церемонии открытия.",
    ),
    label="ПРЕСС-РЕЛИЗ",
    date="20 апреля 2026 года",
    release_line="Для немедленного распространения",
    contact=("Контакты для СМИ: Анна Белова", "Тел.: +7 (815) 555-12-34", "press@port.example"),
    zone="Europe/Moscow",
)
JAPANESE = Parts(
    language="ja",
    headline="港湾庁、新しい北埠頭を開業",
    body=(
        "港湾庁は本日、二年間の工事を経て新しい北埠頭を開業しました。北埠頭は毎週四十隻の船を受け入れる予定です。",
        "長官は「地域の皆様に感謝します」と述べました。今後も整備を続けてまいります。",
    ),
    label="報道発表資料",
    date="令和8年4月20日",
    release_line="即時発表",
    contact=(
        "【お問い合わせ先】",
        "港湾庁総務課　広報担当　山田太郎",
        "電話：03-5555-8111",
        "メール：koho@kowan.example",
    ),
    end="以上",
    zone="Asia/Tokyo",
)
VIETNAMESE = Parts(
    language="vi",
    headline="Cơ quan Cảng khánh thành cầu tàu phía bắc mới",
    body=(
        "Hải Phòng, ngày 20 tháng 4 năm 2026 – Cơ quan Cảng hôm nay đã khánh thành cầu tàu phía bắc mới sau hai năm "
        "xây dựng tại vịnh của thành phố.",
        "“Cầu tàu sẽ phục vụ bốn mươi tàu mỗi tuần”, giám đốc của cơ quan cho biết tại buổi lễ.",
    ),
    label="THÔNG CÁO BÁO CHÍ",
    date="Ngày 20 tháng 4 năm 2026",
    release_line="PHÁT HÀNH NGAY",
    contact=("Liên hệ báo chí:", "Nguyễn Văn An", "Điện thoại: (84-225) 5555 123", "Email: baochi@cang.example"),
    zone="Asia/Ho_Chi_Minh",
)
ARABIC = Parts(
    language="ar",
    headline="هيئة الميناء تفتتح الرصيف الشمالي الجديد",
    body=(
        "العقبة، 20 أبريل 2026 – افتتحت هيئة الميناء اليوم الرصيف الشمالي الجديد بعد عامين من العمل في خليج المدينة.",
        "وقالت المديرة إن الرصيف سيستقبل أربعين سفينة كل أسبوع خلال السنة المقبلة، وشكرت كل من عمل فيه.",
    ),
    label="بيان صحفي",
    date="20 أبريل 2026",
    release_line="للنشر الفوري",
    contact=("للاستفسارات الإعلامية:", "سامي حداد", "هاتف: 03 555 1234", "البريد الإلكتروني: media@port.example"),
    zone="Asia/Amman",
)
EVERY = (ENGLISH, FRENCH, GERMAN, SPANISH, PORTUGUESE, ITALIAN, RUSSIAN, JAPANESE, VIETNAMESE, ARABIC)
BY_LANGUAGE = {parts.language: parts for parts in EVERY}
