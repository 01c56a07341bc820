"""From a project to its coalition and on to its doors, with a wish picked by name, at both widths."""

from playwright.sync_api import expect

from tests.browser.doing import describe_project, pick, picture
from tests.browser.watching import barriers, sideways


def test_a_coalition_is_proposed_wished_otherwise_and_its_doors_are_looked_for(ana, width):
    describe_project(ana, f"Coalición del agua {width}")
    ana.get_by_role("navigation", name="Páginas del proyecto").get_by_role("link", name="Coalición").click()
    members = ana.locator(".coalition-list > li")
    expect(members).to_have_count(1)
    expect(members.first.locator(".reasons li").first).to_contain_text("Cubre «Laboratorio»")
    box = ana.get_by_role("form", name="Lo que usted desea")
    whom = "Instituto Municipal de Cultura y Turismo de Bucaramanga (IMCT)"
    pick(box.get_by_role("combobox", name="Que esté también"), "Instituto Municipal de Cultura", whom)
    box.get_by_label("Cuántos como máximo").select_option("1")
    box.get_by_role("button", name="Proponer").click()
    expect(ana.get_by_text("Esto no se puede cumplir a la vez")).to_be_visible()
    assert sideways(ana) == 0
    assert not barriers(ana)
    picture(ana, "coalition")
    ana.get_by_role("link", name="Como máximo 1").click()
    expect(members).to_have_count(2)
    members.first.get_by_role("link", name="Cómo llegar").click()
    expect(ana.get_by_role("heading", level=1)).to_contain_text("Las puertas")
    expect(ana.locator(".door").first).to_be_visible()
    assert sideways(ana) == 0
    assert not barriers(ana)
    picture(ana, "doors")
