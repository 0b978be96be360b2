/** What people write on a telephone: small letters, few marks, a nickname in From, and a wish, a no or a name in the middle of it. */
import { describe, expect, it } from 'vitest'
import { understandRequest } from '../../../src/core/reading/understand-request.ts'

const read = (fromName: string, text: string, block?: string) =>
  understandRequest({ subject: 'Hello', text, fromName, block })
const written = (fromName: string, text: string, block?: string) => {
  const request = read(fromName, text, block)
  return request.kind === 'sign' ? request.written : request.kind
}

describe('a name in small letters', () => {
  it.each([
    [
      'Daz',
      'hi mate saw the poster at the boathouse im darren kettlewell plumber put me down for the river one cheers',
      { name: 'darren kettlewell', occupation: 'plumber' },
    ],
    [
      '',
      'traduzo há vinte anos e nunca vi o meu nome numa capa por isso eu luzia cordeiro tradutora assino',
      { name: 'luzia cordeiro', occupation: 'tradutora' },
    ],
    [
      'Giò',
      "firmo anch'io giovanna melis restauratrice",
      { name: 'giovanna melis', occupation: 'restauratrice' },
    ],
    ['', 'pls sign me up. tom oakes. joiner', { name: 'tom oakes', occupation: 'joiner' }],
    ['Shaz', 'hiya its shazia khatun from the flats, yes i wanna sign', { name: 'shazia khatun' }],
    ['Sid Lomas', 'ok sign me on. sid lomas angler', { name: 'sid lomas', occupation: 'angler' }],
    [
      'Opa Handy',
      'Guten Tag Komma hier ist Wilhelm Dreesen Punkt ich möchte für den Erlenwald unterschreiben Punkt danke',
      { name: 'Wilhelm Dreesen' },
    ],
  ])('is found beside words of signing or an occupation: %s, %j', (fromName, text, details) =>
    expect(written(fromName, text)).toMatchObject(details),
  )

  it.each([
    ['Bo', 'im really fuming about the river, sign me up'],
    ['', 'i swim daily and want to sign'],
    ['Al', 'this is pure madness, put me down'],
  ])('is not made of words that are not known: %s, %j', (fromName, text) =>
    expect(written(fromName, text)).not.toHaveProperty('name'),
  )
})

describe('a wish', () => {
  it.each([
    'hi i want to sign for the library, im there every day',
    'hoi ik wil tekenen voor de bieb, zit er elke dag om de krant te lezen',
    'slt je signe pour la riviere pas d’egouts dedans',
    "I'd be happy to sign so long as my email address isn't passed on to anyone.",
  ])('is heard behind a greeting, with a purpose, on a condition: %j', text =>
    expect(read('Sjaak', text).kind).toBe('sign'),
  )

  it.each([
    'ich will unterschreiben wir waren früher immer baden da mit den kindern jetzt geht das nicht mehr',
    'I would like to sign but my boss will not let me.',
    'quisiera firmar pero mi jefe no me deja',
    'je voudrais signer mais mon patron ne veut pas',
    'Ich würde gern unterschreiben, aber mein Chef erlaubt es nicht',
    'ik zou graag tekenen maar mijn baas wil het niet',
  ])('is offered, and neither taken nor declined: %j', text =>
    expect(read('Ann Lee', text)).toMatchObject({ kind: 'elsewhere', perhaps: {} }),
  )

  it.each([
    'Ich bin für die Trasse und unterschreibe deshalb nicht.',
    'ik teken dus niet',
    'I sign for nothing and nobody.',
    "I wish you luck, but I don't put my name to public statements. So not from me.",
    'i wont be signing this one my brother works for the water company',
  ])('is not made of a no: %j', text => expect(read('Ann Lee', text).kind).toBe('declines'))

  it.each([
    'Can you tell me what happens to my details if I were to sign, and who can see them?',
    'Je ne signe rien pour l’instant, je me renseigne. Est-ce que cela concerne aussi le musée ?',
  ])('is not made of a question: %j', text =>
    expect(['sign', 'declines']).not.toContain(read('Ann Lee', text).kind),
  )
})

describe('who signs', () => {
  const block = 'Biblioteca Vega Baja\nM: +44 7700 900 123'

  it('is the person who says so, above the block of an office', () =>
    expect(
      written('Biblioteca Vega Baja', 'Firmo yo, no la biblioteca: Nuria Cabanillas, bibliotecaria.', block),
    ).toEqual({ name: 'Nuria Cabanillas', occupation: 'bibliotecaria' }))

  it.each([
    [
      'Dorothy Whelk',
      'Please sign me. My books appear under the name of Rosalind Thorne.',
      'Rosalind Thorne',
    ],
    ['Fernanda Lobo', 'Publico como Inês Ventura e quero assinar: Inês Ventura, romancista.', 'Inês Ventura'],
    ['mfinch', 'put me down as Jack Sorrel please, it is what I am credited as', 'Jack Sorrel'],
  ])('is known by a pen name: %s, %j', (fromName, text, name) =>
    expect(written(fromName, text)).toMatchObject({ name }),
  )

  it('has not the name of a river', () =>
    expect(written('Ann Lee', 'Please sign me. The river, known as Wend Water, is dear to me.')).toEqual({}))
})
