/** What holds in one language holds in the others: the same sentence in each of them. */
import { describe, expect, it } from 'vitest'
import { holdsOccupation } from '../../../src/core/reading/details/occupation-shape.ts'
import { type Request, understandRequest } from '../../../src/core/reading/understand-request.ts'

const read = (text: string, fromName = 'Ada Vane'): Request =>
  understandRequest({ subject: '', text, fromName })

function written(text: string, fromName?: string) {
  const request = read(text, fromName)
  if (request.kind === 'elsewhere') return request.perhaps
  return request.kind === 'sign' ? request.written : undefined
}

describe('an occupation that no list has', () => {
  it.each([
    'Hörspielautorin',
    'Bildhauerin',
    'éclairagiste',
    'ostréicultrice',
    'encuadernadora',
    'ceramista',
    'montatrice',
    'arredatore',
    'tekstschrijver',
    'taalkundige',
    'montażystka',
    'filmoznawczyni',
  ])('is known by its ending: %s', occupation => {
    expect(holdsOccupation(occupation)).toBe(true)
  })

  it.each([
    'Beatrice',
    'Salvatore',
    'Baptiste',
    'Bautista',
    'Severin',
    'Salvador',
    'Isadora',
    'Pasteur',
    'Christ',
  ])('is no name with such an ending: %s', name => {
    expect(holdsOccupation(name)).toBe(false)
  })
})

describe('an introduction', () => {
  it.each([
    ['I am a potter and would like to sign.', 'potter'],
    ['Ich bin Drehbuchautorin und würde die Erklärung gern mitzeichnen.', 'Drehbuchautorin'],
    ["Je suis éclairagiste et j'aimerais m'associer à votre appel.", 'éclairagiste'],
    ['Soy montadora y me parece genial, quiero firmar.', 'montadora'],
    ['Sono un tecnico del suono e vorrei aderire.', 'tecnico del suono'],
    ['Ik ben vertaler en ik teken mee.', 'vertaler'],
    ['Jestem redaktorką i chciałabym się podpisać.', 'redaktorką'],
    ['Sou tradutora do alemão e queria muito assinar.', 'tradutora do alemão'],
    ['Ik ben boekbinder van beroep en ik teken.', 'boekbinder'],
    ['Ich arbeite als Krankenpfleger in Ulm und unterschreibe.', 'Krankenpfleger in Ulm'],
    ['hola buenas noches soy ceramista y quiero firmar', 'ceramista'],
  ])('ends where the next clause begins: %s', (text, occupation) => {
    expect(written(text)).toMatchObject({ occupation })
  })

  it('goes on with what is a second occupation', () => {
    const text = 'I am a screenwriter and lecturer in scriptwriting and I sign.'
    expect(written(text)).toMatchObject({ occupation: 'screenwriter and lecturer in scriptwriting' })
  })
})

describe('what somebody signs as', () => {
  it.each([
    ['I would like to sign as a primary school teacher.', 'primary school teacher'],
    ['Ich möchte als Grundschullehrerin mitzeichnen.', 'Grundschullehrerin'],
    ['Comme traductrice je signe des deux mains.', 'traductrice'],
    ['Como encuadernadora, firmo.', 'encuadernadora'],
    ["Come rilegatrice sottoscrivo l'appello.", 'rilegatrice'],
    ['Ik wil tekenen als auteur van jeugdboeken.', 'auteur van jeugdboeken'],
    ['Jako tłumaczka podpisuję apel.', 'tłumaczka'],
    ['Quero assinar como professora primária.', 'professora primária'],
  ])('is their occupation: %s', (text, occupation) => {
    expect(written(text)).toMatchObject({ occupation })
  })

  it.each(['Als Mitunterzeichner bin ich dabei.', 'As daughter of a potter I support this.'])(
    'is none: %s',
    text => {
      expect(written(text)).not.toHaveProperty('occupation')
    },
  )
})

