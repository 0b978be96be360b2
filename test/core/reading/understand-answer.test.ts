import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { understandAnswer, understandManageReply } from '../../../src/core/reading/understand-answer.ts'
import { processorMs } from '../../support/processor-ms.ts'
import { consents, doubtful, refusals } from './known-answers.ts'

const shown = { kind: 'person', name: 'Ada Lovelace', occupation: 'composer', listed: true } as const
const subject = 'Re: Ada, please confirm your signature'
const answer = (text: string) => understandAnswer({ subject, text, shown })
const kindOf = (text: string) => answer(text).kind

describe('a reply to "please confirm"', () => {
  it.each(['yes', 'Yes please!', 'I confirm', 'Ja, bitte', 'oui', 'ok 👍', 'Go ahead', 'Yes\n\nBest,\nAda'])(
    'agrees plainly: %j',
    text => expect(answer(text)).toEqual({ kind: 'confirms', plainly: true }),
  )

  it.each([
    '',
    'Thank you!',
    'Merci beaucoup',
    '👍',
    '❤️',
    '+1',
    'Best regards\n\nAda Lovelace\nComposer',
    'Hello Ada,',
  ])('agrees as a robot might: %j', text =>
    expect(answer(text)).toEqual({ kind: 'confirms', plainly: false }),
  )

  for (const [language, texts] of Object.entries(consents)) {
    it.each(texts)(`confirms (${language}): %j`, text => expect(answer(text).kind).toBe('confirms'))
  }

  for (const [language, texts] of Object.entries(refusals)) {
    it.each(texts)(`refuses (${language}): %j`, text => expect(answer(text)).toEqual({ kind: 'refuses' }))
  }

  it.each(doubtful)('does not confirm a doubtful reply: %j', text =>
    expect(kindOf(text)).not.toBe('confirms'),
  )

  it.each([
    'What is this?',
    'Who are you',
    'Where does my data go?',
    'Qui êtes-vous ?',
    'Was passiert mit meinen Daten?',
    'Is this not spam?',
    'maybe',
    'Warum bekomme ich das',
    'Could you hide my name? And who are you?',
    'Please do not hide my name',
    'Delete my data. I want my name on the list.',
    'Delete my data. Not all of it.',
    'Make that a no',
    'No need to reply',
    'Nicht ohne mich!',
    'Pas sans moi !',
    'Congratulations on your petition',
    'Greetings from Berlin',
    'No problem',
    'No worries, thanks.',
    'Do not publish my email address',
  ])('answers a question with the page: %j', text => expect(kindOf(text)).toBe('asks'))

  it.each([
    ['Yes, but my name is Ada King', { name: 'Ada King' }],
    ['No, my name is Ada King', { name: 'Ada King' }],
    ['please change occupation to mathematician', { occupation: 'mathematician' }],
    ['Please change my name to Ada King.', { name: 'Ada King' }],
    ['My occupation should be mathematician', { occupation: 'mathematician' }],
    ['Name: Ada King', { name: 'Ada King' }],
    ['Ada King, mathematician', { name: 'Ada King', occupation: 'mathematician' }],
    [
      'Occupation: mathematician\nOrganisation: Analytical Ltd',
      { occupation: 'mathematician', organisation: 'Analytical Ltd' },
    ],
    ['I am a mathematician', { occupation: 'mathematician' }],
    ['Bitte Beruf ändern in Mathematikerin', { occupation: 'Mathematikerin' }],
    ['Profession : mathématicienne', { occupation: 'mathématicienne' }],
    ["Oui, mais je m'appelle Ada King", { name: 'Ada King' }],
    ['Yes, but do not publish my name', { listed: false }],
    ['ok but count me only', { listed: false }],
    ['Could you hide my name, please?', { listed: false }],
    ['Könnt ihr meinen Namen bitte nicht öffentlich anzeigen?', { listed: false }],
    ['Yes, but please make that "retired composer"', { occupation: 'retired composer' }],
    ["Yes! But it's Adá with the two dots", { name: 'Adá Lovelace' }],
    ['Sí, pero ahora soy profesora', { occupation: 'profesora' }],
  ])('corrects the details: %j', (text, written) =>
    expect(answer(text)).toEqual({ kind: 'corrects', written }),
  )

  it.each([
    "On reflection I'd rather stay out of this. Good luck though!",
    'Merci mais sans moi cette fois-ci.',
    'Da halte ich mich lieber raus, nichts für ungut.',
    'Preferisco di no, non condivido il testo.',
    'Nee hoor, laat mij er maar buiten.',
    'Gracias, esta vez paso.',
    "I'd rather not, but good luck with it.",
    "Sorry, I can't put my name to this.",
    'Je préfère ne pas signer, désolé.',
    'Das ist nichts für mich.',
    'Nee, dit is niets voor mij.',
    'No me interesa, gracias. No me escriban más.',
    'Não quero assinar, obrigado. Apaguem o meu email.',
  ])('refuses if somebody stays out: %j', text => expect(answer(text)).toEqual({ kind: 'refuses' }))

  it('confirms a reply that repeats the details shown', () =>
    expect(kindOf('Name: Ada Lovelace\nOccupation: Composer')).not.toBe('corrects'))

  it.each([
    'I withdraw my signature',
    'Please withdraw my signature',
    'Je retire ma signature',
    'Ich widerrufe meine Unterschrift',
  ])('withdraws: %j', text => expect(kindOf(text)).toBe('withdraws'))

  it.each([
    'delete my data',
    'erase everything',
    'Please delete my data. All of it. Thank you.',
    'Hola, quiero que borren todos mis datos, por favor.',
    'Please erase my personal data',
    'Please delete all the data that you hold about me, under Article 17 of the GDPR.',
    "Merci d'effacer toutes mes données de vos fichiers.",
    'Effacez mes données',
    'Bitte löschen Sie meine Daten',
  ])('erases: %j', text => expect(kindOf(text)).toBe('erases'))

  it.each([
    'Yes.\n\nAda Lovelace\nComposer\n\nI acknowledge the Traditional Owners of the land on which I live.',
    "Yes!\n\nBest,\nAda\n\nMy working hours may not be your working hours. Please don't feel obliged to reply.",
    'Yes.\n\nAda Lovelace\nAuthor of "The Paper Garden" (out 4 March 2027)\nhttps://ada.example',
    'yes\n\nAda Lovelace\nTwitter/X | Bluesky | LinkedIn\nBook a call: https://cal.example/ada',
    'Yes, please\n\n* * *\nAda Lovelace · Illustration & Lettering',
    'Confirmed. A.',
  ])('confirms above the block that programs add: %j', text => expect(kindOf(text)).toBe('confirms'))

  it.each([
    'Only if it is free',
    'nobody may see it',
    'I do not sign, no need to reply.',
    'My working days are over. Take me off.',
    'I acknowledge the receipt and refuse.',
    'Perhaps Later',
  ])('does not confirm if this stands under the name: %j', line =>
    expect(kindOf(`Yes.\n\nAda Lovelace\n${line}`)).not.toBe('confirms'),
  )

  it('calls a reply long above 500 characters', () => {
    expect(kindOf('yes '.repeat(126))).toBe('long')
    expect(kindOf('yes '.repeat(125).trimEnd())).toBe('confirms')
  })

  it('does not refuse a long text for its first words', () =>
    expect(kindOf(`I did not ask for this. ${'Some more words follow. '.repeat(30)}`)).toBe('long'))

  it('reads a new subject if the text is empty', () => {
    expect(understandAnswer({ subject: 'STOP', text: '' }).kind).toBe('refuses')
    expect(understandAnswer({ subject: 'Re: STOP', text: '' }).kind).toBe('refuses')
    expect(understandAnswer({ subject, text: '' }).kind).toBe('confirms')
  })

  it('takes an unknown name for a sign-off under "Best," and judges it by its shape if it stands alone', () => {
    expect(understandAnswer({ subject, text: 'Best,\nAda' }).kind).toBe('confirms')
    expect(understandAnswer({ subject, text: 'Ada Lovelace' }).kind).toBe('confirms')
    expect(understandAnswer({ subject, text: 'Zzyzx' }).kind).toBe('asks')
  })

  const everyRefusal = Object.values(refusals).flat()
  const everyConsent = Object.values(consents).flat()
  const decorations = fc.constantFrom(
    '',
    'Hello, ',
    'Hi!\n',
    'Bonjour,\n\n',
    'Sehr geehrte Damen und Herren,\n',
    'Please: ',
    '... ',
    '"',
    '* ',
  )
  const endings = fc.constantFrom(
    '',
    '.',
    '!',
    '!!!',
    ' ...',
    '\n\nBest,\nAda',
    '\nThanks',
    '\n\nMit freundlichen Grüßen\nAda Lovelace',
    ' 🙏',
  )
  const inAnyCase = (text: string, bits: boolean[]) =>
    [...text]
      .map((letter, at) => (bits[at % bits.length] === true ? letter.toUpperCase() : letter.toLowerCase()))
      .join('')

  it('never takes a refusal for a consent, whatever its case, greeting, sign-off and punctuation', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...everyRefusal),
        decorations,
        endings,
        fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }),
        (refusal, before, after, bits) => {
          expect(kindOf(before + inAnyCase(refusal, bits) + after)).not.toBe('confirms')
          expect(
            understandAnswer({ subject, text: before + inAnyCase(refusal, bits) + after }).kind,
          ).not.toBe('confirms')
        },
      ),
      { numRuns: 250 },
    )
  })

  it('never takes a refusal for a consent, even beside a consent', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...everyRefusal),
        fc.constantFrom(...everyConsent),
        fc.constantFrom('. ', '\n', ', ', ' ', ' - '),
        fc.boolean(),
        (refusal, consent, between, first) => {
          const text = first ? refusal + between + consent : consent + between + refusal
          expect(kindOf(text)).not.toBe('confirms')
        },
      ),
      { numRuns: 300 },
    )
  })

  // A contact block under an explicit yes (the consents with digits) is an address and may hold any word.
  it('never confirms a text with one unknown word', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...everyConsent.filter(text => text.length < 60 && !/\d/.test(text))),
        fc.stringMatching(/^[bcdfghjklmnpqrtvwz]{4,9}$/),
        (consent, word) => {
          expect(kindOf(`${consent} ${word}`)).not.toBe('confirms')
        },
      ),
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 600 }),
        fc.string({ maxLength: 80 }),
        (text, about) => {
          understandAnswer({ subject: about, text, shown })
          understandManageReply({ subject: about, text })
        },
      ),
    )
  })

  it.each([
    'no ',
    'I do not want to ',
    'change my name to ',
    'please ',
    '\n',
    'a\n',
    '? ',
    "n'",
    'Ada, ',
    '👍',
    'nonono',
  ])('reads 64 KB of %j in linear time', seed => {
    const text = seed.repeat(Math.ceil(65_536 / seed.length))
    const ms = processorMs(() => {
      understandAnswer({ subject: text, text, shown })
      understandManageReply({ subject: text, text, shown })
    })
    expect(ms).toBeLessThan(1_500)
  })
})
