"""Cities, countries and kinds of buildings: what "en …" may hold when the line has no capital letters."""

from __future__ import annotations

from crm.capture.line import listed

CITIES = frozenset(
    name.strip()
    for name in """bucaramanga, floridablanca, giron, piedecuesta, bogota, medellin, cali, barranquilla, cartagena,
    cucuta, pereira, manizales, armenia, ibague, neiva, pasto, popayan, villavicencio, tunja, monteria, sincelejo,
    valledupar, riohacha, santa marta, quibdo, florencia, yopal, arauca, mocoa, leticia, san gil, barichara,
    barrancabermeja, socorro, malaga, velez, zapatoca, lebrija, rionegro, envigado, sabaneta, itagui, bello, palmira,
    buenaventura, soacha, zipaquira, chia, duitama, sogamoso, pamplona, ocana, san andres, lima, quito, guayaquil,
    cuenca, la paz, santa cruz, santiago, valparaiso, buenos aires, rosario, cordoba, mendoza, montevideo, maldonado,
    asuncion, brasilia, sao paulo, rio de janeiro, curitiba, porto alegre, caracas, maracaibo, panama,
    ciudad de panama, san jose, managua, tegucigalpa, san salvador, guatemala, ciudad de guatemala,
    ciudad de mexico, mexico, monterrey, guadalajara, cancun, merida, puebla, la habana, santo domingo, puerto plata,
    san juan, miami, nueva york, washington, chicago, boston, houston, los angeles, atlanta, toronto, ottawa,
    montreal, quebec, vancouver, madrid, barcelona, sevilla, bilbao, valencia, zaragoza, lisboa, oporto, paris,
    lyon, marsella, toulouse, londres, manchester, edimburgo, dublin, bruselas, amberes, amsterdam, rotterdam,
    la haya, utrecht, luxemburgo, berlin, hamburgo, munich, frankfurt, bonn, stuttgart, colonia, viena, zurich,
    ginebra, berna, basilea, roma, milan, turin, florencia, napoles, atenas, copenhague, aarhus, oslo, estocolmo,
    gotemburgo, helsinki, varsovia, cracovia, praga, brno, budapest, bucarest, sofia, moscu, estambul, ankara,
    jerusalen, tel aviv, el cairo, rabat, casablanca, tunez, nairobi, ciudad del cabo, johannesburgo, nueva delhi,
    mumbai, bangalore, beijing, pekin, shanghai, hong kong, canton, seul, busan, tokio, osaka, kioto, nagoya,
    singapur, kuala lumpur, bangkok, manila, yakarta, sidney, melbourne, dubai, abu dabi, doha, teheran, santander,
    antioquia, cundinamarca, boyaca, norte de santander, colombia, peru, ecuador, bolivia, chile, argentina, uruguay,
    paraguay, brasil, venezuela, costa rica, nicaragua, honduras, el salvador, republica dominicana, cuba,
    puerto rico, estados unidos, canada, espana, portugal, francia, reino unido, inglaterra, escocia, irlanda,
    alemania, suiza, austria, italia, grecia, belgica, holanda, paises bajos, dinamarca, noruega, suecia, finlandia,
    polonia, republica checa, hungria, rumania, rusia, turquia, israel, egipto, marruecos, kenia, sudafrica, india,
    china, corea, corea del sur, japon, tailandia, malasia, indonesia, filipinas, australia, nueva zelanda, iran,
    emiratos arabes, qatar, vietnam""".replace("\n", " ").split(",")
)
BUILDINGS = listed(
    """aeropuerto alcaldia apartamento archivo auditorio aula barrio biblioteca bloque cabildo cafe
    cafeteria campus capitolio carrera casa casona catedral centro club coliseo colegio comuna
    concejo convento despacho edificio embajada estadio estacion finca gobernacion hacienda hall
    hospital hotel iglesia instalaciones jardin laboratorio local malecon museo neomundo oficina
    oficinas palacio parque pasaje patio paraninfo piso planta plaza plazoleta plazuela puerto
    restaurante recinto sala salon sede teatro terminal terraza torre universidad vereda zona
    ciudadela camara cdmb cenfer chicamocha consulado muelle quinta fundacion institucion calle
    avenida finca consejo polideportivo velodromo unidad malecon mirador comedor despachos
    corregimiento municipio"""
)
NOT_PLACES = listed(
    """linea vivo persona conjunto torno alianza compania marco general particular especial espanol ingles
    frances aleman portugues borrador curso proceso tramite agenda tema temas materia caso cuanto
    nombre representacion calidad favor contra comun efecto beneficio honor memoria busca camino
    cooperacion acuerdo asocio asociacion coordinacion articulacion presencia manos total resumen
    detalle breve espera formato pdf excel word carpeta drive papel digital fisico correo plataforma
    internet redes twitter facebook instagram teams zoom meet directo reunion visita llamada el la
    los las un una su sus este esta cuales donde que la noche linea"""
)
"""What stands after "en" and is no place."""
