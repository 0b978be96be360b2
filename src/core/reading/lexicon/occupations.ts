// Occupations as people write them after their name, and words found in the names of organisations. They decide only
// doubtful cases ("I am a …", a third field). An occupation that is missing here is still read where one is expected.

import { wordSet } from '../fold-text.ts'

const BY_LANGUAGE = {
  en: 'composer musician songwriter singer vocalist rapper producer dj conductor pianist guitarist drummer bassist violinist cellist writer author novelist poet playwright screenwriter essayist translator editor journalist reporter critic publisher bookseller librarian illustrator painter artist sculptor photographer animator designer cartoonist filmmaker director actor actress comedian performer dancer choreographer cinematographer storyteller podcaster presenter broadcaster engineer developer programmer architect teacher professor postdoc lecturer researcher scientist physicist chemist biologist historian philosopher economist mathematician statistician student pupil apprentice lawyer solicitor barrister attorney judge doctor physician surgeon nurse midwife dentist pharmacist psychologist therapist counsellor farmer gardener carpenter plumber electrician mechanic builder baker chef cook waiter waitress driver pilot sailor fisherman lifeguard hairdresser childminder caretaker repairer gp firefighter soldier officer clerk secretary assistant manager consultant analyst accountant banker investor entrepreneur founder cofounder co-founder owner chair chairman chairwoman chairperson president ceo cto cfo coo cmo cio vp svp evp treasurer curator archivist agent activist campaigner volunteer organiser organizer politician senator mp councillor mayor minister priest vicar pastor rabbi imam retired pensioner retiree freelancer self-employed homemaker housewife parent mother father citizen technician technologist worker maker craftsman potter tailor weaver jeweller watchmaker luthier typographer puppeteer game writer-director arranger lyricist instrumentalist oboist flautist flutist harpist organist trumpeter saxophonist soprano tenor baritone',
  fr: 'compositeur compositrice musicien musicienne chanteur chanteuse auteur autrice auteure écrivain écrivaine romancier romancière poète poétesse dramaturge scénariste traducteur traductrice éditeur éditrice journaliste illustrateur illustratrice peintre artiste sculpteur sculptrice photographe dessinateur dessinatrice réalisateur réalisatrice cinéaste acteur actrice comédien comédienne danseur danseuse chorégraphe metteur metteuse libraire bibliothécaire ingénieur ingénieure développeur développeuse architecte enseignant enseignante professeur professeure chercheur chercheuse scientifique historien historienne étudiant étudiante avocat avocate juge médecin infirmier infirmière retraité retraitée agriculteur agricultrice directeur directrice président présidente secrétaire trésorier trésorière gérant gérante graphiste plasticien plasticienne interprète doubleur doubleuse parolier parolière instituteur institutrice citoyen citoyenne boulanger boulangère menuisier cuisinier cuisinière',
  de: 'komponist komponistin musiker musikerin sänger sängerin autor autorin schriftsteller schriftstellerin dichter dichterin übersetzer übersetzerin lektor lektorin verleger verlegerin journalist journalistin illustrator illustratorin maler malerin künstler künstlerin bildhauer bildhauerin fotograf fotografin zeichner zeichnerin regisseur regisseurin filmemacher filmemacherin schauspieler schauspielerin tänzer tänzerin ingenieur ingenieurin entwickler entwicklerin architekt architektin lehrer lehrerin professor professorin dozent dozentin forscher forscherin wissenschaftler wissenschaftlerin student studentin rechtsanwalt rechtsanwältin arzt ärztin krankenpfleger krankenschwester rentner rentnerin landwirt landwirtin geschäftsführer geschäftsführerin vorsitzender vorsitzende vorstand direktor direktorin buchhändler buchhändlerin bibliothekar bibliothekarin sprecher sprecherin drehbuchautor drehbuchautorin texter texterin gestalter gestalterin grafiker grafikerin pianist pianistin bäcker bäckerin tischler tischlerin',
  es: 'compositor compositora músico música cantante cantautor cantautora autor autora escritor escritora novelista poeta dramaturgo dramaturga guionista traductor traductora editor editora periodista ilustrador ilustradora pintor pintora artista escultor escultora fotógrafo fotógrafa dibujante director directora cineasta actor actriz bailarín bailarina coreógrafo coreógrafa librero librera bibliotecario bibliotecaria ingeniero ingeniera desarrollador desarrolladora arquitecto arquitecta profesor profesora maestro maestra investigador investigadora científico científica historiador historiadora estudiante abogado abogada juez jueza médico médica enfermero enfermera jubilado jubilada agricultor agricultora presidente presidenta diseñador diseñadora',
  it: 'compositore compositrice musicista cantante cantautore cantautrice autore autrice scrittore scrittrice romanziere poeta poetessa drammaturgo drammaturga sceneggiatore sceneggiatrice traduttore traduttrice editore editrice giornalista illustratore illustratrice pittore pittrice artista scultore scultrice fotografo fotografa disegnatore disegnatrice regista attore attrice ballerino ballerina coreografo coreografa libraio libraia bibliotecario bibliotecaria ingegnere sviluppatore sviluppatrice architetto architetta insegnante professore professoressa ricercatore ricercatrice scienziato scienziata storico storica studente studentessa avvocato avvocata giudice medico infermiere infermiera pensionato pensionata agricoltore direttore direttrice presidente doppiatore doppiatrice',
  pt: 'compositor compositora músico musicista cantor cantora autor autora escritor escritora romancista poeta poetisa dramaturgo dramaturga roteirista argumentista tradutor tradutora editor editora jornalista ilustrador ilustradora pintor pintora artista escultor escultora fotógrafo fotógrafa desenhador desenhista diretor diretora director realizador realizadora cineasta ator atriz actor bailarino bailarina coreógrafo livreiro livreira bibliotecário bibliotecária engenheiro engenheira desenvolvedor arquiteto arquiteta professor professora investigador investigadora pesquisador pesquisadora cientista historiador historiadora estudante advogado advogada juiz juíza médico médica enfermeiro enfermeira aposentado aposentada reformado reformada agricultor presidente designer dublador dubladora',
  nl: 'componist componiste muzikant muzikante musicus zanger zangeres auteur schrijver schrijfster romanschrijver dichter dichteres toneelschrijver scenarist scenariste vertaler vertaalster uitgever redacteur journalist journaliste illustrator illustratrice schilder schilderes kunstenaar kunstenares beeldhouwer fotograaf fotografe tekenaar regisseur filmmaker acteur actrice danser danseres choreograaf boekhandelaar bibliothecaris ingenieur ontwikkelaar architect leraar lerares docent hoogleraar onderzoeker onderzoekster wetenschapper historicus student studente advocaat rechter arts verpleegkundige gepensioneerd gepensioneerde boer directeur voorzitter secretaris penningmeester vormgever ontwerper stemacteur bakker',
} as const

