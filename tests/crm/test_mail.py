"""E-mails of every program become plain values; nothing in them crashes the reader or is fetched."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.access import Viewer, principals_of
from crm.actors import create_actor, get_actor, update_actor
from crm.errors import InvalidData
from crm.mail.addresses import AddressBook, domain_of, host_of
from crm.mail.body import own_words
from crm.mail.html_text import text_of_html
from crm.mail.message import MOST_BYTES, MOST_TEXT, Mail, people_in_text
from crm.mail.proposing import propose_mail
from crm.mail.reading import bare_subject, read_mail
from graph.store import Store
from tests.makers import make_actor, make_person

RAW = b"""Received: by mx.example\r
Message-ID: <1@uis.edu.co>\r
Date: Tue, 3 Mar 2026 22:12:00 -0500\r
From: =?utf-8?B?QW5hIFJ1w616?= <Ana@UIS.edu.co>\r
To: OFAI <ofai@bucaramanga.gov.co>, "Gil, Luis" <luis@unab.edu.co>\r
Cc: undisclosed-recipients:;\r
Subject: =?iso-8859-1?Q?RE:_RV:_Agenda_de_cooperaci=F3n?=\r
MIME-Version: 1.0\r
Content-Type: text/plain; charset=iso-8859-1\r
Content-Transfer-Encoding: 8bit\r
\r
Buenos d\xedas,\r
\r
Confirmo la reuni\xf3n.\r
\r
Cordialmente,\r
Ana Ruiz\r
\r
El lun, 2 mar 2026 a las 9:00, OFAI (<ofai@bucaramanga.gov.co>) escribi\xf3:\r
> hola\r
"""


def test_a_file_is_read_with_its_character_sets_and_without_signature_and_quotation() -> None:
    mail = read_mail(RAW)
    assert mail.sender == ("Ana Ruíz", "ana@uis.edu.co")
    assert mail.to == (("OFAI", "ofai@bucaramanga.gov.co"), ("Gil, Luis", "luis@unab.edu.co"))
    assert (mail.on, mail.subject, mail.id) == (date(2026, 3, 3), "Agenda de cooperación", "<1@uis.edu.co>")
    assert mail.body == "Buenos días,\n\nConfirmo la reunión."


FORWARDS = {
    "outlook-es": "De: Ana Ruiz <ana@uis.edu.co>\nEnviado el: martes, 3 de marzo de 2026 10:12 a. m.\nPara: OFAI\nCC: Luis Gil <luis@unab.edu.co>; Rosa\nAsunto: RV: Agua\n\nHola",
    "outlook-en": "From: Ana Ruiz [mailto:ana@uis.edu.co]\nSent: Tuesday, March 3, 2026 10:12 AM\nTo: OFAI\nCc: Luis Gil <luis@unab.edu.co>; Rosa\nSubject: FW: Agua\n\nHola",
    "gmail-es": "---------- Forwarded message ---------\nDe: Ana Ruiz <ana@uis.edu.co>\nDate: mar, 3 mar 2026 a las 10:12\nSubject: Fwd: Agua\nTo: OFAI\nCc: Luis Gil <luis@unab.edu.co>, Rosa\n\nHola",
    "gmail-en": "---------- Forwarded message ---------\nFrom: Ana Ruiz <ana@uis.edu.co>\nDate: Tue, Mar 3, 2026 at 10:12 AM\nSubject: Agua\nTo: OFAI\nCc: Luis Gil <luis@unab.edu.co>, Rosa\n\nHola",
    "pt": "De: Ana Ruiz <ana@uis.edu.co>\nEnviada em: terça-feira, 3 de março de 2026 10:12\nPara: OFAI\nCc: Luis Gil <luis@unab.edu.co>; Rosa\nAssunto: ENC: Agua\n\nHola",
    "bold": "*De:* Ana Ruiz <ana@uis.edu.co>\n*Fecha:* 03/03/2026\n*Para:* OFAI\n*CC:* Luis Gil <luis@unab.edu.co>; Rosa\n*Asunto:* Agua\n\nHola",
}  # fmt: skip


@pytest.mark.parametrize("form", FORWARDS)
def test_what_programs_write_above_a_forwarded_message_is_understood(form: str) -> None:
    mail = read_mail("Para su información.\n\n" + FORWARDS[form])
    assert mail.sender == ("Ana Ruiz", "ana@uis.edu.co")
    assert [person for person in mail.copies if person[1]] == [("Luis Gil", "luis@unab.edu.co")]
    assert (mail.on, mail.subject, mail.body) == (date(2026, 3, 3), "Agua", "Hola")


def test_a_message_that_forwards_another_becomes_the_other() -> None:
    raw = b"Message-ID: <2@x>\nFrom: Jefa <jefa@bucaramanga.gov.co>\nTo: ofai@bucaramanga.gov.co\nSubject: RV: Agua\nDate: Wed, 4 Mar 2026 10:00:00 -0500\nContent-Type: text/plain; charset=utf-8\n\nFavor registrar.\n\n"
    mail = read_mail(raw + FORWARDS["outlook-es"].encode())
    assert mail.sender == ("Ana Ruiz", "ana@uis.edu.co")
    assert mail.body == "Favor registrar.\n\nHola"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Sí.\n\n-- \nAna\nRectora", "Sí."),
        ("Sí.\nEnviado desde mi iPhone", "Sí."),
        ("Sí.\n\nOn Mon, Mar 2, 2026 at 9:00 AM OFAI <o@b.co> wrote:\n> no", "Sí."),
        ("Sí.\n\nEm seg., 2 de mar. de 2026 às 9:00, OFAI <o@b.co> escreveu:\n> não", "Sí."),
        ("Sí.\n-----Mensaje original-----\nDe: x", "Sí."),
        ("Sí.\n________________________________\nDe: x@y.co\nEnviado: hoy", "Sí."),
        ("Sí.\n\nAVISO DE CONFIDENCIALIDAD: este mensaje…", "Sí."),
        ("Sí.\n\nThis e-mail and its attachments are confidential.", "Sí."),
        ("Saludos,\n\n¿Podemos vernos?", "Saludos,\n\n¿Podemos vernos?"),
        ("Va el acta\nde ayer.\n\nUn abrazo,\nLuis", "Va el acta\nde ayer."),
    ],
)
def test_only_the_writer_s_own_words_stay(text: str, left: str) -> None:
    assert own_words(text) == left


def test_html_becomes_text_without_scripts_styles_pictures_or_hidden_words() -> None:
    html = (
        "<html><head><title>t</title><style>p{}</style></head><body><p>Buenos d&iacute;as<br>Ana</p>"
        "<script>x()</script><div style='display:none'>oculto</div><img src='http://espia/x.gif' alt='z'>"
        "<ul><li>uno<li>dos</ul><div class='gmail_quote'>viejo</div></body>"
    )
    text = text_of_html(html)
    assert text.split() == ["Buenos", "días", "Ana", "uno", "dos"]
    assert "viejo" in text_of_html(html, quotes=True)


def test_people_are_told_apart_in_pasted_lines() -> None:
    text = "Ana Ruiz <ana@uis.edu.co>; 'Luis Gil' [mailto:luis@unab.edu.co]; Rosa Díaz; pedro@x.org"
    assert people_in_text(text) == (
        ("Ana Ruiz", "ana@uis.edu.co"), ("Luis Gil", "luis@unab.edu.co"), ("Rosa Díaz", ""), ("", "pedro@x.org"),
    )  # fmt: skip


def test_a_subject_loses_every_mark_of_answers() -> None:
    assert bare_subject("RV: Re: FWD: ENC: Agua: lo que sigue") == "Agua: lo que sigue"


def test_domains_of_everybody_are_nobody_s() -> None:
    assert (domain_of("a@gmail.com"), domain_of("a@uis.edu.co")) == ("", "uis.edu.co")
    assert (host_of("https://www.uis.edu.co/inicio"), host_of("https://facebook.com/uis")) == (
        "uis.edu.co",
        "",
    )


def test_people_are_known_by_address_then_domain_then_name(store: Store, ana: Viewer) -> None:
    update_actor(store, ana, get_actor(store, "uis").changed(website="https://www.uis.edu.co"))
    book = AddressBook().refreshed(store)
    proposal = propose_mail(store, book, read_mail(RAW), date(2026, 11, 23))
    assert [(party.actor, party.person) for party in proposal.participants][:2] == [
        ("ofai", None),
        ("uis", "Ana Ruíz"),
    ]
    assert (proposal.kind, proposal.mode, proposal.when.start) == (
        "communication",
        "written",
        date(2026, 3, 3),
    )
    create_actor(store, ana, make_actor(id="unab", name="UNAB", type="university", email="info@unab.edu.co"))
    proposal = propose_mail(store, book.refreshed(store), read_mail(RAW), date(2026, 11, 23))
    assert {party.actor: party.person for party in proposal.participants}["unab"] == "Luis Gil"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "mail_without_header"),
        (b"hola\n" * 100, "mail_without_header"),
        (b"Message-ID: <x>\nX-A: b\n\nsin nadie", "mail_without_header"),
        (b"x" * (MOST_BYTES + 1), "table_too_big"),
    ],
)
def test_what_is_no_e_mail_is_refused(data: bytes, key: str) -> None:
    with pytest.raises(InvalidData, match=key):
        read_mail(data)


def test_a_message_of_too_many_parts_is_refused_and_a_deep_one_too() -> None:
    head = b"Message-ID: <x>\nFrom: a@b.co\nSubject: s\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    with pytest.raises(InvalidData, match="mail_too_many_parts"):
        read_mail(head + b"--b\nContent-Type: text/plain\n\nx\n" * 1000 + b"--b--")
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(100))
    with pytest.raises(InvalidData):
        read_mail(b"Message-ID: <x>\nFrom: a@b.co\nSubject: s\n" + deep)


HEADERS = st.sampled_from(
    ["From", "To", "Cc", "Subject", "Date", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"]
)
LINES = st.tuples(HEADERS, st.text(max_size=60)).map(lambda pair: f"{pair[0]}: {pair[1]}")


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=12), st.binary(max_size=300))
def test_no_file_crashes_the_reader(lines: list[str], body: bytes) -> None:
    data = "\n".join(["Message-ID: <x>", "X-A: b", *lines]).encode("utf-8", "replace") + b"\n\n" + body
    try:
        mail = read_mail(data)
    except InvalidData:
        return
    assert "\0" not in mail.body + mail.subject


def mail_or_none(text: str) -> Mail | None:
    try:
        return read_mail(text)
    except InvalidData:
        return None


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_no_text_crashes_the_reader(text: str) -> None:
    for said in (
        text,
        f"De: {text}\nEnviado el: {text}\nPara: {text}\nAsunto: {text}\n{text}",
        f"<div>{text}<p",
    ):
        assert len(own_words(said)) <= len(said)
        assert len(text_of_html(said)) <= 2 * len(said)
        mail = mail_or_none(said)
        assert mail is None or mail.people or mail.subject


HARMFUL = [
    *" \n\t\xa0a-_>*:<&=@,;\"'([",
    *(
        "a\n",
        " \n",
        "> ",
        "a.",
        "a@",
        "a@a.",
        "1 ",
        "a:",
        "El ",
        "El 2020\n",
        "De: a <a@b.co>\n",
        "Para: <a@b.co ",
    ),
    *(
        "<a href='",
        '<a href="x>',
        "<a b=",
        "<div>",
        "</div>",
        "</",
        "<!",
        "<!--",
        "<![",
        "<?",
        "<p/",
        "<script></",
    ),
]


def seconds(text: str) -> float:
    """How long all readers of mail take for a text."""
    begin = time.perf_counter()
    own_words(text)
    text_of_html(text)
    people_in_text(text)
    web = "From: a@b.co\nMIME-Version: 1.0\nContent-Type: text/html\n\n"
    for whole in (
        text + "\nx",
        f"De: {text}\nFecha: {text}\nPara: {text}\nAsunto: {text}\n{text}",
        web + text,
    ):
        mail_or_none(whole)
    return time.perf_counter() - begin


@pytest.mark.parametrize("unit", HARMFUL)
def test_no_run_of_the_same_keeps_the_reader_busy(unit: str) -> None:
    assert seconds(unit * (MOST_TEXT // len(unit))) < 5


def test_elements_closed_that_were_never_opened_keep_nobody_busy() -> None:
    begin = time.perf_counter()
    assert text_of_html("<div>" * 2_000 + "</p>" * 100_000 + "fin") == "fin"
    assert time.perf_counter() - begin < 5


def test_what_is_no_tag_is_text_and_what_is_no_text_is_left_out() -> None:
    html = "a <b>x</b> 3 < 4 <!-- no <p> --> y <!DOCTYPE q> z<script>if (a<b) no</script> <![if !mso]>fin<![endif]>"
    assert text_of_html(html) == "a x 3 < 4 y z fin"


def test_an_institution_s_domain_is_known_by_its_acronym(store: Store) -> None:
    book = AddressBook().refreshed(store)
    assert book.by_domain("rectoria@uis.edu.co") == {"uis"}
    assert book.by_domain("x@uis.com") == set()


def test_the_office_need_not_be_said_by_whatever_name_it_is_called(store: Store) -> None:
    mail = read_mail(
        "De: UIS <x@y.co>\nFecha: 3/03/2026\nPara: OFAI <otra@direccion.co>\nAsunto: Agua\n\nHola"
    )
    proposal = propose_mail(store, AddressBook().refreshed(store), mail, date(2026, 11, 23))
    assert [party.actor for party in proposal.participants] == ["ofai", "uis"]
    assert proposal.warnings == []


def test_whose_organisation_is_confidential_comes_without_it(store: Store, ana: Viewer) -> None:
    hidden = make_actor(id="secreta", name="Negociación Secreta", type="company", audience=("user:ana",))
    create_actor(store, ana, hidden)
    create_actor(
        store, ana, make_person(id="marta", name="Marta Ríos", email="marta@x.com.co", parent="secreta")
    )
    mail = read_mail(RAW.replace(b"Ana@UIS.edu.co", b"marta@x.com.co"))
    book = AddressBook().refreshed(store)
    others = propose_mail(store.as_seen_by(principals_of("bea")), book, mail, date(2026, 11, 23))
    assert "marta" in {party.actor for party in others.participants}
    assert "ecreta" not in others.model_dump_json()
    own = propose_mail(store.as_seen_by(ana.principals), book, mail, date(2026, 11, 23))
    assert {"marta", "secreta"} <= {party.actor for party in own.participants}
