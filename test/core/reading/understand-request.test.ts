import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanField } from '../../../src/core/details.ts'
import { bareSubject, isReplySubject } from '../../../src/core/reading/subject.ts'
import { understandRequest } from '../../../src/core/reading/understand-request.ts'
import { processorMs } from '../../support/processor-ms.ts'

const read = (subject: string, text: string, fromName?: string) =>
  understandRequest({ subject, text, fromName })
const person = (name: string, occupation?: string, organisation?: string) => ({
  name,
  ...(occupation === undefined ? {} : { occupation }),
  ...(organisation === undefined ? {} : { organisation }),
})
const society = (organisation: string, name?: string, occupation?: string) => ({
  kind: 'organisation',
  organisation,
  ...(name === undefined ? {} : { name }),
  ...(occupation === undefined ? {} : { occupation }),
})
const ada = person('Ada Lovelace', 'composer')
const adaOfLondon = person('Ada Lovelace', 'composer', 'London Symphony')
const eve = society('Society of Tiny Publishers', 'Eve Moss', 'director')

const bodies: Record<string, [text: string, written: object][]> = {
  'a line of fields': [
    ['Ada Lovelace, composer, London Symphony', adaOfLondon],
    ['Ada Lovelace (composer)', ada],
    ['Ada Lovelace (composer, London Symphony)', adaOfLondon],
    ['Ada Lovelace - composer', ada],
    ['Ada Lovelace – composer – London Symphony', adaOfLondon],
    ['Ada Lovelace | composer | London Symphony', adaOfLondon],
    ['Ada Lovelace;composer;London Symphony', adaOfLondon],
    ['Ada Lovelace / composer / London Symphony', adaOfLondon],
    ['Ada Lovelace\tcomposer\tLondon Symphony', adaOfLondon],
    ['Ada Lovelace: composer', ada],
    ['Ada Lovelace. Composer.', person('Ada Lovelace', 'Composer')],
    ['**Ada Lovelace**, composer', ada],
    ['"Ada Lovelace", composer', ada],
    ['Ada Lovelace\ncomposer\nLondon Symphony', adaOfLondon],
    ['Ada Lovelace,\ncomposer,\nLondon Symphony', adaOfLondon],
    ['ADA LOVELACE, COMPOSER', person('ADA LOVELACE', 'COMPOSER')],
    ['ada lovelace, composer', person('ada lovelace', 'composer')],
    ['Ada Lovelace, writer, composer', person('Ada Lovelace', 'writer, composer')],
    [
      'Max Richter, composer, pianist, Deutsche Grammophon',
      person('Max Richter', 'composer, pianist', 'Deutsche Grammophon'),
    ],
    [
      'Ada Lovelace, professor of music at the University of Oxford',
      person('Ada Lovelace', 'professor of music', 'University of Oxford'),
    ],
    ['Bob Builder - Lead Engineer @ Acme', person('Bob Builder', 'Lead Engineer', 'Acme')],
    ['Thom Yorke, Radiohead', person('Thom Yorke', 'Radiohead')],
    ['Ada Lovelace (she/her), composer', ada],
    ['Ada Lovelace, composer\nhttps://ada.example\n+44 20 7946 0000', ada],
  ],
  'names of the world': [
    ['Ludwig van Beethoven, Komponist', person('Ludwig van Beethoven', 'Komponist')],
    ["Conan O'Neill", person("Conan O'Neill")],
    ['Jean-Luc Dupont, auteur', person('Jean-Luc Dupont', 'auteur')],
    [
      'María José de la Cruz, escritora, Universidad de Chile',
      person('María José de la Cruz', 'escritora', 'Universidad de Chile'),
    ],
    ['Björk', person('Björk')],
    ['村上春樹、作家', person('村上春樹', '作家')],
    ['李雷，教师，北京大学', person('李雷', '教师', '北京大学')],
    ['김철수, 작가', person('김철수', '작가')],
    ['Аня', person('Аня')],
    ['שרה כהן, סופרת', person('שרה כהן', 'סופרת')],
    ['محمد الهاشمي، كاتب', person('محمد الهاشمي', 'كاتب')],
    ['J. R. R. Tolkien, writer', person('J. R. R. Tolkien', 'writer')],
    ['Martin Luther King, Jr., pastor', person('Martin Luther King, Jr.', 'pastor')],
    ['Martin Luther King, Jr.', person('Martin Luther King, Jr.')],
    ['Jane Roe, PhD', person('Jane Roe, PhD')],
    ['John Smith Jr., writer', person('John Smith Jr.', 'writer')],
    ['Mary Ann Evans (George Eliot), novelist', person('Mary Ann Evans (George Eliot)', 'novelist')],
    ['Sir Paul McCartney, musician', person('Sir Paul McCartney', 'musician')],
    ['Will Young, singer', person('Will Young', 'singer')],
  ],
  'consent and details in one': [
    ['I sign, Ada Lovelace, composer', ada],
    ['I sign. Ada Lovelace, composer.', ada],
    ['I, Ada Lovelace, composer, hereby sign this statement.', ada],
    ['I sign as Ada Lovelace, composer', ada],
    ['I sign as a composer', { occupation: 'composer' }],
    ['Sign me up! Ada Lovelace, composer', ada],
    ['Hello organisers, please add my name: Ada Lovelace, composer', ada],
    ['Please add Ada Lovelace, composer, to the list.', ada],
    ['Could you please add my name? Ada Lovelace, composer', ada],
    ['Signed, Ada Lovelace', person('Ada Lovelace')],
    ['My signature: Ada Lovelace, composer', ada],
    [
      'Yes, please add me. Ada Lovelace (composer, London Symphony Orchestra)',
      person('Ada Lovelace', 'composer', 'London Symphony Orchestra'),
    ],
    ['Je soussignée, Ada Lovelace, compositrice, signe la tribune.', person('Ada Lovelace', 'compositrice')],
    ["Ajoutez-moi s'il vous plaît : Ada Lovelace, compositrice", person('Ada Lovelace', 'compositrice')],
    ['Hiermit unterschreibe ich, Jürgen Müller, den Aufruf.', person('Jürgen Müller')],
    ['Hallo, ik wil graag tekenen. Ada de Vries, componiste. Groetjes', person('Ada de Vries', 'componiste')],
    ['Olá, quero assinar. Ada Silva, compositora. Obrigada!', person('Ada Silva', 'compositora')],
    [
      'Buongiorno, vorrei firmare. Ada Rossi, compositrice, Teatro alla Scala. Cordiali saluti',
      person('Ada Rossi', 'compositrice', 'Teatro alla Scala'),
    ],
    ['Count me in! – Ada', person('Ada')],
    [
      'I refuse to let AI steal my work. I sign.\nAda Lovelace, illustrator',
      person('Ada Lovelace', 'illustrator'),
    ],
  ],
  'an introduction': [
    ['My name is Ada Lovelace and I am a composer with the London Symphony', adaOfLondon],
    ["I'm Ada, a composer", person('Ada', 'composer')],
    ['Hello I am Ada Lovelace', person('Ada Lovelace')],
    ["This is Ada Lovelace. I'm a composer. Count me in.", ada],
    ["Hello, my name is Ada and I'd like to sign this petition", person('Ada')],
    [
      "Je m'appelle Ada Lovelace, je suis compositrice à l'Opéra de Paris et je signe.",
      person('Ada Lovelace', 'compositrice', 'Opéra de Paris'),
    ],
    ['Ich heiße Ada Lovelace und bin Komponistin', person('Ada Lovelace', 'Komponistin')],
    ['Ich heisse Ada Lovelace', person('Ada Lovelace')],
    ['Me llamo Ada López y soy compositora', person('Ada López', 'compositora')],
    ['Mi chiamo Ada Rossi e sono una compositrice', person('Ada Rossi', 'compositrice')],
    ['Meu nome é Ada Silva e sou compositora', person('Ada Silva', 'compositora')],
    ['Mijn naam is Ada de Vries en ik ben componist', person('Ada de Vries', 'componist')],
    ['Soy músico. Firmo.\nJosé García', person('José García', 'músico')],
    ['I am a composer and I sign', { occupation: 'composer' }],
    ['I am happy to sign', {}],
  ],
  labels: [
    ['Name: Ada Lovelace\nOccupation: composer\nOrganisation: London Symphony', adaOfLondon],
    ['ORGANIZATION = London Symphony\nname=Ada Lovelace\nJob - composer', adaOfLondon],
    ['Name: Ada Lovelace, Occupation: composer, Organisation: London Symphony', adaOfLondon],
    ['- Name: Ada Lovelace\n- Occupation: composer', ada],
    ['*Name:* Ada Lovelace\n*Occupation:* composer', ada],
    ['Name:\nAda Lovelace\nOccupation:\ncomposer', ada],
    ['Name\tAda Lovelace\nOccupation\tcomposer', ada],
    ['First name: Ada\nLast name: Lovelace', person('Ada Lovelace')],
    ['Prénom : Ada\nNom : Lovelace\nMétier : compositrice', person('Ada Lovelace', 'compositrice')],
    ['Nom : Ada Lovelace\nProfession : compositrice', person('Ada Lovelace', 'compositrice')],
    ['Beruf: Komponistin\nName = Ada Lovelace', person('Ada Lovelace', 'Komponistin')],
    [
      'Name: Jürgen Müller\nTaetigkeit: Schriftsteller\nVerein: PEN\nOrt: Berlin',
      person('Jürgen Müller', 'Schriftsteller', 'PEN'),
    ],
    ['nombre - Ada López\nocupacion - música', person('Ada López', 'música')],
    [
      'Nombre: José García\nProfesión: músico\nOrganización: Orquesta Nacional',
      person('José García', 'músico', 'Orquesta Nacional'),
    ],
    ['Nome: Luca Bianchi\nProfessione: scrittore\nAzienda: Rai', person('Luca Bianchi', 'scrittore', 'Rai')],
    ['Nome: João Silva\nProfissão: músico\nOrganização: Porto', person('João Silva', 'músico', 'Porto')],
    [
      'Naam: Piet de Boer\nBeroep: schrijver\nVereniging: Auteursbond',
      person('Piet de Boer', 'schrijver', 'Auteursbond'),
    ],
    ['Name：村上春樹\n職業：作家', person('村上春樹', '作家')],
    ['Name: Ada Lovelace\nOccupation: n/a\nOrganisation: -\nComment: well done', person('Ada Lovelace')],
    ['I sign as: Super Bowl XXX\nComment: Super Bowl XXX', person('Super Bowl XXX')],
  ],
  'an organisation': [
    ['On behalf of the Society of Tiny Publishers, Eve Moss, director.', eve],
    ['Eve Moss, director, on behalf of the Society of Tiny Publishers', eve],
    ['I sign on behalf of the Society of Tiny Publishers. Eve Moss, director', eve],
    ['On behalf of the Society of Tiny Publishers, I sign.\n\nBest regards,\nEve Moss\ndirector', eve],
    ['On behalf of Society of Tiny Publishers\nEve Moss\ndirector', eve],
    ['We, the Society of Tiny Publishers, sign. Eve Moss, director', eve],
    ['The Society of Tiny Publishers supports this statement.\nEve Moss, director', eve],
    ['Society of Tiny Publishers, Eve Moss, director', eve],
    ['Society of Tiny Publishers (represented by Eve Moss, director)', eve],
    ['We, the Society of Tiny Publishers, would like to sign. Represented by Eve Moss, director.', eve],
    ['I represent the Society of Tiny Publishers. I am Eve Moss, its director.', eve],
    ['Organisation: Society of Tiny Publishers\nRepresented by: Eve Moss\nRole: director', eve],
    ['On behalf of: Society of Tiny Publishers\nName: Eve Moss\nRole: director', eve],
    [
      'Signing as: organisation\nName: Eve Moss\nOrganisation: Society of Tiny Publishers\nRole: director',
      eve,
    ],
    ['Society of Tiny Publishers', society('Society of Tiny Publishers')],
    ['Signing for Tiny Publishers Ltd. Eve Moss, CEO', society('Tiny Publishers Ltd.', 'Eve Moss', 'CEO')],
    [
      'Au nom de la Société des Petits Éditeurs, Eve Moss, directrice',
      society('Société des Petits Éditeurs', 'Eve Moss', 'directrice'),
    ],
    [
      "Pour le compte de l'Union des Artistes, Zoé Dupont, secrétaire générale",
      society('Union des Artistes', 'Zoé Dupont', 'secrétaire générale'),
    ],
    [
      "Nous, l'Association des Auteurs, signons. Eve Moss, présidente",
      society('Association des Auteurs', 'Eve Moss', 'présidente'),
    ],
    [
      'Im Namen der Stiftung Lesen, Jürgen Müller, Vorsitzender',
      society('Stiftung Lesen', 'Jürgen Müller', 'Vorsitzender'),
    ],
    [
      'Im Namen von Kleine Verlage e.V., Eve Moss, Vorsitzende',
      society('Kleine Verlage e.V.', 'Eve Moss', 'Vorsitzende'),
    ],
    [
      'En nombre de la Sociedad de Editores, Eva Moss, directora',
      society('Sociedad de Editores', 'Eva Moss', 'directora'),
    ],
    [
      'En representación de la Asociación de Músicos: José García, presidente',
      society('Asociación de Músicos', 'José García', 'presidente'),
    ],
    [
      'A nome della Società dei Piccoli Editori, Eva Moss, direttrice',
      society('Società dei Piccoli Editori', 'Eva Moss', 'direttrice'),
    ],
    [
      "Per conto dell'Associazione Scrittori, Luca Bianchi, presidente",
      society('Associazione Scrittori', 'Luca Bianchi', 'presidente'),
    ],
    [
      'Em nome da Sociedade de Editores, Eva Moss, diretora',
      society('Sociedade de Editores', 'Eva Moss', 'diretora'),
    ],
    [
      'Namens de Vereniging van Uitgevers, Eva Moss, voorzitter',
      society('Vereniging van Uitgevers', 'Eva Moss', 'voorzitter'),
    ],
    ["I'm signing on behalf of my family. Bob Smith, teacher", person('Bob Smith', 'teacher')],
  ],
  'a sign-off': [
    ['I have thought about this a lot and I care deeply. I sign.\n\nBest,\nAda', person('Ada')],
    ['Hello,\nI sign.\nThanks!\nAda Lovelace', person('Ada Lovelace')],
    [
      'Bonjour à tous,\n\nJe signe cette tribune.\n\nCordialement,\nAda Lovelace\ncompositrice',
      person('Ada Lovelace', 'compositrice'),
    ],
    [
      'Ich bin Komponistin und unterschreibe gerne. Viele Grüße, Ada Lovelace',
      person('Ada Lovelace', 'Komponistin'),
    ],
    [
      "Please sign me up.\n\nKind regards,\nJohn O'Brien\nSenior Software Engineer\nAcme Ltd\n+1 555 0100\nwww.acme.example",
      person("John O'Brien", 'Senior Software Engineer', 'Acme Ltd'),
    ],
    [
      'We must act now, so I sign!\n\nGrace Hopper\nRear Admiral, US Navy',
      person('Grace Hopper', 'Rear Admiral', 'US Navy'),
    ],
    [
      'It matters a lot to all of us who write for a living.\n\nPlease count me in.\n\nWarmly,\nMargaret A. Wood, novelist',
      person('Margaret A. Wood', 'novelist'),
    ],
    [
      'Estimados señores,\n\nadjunto mi firma.\n\nAtentamente,\n\nJosé García Márquez',
      person('José García Márquez'),
    ],
  ],
  'no name': [
    ...[
      '',
      'I sign',
      'I sign.',
      'Sign me up please.',
      'Please add my signature.',
      'I want to sign this letter.',
      'yes',
      '+1',
      'signed',
      'count me in',
      'Absolutely!',
      'I agree',
    ],
    ...[
      'Je signe',
      'Ich unterschreibe',
      'Firmo',
      'Assino',
      'Ik teken',
      'Подписываю',
      '署名します',
      'Hello,',
      'Bonjour à tous,',
      'Dear organisers',
      'Best regards',
      'Cordialement',
    ],
    ...[
      'Viele Grüße',
      'Great initiative!',
      'Good luck',
      'Petition',
      'Thank You',
      'See attached',
      'Well done everyone',
    ],
    'I fully support this statement. AI companies must not take our work for free.',
    'As an author and mother of three, I fully support this.',
  ].map((text): [string, object] => [text, {}]),
  'count me only': [
    ['count me only', { listed: false }],
    ["Ada Lovelace, composer. Please don't show my name.", { ...ada, listed: false }],
    [
      'Je signe, mais ne pas publier mon nom. Ada Lovelace, compositrice',
      { ...person('Ada Lovelace', 'compositrice'), listed: false },
    ],
    ["I'd like to remain anonymous. Ada Lovelace", { ...person('Ada Lovelace'), listed: false }],
    ['Nicht öffentlich bitte, nur zählen. Jürgen Müller', { ...person('Jürgen Müller'), listed: false }],
    ['Public: no\nName: Ada', { ...person('Ada'), listed: false }],
    ['No publiquen mi nombre. Firmo.', { listed: false }],
    ['Firmo, ma non pubblicate il mio nome', { listed: false }],
    ['Assino, mas não publiquem o meu nome', { listed: false }],
    ['Ik teken, maar mijn naam niet publiceren', { listed: false }],
  ],
}

