import { describe, expect, it } from 'vitest'
import { understandAnswer, understandManageReply } from '../../../src/core/reading/understand-answer.ts'

const shown = { kind: 'person', name: 'Mira Okafor', occupation: 'interpreter', listed: true } as const

const reply = { subject: 'Re: Mira, please confirm your signature', shown, fromName: 'Mira Okafor' }

function answer(text: string) {
  return understandAnswer({ ...reply, text })
}

describe('a correction in plain words', () => {
  it.each<[string, object]>([
    ['Please correct: Mira Okafór, interpreter', { name: 'Mira Okafór' }],
    ['It should be "Mira Okafór".', { name: 'Mira Okafór' }],
    ['it should be Okafór', { name: 'Mira Okafór' }],
    ['It should be Mira Okafór, though.', { name: 'Mira Okafór' }],
    ['Il faut écrire Okafór, merci', { name: 'Mira Okafór' }],
    ['Please change my occupation to painter, thank you', { occupation: 'painter' }],
    ['My name is spelled Okafór, not Okafor', { name: 'Mira Okafór' }],
    ['My name is spelled Mira Okafór', { name: 'Mira Okafór' }],
    ['Please use my full name Mira Adaeze Okafor', { name: 'Mira Adaeze Okafor' }],
    ['Please write Mira with an accent: Míra', { name: 'Míra Okafor' }],
    ['The accent is missing: Okafór', { name: 'Mira Okafór' }],
    ['Correct my occupation: painter', { occupation: 'painter' }],
    ['I am a translator, not an interpreter', { occupation: 'translator' }],
    ['Small correction: wordsmith, not interpreter', { occupation: 'wordsmith' }],
    ['Mira Okafir, not Okafor.', { name: 'Mira Okafir' }],
    ['Mon nom s’écrit Okafór', { name: 'Mira Okafór' }],
    ['Il manque l’accent : Okafór', { name: 'Mira Okafór' }],
    ['Es muss Okafór heißen', { name: 'Mira Okafór' }],
    ['Mein Name schreibt sich Okafór, nicht Okafor.', { name: 'Mira Okafór' }],
    ['Debe ser Okafór, no Okafor', { name: 'Mira Okafór' }],
    ['Il cognome corretto è Okafór', { name: 'Mira Okafór' }],
    ['O meu nome escreve-se Okafór', { name: 'Mira Okafór' }],
    ['Het moet Okafór zijn', { name: 'Mira Okafór' }],
  ])('is made: %j', (text, written) => expect(answer(text)).toEqual({ kind: 'corrects', written }))

  it.each([
    'It should be "Stop Everything".',
    'It should be fixed',
    'Please correct: everything is wrong',
    'It must be read by everybody',
    'It should be clearer what this is',
  ])('is asked about: %j', text => expect(answer(text).kind).toBe('asks'))

  it.each(['Yes\nmira okafor, Interpreter', 'Yes, I confirm.\nMira Okafor, interpreter'])(
    'is not seen in the details as they stand: %j',
    text => expect(answer(text)).toMatchObject({ kind: 'confirms' }),
  )

  it('is not seen in a name retyped without its accents', () =>
    expect(
      understandAnswer({
        subject: 'Re: please confirm',
        text: 'Yes\nJose Garcia, writer',
        shown: { kind: 'person', name: 'José García', occupation: 'writer', listed: true },
        fromName: 'José García',
      }),
    ).toMatchObject({ kind: 'confirms' }))
})

