"""The words by which a call asks for something, and by which it calls the kinds of actors; over plain letters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

# Each kind by what it is called, the telling first; (s) marks a plural. What is longer wins where two begin together.
KINDS: dict[str, str] = {
    "university": """universidad(es), instituciones de educacion superior, institucion de educacion superior, ies, centro(s) de investigacion,
        grupo(s) de investigacion, instituto(s) de investigacion, centro(s) de pensamiento, academia, entidad(es) academica(s), institucion academica,
        instituciones academicas, aliado(s) academico(s), socio(s) academico(s), university, universities, research institution(s), research institute(s),
        research centre(s), research center(s), academic partner(s), academic institution(s), higher education institution(s), research organisation(s),
        research organization(s), think tank(s), knowledge institution(s), research universities, institutos? tecnologicos?, escuelas? de (?:negocios|arquitectura|ingenieria|diseno|gobierno|administracion|posgrado|medicina|derecho|artes), facultad(es) de, business schools?, research bod(y|ies), otr[oa]s? academic[oa]s?, otr[oa]s? universitari[oa]s?""",
    "ngo_foundation": """ong, ongs, fundacion(es), foundation(s), indigenous organi[sz]ation(s), women.s organi[sz]ation(s), youth organi[sz]ation(s), organizacion(es) (indigena|campesina|vecinal|ambiental|ambientalista|ciudadana|feminista|etnica|afrodescendiente|estudiantil|barrial|civica|local|popular)(s), organizacion(es) no gubernamental(es), organizacion(es) de la sociedad civil, osc, oscs,
        organizacion(es) social(es), organizacion(es) comunitaria(s), organizacion(es) de base, organizacion(es) sin (animo|fines) de lucro,
        entidad(es) sin animo de lucro, esal, organizacion(es) de mujeres, organizacion(es) juvenil(es), organizacion(es) de (migrantes|victimas|jovenes|cuidadoras|recicladores|vecinos|refugiados),
        asociacion(es) comunitaria(s), asociacion(es) de (mujeres|usuarios|recicladores|vecinos|migrantes|jovenes|productores|victimas), organizacion(es) de recicladores,
        juntas? de accion comunal, organizacion(es) aliada(s) de la sociedad civil, sociedad civil, colectivo(s) (ciudadano|juvenil|cultural|artistico)(s), organizacion(es) de la comunidad,
        ngo, ngos, civil society organisation(s), civil society organization(s), cso, csos, non-profit organization(s), non-profit organisation(s), nonprofit(s),
        community-based organization(s), community-based organisation(s), community organization(s), community organisation(s), grassroots organisation(s),
        grassroots organization(s), civil society, charity, charities, non-governmental organisation(s), non-governmental organization(s), local organisation(s), local organization(s)""",
    "company": """empresa(s) privada(s), aliado(s) empresarial(es), socio(s) empresarial(es), otr[oa]s? empresarial(es), otr[oa]s? privad[oa]s?, corporate partner(s), corporate sponsor(s), empresa(s) de servicios publicos, empresa(s), sector privado, sector empresarial, sector productivo, aliado(s) privado(s), socio(s) privado(s), compania(s), mipymes?, pymes?,
        startups?, operador(es) tecnologico(s), operador(es) logistico(s), empresas? de base tecnologica, proveedor(es) tecnologico(s), socio(s) tecnologico(s), aliado(s) tecnologico(s), entidad(es) financiera(s), banco(s) comercial(es), private sector partner(s),
        private sector, private compan(y|ies), private partner(s), company, companies, business partner(s), businesses, enterprises?, smes?, industry partner(s), private firm(s), utility, utilities""",
    "business_association": """gremio(s) (empresarial|productivo|economico)(es|s), gremio(s), asociacion(es) empresarial(es), agremiacion(es), asociacion gremial, business association(s),
        trade association(s), industry association(s), employers. organisation(s)""",
    "chamber_of_commerce": "camara(s) de comercio, chamber(s) of commerce",
    "binational_chamber": "camara(s) binacional(es), camara(s) de comercio binacional(es), binational chamber(s)",
    "investment_agency": "agencia(s) de (promocion de )inversion(es), agencia(s) de inversion(es), investment promotion agenc(y|ies)",
    "cooperation_agency": """agencia(s) de cooperacion( internacional), cooperante(s), socio(s) cooperante(s), cooperation agency, development agency, agencia(s) implementadora(s),
        implementing agenc(y|ies)""",
    "international_organization": """organismo(s) internacional(es), organismo(s) multilateral(es), organizacion(es) internacional(es), agencia(s) de (las )naciones unidas,
        agencia(s) del sistema de naciones unidas, banca multilateral, international organization(s), international organisation(s), un agenc(y|ies), multilateral organization(s), development bank(s)""",
    "city_network": "red(es) de ciudades, red(es) de gobiernos locales, red(es) de municipios, city network(s), network(s) of cities, asociacion(es) de municipios, association(s) of municipalities",
    "local_government": """municipio(s), alcaldia(s), gobierno(s) local(es), gobierno(s) municipal(es), ayuntamiento(s), ciudad(es) (socia|hermana|hermanada|extranjera|par|europea|japonesa|coreana|aliada|mentora|colombiana|latinoamericana)(s),
        otra(s) ciudad(es), ciudades, area(s) metropolitana(s), entidad(es) territorial(es), autoridad(es) local(es), entidad(es) local(es), colectividad(es) (local|territorial)(es), mancomunidad(es), administracion(es) (local|municipal)(es), autoridad(es) municipal(es), gobierno(s) subnacional(es), distrito(s),
        municipality, municipalities, local authority, local authorities, local government(s), partner city, partner cities, sister city, a city(?! network), one city, una ciudad, ciudad hermana, city government(s), subnational government(s), other cities, cities, city hall(s), mayor.s office""",
    "regional_government": """gobernacion(es), gobernador(a)?, gobierno(s) departamental(es), gobierno(s) regional(es), corporacion(es) autonoma(s) regional(es), autoridad(es) ambiental(es)( regional), prefectura(s),
        diputacion(es), regional government(s), regional authority, regional authorities, provincial government(s), environmental authority""",
    "national_entity": """ministerio(s), comision(es) nacional(es), entidad(es) nacional(es), entidad(es) del orden nacional, entidad(es) del gobierno nacional, gobierno nacional, entidad(es) publica(s) nacional(es), departamento nacional de planeacion, dnp,
        sena, icbf, national entit(y|ies), national agenc(y|ies), public institution(s), ministry, ministries, national government, national authority, national authorities, government agency""",
    "city_dependency": """secretaria(s) (municipal|de planeacion|de salud|de educacion|de infraestructura|de desarrollo|de ambiente|de hacienda|del interior|juridica|de movilidad|de cultura)(es), dependencia(s) municipal(es), instituto(s) municipal(es),
        instituto(s) descentralizado(s), oficina de planeacion, alcalde(sa), alcalde, alcaldesa, concejo municipal, mandatario local, city department(s), municipal department(s), mayor, city council, dependencia(s) de la alcaldia""",
    "embassy": "embajada(s), embassy, embassies, mision(es) diplomatica(s)",
    "consulate": "consulado(s), consulate(s)",
    "foreign_government": "gobierno(s) extranjero(s), foreign government(s)",
    "cultural_center": "centro(s) cultural(es), museo(s), biblioteca(s), institucion(es) cultural(es), organizacion(es) cultural(es), cultural cent(er|re)(s), cultural institution(s), cultural organi(s|z)ation(s)",
    "media": "medio(s) (de comunicacion|comunitario|local|alternativo)(s), emisora(s), media outlet(s), media partner(s)",
    "committee_or_roundtable": "mesa(s) (intersectorial|tecnica|de trabajo|interinstitucional|de participacion)(es|s), comite(s) (intersectorial|interinstitucional|de impulso|local|ciudadano), consejo(s) (consultivo|territorial|municipal)(s)",
    "person_role": """expert[oa]s?, consultor(a|es|as)?, especialista(s), coordinador(a|es)?( de proyecto| general)?, profesional(es) (en|con|de|del), director(a)? (de|del) proyecto,
        lider(es)? comunitari[oa](s), project manager, project coordinator, experts?, consultants?, specialists?, responsable (del|de) (proyecto|punto)""",
}  # fmt: skip


def _pattern_of(name: str) -> str:
    """The regular expression of a name: "(s)" and "(es)" may be there or not, other brackets are alternatives."""
    plural = re.sub(r"\((s|es|es\|s)\)", r"(?:\1)?", " ".join(name.split()))
    return re.sub(r"(?<!\?:)\(( ?[a-z ]+)\)(?!\?)(?=,|$| )", r"(?:\1)?", plural)


@cache
def kind_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each kind with what finds its names."""
    return tuple((kind, re.compile(rf"\b(?:{_alternatives(text)})(?![a-z])")) for kind, text in KINDS.items())


