import { describe, expect, it } from 'vitest'
import { understandRequest } from '../../../src/core/reading/understand-request.ts'

const read = (text: string, fromName = 'Eve Moss') =>
  understandRequest({ subject: 'Signature', text, fromName })

function signs(organisation: string, name?: string, occupation?: string) {
  return {
    kind: 'organisation',
    organisation,
    ...(name === undefined ? {} : { name }),
    ...(occupation === undefined ? {} : { occupation }),
  }
}

describe('an organisation that says so in an ordinary sentence', () => {
  it.each<[string, object]>([
    [
      'Brightwater Studios would like to sign as an organisation. Contact: Eve Moss, CEO',
      signs('Brightwater Studios', 'Eve Moss', 'CEO'),
    ],
    [
      "Our organisation, the Writers' Guild of Somewhere, wishes to sign.\nEve Moss, General Secretary",
      signs("Writers' Guild of Somewhere", 'Eve Moss', 'General Secretary'),
    ],
    [
      'The Guild of Makers would like to sign. Eve Moss, director',
      signs('Guild of Makers', 'Eve Moss', 'director'),
    ],
    ['The Tiny Publishers would like to sign.', signs('The Tiny Publishers')],
    ['Our band The Lanterns would like to sign.', signs('The Lanterns')],
    ['our band The Lanterns signs', signs('The Lanterns')],
    ['The band The Lanterns (Mira Okafor, Tom Reed, Jane Moss) sign this.', signs('The Lanterns')],
    ['As the maintainer of Lumen, the Lumen project signs this.', signs('Lumen project')],
    ['We are Paper Moon Games and we would like to sign.', signs('Paper Moon Games')],
    [
      'Sign as organisation: Tiny Press Publishing (Eve Moss, director)',
      signs('Tiny Press Publishing', 'Eve Moss', 'director'),
    ],
    [
      'Please add Tiny Press to the list of organisations.\n\nKind regards\nEve Moss',
      signs('Tiny Press', 'Eve Moss'),
    ],
    ['Please add our organisation, Quiet Rivers, to the list.', signs('Quiet Rivers')],
    ['Could you add my company Northlight as a signatory please?', signs('Northlight')],
    ['Tiny Press Ltd would like to be added as a signatory.', signs('Tiny Press Ltd')],
    ['Tiny Press Ltd wishes to be listed as a supporting organisation.', signs('Tiny Press Ltd')],
    ['I sign on behalf of Principle Games as the project maintainer.', signs('Principle Games')],
    [
      "L'association Les Petits Éditeurs souhaite signer.\nEve Moss, présidente",
      signs('Les Petits Éditeurs', 'Eve Moss', 'présidente'),
    ],
    [
      "Nous souhaitons que l'association Les Mots Debout figure parmi les signataires.",
      signs('Les Mots Debout'),
    ],
    ['Unser Verein Kleine Verlage e.V. möchte unterzeichnen.', signs('Kleine Verlage e.V.')],
    ['Im Namen des Vereins Kinofreunde Lindstadt unterschreibe ich.', signs('Kinofreunde Lindstadt')],
    ['La asociación Pequeños Editores quiere firmar.', signs('Pequeños Editores')],
    ['Vorremmo aggiungere la casa editrice Nove Lune tra i firmatari.', signs('Nove Lune')],
    ['Il direttivo della Pro Loco di Lindara ha deciso di firmare.', signs('Pro Loco di Lindara')],
    ['A nossa associação Letras Vivas gostaria de assinar.', signs('Letras Vivas')],
    ['Onze vereniging Het Open Boek wil graag tekenen.', signs('Het Open Boek')],
  ])('signs under its name alone: %j', (text, written) =>
    expect(read(text)).toEqual({ kind: 'sign', written }),
  )

  it.each([
    'We sign as an organisation.',
    'Our association wishes to sign.\nEve Moss',
    'I sign on behalf of our organisation.',
    'Der Vorstand hat beschlossen zu unterzeichnen. Bitte tragen Sie unseren Verein ein.',
  ])('is asked for its name, and no person takes its place: %j', text => {
    const request = read(text)
    expect(request).toMatchObject({ kind: 'sign', written: { kind: 'organisation' } })
    expect(request).not.toHaveProperty('written.organisation')
  })

  it.each([
    'Ada Lovelace would like to sign.',
    'My husband would like to sign.',
    'We would like to sign.',
    'Our children want to sign.',
    'Die Kinder wollen unterschreiben.',
    'The Government wants to close our library. I sign.',
    'Our library supports so many children. I sign.',
    'I, director of Paper Moon Games, sign.',
    "I'm Bob from the band The Owls and would like to sign.",
    'Please add me to the list of organisations and people.',
    'I sign, not as an organisation but as a person.',
    'My company makes pots. I sign. Bob Roe, potter',
    'The Writers Guild has already signed.\nAda Lovelace',
    'The library',
  ])('is none: %j', text =>
    expect(read(text, 'Ada Lovelace')).not.toMatchObject({ written: { kind: 'organisation' } }),
  )
})

