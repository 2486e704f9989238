"""Months, weekdays and parts of the day in the languages that intake reads: data only."""
# fmt: off

MONTHS: dict[str, tuple[str, ...]] = {
    "en": (
        "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
        "august aug", "september sept sep", "october oct", "november nov", "december dec",
    ),
    "fr": (
        "janvier janv", "février fevrier févr fév", "mars", "avril avr", "mai", "juin", "juillet juil",
        "août aout", "septembre", "octobre", "novembre", "décembre decembre déc",
    ),
    "es": (
        "enero ene", "febrero", "marzo", "abril abr", "mayo", "junio", "julio", "agosto ago",
        "septiembre setiembre", "octubre", "noviembre", "diciembre dic",
    ),
    "de": (
        "januar jänner jän", "februar", "märz maerz mär mrz", "april", "mai", "juni", "juli", "august",
        "september", "oktober okt", "november", "dezember dez",
    ),
    "pt": (
        "janeiro", "fevereiro fev", "março marco", "abril", "maio", "junho", "julho", "agosto",
        "setembro set", "outubro out", "novembro", "dezembro",
    ),
    "it": (
        "gennaio gen", "febbraio", "marzo", "aprile", "maggio mag", "giugno giu", "luglio lug", "agosto",
        "settembre", "ottobre ott", "novembre", "dicembre",
    ),
    "ru": (
        "января январь янв", "февраля февраль фев", "марта март", "апреля апрель апр", "мая май",
        "июня июнь", "июля июль", "августа август авг", "сентября сентябрь сент", "октября октябрь окт",
        "ноября ноябрь ноя", "декабря декабрь дек",
    ),
    "ar": (
        "يناير جانفي كانون\u00a0الثاني", "فبراير فيفري شباط", "مارس آذار", "أبريل ابريل إبريل نيسان أفريل",
        "مايو أيار ماي", "يونيو يونيه حزيران جوان", "يوليو يوليه تموز جويلية", "أغسطس اغسطس آب أوت",
        "سبتمبر أيلول", "أكتوبر اكتوبر تشرين\u00a0الأول", "نوفمبر تشرين\u00a0الثاني",
        "ديسمبر كانون\u00a0الأول",
    ),
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
        "oktober", "november", "december",
    ),
}

# Monday first. Two-letter forms are left out: they are words of other languages.
WEEKDAYS: dict[str, tuple[str, ...]] = {
    "en": ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri",
           "saturday sat", "sunday sun"),
    "fr": ("lundi lun", "mardi", "mercredi mer", "jeudi jeu", "vendredi ven", "samedi sam", "dimanche dim"),
    "es": ("lunes", "martes", "miércoles miercoles mié", "jueves jue", "viernes vie", "sábado sabado sáb",
           "domingo dom"),
    "de": ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag sonnabend", "sonntag"),
    "pt": ("segunda-feira", "terça-feira terca-feira", "quarta-feira", "quinta-feira", "sexta-feira",
           "sábado", "domingo"),
    "it": ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
    "ru": ("понедельник понедельника", "вторник вторника", "среда среду среды", "четверг четверга",
           "пятница пятницу пятницы", "суббота субботу субботы", "воскресенье воскресенья"),
    "vi": ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật"),
    "ar": ("الاثنين الإثنين", "الثلاثاء", "الأربعاء الاربعاء", "الخميس", "الجمعة", "السبت", "الأحد الاحد"),
    "ja": ("月曜日 月曜", "火曜日 火曜", "水曜日 水曜", "木曜日 木曜", "金曜日 金曜", "土曜日 土曜",
    "日曜日 日曜"),
}
KANJI_WEEKDAYS = "月火水木金土日"

# Japanese eras still met in archives: the year before the era's year 1.
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}

BEFORE_NOON = ("a.m", "am", "午前", "上午", "오전", "صباحا", "صباحاً", "ص", "утра", "ночи", "sáng",
    "de la mañana",
               "da manhã", "du matin", "morgens", "vormittags", "del mattino", "in the morning",
               "de la madrugada",
               "da madrugada")
AFTER_NOON = ("p.m", "pm", "午後", "下午", "오후", "مساء", "مساءً", "م", "дня", "вечера", "chiều", "tối",
    "de la tarde",
              "da tarde", "de l'après-midi", "nachmittags", "abends", "del pomeriggio", "in the afternoon",
              "de la noche", "da noite", "du soir", "in the evening")
NOON = ("noon", "midday", "mediodía", "mediodia", "midi", "mittag", "mittags", "12 uhr mittags", "meio-dia",
        "полдень", "полудня", "正午", "giữa trưa", "mezzogiorno", "ظهرا", "ظهراً", "الظهر")
MIDNIGHT = ("midnight", "medianoche", "minuit", "mitternacht", "meia-noite", "полночь", "полуночи", "nửa đêm",
            "mezzanotte", "منتصف الليل", "深夜0時")
TOMORROW = ("tomorrow", "mañana", "demain", "morgen", "amanhã", "завтра", "明日", "غدا", "غداً", "ngày mai",
    "domani",
            "today", "tonight", "hoy", "aujourd'hui", "aujourd’hui", "heute", "hoje", "сегодня", "本日",
            "اليوم",
            "hôm nay", "oggi")
