// Labels before a value, by language.
// Fragments of regular expressions over folded text (see fold-text.ts). No fragment repeats without a limit.

/** A label before a value: "Occupation: composer". */
export type Label =
  | 'name'
  | 'first-name'
  | 'last-name'
  | 'occupation'
  | 'organisation'
  | 'represents'
  | 'representative'
  | 'listed'
  | 'anonymous'
  | 'kind'
  | 'details'
  | 'other'

export const LABELS: Readonly<Record<Label, readonly string[]>> = {
  details: [
    '(?:please )?(?:add|include|list|put) (?:me|my name|my signature|us)(?: down)?(?: as)?|name (?:and|&|/|\\+) (?:occupation|profession|job|title)|i sign(?: it| this)?(?: as)?|sign(?: me)?(?: up)?(?: as)?|sign(?:ing)? as|signed(?: by)?|my details|signatory|signature|details',
    'nom et profession|je signe(?: en tant que)?|signé(?: par)?|signataire',
    'name und beruf|ich (?:unterschreibe|unterzeichne)(?: als)?|unterzeichner(?:in)?|unterschrift|gezeichnet',
    'nombre y profesión|firmo(?: como| come)?|firmado(?: por)?|firma|firmato(?: da)?',
    'nome e (?:professione|profissão)|assinado(?: por)?|assino(?: como)?|assinatura',
    'naam en beroep|ik (?:teken|onderteken)(?: als)?|ondertekend(?: door)?|handtekening|getekend',
  ],
  name: [
    '(?:my |your )?(?:full |public |display |preferred |chosen |artist )?name(?: to (?:be )?(?:show|shown|publish|published|appear)| as it should appear)?|name and surname|name & surname',
    '(?:mon |votre )?(?:nom complet|nom et prénom|nom, prénom|prénom et nom|prénom nom|nom prénom)|nom & prénom|nom/prénom',
    '(?:mein |ihr |voller |vollständiger )name|vor- und (?:nach|zu)name|vor- und familienname|vorname,? name|name, vorname',
    '(?:mi |su )?nombre(?: completo)?|nombre y apellidos?',
    '(?:mio |il mio )?nome(?: completo| e cognome)?|cognome e nome',
    '(?:meu |o meu )?nome(?: completo| e (?:apelido|sobrenome))?',
    '(?:mijn |volledige )?naam|voor- en achternaam',
    "imię i nazwisko|ad soyad|jméno|الاسم|ім'я|imię|namn|navn|nimi|isim|имя|фио|név|お名前|نام|名前|氏名|姓名|이름|שם",
  ],
  'first-name': [
    'given names?|first ?name|forename',
    'nombre de pila|primeiro nome|prénoms?|voornaam|vorname|名',
  ],
  'last-name': [
    'family ?name|last ?name|surname',
    'nom(?: de famille)?|familienname|familienaam|apellidos?|achternaam|sobrenome|nachname|cognome|apelido|zuname|姓',
  ],
  occupation: [
    '(?:my |your |current )?(?:profession|job|job title|designation|trade|work|function|role|position|title|title/role|capacity)|(?:my |your |current )?occupations?|what (?:i|you) do|occupation/role',
    '(?:ma |votre )?(?:profession|métier|fonction|activité|emploi|poste|qualité|titre)',
    '(?:mein |ihr )?(?:beruf|berufsbezeichnung|tätigkeit|funktion|stellung|position|beschäftigung)',
    '(?:mi |su )?(?:profesión|ocupación|oficio|cargo|puesto|trabajo|función|actividad)',
    '(?:la mia )?(?:professione|occupazione|mestiere|lavoro|ruolo|funzione|attività|qualifica|carica)',
    '(?:minha |a minha )?(?:profissão|ocupação|cargo|função|atividade|actividade|ofício|trabalho)',
    '(?:mijn )?(?:beroep|functie|werk|rol|bezigheid)',
    'foglalkozás|профессия|професія|stilling|povolání|ammatti|meslek|المهنة|zawód|職業・肩書|מקצוע|yrke|شغل|職業|职业|肩書|직업',
  ],
  organisation: [
    '(?:my |name of (?:the )?)?(?:organi[sz]ation|affiliation|institution|company|employer|association|society|group|union|university|school|firm|org|workplace|business)(?: name)?',
    '(?:mon |votre |nom de l.)?(?:organisation|organisme|association|entreprise|société|institution|structure|affiliation|employeur|établissement|collectif|syndicat)',
    '(?:meine |name der )?(?:organisation|verein|verband|firma|unternehmen|einrichtung|institution|zugehörigkeit|arbeitgeber|hochschule|universität|verlag|gesellschaft)',
    '(?:mi )?(?:organización|entidad|asociación|empresa|institución|afiliación|sociedad|compañía|universidad|colectivo)',
    '(?:la mia )?(?:organizzazione|ente|associazione|azienda|società|istituzione|affiliazione|impresa|università|ditta)',
    '(?:a minha |minha )?(?:organização|entidade|associação|instituição|afiliação|sociedade|companhia|universidade)',
    '(?:mijn )?(?:organisatie|vereniging|bedrijf|instelling|werkgever|stichting|universiteit|instituut|affiliatie)',
    'organisationen|organisasjon|organisaatio|организация|організація|organizacja|organizace|szervezet|المؤسسة|سازمان|kurum|ארגון|所属|団体|团体|单位|소속',
  ],
  represents: [
    'signing (?:for|on behalf of)|on behalf of|im namen von|en nombre de|per conto di|em nome de|au nom de|a nome di|namens',
  ],
  representative: [
    'contact(?: person)?|represented by|representative',
    'représentée? par|représentante?',
    'ansprechpartner(?:in)?|vertreter(?:in)?|vertreten durch',
    'representad[oa] por|representante',
    'rappresentat[oa] da|rappresentante|referente',
    'vertegenwoordigd door|vertegenwoordiger',
  ],
  listed: [
    '(?:show|publish|display|list) (?:my )?name|publish|visible|public|listed',
    'publicar (?:mi|meu) (?:nombre|nome)|pubblicare il (?:mio )?nome|name veröffentlichen|publier mon nom|naam tonen',
  ],
  anonymous: ['count me only|hide my name|anonymous|anonyme|anónimo|anonimo|anônimo|anoniem|anonym'],
  kind: ['signing as|type|kind'],
  other: [
    '(?:legal|official|real|birth) name|e-?mail(?: address)?|zip(?: code)?|postal code|comments?|telephone|statement|remarks?|postcode|petition|language|message|address|country|website|subject|reason|mobile|street|p\\.s\\.|phone|state|note|mail|cell|city|town|date|born|from|sent|tel|fax|age|web|url|bcc|ps|to|cc',
    'commentaires?|code postal|téléphone|courriel|adresse|ville|objet|pays',
    'kommentar|anschrift|telefon|betreff|handy|mobil|stadt|datum|land|ort|plz',
    'correo(?: electrónico)?|comentarios?|dirección|teléfono|ciudad|asunto|fecha|país',
    'indirizzo|commento|telefono|oggetto|città|paese',
    'comentário|telemóvel|telefone|endereço|assunto|morada|cidade|data',
    'opmerking|onderwerp|telefoon|plaats|adres|stad',
    'agent(?:e|in|ur)?|agency|agentur|agence|agencia|agenzia|management|manager|represented by|booking',
    'instagram|linkedin|facebook|twitter|orcid',
    'date of birth|birth ?dat[ae]|date de naissance|geburtsdatum|fecha de nacimiento|data di nascita|data de nascimento|geboortedatum',
    'dni|nif|nie|cpf|rg|bsn|codice fiscale|partita iva|steuernummer|numéro de sécurité sociale|national insurance(?: number| no)?|passport(?: number| no)?',
  ],
}
