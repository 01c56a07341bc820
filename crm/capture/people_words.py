"""Words that people are told by: posts and titles, given names, and the organisation that a post stands for."""

from __future__ import annotations

from crm.capture.line import listed

POST_OF = {
    "embajador": "embajada",
    "embajadora": "embajada",
    "consul": "consulado",
    "consulesa": "consulado",
    "alcalde": "alcaldia",
    "alcaldesa": "alcaldia",
    "gobernador": "gobernacion",
    "gobernadora": "gobernacion",
    "ministro": "ministerio",
    "ministra": "ministerio",
    "viceministro": "ministerio",
    "viceministra": "ministerio",
    "secretario": "secretaria",
    "secretaria": "secretaria",
    "rector": "universidad",
    "rectora": "universidad",
}
"""Posts that name an organisation by what follows them: "el embajador de Francia", and alone: "la rectora"."""

POSTS = frozenset(POST_OF) | listed(
    """vicerrector vicerrectora decano decana director directora subdirector subdirectora presidente
    presidenta vicepresidente vicepresidenta gerente subgerente coordinador coordinadora jefe jefa
    lider representante delegado delegada enlace asesor asesora consejero consejera agregado
    agregada encargado encargada profesional gestor gestora funcionario funcionaria concejal
    concejala edil diputado diputada senador senadora procurador procuradora personero personera
    fiscal comisionado comisionada oficial especialista consultor consultora docente profesor
    profesora investigador investigadora catedratico experto experta tecnico tecnica cofundador
    cofundadora fundador fundadora ceo secretariado canciller vicecanciller vicedecano vicedecana
    intendente prefecto prefecta superintendente tesorero tesorera vocero vocera practicante pasante
    voluntario voluntaria subsecretario subsecretaria ejecutivo ejecutiva administrador
    administradora abogado abogada arquitecto arquitecta economista viceconsul curador curadora"""
)
TITLES = listed(
    """sr sra srta señor señora senor senora don dona doctor doctora dr dra ingeniero ingeniera ing
    licenciado licenciada lic padre monseñor monsenor magister msc phd prof ms mr mrs mme mlle herr frau embaj excelentisimo
    excelentisima"""
)
_ADJECTIVES = """general ejecutivo ejecutiva comercial cultural academico academica economico economica regional nacional
    internacional tecnico tecnica adjunto adjunta encargado encargada honorario honoraria cientifico cientifica
    administrativo administrativa financiero financiera juridico juridica local residente politico politica
    principal departamental municipal distrital alterno alterna (e)"""
POST_ADJECTIVES = frozenset(_ADJECTIVES.split())
POST_FIELDS = listed(
    """cooperacion proyectos relaciones asuntos programas negocios comunicaciones gestion extension
    investigacion investigaciones prensa protocolo turismo cultura innovacion planeacion desarrollo
    sostenibilidad inversion internacionalizacion alianzas educacion promocion"""
)
PARTICLES = frozenset(
    {"de", "del", "la", "las", "los", "van", "von", "der", "di", "da", "dos", "do", "el", "al", "bin", "san"}
)
GIVEN = listed(
    """aaron abel adela adolfo adrian adriana agustin aida alan alba albert alberto alejandra alejandro
    alex alexandra alexander alfonso alfredo alice alicia alina alvaro amalia amanda amelia amparo
    ana anabel andrea andreas andres angel angela angelica anibal anna anne annie antoine antonia
    antonio ariel arturo astrid augusto aura aurora barbara beatriz belen benjamin bernard bernardo
    bertha blanca boris brenda brigitte bruno camila camilo carla carlos carmen carol carolina
    caroline catalina catherine cecilia cesar charles christian christine christopher clara claire
    claudia claude claudio clemencia cristian cristina cristobal dagoberto daniel daniela danilo
    dario david deisy diana diego dina dolores domingo dora doris edgar edgardo edison eduard
    eduardo edwin efrain eileen elena elias elisa elizabeth elkin elsa elvira emilia emilio emma
    enrique eric erica erik erika ernesto esperanza esteban estefania estela esther eugenia eugenio
    eva fabian fabio fabiola fatima federico felipe felix fernanda fernando flor florencia francesca
    francisca francisco francois frank fred freddy frederic gabriel gabriela genoveva george gerardo
    german gilberto gina giovanna giovanni gisela giuseppe gladys gloria gonzalo graciela gregorio
    guillermo gustavo hans harold hector helena helmut henry heriberto hernan hernando hilda hiroshi
    horacio hugo humberto ian ignacio ines ingrid irene iris irma isaac isabel isabella israel ivan
    ivonne jaime jairo james jan jana janeth javier jean jennifer jenny jesus jhon jimena joan
    joaquin johan johana johanna john jonathan jorge jose josefina joseph juan juana juliana julia
    julian julio karen karin karina karl karla katherine kevin klaus kim lara laura laurent leidy
    leonardo leonel leonor leticia libardo lidia ligia lilia liliana lina lisa lorena lorenzo louis
    lourdes lucas lucia luciana lucie lucila lucy luigi luis luisa luz magda magdalena manuel
    manuela marc marcel marcela marcelo marco marcos margarita maria mariana marie mariela marina
    mario marisol marlene marta martha martin martina mary mateo matias matilde matthias mauricio
    max maximiliano mayra melissa mercedes michael michel michelle miguel milena milton miriam
    moises monica monika myriam nadia nancy natalia natalie nathalie nelly nelson nestor nicolas
    nicole nidia noemi nora norma nubia octavio olga oliver olivia omar orlando oscar osvaldo pablo
    paloma pamela paola pascal patricia patrick paul paula paulina paulo pedro peter philippe pierre
    pilar rafael ramiro ramon raquel raul rebeca ricardo rita robert roberto rocio rodolfo rodrigo
    rogelio roger roland rolando roman romina ronald rosa rosalba rosario rosmary ruben ruth salome
    salvador samuel sandra santiago sara saul sebastian sergio shirley silvia simon simone sofia
    sonia sophie stefan stella stephanie stephen steven susana sven sylvia tamara tatiana teresa
    thomas tomas ulrich ursula valentina valeria vanessa veronica vicente victor victoria vilma
    virginia viviana vladimir walter wilfredo william wilson ximena yadira yamile yaneth yenny
    yesenia yohana yolanda yuki yulia yuri yvonne zoraida hiroko akira kenji mei wei chen juliette
    margaux camille mathieu olivier xavier markus jurgen dieter petra heike ingeborg lars anders
    erik karsten pavel tereza petr lucia eva martin zuzana rajesh sanjay priya anita vikram harish
    mehdi ahmed mohamed fatma leila yvette frederick jeanne elodie hannah emily sarah rachel laura
    megan jessica ashley brian kevin scott jeff"""
)
"""Folded given names: enough to tell that two words are a person where nothing else tells."""