export const OCCUPATIONS_BY_LANGUAGE: Readonly<Record<keyof typeof BY_LANGUAGE, ReadonlySet<string>>> = {
  en: wordSet(BY_LANGUAGE.en),
  fr: wordSet(BY_LANGUAGE.fr),
  de: wordSet(BY_LANGUAGE.de),
  es: wordSet(BY_LANGUAGE.es),
  it: wordSet(BY_LANGUAGE.it),
  pt: wordSet(BY_LANGUAGE.pt),
  nl: wordSet(BY_LANGUAGE.nl),
}

export const OCCUPATIONS = wordSet(
  ...Object.values(BY_LANGUAGE),
  '作曲家 作家 画家 歌手 教師 教授 学生 俳優 音楽家 漫画家 翻訳家 編集者 композитор писатель писательница художник художница музыкант поэт журналист журналистка актёр актриса учитель kompozytor kompozytorka pisarz pisarka muzyk tłumacz tłumaczka kompositör författare konstnär musiker forfatter kunstner ملحن كاتب فنان',
)

// No list holds all occupations, but few endings make most of them: "kapster" is missing, "ostréicultrice", "montażystka" and
// "étalonneur" are not. Names that end so are left out: Beatrice, Bautista, Salvador, Severin.
const OCCUPATION_ENDING = new RegExp(
  `[a-z]{3}(?:${[
    'ologist|ographer|ician|maker|writer|smith|wright|keeper|master|logist',
    '(?:(?<!bap|bat|bau|ba)t|(?<!ch|eva)r|[ngcm]|[ae]l)ist[ae]?',
    'logue|graphe|icien(?:ne)?|culteur|(?<!pas|hau)teur|mmeur|euse|(?<!bea)trice',
    'istin|loge|login|(?:[bdfgklmprtz]|(?<!woh)n)erin|(?<!vic)torin|(?<!val|qu|clem)entin',
    '(?<!salv|is|ecu|(?:^| )am)[aei]dora?|[cu]tora|log[oa]|(?<!salva)tore',
    'kundige|(?:tor|ciel|ist|yst|log|lar|kar|sar)ka|ysta|(?:znaw|daw)c(?:a|zyni)',
  ].join('|')})$`,
)
// "Hörspielautorin", "tekstschrijver": German and Dutch compounds end in a word that the list has.
const SHORTEST_END = 5

