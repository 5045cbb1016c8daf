"""Time words as people write them: Bokmål, Nynorsk, dialects, common misspellings, English.

Each entry lists every spelling of one word; `lexicon.py` adds inflections and the spellings
without æ, ø and å. Source: Bokmålsordboka and Nynorskordboka for the written forms, everyday
messages for the rest.
"""

from __future__ import annotations

WEEKDAYS: tuple[str, ...] = (
    "mandag måndag manda månda mandan måndan mannda mandå monday",
    "tirsdag tysdag tisdag tirsda tisda tysda tirsdan tisdan tysdan tirsdagn tuesday",
    "onsdag onsda onsdan onnsdag wednesday",
    "torsdag torsda tosda tosdag tårsda tårsdag torsdan tosdan hosdag thursday",
    "fredag freda fredan fredda friday",
    "lørdag laurdag lørda laurda lørdan laurdan lauda laudag lauerdag saturday",
    "søndag sundag sønda sunda søndan sundan sønnda sunday",
)

MONTHS: tuple[str, ...] = (
    "januar january", "februar february", "mars march", "april", "mai may", "juni june",
    "juli july", "august", "september", "oktober october", "november", "desember december",
)  # fmt: skip

# Only beside a number: «28. nov», «3 des».
MONTH_ABBREVIATIONS: dict[str, int] = {
    "jan": 1, "feb": 2, "febr": 2, "mar": 3, "apr": 4, "jun": 6, "aug": 8, "sep": 9, "sept": 9,
    "okt": 10, "oct": 10, "nov": 11, "des": 12, "dec": 12,
}  # fmt: skip

# Only before a number or a clock word: «ons 2/12», «fre kl 10».
WEEKDAY_ABBREVIATIONS: dict[str, int] = {
    "man": 0, "mån": 0, "tir": 1, "tirs": 1, "tys": 1, "ons": 2, "tor": 3, "tors": 3, "fre": 4,
    "lør": 5, "lau": 5, "laur": 5, "søn": 6, "sun": 6,
}  # fmt: skip

NUMBERS: tuple[str, ...] = (
    "null", "en én et ett eitt ein ei éin one", "to two tu tvo", "tre three tri",
    "fire fir fira four", "fem fæm femm five", "seks sæks six", "sju syv sjau seven",
    "åtte åtta eight", "ni nie nine", "ti tie ten", "elleve ellev elløv ellve eleven",
    "tolv tålv tolv twelve", "tretten thirteen", "fjorten fourteen", "femten fifteen",
    "seksten sixteen", "sytten seventeen", "atten eighteen", "nitten nineteen",
    "tjue tyve twenty", "tjueen tjueett", "tjueto", "tjuetre", "tjuefire",
)  # fmt: skip
TENS: dict[str, int] = {
    "tjuefem": 25, "tredve": 30, "tretti": 30, "thirty": 30, "førti": 40, "førtifem": 45,
    "femti": 50, "seksti": 60, "nitti": 90,
}  # fmt: skip

ORDINALS: tuple[str, ...] = (
    "første fyrste først first", "andre annen anna annet second", "tredje third", "fjerde fourth",
    "femte fifth", "sjette", "sjuende syvende sjuande", "åttende åttande", "niende niande",
    "tiende tiande", "ellevte", "tolvte", "trettende trettande", "fjortende fjortande",
    "femtende femtande", "sekstende sekstande", "syttende syttande", "attende attande",
    "nittende nittande", "tjuende tjuande tyvende", "tjueførste tjuefyrste", "tjueandre",
    "tjuetredje", "tjuefjerde", "tjuefemte", "tjuesjette", "tjuesjuende tjuesjuande",
    "tjueåttende tjueåttande", "tjueniende tjueniande", "trettiende trettiande", "trettiførste",
)  # fmt: skip
LAST: str = "siste"

# part -> (spellings in the singular, spellings in the plural)
PARTS: dict[str, tuple[str, str]] = {
    "morgen": (
        "morgen morgenen morgon morgonen morning mårra mårrå morra mårran morran morro morgo mårå"
        " morgån mårgen mårgan mørra morgenkvisten morgonkvisten",
        "morgener morgenene morgonar morgonane mornings morraner",
    ),
    "formiddag": (
        "formiddag formiddagen føremiddag føremiddagen formiddan formidda",
        "formiddager formiddagene føremiddagar føremiddagane formiddagar",
    ),
    "ettermiddag": (
        "ettermiddag ettermiddagen afternoon efta æfta efteså ettermidda ettermiddan ættermidda"
        " ættermiddag eftan æftan",
        "ettermiddager ettermiddagene ettermiddagar ettermiddagane afternoons",
    ),
    "kveld": (
        "kveld kvelden kveill kveild kvell kvelln kvæll kvæld kveldinga aften aftenen evening"
        " kveldan kveln kveldstid kveldinga",
        "kvelder kveldene kveldar kveldane evenings",
    ),
    "natt": ("natt natta natten nott nåtta night nattå", "netter nettene netter nettane nights"),
}

# unit -> form -> spellings
UNITS: dict[str, dict[str, str]] = {
    "minutt": {"one": "minutt min minute", "many": "minutter minutta minutt minutes"},
    "kvarter": {"one": "kvarter kvarters", "many": "kvarterer"},
    "halvtime": {"one": "halvtime halvtimes", "many": "halvtimer halvtimar"},
    "time": {"one": "time hour times tima", "many": "timer timar hours", "the": "timen"},
    "dag": {
        "one": "dag day da dags døgn dak",
        "many": "dager dagar days dæga daga",
        "the": "dagen døgnet",
        "all": "dagene dagane",
    },
    "uke": {
        "one": "uke veke week vek vike ukes vekes væke",
        "many": "uker veker weeks",
        "the": "uka uken veka vekå veko vekka vækka vækkå vika ukå uga ugå væka vikå",
        "all": "ukene vekene",
    },
    "helg": {
        "one": "helg hælj helj hælg weekend",
        "many": "helger helgar weekends",
        "the": "helga helgen hælja hæljæ helja hælga helgå hæljå helgi hælgen heljå",
        "all": "helgene helgane hæljan heljan",
    },
    "måned": {
        "one": "måned månad month måneds månads",
        "many": "måneder månader months månadar månter",
        "the": "måneden månaden månan",
    },
    "år": {"one": "år year års", "many": "years", "the": "året"},
}

# Joined spellings -> the words they stand for.
JOINED: dict[str, str] = {
    "idag": "i dag", "ida": "i dag", "today": "i dag", "imorgen": "i morgen", "imorgon": "i morgen",
    "imorra": "i morgen", "imårra": "i morgen", "imårrå": "i morgen", "tomorrow": "i morgen",
    "tomorow": "i morgen", "imorgo": "i morgen", "igår": "i går", "yesterday": "i går",
    "iforgårs": "i forgårs", "iovermorgen": "i overmorgen", "overimorgen": "i overmorgen",
    "ikveld": "i kveld", "tonight": "i kveld", "ikveill": "i kveld", "inatt": "i natt",
    "iettermiddag": "i ettermiddag", "iformiddag": "i formiddag", "ihelga": "i helga",
    "ihelgen": "i helgen", "nesteuke": "neste uke", "nesteveke": "neste veke", "fom": "fra_og_med",
    "tom": "til_og_med", "imorges": "i morges", "imorgentidlig": "i morgen",
}  # fmt: skip