describe('the new value is the run of words that is not known', () => {
  it.each<[string, object]>([
    [
      'I see I am down as interpreter. Should have said art director, been one since the spring. Cheers',
      { occupation: 'art director' },
    ],
    [
      'You have left out the studio. Paper Heron Studio. With that in, it is right.',
      { organisation: 'Paper Heron Studio' },
    ],
    ['No. Not interpreter. Sculptor.', { occupation: 'sculptor' }],
    ["I'm a dry stone waller, not an interpreter", { occupation: 'dry stone waller' }],
    ['interpreter -> author and interpreter', { occupation: 'author and interpreter' }],
    [
      "Where it says interpreter I'd much rather have “mother of three” please.",
      { occupation: 'mother of three' },
    ],
    ['You can add "and printmaker".', { occupation: 'interpreter and printmaker' }],
    ['Podem acrescentar "Ateliê Maré Alta" à profissão?', { organisation: 'Ateliê Maré Alta' }],
    ['I am now at the Harbour Museum, please change that', { organisation: 'Harbour Museum' }],
    [
      'Please correct: Mira Okafor, lecturer in ceramics, University of Plymouth',
      { occupation: 'lecturer in ceramics', organisation: 'University of Plymouth' },
    ],
    ['Please change designer to author', { occupation: 'author' }],
    ['Nome e cognome: Davide Orsi\nProfessione: libraio', { name: 'Davide Orsi', occupation: 'libraio' }],
    ['Okafor-Reyes since June, please.', { name: 'Mira Okafor-Reyes' }],
    ['M. Okafor will do, thanks.', { name: 'M. Okafor' }],
    ['Not Mira, Amira.', { name: 'Amira Okafor' }],
    ['*Myra. Sorry!', { name: 'Myra Okafor' }],
    ['Wrong way round: it should be Okafor Mira', { name: 'Okafor Mira' }],
    ['Okafor schreibt sich bei uns mit ph: Okaphor.', { name: 'Mira Okaphor' }],
    ['My surname is de Wit', { name: 'Mira de Wit' }],
    ['Mira Okafor-Lindqvist', { name: 'Mira Okafor-Lindqvist' }],
    [
      'Yes, but it should be:\n\nMira Okafor\nWeaver\nHarbour Museum',
      { occupation: 'weaver', organisation: 'Harbour Museum' },
    ],
  ])('%j', (text, written) => expect(answer(text)).toEqual({ kind: 'corrects', written }))

  const occupations = {
    en: [
      'painter',
      'freelance translator',
      'children’s book author',
      'lecturer in ceramics',
      'poet and printmaker',
    ],
    fr: ['peintre', 'traductrice littéraire', 'autrice et peintre', 'professeure de dessin'],
    de: ['Malerin', 'freie Übersetzerin', 'Autorin und Malerin', 'Lehrerin für Kunst'],
    es: ['pintora', 'traductora literaria', 'autora y pintora', 'profesora de dibujo'],
    it: ['pittrice', 'traduttrice letteraria', 'autrice e pittrice', 'insegnante di disegno'],
    pt: ['pintora', 'tradutora literária', 'autora e pintora', 'professora de desenho'],
    nl: ['schilder', 'literair vertaler', 'schrijver en schilder', 'docent beeldende kunst'],
  }
  const sentences: [keyof typeof occupations, string[]][] = [
    [
      'en',
      [
        'Please put {} instead.',
        'It should say {}, please.',
        'My job is {}.',
        'Could you change # to {}?',
        'Not # but {}.',
        '{}, rather than #.',
        'I would prefer "{}", thanks.',
        '# -> {}',
      ],
    ],
    [
      'fr',
      [
        'Mettez plutôt {}, merci.',
        'Ma profession est {}.',
        'Pourriez-vous remplacer # par {} ?',
        'Pas # mais {}.',
        '{} au lieu de #.',
        'Il faut écrire « {} ».',
      ],
    ],
    [
      'de',
      [
        'Bitte schreiben Sie lieber {}.',
        'Mein Beruf ist {}.',
        'Könnten Sie # durch {} ersetzen?',
        'Nicht #, sondern {}.',
        '{} statt #, bitte.',
        'Es sollte „{}“ heißen.',
      ],
    ],
    [
      'es',
      [
        'Pongan mejor {}, por favor.',
        'Mi profesión es {}.',
        '¿Podrían cambiar # por {}?',
        'No #, sino {}.',
        '{} en vez de #.',
        'Debe decir «{}».',
      ],
    ],
    [
      'it',
      [
        'Mettete piuttosto {}, grazie.',
        'La mia professione è {}.',
        'Potreste sostituire # con {}?',
        'Non #, ma {}.',
        '{} invece di #.',
        'Dovrebbe essere «{}».',
      ],
    ],
    [
      'pt',
      [
        'Ponham antes {}, por favor.',
        'A minha profissão é {}.',
        'Podem trocar # por {}?',
        'Não #, mas {}.',
        '{} em vez de #.',
        'Deve ser «{}».',
      ],
    ],
    [
      'nl',
      [
        'Zet liever {}, graag.',
        'Mijn beroep is {}.',
        'Kunt u # veranderen in {}?',
        'Niet # maar {}.',
        '{} in plaats van #.',
        'Het moet ‘{}’ zijn.',
      ],
    ],
  ]
  it.each(sentences)('and comes out whole from each sentence: %s', (language, frames) => {
    // An occupation is shown as its language writes it.
    const before = language === 'de' ? 'Dolmetscherin' : 'interpreter'
    const read = (text: string) =>
      understandAnswer({ ...reply, shown: { ...shown, occupation: before }, text })
    for (const frame of frames)
      for (const occupation of occupations[language]) {
        const text = frame.replace('#', before).replace('{}', occupation)
        expect({ text, ...read(text) }).toEqual({ text, kind: 'corrects', written: { occupation } })
      }
  })

  it.each([
    'It should be {}.',
    'I am now called {}.',
    'Il faut écrire {}.',
    'Es muss {} heißen.',
    'Ahora me llamo {}.',
    'Scrivete {}, per favore.',
    'Agora chamo-me {}.',
    'Schrijf liever {}.',
  ])('and is a whole name: %s', frame => {
    for (const name of [
      'Mira Lindqvist',
      'Mira Okafor-Reyes',
      'Mira Okaffor',
      'Mira de Wit',
      'Mira Adaeze Okafor',
    ])
      expect(answer(frame.replace('{}', name))).toEqual({ kind: 'corrects', written: { name } })
  })

  it.each([
    'Please drop "interpreter" and keep only the name.',
    'No occupation please.',
    'Bitte ohne Beruf, nur den Namen.',
    'Sans la profession, s’il vous plaît.',
    'Not "interpreter", just my name.',
    'Togliete soltanto la professione.',
    'Tirem apenas a profissão se faz favor.',
  ])('or none, where a detail shall go: %j', text => {
    expect(answer(text)).toEqual({ kind: 'corrects', written: { occupation: '' } })
    // What goes is shown before it is recorded.
    expect(understandManageReply({ ...reply, text })).toMatchObject({ kind: 'corrects', plainly: false })
  })
})

