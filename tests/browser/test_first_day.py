"""The first job of an installation: from the printed link to the office's own data and where each fact comes from."""

import re

from playwright.sync_api import expect

from tests.browser.doing import make_account, picture
from tests.browser.watching import sideways


def test_the_printed_link_leads_to_an_account_and_to_the_office_s_own_data(sit_down, fresh_site, width):
    page = sit_down(fresh_site, width)
    make_account(page, fresh_site.first_link, "Ana Pérez", "ana")
    expect(page.get_by_role("heading", level=1)).to_contain_text("de 20")  # the day, in words
    assert sideways(page) == 0
    picture(page, "home")
    page.goto("/actores")
    expect(page.locator(".list-count")).to_have_text("176 actores")
    page.goto("/interacciones")
    expect(page.locator(".list-count")).to_have_text("109 interacciones")


def test_the_printed_link_works_once(sit_down, office):
    page = sit_down(office, 1280)
    sit_down.watch(page).expected = {410}
    page.goto(office.first_link)
    expect(page.get_by_role("heading", name="Este enlace ya no sirve")).to_be_visible()
    page.goto("/actores")
    expect(page).to_have_url(re.compile(r"/entrar\?next="))


# Nobody else records anything with it, so that its latest meeting is one of the documents'.
BANK = "Banco Interamericano de Desarrollo (BID)"


def test_every_fact_of_an_actor_says_its_document_and_line(ana):
    ana.goto("/actores")
    ana.get_by_role("searchbox", name="Buscar entre los actores").fill("desarrollo interamericano")
    ana.get_by_role("searchbox", name="Buscar entre los actores").press("Enter")
    ana.get_by_role("link", name=BANK).click()
    expect(ana.get_by_role("heading", level=1)).to_have_text(BANK)
    facts = ana.locator(".zone-facts .sources")
    expect(facts.locator("summary").first).to_have_text(re.compile(r".+, línea \d+"))
    facts.locator("summary").first.click()
    expect(facts.locator("q").first).to_be_visible()
    meeting = ana.locator(".timeline > li").first
    meeting.locator(".evidence summary").click()
    expect(meeting.locator(".evidence strong").first).to_have_text(re.compile(r".+, línea \d+"))
    expect(meeting.locator(".evidence q").first).to_be_visible()
    picture(ana, "actor")
