"""Every place where the red is shown or taken along, as addresses of the hostile city; {view} and {slug} are filled in."""

FILE = "/red/llevar/archivo?todo=1&vista={view}&formato="
FACES = ("matriz", "anillos", "flujos", "calor", "linea")
# What a person opens: the page, and whether its actors' names are on it as words.
PAGES = {
    "/": False,
    "/actores/element": True,
    "/actores/address": False,
    "/red?todo=1": True,
    "/red?todo=1&vista={view}": True,
    "/red?actor=element&nivel=2&color=contactos": True,
    "/red?todo=1&agrupar=familia": False,
    "/red/grande?todo=1": False,
    "/red/tabla?todo=1": True,
    "/red/matriz?todo=1": True,
    "/red/anillos?actor=element": True,
    "/red/flujos?todo=1": True,
    "/red/calor?todo=1": True,
    "/red/linea?todo=1": True,
    "/red/tiempo?dia=2024-01-01": True,
    "/red/tiempo?dia=2020-12-31&otro=2026-11-01": True,
    "/mundo?pais=FR": True,
    "/red/llevar?todo=1&vista={view}": False,
    "/vistas": False,
    "/vistas/{view}": False,
    "/vistas/{view}/relato": True,
    "/administrar/publico": False,
    "/administrar/publico/vistas/{view}": False,
    "/publico": False,
    "/publico/actores": True,
    "/publico/actores/element": False,
    "/publico/actores/address": False,
    "/publico/vistas/{slug}": True,
    "/publico/vistas/{slug}/incrustada": True,
    "/publico/datos": False,
}
# What opens by itself, with the network off.
ALONE = (f"{FILE}html", "/red/descargar?todo=1", "/vistas/{view}/relato.html")
DRAWINGS = (
    f"{FILE}svg",
    *(f"/red/{face}/figura.svg?{'actor=element' if face == 'anillos' else 'todo=1'}" for face in FACES),
)
PAPERS = (*(f"{FILE}pdf&papel={paper}" for paper in ("a4", "a3", "a2", "a1")), "/vistas/{view}/relato.pdf")
GRAPHS = (f"{FILE}gexf", f"{FILE}graphml", "/publico/datos/{slug}.graphml")
IMAGES = (f"{FILE}png", f"{FILE}diapositivas")
TABLES = (
    "/red/tabla/actores.csv?todo=1",
    "/red/tabla/vinculos.csv?todo=1",
    "/publico/datos/actores.csv",
    "/publico/datos/{slug}.csv",
)
DATA = (
    "/red/datos?todo=1&vista={view}",
    "/red/actor/element",
    "/red/actor/address",
    "/red/buscar?q=alert",
    "/red/tiempo/datos?dia=2024-01-01",
    "/red/novedades?desde=1",
    "/publico/datos/actores.jsonld",
    "/publico/datos/{slug}.jsonld",
    "/api/v1/red/table?todo=1",
    "/api/v1/red/matrix?todo=1",
    "/api/v1/red/rings?actor=element",
    "/api/v1/red/flows?todo=1",
    "/api/v1/red/calendar?todo=1",
    "/api/v1/red/interactions?todo=1",
    "/api/v1/world",
    "/api/v1/views/{view}",
    "/api/v1/views/{view}/story",
)