/** A word of the list, or one that ends like an occupation. */
export function isOccupation(word: string): boolean {
  if (OCCUPATIONS.has(word) || OCCUPATION_ENDING.test(word)) return true
  for (let at = 3; at <= Math.min(word.length - SHORTEST_END, 20); at += 1)
    if (OCCUPATIONS.has(word.slice(at))) return true
  return false
}

/** Words found in the names of organisations, rarely in those of people or occupations. */
export const ORGANISATION_WORDS = wordSet(
  'cinema shop guild printmakers ateneo friends community players anglers ramblers residents neighbours volunteers trustees archive archives workshop workshops hospital nursery primary voices ventures bakery brewery printworks dairy pharmacy',
  'singers univ society surgery clinic hospice boatyard association associations guild union federation confederation foundation trust institute institution university college school academy council committee collective cooperative co-operative coop alliance coalition network organisation organization centre center museum gallery library theatre theater opera orchestra symphony philharmonic ensemble quartet choir band records label studio studios productions pictures films press publishers publishing books magazine newspaper company companies corporation corp group partners agency bureau department ministry church club charity ltd limited llc llp plc inc incorporated gmbh ag kg ohg ug ev e.v. sa sarl sas srl spa bv nv ngo consortium league chamber forum syndicate cie cic festival laboratory labs lab',
  'chorale chœur ciné-club cinéclub troupe société syndicat fédération fondation institut université école collège académie conseil comité collectif coopérative alliance réseau centre musée galerie bibliothèque théâtre opéra orchestre éditions maison entreprise compagnie ministère église chambre ligue union',
  'buchhandlung buchladen förderverein gesellschaft verein verband bund gewerkschaft stiftung institut universität hochschule schule akademie rat genossenschaft netzwerk zentrum galerie bibliothek theater oper orchester verlag firma unternehmen kirche kammer liga vereinigung philharmoniker',
  'orfeón coral coro cineclub cinefórum banda sociedad asociación sindicato federación fundación instituto universidad escuela colegio academia consejo comité colectivo cooperativa alianza red centro museo galería biblioteca teatro ópera orquesta editorial empresa compañía ministerio iglesia liga unión gremio',
  'corale coro cineforum cineclub circolo filarmonica società associazione sindacato federazione fondazione istituto università scuola accademia consiglio comitato collettivo cooperativa alleanza rete centro museo galleria biblioteca teatro orchestra casa editrice azienda impresa compagnia ministero chiesa lega unione',
  'rancho coral coro cineclube sociedade associação sindicato federação fundação instituto universidade escola faculdade academia conselho coletivo cooperativa aliança rede centro museu galeria biblioteca teatro orquestra editora empresa companhia ministério igreja liga união',
  'stowarzyszenie fundacja związek wydawnictwo teatr muzeum spolek sdružení nadace nakladatelství föreningen förening förbundet stiftelsen förlaget teatern museet klub klubb kör koło towarzystwo forening foreningen egyesület alapítvány kórus',
  'koor filmhuis boekhandel boekwinkel uitgeverij maatschappij vereniging genootschap vakbond federatie stichting instituut universiteit hogeschool academie raad comité collectief coöperatie alliantie netwerk centrum bibliotheek schouwburg orkest uitgeverij bedrijf kerk kamer bond unie gilde',
)

/** Belongs to the organisation before the comma: "Acme, Inc." */
export const COMPANY_FORMS = wordSet('inc llc ltd plc gmbh ag kg bv nv sa sarl srl spa ev corp co lda sl')

/** Belongs to the name before the comma: "Jane Roe, PhD". */
export const NAME_SUFFIXES = wordSet(
  'retd rtd jr sr junior senior ii iii iv phd dphil md dmd dds dvm do esq esquire mba msc bsc ma ba mfa bfa mphil med edd jd llm llb dr rn cpa pe pmp cbe obe mbe kbe dbe frs frsa frcp qc kc mp mep mla fils père dipl msw lcsw cissp emeritus emerita psyd scd dmus dma mmus bmus',
)