describe('a request to sign', () => {
  for (const [title, cases] of Object.entries(bodies)) {
    describe(title, () => {
      it.each(cases)('%j', (text, written) => expect(read('', text)).toEqual({ kind: 'sign', written }))
    })
  }

  it.each<[string, string, object, string?]>([
    ['Ada Lovelace, composer', '', ada],
    ['Ada Lovelace', '', person('Ada Lovelace')],
    ['Sign Jan Nguyễn', '', person('Jan Nguyễn')],
    ['Ada Lovelace - composer', 'I sign', ada],
    ['[Fair training] Ada Lovelace', '', person('Ada Lovelace')],
    ['Ada Lovelace, composer', 'Grace Hopper, admiral', person('Grace Hopper', 'admiral')],
    ['Sign', 'Ada Lovelace, composer', ada],
    ['Sign the petition', 'Hello\n\nAda Lovelace', person('Ada Lovelace')],
    ['Re: Ada Lovelace, composer', 'I sign', {}],
    ['AW: Ada Lovelace', '', {}],
    ['Fwd: Ada Lovelace', 'I sign', {}],
    ['TR : Ada Lovelace', 'je signe', {}],
    ['(no subject)', '', {}],
    ['count me in', '', {}],
    ['Open letter', 'I sign', {}],
    ['Close to my heart', 'I sign', {}],
    ['Signature', '', {}],
    ['No to AI theft', '', {}],
    ['Ada\r\nBcc: v@x.example', 'I sign', {}],
    ['', 'Lovelace, Ada', person('Ada Lovelace'), 'Ada Lovelace'],
    ['', 'ada', person('ada'), 'Ada Lovelace'],
    ['', 'ada', {}],
    ['', 'Fair training', {}, 'Ada Lovelace'],
    ['', 'save the river', {}, 'Ada Lovelace'],
    ['', 'ada lovelace', person('ada lovelace'), 'Office'],
    // From says that it is a name, though each holds a word of sentences.
    ['', 'My Nguyen, engineer', person('My Nguyen', 'engineer'), 'My Nguyen'],
    ['', 'Art Will, lawyer', person('Art Will', 'lawyer'), 'Art Will'],
    ['', 'Hello\nMy Nguyen\nengineer', person('My Nguyen', 'engineer'), '"Nguyen, My"'],
    ['', 'My Nguyen, engineer', {}],
  ])('subject %j, text %j', (subject, text, written, fromName) =>
    expect(read(subject, text, fromName)).toEqual({ kind: 'sign', written }),
  )

  it('never takes the name from the From header', () =>
    expect(read('Sign', 'I sign', 'Ada Lovelace')).toEqual({ kind: 'sign', written: {} }))

  it('finds only names that were typed, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), text => {
        const request = read('', text)
        const name = request.kind === 'sign' ? request.written.name : undefined
        if (name !== undefined)
          expect(text.split(/[\r\n]/).some(line => letters(line).includes(letters(name)))).toBe(true)
      }),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        (subject, text) => void read(subject, text),
      ),
    )
  })

  it.each([
    'Inc., ',
    'Jr., ',
    'Ada, ',
    'Name: A\n',
    'a\n',
    '? ',
    '… ',
    'I am ',
    'on behalf of the ',
    '(',
    ' - ',
    'best,\n',
    '不',
    'hello, ',
    'l’',
    'remove my very ',
    '\u0301',
  ])('reads 64 KB of %j in linear time', seed => {
    const text = seed.repeat(Math.ceil(65_536 / seed.length))
    expect(processorMs(() => read(text, text, text))).toBeLessThan(1_500)
  })
})