describe('somebody who does not sign in person', () => {
  it.each([
    ['I’m not signing as an individual; Inkwell Films Ltd signs.', 'Inkwell Films Ltd'],
    ['I am not signing personally but for my company, Inkwell Films.', 'Inkwell Films'],
    ['Not me personally: the Millbrook Choir would like to sign.', 'Millbrook Choir'],
    ['Je ne signe pas en mon nom, mais au nom de l’atelier Bleu Nuit.', 'atelier Bleu Nuit'],
    ['Ich unterzeichne nicht privat, sondern für den Chor Cantabile e.V.', 'Chor Cantabile e.V.'],
    ['No firmo a título personal, sino en nombre de Editorial Faro.', 'Editorial Faro'],
    ['Non firmo a titolo personale, ma a nome di Edizioni Faro.', 'Edizioni Faro'],
    ['Não assino em meu nome, mas em nome da Editora Farol.', 'Editora Farol'],
    ['Ik teken niet persoonlijk, maar namens Uitgeverij De Meeuw.', 'Uitgeverij De Meeuw'],
  ])('signs for who stands behind the "but": %s', (text, organisation) =>
    expect(read(`${text}\nEve Moss`)).toMatchObject({
      kind: 'sign',
      written: { kind: 'organisation', organisation },
    }),
  )

  it.each(['I am not signing personally, sorry.', 'Not me. I do not sign such things.'])(
    'signs for nobody: %s',
    text => expect(read(text).kind).not.toBe('sign'),
  )
})

describe('an organisation in the sign-off', () => {
  it.each([
    ['We’d love to sign.\n\nThe Copper Kettle team\nEve Moss, head of studio', 'The Copper Kettle'],
    ['Count us in! Yours, the team of Fernweh Magazine', 'Fernweh Magazine'],
    ['Nous signons.\n\nL’équipe de la Librairie du Port\nEve Moss', 'Librairie du Port'],
    ['Eve Moss, for Larkspur Records', 'Larkspur Records'],
    [
      'At our meeting on Tuesday it was resolved unanimously that the Wend Singers should sign.',
      'Wend Singers',
    ],
  ])('signs: %j', (text, organisation) =>
    expect(read(text)).toMatchObject({ kind: 'sign', written: { kind: 'organisation', organisation } }),
  )

  it.each([
    ['p.p. The Copper Kettle', signs('The Copper Kettle')],
    [
      'p.p. Larkspur Records Ltd\nEve Moss, secretary',
      signs('Larkspur Records Ltd', 'Eve Moss', 'secretary'),
    ],
    ['Larkspur Records Ltd\np.p. Eve Moss', signs('Larkspur Records Ltd', 'Eve Moss')],
    ['Lesezeichen Buchhandlung KG\ni. A. Eve Moss', signs('Lesezeichen Buchhandlung KG', 'Eve Moss')],
    [
      'Wir unterzeichnen.\n\nIm Auftrag\nEve Moss\nLesezeichen Buchhandlung KG',
      signs('Lesezeichen Buchhandlung KG', 'Eve Moss'),
    ],
    ['Society of Tiny Publishers\nrepresented by Eve Moss', signs('Society of Tiny Publishers', 'Eve Moss')],
    ["For the Fiddlers' Society\nEve Moss, chair", signs("Fiddlers' Society", 'Eve Moss', 'chair')],
    ['Pour la Chorale Vent Debout, la présidente', signs('Chorale Vent Debout', undefined, 'présidente')],
    ["Per l'associazione Terra Viva, la presidente Eve Moss", signs('Terra Viva', 'Eve Moss', 'presidente')],
    ['Voor Koor Morgenrood\nEve Moss, voorzitter', signs('Koor Morgenrood', 'Eve Moss', 'voorzitter')],
    ['Für den Chor Cantabile e.V.\nEve Moss', signs('Chor Cantabile e.V.', 'Eve Moss')],
  ])('signs, and who represents it below: %j', (text, written) =>
    expect(read(text)).toEqual({ kind: 'sign', written }),
  )

  it.each(['Für den Verein\nEve Moss', "Nous signons.\n\nPour l'association\nEve Moss"])(
    'is asked for its name: %j',
    text => expect(read(text)).toEqual({ kind: 'sign', written: { kind: 'organisation', name: 'Eve Moss' } }),
  )

  it.each([
    'For the library!\nEve Moss',
    'Por la Escuela Pública\nEve Moss, maestra',
    'Pour la Bibliothèque Municipale\nEve Moss',
    'Im Auftrag Eve Moss',
    'p.p. Eve Moss',
    'Eve Moss\nActor, Royal Theatre Company\nRepresented by Jane Roe',
  ])('is none: %j', text => expect(read(text)).not.toMatchObject({ written: { kind: 'organisation' } }))

  it('does not sign for somebody who says "I"', () =>
    expect(read('I sign. The team at Larkspur Records made me a reader.\nEve Moss')).not.toMatchObject({
      written: { kind: 'organisation' },
    }))
})