def _alternatives(text: str) -> str:
    return "|".join(sorted((_pattern_of(name) for name in _split(text)), key=len, reverse=True))


def _split(text: str) -> Iterable[str]:
    return (name.strip() for name in re.split(r",(?![^(]*\))", text) if name.strip())


MUST = re.compile(
    r"\b(?:deber[ai]n?|debera?n?|debe(?:n|ra|ran)?|habra(?:n)? de|ha(?:n)? de|tendra(?:n)? que|tienen? que|(?:se )?exig(?:e|en|ira|iran)|se (?:requiere|requieren|exige|exigen|requerira|exigira|solicita|necesita|precisa)n?|requier[ae]n?|requerira"
    r"|requisitos?|obligatori[oa]s?|obligatoriamente|indispensables?|imprescindibles?|es necesari[oa]|sera necesari[oa]|son necesari[oa]s|exigible|condicion (?:de|para)|se comprometera?n?|compromet(?:e|en|erse) a"
    r"|hac(?:e|en) falta|har(?:a|an) falta|es preciso|se busca(?= que)|se (?:conforma|integra|constituye)n?(?= (?:entre|por|con)\b)|precisan? (?:de |con)|al menos|como minimo|por lo menos|minimo(?= (?:un|una|dos|tres|\d))|no menos de|no (?:sera|podra ser|debera ser)n? (?:inferior|menor)(?:es)? a|no less than|not (?:be )?less than|como condicion|es condicion"
    r"|will (?:need|appoint|provide|sign|establish|designate|contribute|involve|engage|include|bring in|work (?:with|alongside)|partner with|collaborate with|coordinate with|join forces with|team up with|have to|be (?:asked|expected|required) to)|need (?:an?|the|support)"
    # In a letter somebody says what they themselves need and look for.
    r"|(?:necesit|requer|busc)(?:amos|imos|o)|(?:nos|me|les) (?:falta|hace falta)n?|(?:queremos|quisieramos|quiero) (?:contar|aliarnos|trabajar) con|we (?:need|are looking for|look for|seek)"
    r"|must|shall|(?:is|are) required|required(?= to)|requires?|requirements?|mandatory|compulsory|at least|a minimum of|no fewer than|needs? to|have to|has to|it is essential)\b"
)
# What a participant will do is asked of it too; whom it says it of comes before.
WILL = re.compile(
    r"\b(?:socios?|municipios?|proponentes?|ganador\w*|solicitantes?|contratistas?|postulantes?|adjudicatari\w+|beneficiari\w+|entidad(?:es)? \w+|ciudad(?:es)? \w+|propuestas?|proyectos?|iniciativas?|consorcios?|alianzas?|solicitud(?:es)?|postulacion(?:es)?|candidaturas?|equipos?|delegacion(?:es)?)(?: \w+){0,2} (?!podran?\b|sera\b|seran\b|recibiran?\b)\w{3,}(?:ara|era|ira|dra)n?(?= )"
)
WISH = re.compile(
    r"\b(?:se valorar[ae]n?|se valora(?:ran?)?|valorad[ao]s?|se dara prioridad|(?:se )?(?:dara|dara la) preferencia|preferencia|se priorizar[ae]n?|priorizara|tendran prioridad|preferiblemente|preferentemente|de preferencia|(?:se )?esperan? que|se espera|valoracion (?:adicional|positiva|favorable)|objeto de valoracion|deseables?|idealmente|recomendable|se recomienda"
    r"|podran? (?:tambien )?(?:intervenir|colaborar|vincular|sumar|unir|incluir|incorporar|invitar|asociar|integrar|acompanar|sumarse|contar)\w*|tambien podran?|opcional(?:mente|es)?|ojala|(?:seria|es|sera) (?:conveniente|interesante|util|oportun[oa]|positiv[oa])|conveniente|se (?:apreciar|agradecer|celebrar|vera|veria)\w*|apreciad[ao]s?|otorgan? puntos|suma(?:n|ra)? puntos|appreciated|a ser posible|de ser posible|si es posible|cuando sea posible|se tendra(?:n)? en cuenta|(?:sera|es|como) un valor (?:anadido|agregado)|un plus|facultativ\w+|voluntari(?:a|o)mente|(?:es|son|sera|seran) bienvenid\w+|may (?:also )?(?:include|involve|bring|invite|add)|optional(?:ly)?|where possible|if possible|bonus points|added value|taken into account|se sugiere|se anima|puntaje adicional|puntos adicionales|puntuacion adicional|mayor puntaje|se bonificara|se alienta|preference|preferred|preferably|encouraged?|desirable|expected|ideally|priority will|will be favou?red|additional points|should|advantage|welcomed?|is an asset)\b"
)
# What somebody is asked to join, vouch or give for; with it a kind of actor is asked for even where nothing says "must".
JOIN = re.compile(
    r"\b(?:(?:en )?(?:alianza|asocio|asociacion|consorcio|colaboracion|articulacion|cooperacion|coordinacion|conjunto)s?(?: estrategicas?| formal(?:es)?)? con|alianza (?:de|entre)|consorcio (?:integrado|conformado|compuesto|formado|de|liderado)"
    r"|(?:reun|agrup)(?:ir|e|a|an|iran?)(?: a)?|bring(?:s|ing)? together|(?:integrado|conformad[oa]|compuest[oa])s? por|junto (?:con|a)|de la mano (?:con|del?)|conjunta(?:mente|s)?(?: con| entre)?|(?:alianzas?|consorcios?|uniones)(?: \w+){0,3} entre|(?:joint|shared) (?:proposals?|projects?|applications?|bids?)(?: between| by| of)?|partnerships? between|made (?:up )?of|work(?:s|ing)? (?:with|alongside)|team(?:s|ing)? up with|bring(?:s|ing)? in|(?:trabaj|ejecut|desarroll|implement|realiz|formul|present)\w*(?:ar|ara|aran|en|an|e|a) con|(?:concurrencia|concurso|intervencion) del?|cartas?(?: (?:oficial|formal|escrita|firmada|suscrita|expedida|emitida))*(?: de parte)? (?:del?|por)(?! (?:compromiso|intencion|apoyo|respaldo|aval|interes|adhesion|no objecion|presentacion|invitacion|aceptacion|recomendacion))|(?:carta|cartas)(?: de)? (?:de )?(?:compromiso|intencion|apoyo|respaldo|aval|interes|adhesion|no objecion|presentacion|invitacion|aceptacion|recomendacion)(?: y respaldo)?(?: institucional)?(?: (?:suscrita|firmada|expedida|emitida))?(?: por| del?)?"
    r"|(?:certificacion|certificado|concepto favorable|autorizacion|viabilidad|visto bueno|concepto tecnico|patrocinio|acompanamiento|mentoria|asistencia tecnica)(?: (?:expedid|emitid|otorgad|suscrit)[oa]s?)? (?:del?|por)|aval (?:de|del|institucional|tecnico|por)|avalad[oa]s? por|respaldad[oa]s? por|(?:respaldo|apoyo|compromiso|aval|voluntad)(?: (?:escrito|expreso|formal|politico|institucional|tecnico|financiero))? del?|convenio (?:suscrito |firmado |vigente )?con|acuerdo (?:suscrito |firmado )?con|memorando (?:suscrito |firmado )?con"
    r"|contar(?:a|an)? con(?: el apoyo| la participacion| la vinculacion| el respaldo| la presencia| el acompanamiento| el aval| la adhesion)?(?: del?)?|cuent[ae]n? con(?: el apoyo| la participacion| el aval)?(?: del?)?|(?:con )?(?:la )?participacion(?: activa| efectiva| directa)? del?|presencia del?|vincul\w+(?: al?| del?| con)?|involucr\w+(?: al?| del?)?|incorpor\w+(?: al?| del?)?|integr[ae]\w*(?: al?)?|asociarse con|asociad[oa] con|articul\w+(?: con| a)?|acompanad[oa]s? (?:por|de)|acompanamiento de"
    r"|co-?solicitantes?|co-?ejecutor\w*|entidad(?:es)? aliadas?|socio(?:s)?(?: local(?:es)?| principal(?:es)?| estrategicos?| implementador(?:es)?)?|aliad[oa]s?(?: local(?:es)?| estrategicos?)?|contraparte(?:s)?"
    r"|in partnership with|partner(?:ship)?s? (?:with|from|including)?|together with|jointly with|in (?:collaboration|coordination) with|coordinat\w+ with|collaborat\w+ with|consorti(?:um|a)(?: of| with| including| composed of| led by)?|letters? of (?:support|endorsement|commitment|intent|interest)(?: signed)?(?: from| by)?"
    r"|endorse(?:d|ment) (?:by|from|of)|co-?applicants?|involv\w+|engag\w+|(?:the )?participation of|include|including|composed of|made up of|commitment (?:of|from)|contribution (?:of|from)|support (?:of|from)|co-?led by)\b"
)
# What is to be put in or proved, and by what it is called when no kind of actor is told; the last column: ticked beforehand.
THINGS: tuple[tuple[str, str | None, bool], ...] = (
    (r"contrapartidas?|cofinanciacion|cofinanciamiento|cofinanciar|aportes? (?:propios?|locales?|en especie|en dinero|de contrapartida|minimos?)|aportar\w* (?:(?:con |por lo menos |al menos |como minimo |un |una |el |los |minimo )*)(?:contrapartida|recursos|\d+|fondos|cofinanc\w*|dinero|porcentaje)|recursos propios|co-?financ\w+|co-?fund\w*|matching (?:funds?|grant|contribution)|match funding|own contribution|in-kind (?:contribution|support)s?|counterpart (?:funds?|funding|contribution)|cost[- ]shar\w+", None, True),
    (r"laboratorios?(?! de innovacion)|laborator(?:y|ies)", "university", True),
    (r"(?:la |el |al |the )?(?:policia(?: nacional)?|cuerpo de bomberos|bomberos|defensa civil|cruz roja|police(?: department)?|fire (?:brigade|department))", None, True),
    (r"hospital(?:es)?(?: \w+)?|clinicas?|centros? de salud|puestos? de salud|empresas? sociales? del estado", None, True),
    (r"(?:entidad|institucion|organismo|autoridad|oficina)(?:es)? (?:de|del|encargad[oa]s? de|responsables? de|competentes? en) (?:la |el |los |las )?(?:gestion|riesgo|atencion|transito|transporte|turismo|vivienda|empleo|salud|educacion|cultura|seguridad|agua|saneamiento|energia|emergencias|deporte|juventud|proteccion)(?: del? \w+)?", None, True),
    (r"predios?|terrenos?|lotes?|land title|plot of land|sede fisica|instalaciones", None, True),
    (r"interventoria|evaluacion externa|evaluador(?:a|es)? extern[oa]s?|external evaluat(?:or|ion)|auditoria externa|external audit|auditor(?:ia)? independiente", "company", True),
    (r"operador(?:es)? (?:logistico|local)\w*|fiduciaria|entidad fiduciaria|fiscal sponsor|fiscal agent", "company", True),
    (r"equipo (?:de trabajo|minimo|tecnico|interdisciplinario|multidisciplinario|base|profesional)|(?:core |project )?team\b(?! up)|personal (?:idoneo|calificado)", "person_role", True),
    (r"punto focal|enlace(?: tecnico| municipal)?(?= )|focal point", "person_role", True),
    (r"plan de (?:sostenibilidad|monitoreo|genero|comunicaciones|accion|trabajo|salvaguardas)|estrategia de (?:sostenibilidad|salida|comunicacion)|sustainability plan|exit strategy|monitoring plan|communication plan", None, False),
    (r"linea(?:s)? (?:de )?base|baseline|diagnostico|estudios? (?:previos?|de factibilidad|de preinversion|tecnicos?)|disenos? (?:definitivos?|de detalle)|feasibility stud(?:y|ies)", None, False),
    (r"licencias?|permisos?(?! de)|permits?|licences?|concesion de aguas", None, False),
    (r"experiencia(?: minima| especifica| general| demostrable| comprobada| demostrada| previa| certificada)?|track record|experience|trayectoria", None, False),
    (r"personeria juridica|existencia legal|constituid[oa]s? legalmente|legal(?:ly)? (?:registered|personality|status|constituted|entity)|certificado de existencia|rut\b|registro mercantil", None, False),
    (r"poliza|garantia|certificacion(?:es)?|certificad[oa]s?|acreditacion|estados financieros|audited (?:financial )?(?:statements|accounts)|financial statements|certificate", None, False),
    (r"enfoque (?:de genero|diferencial|de derechos|etnico)|gender (?:perspective|approach|equality)|perspectiva de genero", None, False),
)  # fmt: skip
NUMBERS = {
    word: number
    for number, words in enumerate(
        [
            "dos two",
            "tres three",
            "cuatro four",
            "cinco five",
            "seis six",
            "siete seven",
            "ocho eight",
            "nueve nine",
            "diez ten",
        ],
        2,
    )
    for word in words.split()
}
NOT = re.compile(
    r"\b(?:tampoco|no (?!(?:sera|podra ser|debera ser)n? (?:inferior|menor))(?:se (?:requiere|exige|requerira|exigira|aceptar|financiar|admit|consider|tendr)\w*|es (?:obligatori|necesari|requisit|indispensable)\w*|sera (?:obligatori|necesari|requisit)\w*|debe(?:ra|ran|n)?|podran?|pueden?|son elegibles|seran? (?:elegibles?|financiable))"
    r"|sin necesidad de|\bno (?:\w+ ){1,3}(?:is|are) (?:required|needed|mandatory)|not (?:be )?(?:required|mandatory|eligible|compulsory)|(?:must|shall|may|should|can|do|does|need|will) not|cannot|is optional|es opcional|son opcionales)\b"
)
# "No se aceptan propuestas sin el aval de una alcaldía" asks for it after all, and so does "pero sí con una agencia".
WITHOUT = re.compile(
    r"\b(?:no (?:se )?(?:acept|admit|recib|evalu|consider|tramit|financi|seleccion|aprob|apoy|tendr|ser)\w*[^.;:]{0,80}?\bsin (?=(?:el|la|los|las|un|una|contar|al menos)\b)|(?:not|rejected|reject)\b[^.;:]{0,60}?\bwithout (?=(?:a|an|the|at least|any)\b))"
    r"|\b(?:sin (?=(?:el|la|los|las|un|una|contar|al menos)\b)(?=[^.;:]{0,120}\b(?:no (?:se )?(?:acept|admit|recib|evalu|consider|tramit|financi|seleccion|aprob|apoy|tendr|ser)|rechaz))"
    r"|without (?=(?:a|an|the|at least|any)\b)(?=[^.;:]{0,120}\b(?:not be|rejected|ineligible)))"
)
BUT = re.compile(r"\b(?:pero si|sino(?: que)?|aunque si|but)\b")
# Those who take part are the subject, and stand before the word that obliges: "a university must be part of it".
TAKE_PART = re.compile(
    r"\b(?:deber\w+|debe\w*|tendran? que|must|shall|has to|have to|needs? to) (?:be (?:a )?(?:part|member|included|involved|represented|among)|take part|participat\w+|join|formar parte|hacer parte|participar|estar (?:incluid|representad|presente|vinculad)|integrar)"
)
SENDING = re.compile(
    r"\b(?:enviar\w*|enviad[oa]s?|remitir\w*|remitid[oa]s?|diligenci\w+|radic\w+|adjunt\w+|cargar\w*|cargad[oa]s?|subir\w*|correo electronico|formato pdf|en pdf|paginas?\b|caracteres|arial|times new roman|interlineado|letra|formulario|plataforma|idioma (?:espanol|ingles)"
    r"|redactad[oa]s?|fuera de(?:l)? plazo|extemporane\w+|anexo \w+|presentad[oa]s? (?:en|a traves|por medio|unicamente|dentro)|presentarse (?:en|a traves|unicamente|por)|submit(?:ted)?\b|upload\w*|filled? (?:in|out)|application form|online portal|e-?mail|pages\b|font|word limit)"
)
OTHERS = re.compile(
    r"\b(?:(?:el|la|los|las|the|un) )?(?:comite|jurado|evaluadores|panel|convocante|entidad (?:convocante|contratante|financiadora)|evaluation committee|selection committee|jury|contracting authority|evaluators|commission|secretaria tecnica|supervisor|interventor|contracting entity|donante|donor|fund|fondo|programa)\b[^,;.]{0,60}$"
)
FOR_WHOM = re.compile(
    r"(?:\b(?:para|dirigid[oa]s? a|a favor de|en beneficio de|benefici\w+ a|beneficien? a|fortalec\w+(?: a)?|capacit\w+ a|apoyar a|apoyo a|destinad[oa]s? a|hacia|formacion (?:de|a)|asistencia tecnica a|for|to benefit|benefit(?:ing|s)?|to support|to strengthen|strengthen\w*|target(?:ing|ed at)?|serve|serving|train(?:ing)?|capacity of)"
    r"(?: (?:el|la|los|las|al menos|un|una|the|a|an|local|\d+|dos|tres|at least|pequenas|small))*|\b(?:en|in|of|de) (?:las|los|la|el|the|todas las|todos los)) $"
)
ELIGIBLE = re.compile(
    r"\b(?:podran? (?:participar|presentar|postular|aplicar|ser (?:proponentes?|solicitantes?|beneficiari))\w*|pueden (?:participar|presentar|postular|aplicar)\w*|quienes? pueden?|eligible applicants?|may apply|can apply|dirigida a|open to|son elegibles|are eligible|invita a|convoca a|entidades elegibles|solicitantes elegibles|beneficiari[oa]s?|proponentes elegibles|who can apply)\b"
)
# What may also be is denied to be needed, and stays a wish: "is welcome but not required".
NOT_NEEDED = re.compile(
    r"\b(?:no (?:es|son|sera|seran) (?:un |una )?(?:obligatori|necesari|requisit|indispensable|imprescindible|exigible|condicion)\w*|no (?:se )?(?:exige|requiere)\w*|not (?:be )?(?:required|mandatory|compulsory)|is optional|(?:es|son) opcional(?:es)?)\b"
)
# What stands behind its subject: "la presencia del sector privado será un valor añadido".
WISH_BEHIND = re.compile(
    r"\b(?:podran? (?:tambien )?(?:intervenir|colaborar|sumarse|vincularse|unirse|participar como)|deseables?|recomendable|conveniente|apreciad[ao]s?|otorgan? puntos|puntos adicionales|appreciated|valor (?:anadido|agregado)|un plus|opcional(?:es)?|bienvenid\w+|valorad[ao]s?|valoracion \w+|tenid[ao]s? en cuenta|welcomed?|advantage|encouraged|desirable|preferred|optional|favou?red|an asset|added value|taken into account)\b"
)
ASKING = re.compile(
    r"requisito|exig|ped(?:imos|ido)|integrar|quienes? deb|who should|who must|se pide|\bbases\b|requerid|condiciones|elegibilidad|obligaciones|debera|se requiere|criterios (?:habilitantes|minimos)|documentos|conformacion|alianzas?|consorcio|socios|requirements?|eligibility|conditions|partnership|obligations|minimum criteria|must|documentation"
)