describe('an organisation', () => {
  it.each([
    [
      "Le conseil d'administration a décidé que l'association Les Ondines soutiendrait l'appel.",
      'Les Ondines',
    ],
    [
      'Der Vorstand hat beschlossen, dass die Wanderfreunde Osterholz e.V. mitzeichnen.',
      'Wanderfreunde Osterholz e.V.',
    ],
    ['La junta ha acordado que la Asociación Río Vivo se adhiera.', 'Asociación Río Vivo'],
    ['O conselho decidiu que a Associação Rio Limpo assina a carta.', 'Associação Rio Limpo'],
    ['Zarząd postanowił, że Stowarzyszenie Czytelnia poprze apel.', 'Stowarzyszenie Czytelnia'],
    ['La compagnie de danse Les Pieds Nus souhaite signer.', 'Les Pieds Nus'],
    [
      'Somos a companhia de teatro Beco das Artes e gostaríamos de assinar em nome da companhia.',
      'Beco das Artes',
    ],
    ["L'Associazione Culturale Lanterna comunica la propria adesione.", 'Associazione Culturale Lanterna'],
  ])('is found: %s', (text, organisation) => {
    expect(written(text)).toMatchObject({ kind: 'organisation', organisation })
  })

  it('is nobody whose name in From is in lower case', () => {
    const text = 'ada vane, beatmaker, je signe direct'
    expect(written(text, 'ada vane')).toEqual({ name: 'ada vane', occupation: 'beatmaker' })
  })
})

describe('a name that is not to be published', () => {
  it.each([
    'Ich unterschreibe, möchte aber nicht, dass mein Name im Netz steht.',
    'Firmo ma preferirei che il mio nome non comparisse.',
    'Podpisuję, ale nie chcę, żeby moje nazwisko było w internecie.',
    'Ik teken maar wil niet dat mijn naam online komt.',
    'Je signe mais sans figurer dans la liste publique.',
    'Je signe mais ne souhaite pas figurer publiquement dans la liste.',
    'Ik teken, maar graag zonder vermelding van mijn naam.',
  ])('%s', text => {
    expect(written(text)).toMatchObject({ listed: false })
  })

  it.each([
    ['Ik teken graag, maar dan als Lieve Noordzij. Mijn eigen naam liever nergens.', 'Lieve Noordzij'],
    ['Podpiszę pod pseudonimem Bea Norden.', 'Bea Norden'],
  ])('is another: %s', (text, name) => {
    expect(read(text)).toMatchObject({ another: true, written: { name } })
  })

  it('is asked about without a wish', () => {
    const text = 'Queria assinar: Ada Vane, ilustradora. Posso usar o meu nome artístico?'
    expect(read(text)).toMatchObject({
      kind: 'sign',
      written: { name: 'Ada Vane', occupation: 'ilustradora' },
    })
  })
})

it.each([
  'Je signe sans hésiter.',
  'Podpisuję bez wahania.',
  'A companhia Pés no Chão quer assinar.',
  'Quero o meu nome no manifesto.',
])('takes no small word for a no: %s', text => {
  expect(['sign', 'elsewhere']).toContain(read(text).kind)
})

it.each([
  'En halua allekirjoittaa tätä.',
  '申し訳ありませんが、署名は遠慮させていただきます。',
  'Teşekkürler ama imzalamak istemiyorum.',
  'Nem szeretném aláírni.',
  'Nu doresc să semnez.',
])('never asks somebody to sign who declines in a language with few lists: %s', text => {
  expect(read(text).kind).not.toBe('sign')
})

it('takes a name in a sign-off for a name: "Jo" is a yes elsewhere', () => {
  const text = 'What is this petition about?\n\nJo'
  expect(read(text, 'Jo Whitfield').kind).toBe('question')
  expect(read(text, 'Karin Lind').kind).toBe('sign')
})

it('takes the board of an organisation for no organisation', () => {
  expect(written('Namens het bestuur teken ik.')).toEqual({ kind: 'organisation' })
})

it.each(['Cauê Ferraz aqui, montador.', 'Cauê Ferraz hier, Bildhauer.', 'Cauê Ferraz ici, monteur.'])(
  'cuts "here" off a name: %s',
  text => {
    expect(written(text, 'caue')).toMatchObject({ name: 'Cauê Ferraz' })
  },
)

it('asks the first of two people who share a mailbox, if each gives details', () => {
  const text = 'Marta Quintela, farmacêutica\nPaulo Quintela, reformado'
  expect(written(text, 'Marta e Paulo')).toEqual({ name: 'Marta Quintela', occupation: 'farmacêutica' })
})