describe('the details stay as they are', () => {
  it.each([
    // The occupations of others
    'My mother was a nurse and would have signed.',
    'You should write to the minister.',
    'Every interpreter and every author should sign.',
    'Yes! Call me if you need a translator.',
    'I have changed my mind. My agent is not happy.',
    'Bitte schreiben Sie an den Minister.',
    'Ja, en schrijf ook de minister.',
    // Other people, and other bodies
    'Say hello to Tobias Okafor.',
    'Ask Ada Okafor, she should sign instead.',
    'Engano. Não fui eu, deve ser a Mira de Braga.',
    'My sister wants to sign too: Ada',
    'Please write to Castellane Press too.',
    'I no longer work at Acme Ltd; please write to Jo Hart instead.',
    'I read about it at the Society of Authors.',
    // Words about the petition, questions, and no value at all
    'The title should be "Keep Alderley whole".',
    'The petition says artist, it should say author.',
    'Only under my pen name.',
    'Can you fix it?',
    'Could you tell me who wrote this, an author?',
    'Without a job I have time to sign!',
    'I have no job any more, so count me in.',
    'My job is fine.',
    'No changes',
    'I hope it helps',
    'See you in Leeds',
    'I decide for myself, so my name has to go from that page.',
    'Désolée, je ne signerai pas, nous attendons cette route depuis vingt ans.\nM. Okafor',
    'Please put me down. I used to be a postman.',
    'Não se esqueçam do elevador, que está avariado desde o Natal.',
    'The council should scare the Lindqvist Press',
    'I am not with Acme Press any more, please change that',
    'PLEASE ADD MY NAME TO THE PETITION TO SAVE THE LIBRARY.',
    "I'm a nurse. Can you add us in one go, or does each of us have to write?",
    'Please write "A library stays open".',
    'Please put Pietro De Marchi e studio ingegneria',
    'Please put “I was asked to sign by my old friend the painter”.',
    // Two values
    'Please put painter. Or weaver.',
  ])('%j', text => expect(answer(text).kind).not.toBe('corrects'))

  it('in a sentence that is too long to be a correction', () => {
    expect(answer(`Please put ${'zix quam '.repeat(20)}painter`).kind).not.toBe('corrects')
    const { kind } = understandManageReply({
      ...reply,
      text: `Please put painter${' if you please'.repeat(50)}`,
    })
    expect(kind).not.toBe('corrects')
  })
})