const letters = (text: string) => cleanField(text).replace(/[^\p{L}\p{M}\p{N}]/gu, '')

describe('a request for something else', () => {
  it.each([
    ['withdraw', ''],
    ['', 'withdraw'],
    ['', 'Withdraw please'],
    ['', "I'd like to withdraw"],
    ['', 'please remove my signature'],
    ['', 'Please remove my name from the petition'],
    ['', 'I want my signature removed'],
    ['', 'Take my name off the list'],
    ['', 'Could you remove my name?'],
    ['', 'I want to unsign'],
    ['', 'I changed my mind, please take me off'],
    ['', 'I no longer want to be on the list'],
    ['withdraw my signature', 'Ada Lovelace\ncomposer'],
    ['Re: Your signature is number 4', 'withdraw'],
    ['', 'Je retire ma signature'],
    ['', 'Enlevez mon nom'],
    ['', 'Ich möchte meine Unterschrift zurückziehen'],
    ['', 'Ich ziehe meine Unterschrift zurueck'],
    ['', 'Bitte streichen Sie meinen Namen von der Liste'],
    ['', 'Quiero retirar mi firma'],
    ['', 'Voglio ritirare la mia firma'],
    ['', 'Quero retirar a minha assinatura'],
    ['', 'Ik wil mijn handtekening intrekken'],
    ['Re: Please confirm', 'Who are you? Please remove me.'],
  ])('withdraws: %j %j', (subject, text) => expect(read(subject, text)).toEqual({ kind: 'withdraw' }))

  it.each(['Unsubscribe', 'Please unsubscribe me', 'Abmelden', 'Désabonnement'])(
    'asks whether the signature or our email is meant: %j',
    text => expect(read('Hello', text)).toEqual({ kind: 'perhaps-withdraw' }),
  )

  it.each([
    ['Re: Please confirm', 'I do NOT want to sign this.'],
    ['Re: Please confirm', 'Ik wil dit niet tekenen.'],
    ['Re: Please confirm', 'Je ne veux pas signer.'],
    ['Re: Please confirm', 'Nein, ich unterschreibe nicht.'],
    ['Re: Please confirm', 'Wrong person.'],
    ['Re: Please confirm', 'No thanks.'],
    ['Re: Please confirm', 'STOP'],
  ])('declines: %j %j', (subject, text) =>
    expect(read(subject, text)).toEqual({ kind: 'declines', only: true }),
  )

  it.each([
    ['', 'Please erase my data'],
    ['', 'delete everything'],
    ['GDPR', 'delete everything you have about me'],
    ['', 'Kindly delete my personal data under GDPR. Ada'],
    ['', 'Please delete all my data and remove my signature'],
    ['', 'Effacez mes données'],
    ['', 'Bitte löschen Sie meine Daten'],
    ['', 'borrar mis datos'],
    ['', 'Cancellate i miei dati'],
    ['', 'Apaguem os meus dados'],
    ['', 'Verwijder mijn gegevens'],
  ])('erases: %j %j', (subject, text) => expect(read(subject, text)).toEqual({ kind: 'erase' }))

  it.each([
    "I won't withdraw my signature",
    'I will never withdraw my support! Ada Lovelace',
    'Do not remove my name!',
    'Remove the law! Ada Lovelace, composer',
    'Ich ziehe meine Unterschrift nicht zurück',
  ])('withdraws nothing: %j', text => expect(['sign', 'state', 'declines']).toContain(read('', text).kind))

  it.each([
    'What happens with my data?',
    'Who are you?',
    'Why am I getting this?',
    'Is this GDPR compliant?',
    'Can I read it in French?',
    'when does it close',
    'I have a question about the deadline',
    'What is this petition about? Best, Ada',
    'Sup?',
    'Où vont mes données ?',
    'Wer steckt dahinter?',
    '¿Quién organiza esto?',
    'Cosa succede ai miei dati?',
    'Quem são vocês?',
    'Wie zijn jullie?',
  ])('asks: %j', text => {
    expect(read('', text)).toEqual({ kind: 'question' })
    expect(read(text, '')).toEqual({ kind: 'question' })
  })

  it.each([
    ['', 'Can I still sign? Ada Lovelace, composer'],
    ['', 'Will my name be public? I would like to sign.'],
    ['', 'What a great initiative! I sign.'],
  ])('signs although it asks: %j %j', (subject, text) => expect(read(subject, text).kind).toBe('sign'))

  it.each([
    ['help', ''],
    ['', 'Help'],
    ['Hilfe', ''],
    ['', 'aide'],
    ['', '?'],
    ['', 'Hello?'],
  ])('asks for help: %j %j', (subject, text) => expect(read(subject, text)).toEqual({ kind: 'help' }))

  it.each<[string, string, string]>([
    ['stats fair-training week', '', 'stats fair-training week'],
    ['', 'count', 'count'],
    ['', 'Count', 'count'],
    ['stats', '\n\nDana Scully\n', 'stats'],
    ['hello', 'recent 20', 'recent 20'],
    ['', 'find Ada Lovelace', 'find Ada Lovelace'],
    ['close fair-training', '', 'close fair-training'],
    ['export', '', 'export'],
  ])('is a command: %j %j', (subject, text, words) =>
    expect(read(subject, text)).toMatchObject({ kind: 'command', words }),
  )

  it.each([
    ['Open letter', ''],
    ['Count Basie', ''],
    ['count me in', ''],
    ['', 'open your eyes'],
    ['Re: stats', 'I sign'],
    ['export', 'I sign'],
    ['', 'count stats recent find export'],
  ])('is no command: %j %j', (subject, text) => expect(read(subject, text).kind).toBe('sign'))
})

