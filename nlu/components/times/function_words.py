"""The small words that hold a time together, and the words that may follow a bare hour."""

from __future__ import annotations

# lemma -> every spelling
FUNCTION: dict[str, str] = {
    "i": "i", "in": "in", "på": "på pa utpå on", "til": "til te till ti'l", "om": "om åm",
    "for": "for", "fra": "fra frå ifra ifrå from", "før": "før føre before førr",
    "etter": "etter ætter ætte ette etta after", "innen": "innen innan within by",
    "senest": "senest seinast seinest",
    "tidligst": "tidligst tidlegast", "mellom": "mellom millom mellåm between imellom",
    "og": "og and samt", "eller": "eller ell or", "kl": "kl klokka klokken klokkå klåkka klåkkå"
    " klokko klukka klokkæ klåkken kl. klokk", "halv": "halv hal hall half", "kvart": "kvart",
    "quarter": "quarter", "over": "over past", "neste": "neste næste nest næst next",
    "denne": "denne dette denna inneværende this", "forrige": "forrige førre sist forige last",
    "kommende": "kommende komande førstkommende førstkomande kommande coming upcoming"
    " førstkomande fyrstkomande",
    "hver": "hver hvert kvar kver kvær hvær every each kvert", "annenhver": "annenhver annahver"
    " annakvar annankvar annankver annethvert annakvart annenhvert annenkver annenvær annahvær"
    " annanhver hverannen anakvar", "ikke": "itte kje ikke ikkje ikkj itj itje ittj ikje ente isje itt not"
    " ikkje_om ikkesom", "unntatt": "unntatt untatt unnateke unnatatt utenom utanom except"
    " unntaket", "bortsett": "bortsett", "siden": "siden sidan sia sida ago",
    "den": "den d the", "hele": "hele heile hela whole", "resten": "resten rest", "av": "av of",
    "utover": "utover utøver onwards", "fram": "fram frem", "inntil": "inntil until",
    "nå": "nå no", "alle": "alle all", "gang": "gang ganger gonger gong gangar gånger",
    "once": "once", "twice": "twice", "per": "per pr a", "ca": "ca cirka circa rundt omtrent"
    " omkring kring around about ved sånn", "par": "par couple", "noen": "noen nokre nokon flere"
    " fleire several some", "løpet": "løpet laupet course", "tid": "tid tida tiden",
    "men": "men but", "am": "am", "pm": "pm", "oclock": "oclock", "starten": "starten begynnelsen"
    " byrjinga begynninga beginning", "midten": "midten middle midt", "slutten": "slutten end",
    "lunsj": "lunsj lunch lunsjen lunsjtid lunsjtider", "tidlig": "tidlig tidleg early tidlæg",
    "sent": "sent seint late", "overmorgen": "overmorgen overmorgon overmårra overmorra"
    " overmårrå", "går": "går gjår", "forgårs": "forgårs forgårs forigårs førgårs",
    "morges": "morges morrest mårrest", "daglig": "daglig dagleg daily", "ukentlig":
    "ukentlig ukentleg vekentleg weekly", "månedlig": "månedlig månadleg monthly",
    "årlig": "årlig årleg yearly annually", "hverdager": "hverdager kvardagar ukedager vekedagar"
    " yrkedager yrkedagar virkedager virkedagar weekdays hverdagene kvardagane ukedagene"
    " hverdagan kvardagan hværdaga hverdaga", "hverdag": "hverdag ukedag kvardag vekedag weekday"
    " virkedag yrkedag", "halvannen": "halvannen halvanna halvannan", "day_after": "day_after",
    "fra_og_med": "fra_og_med", "til_og_med": "til_og_med", "other": "other", "med": "med",
    "noon": "noon", "midnatt": "midnatt midnight", "dagtid": "dagtid", "th": "th st nd rd",
    "same": "samme same", "minst": "minst",
}  # fmt: skip

# After a bare number («etter tre …») only these show that the number was an hour: a noun would
# make it a count («etter tre uker», «mellom 3 og 5 personer»).
_AFTER_HOUR_WORDS = """
    på i in om og eller men så for til fra hver hvis dersom når da er går gå gikk passer passa høver kan
    skal vil må hadde har blir ville kunne funker fungerer fint bra best greit ok okei ja nei takk der
    her hos med ved jeg eg æ vi du dere de det den han hun dei me ho som også òg kanskje helst bare
    berre ikke ikkje itj at works is fine please would if hilsen mvh nå no gjerne hvor kor dessverre pga
    fordi siden sidan etter før på te frå å dæ e går blir hadd passe kunn i at im will can could and or
    but on to from with for my we you they he she it good great best ish presis cirka ca altså eventuelt
    evt senest tidligst så lenge unntatt utenom neste denne hele kommer kjem starter slutter begynner
    byrjar møter dra drar reiser gjelder skulle måtte burde vært var jobber klarer rekker rekk sharp
    tops latest thanks thank
"""
AFTER_HOUR: frozenset[str] = frozenset(_AFTER_HOUR_WORDS.split())

# Before a bare number range these make it ages or counts («barn mellom 6 og 12»).
_COUNTED_WORDS = """
    barn barna ungdom ungdommer alder alderen aldersgruppe gutter jenter personer folk elever unger kids
    children ages aged age plasser deltakere gruppe grupper
"""
COUNTED: frozenset[str] = frozenset(_COUNTED_WORDS.split())

# A number soon after one of these is no time.
_NUMBERED_WORDS = """
    blodtrykk blodtrykket trykk konto kontonummer kontonr telefon tlf telefonnummer mobil mob rom romnr
    leilighet leilegheit nr nummer oppgang fødselsnummer personnummer pin kode puls vekt størrelse str
    avdeling avd post side buss linje trikk rute versjon paragraf room account phone flat født fødd født
    fødselsdato born gate gata vei veien veg vegen poststed postnummer vipps orgnr temp temperatur
    temperaturen score
"""
NUMBERED: frozenset[str] = frozenset(_NUMBERED_WORDS.split())