describe('an officer who says "I"', () => {
  it.each([
    ['Hiermit unterzeichne ich als Vorsitzende für den Chor Cantabile e.V.', 'Chor Cantabile e.V.'],
    ['Als Vorsitzende unterzeichne ich für den Chor Cantabile e.V.', 'Chor Cantabile e.V.'],
    ["In my capacity as chair of the Fiddlers' Society I sign for the society.", "Fiddlers' Society"],
    ['En tant que présidente je signe pour la Chorale Vent Debout.', 'Chorale Vent Debout'],
    ['I sign as chair for Parkside School.', 'Parkside School'],
    [
      'Ich unterschreibe im Namen der Druckwerkstatt Nord GmbH als Geschäftsführerin.',
      'Druckwerkstatt Nord GmbH',
    ],
    ['Please sign for Copper Kettle Films (I am the owner).', 'Copper Kettle Films'],
  ])('signs for the organisation: %s', (text, organisation) =>
    expect(read(text)).toMatchObject({ kind: 'sign', written: { kind: 'organisation', organisation } }),
  )

  it.each([
    'Als Mutter unterschreibe ich für die Grundschule Am Park.',
    'Ich unterschreibe als Lehrerin für die Waldschule Nord.',
    'As a reader of the Fiddlers’ Gazette I sign for the society that I want.',
    'I sign as a librarian for the National Library.',
  ])('is somebody else: %s', text =>
    expect(read(text)).not.toMatchObject({ written: { kind: 'organisation' } }),
  )
})

describe('somebody who signs beside an organisation', () => {
  it.each([
    'The Writers Guild signs this. So do I.',
    'The Writers Guild signs this. Me too.\nAda Lovelace, composer',
    'The Millbrook Choir signs this and I sign it too.',
    'La Guilde des auteurs signe. Moi aussi.',
    'Der Kammerchor Nord unterschreibt. Ich unterschreibe auch.',
    'El Gremio de Autores firma. Yo también.',
    "Il Sindacato Traduttori firma. Firmo anch'io.",
  ])('signs in person: %s', text =>
    expect(read(text, 'Ada Lovelace')).not.toMatchObject({ written: { kind: 'organisation' } }),
  )

  it.each([
    'The Millbrook Choir signs this. I confirm this as its chair.',
    'We, the Millbrook Choir, sign. Please count me too.',
    'I sign on behalf of the Millbrook Choir. I also sing in it.',
  ])('signs for it: %s', text =>
    expect(read(text, 'Ada Lovelace')).toMatchObject({
      written: { kind: 'organisation', organisation: expect.stringMatching('Millbrook Choir') },
    }),
  )
})

describe('an organisation that has signed already', () => {
  it.each([
    'Please add my name. The Writers Guild has signed too.',
    'The Writers Guild signed last week. I sign, too.',
    'The Northgate Players have signed, so count Ada Lovelace in.',
    'Der Verband der Übersetzer hat unterzeichnet. Ich unterschreibe auch.',
    "Il Sindacato Traduttori ha firmato. Firmo anch'io.",
    'La Société des gens de lettres a signé. Je signe aussi.',
  ])('does not sign again in her place: %s', text =>
    expect(read(`${text}\nAda Lovelace`, 'Ada Lovelace')).not.toMatchObject({
      written: { kind: 'organisation' },
    }),
  )
})

describe('an organisation that asks', () => {
  it.each([
    'Une maison d’édition peut-elle signer, ou seulement les auteurs ? Nous en parlerons en réunion.',
    'Can a bookshop sign, or only authors? We shall talk about it at our meeting.',
  ])('whether it may sign has not signed: %s', text =>
    expect(read(text, 'Éditions du Héron')).not.toMatchObject({ kind: 'sign' }),
  )

  it('what has become of its signature is told', () =>
    expect(
      read(
        'Hello, we signed as a shop about ten days ago (Little Owl Books). Are we on the list yet?',
        'Little Owl Books',
      ),
    ).toEqual({ kind: 'state' }))

  it('a courteous question wishes', () =>
    expect(read('Could you please add our choir, the Tuesday Singers, to the list?')).toMatchObject({
      kind: 'sign',
      written: { kind: 'organisation', organisation: 'Tuesday Singers' },
    }))
})

it.each([
  'Name: Ada Vane\nPartner (not for publication): Mara Nox\nOccupation: painter',
  'Name: Ada Vane\nOccupation: painter\nOrganisation (nicht veröffentlichen): Nordklang',
])('publishes no value that its label keeps back: %s', text =>
  expect(read(text, '')).toEqual({ kind: 'sign', written: { name: 'Ada Vane', occupation: 'painter' } }),
)