describe('a subject', () => {
  it.each([
    'Re: x',
    'RE : x',
    'Fwd: x',
    'FW: x',
    'AW: x',
    'WG: x',
    'Antw: x',
    'TR: x',
    'RV: x',
    'SV: x',
    'Rif: x',
    'Re[2]: x',
    '[list] Re: x',
    '回复：x',
    'Odp: x',
  ])('%j is a reply', subject => {
    expect(isReplySubject(subject)).toBe(true)
    expect(bareSubject(subject)).toBe('x')
  })

  it.each(['Regarding x', 'Ada Lovelace', '', 'Name: Ada', 'Reply'])('%j is none', subject =>
    expect(isReplySubject(subject)).toBe(false),
  )
})

describe('an unusual name beside an occupation', () => {
  it.each([
    ['50 Cent, rapper', { name: '50 Cent', occupation: 'rapper' }],
    ['Test User, composer, Org', { name: 'Test User', occupation: 'composer', organisation: 'Org' }],
    ['deadmau5, DJ', { name: 'deadmau5', occupation: 'DJ' }],
  ])('%s', (text, written) => {
    expect(understandRequest({ subject: '', text })).toEqual({ kind: 'sign', written })
  })

  it.each(['I sign, composer', 'Count me in, artist', 'Thanks, painter', 'In 2026, composer rights matter'])(
    'but not in "%s"',
    text => {
      const request = understandRequest({ subject: '', text })
      expect(request.kind === 'sign' ? request.written.name : undefined).toBeUndefined()
    },
  )
})
