import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { understandAnswer, understandManageReply } from '../../src/core/reading/understand-answer.ts'
import { understandRequest } from '../../src/core/reading/understand-request.ts'
import { processorMs } from '../support/processor-ms.ts'

const shown = { kind: 'person', name: 'Ada Lovelace', occupation: 'composer', listed: true } as const
const subject = 'Re: Ada, please confirm your signature'
const answer = (text: string) => understandAnswer({ subject, text, shown })
const kindOf = (text: string) => answer(text).kind

const consents: Record<string, string[]> = {
  en: [
    'yes',
    'Yes!',
    'YES',
    'yes please',
    'Yep',
    'ok',
    'OK.',
    'Okay, thanks',
    'sure',
    'Sure thing',
    'I confirm',
    'I confirm.',
    'Confirmed',
    'confirm',
    'I hereby confirm my signature.',
    'I confirm that I want to sign this petition',
    'Yes, I confirm. Thanks for organising this!',
    'signed',
    'I sign',
    'Yes, count me in',
    'Please add my name',
    'Done',
    'Correct',
    "That's correct",
    'All good',
    'Looks good to me',
    'Absolutely!',
    'agreed',
    'Thank you!',
    'Thanks',
    'No problem',
    'no worries, I confirm',
    'nothing to add, confirmed',
    'No changes needed. I confirm.',
    "Couldn't agree more. Yes!",
    'Hello,\n\nI confirm my signature.\n\nKind regards,\nAda Lovelace',
    'Best,\nAda',
    'Best regards\n\nAda Lovelace\nComposer',
    'Yes, Ada',
    'Thumbs up',
    'Hi, yes, please. Cheers',
    'Hi Dana, yes I confirm. Ada',
    'Dear Dana,\nI confirm.\nAda',
    'Please go ahead',
    'I consent',
    'Yes, that was me',
    'Yes\n\nAda Lovelace\nAnalytical Society\n12 St James Square',
    'Confirm.\n\nAda Lovelace | Composer | ada.example\n+44 20 7946 0000',
  ],
  fr: [
    'oui',
    'Oui, je confirme',
    'Je confirme ma signature. Cordialement, Ada',
    'merci',
    'Merci beaucoup',
    "D'accord",
    'd’accord, merci',
    'Je signe',
    'Confirmé',
    'Bonjour, oui. Bonne journée',
    'Pas de problème, je confirme',
    'rien à ajouter, je confirme',
    'Bien à vous,\nAda Lovelace',
    'Je soutiens cette pétition',
  ],
  de: [
    'ja',
    'Ja, bitte',
    'Ja gerne!',
    'Ich bestätige',
    'Ich bestätige meine Unterschrift.',
    'Hiermit bestätige ich meine Unterschrift',
    'Bestätigt.',
    'Einverstanden',
    'Danke',
    'Vielen Dank!',
    'Kein Problem, ich bestätige',
    'Ich bestaetige. Viele Gruesse\nAda',
    'Mit freundlichen Grüßen\nAda Lovelace',
    'Klar',
    'stimmt',
  ],
  es: [
    'sí',
    'Si, confirmo',
    'Confirmo',
    'Vale, gracias',
    'De acuerdo',
    'Sí quiero firmar',
    'Gracias',
    'Un saludo, Ada',
    'Claro',
  ],
  it: [
    'sì',
    'Confermo',
    'Confermo, grazie',
    'Va bene',
    "D'accordo",
    'Certo',
    'Cordiali saluti\nAda Lovelace',
    'Nessun problema, confermo',
  ],
  pt: [
    'sim',
    'Confirmo',
    'Sim, confirmo',
    'Obrigada!',
    'Está certo',
    'Com os melhores cumprimentos\nAda',
    'Tudo bem',
  ],
  nl: [
    'ja',
    'Ja, ik bevestig',
    'Akkoord',
    'Graag',
    'Dank je wel',
    'Met vriendelijke groet,\nAda',
    'Prima',
    'Is goed',
  ],
  others: ['да', 'はい', 'Ναι', 'tak', 'evet', '是', '네', 'نعم', 'כן', 'ano', 'igen', 'да, подтверждаю'],
  signs: [
    '👍',
    '👍🏽',
    '✅',
    '+1',
    '❤️',
    '🙏🙏',
    'ok 👍',
    '+1 :)',
    'Ada Lovelace',
    'Ada',
    'ada lovelace',
    'Ada Lovelace, composer',
    '',
    '   \n\n ',
    '.',
  ],
}

const refusals: Record<string, string[]> = {
  en: [
    'I do not agree to this and I did not write to you.',
    'No',
    'no.',
    'NO!!!',
    'nope',
    'No thanks.',
    'No, thank you',
    'stop',
    'STOP',
    'Stop it',
    'please stop',
    'Stop emailing me',
    'not me',
    "It wasn't me",
    'This was not me',
    "That isn't me",
    "I didn't ask for this",
    'I did not ask for this.',
    'I didnt sign this',
    'I never signed this',
    'I have not signed anything',
    'I did not request this email',
    'I do not want to sign',
    'I do NOT want to sign this.',
    "I don't want this",
    "I don't wish to sign",
    "I won't sign",
    'I will not sign this petition',
    "please don't",
    "Please don't add me",
    'Do not sign me up',
    'dont sign me up',
    'unsubscribe',
    'Unsubscribe me',
    'remove me',
    'Please remove me from your list.',
    'cancel',
    'Cancel my request',
    'spam',
    'This is spam',
    'Wrong person.',
    'wrong email address',
    'Someone else used my address',
    'I refuse',
    'I decline.',
    'Not interested',
    'leave me alone',
    'Who are you? Please remove me.',
    'Count me out',
    'never',
    'Hello, this was not me. Regards, Bob',
    'Take me off this list',
    'I disagree with this petition',
    'fuck off',
    'opt out',
    'Thanks but no thanks',
    'Thank you, but no',
    'I did not authorise this',
    '👎',
    '❌',
  ],
  fr: [
    'non',
    'Non merci',
    'Non, merci.',
    "ce n'est pas moi",
    'Ce n’est pas moi',
    "C'est pas moi",
    "je n'ai rien demandé",
    "Je n'ai jamais signé",
    "je n'ai pas signé cette pétition",
    'Je ne veux pas signer.',
    'je veux pas signer',
    'Je ne souhaite pas signer',
    'Je ne suis pas intéressé',
    'Pas intéressée',
    'arrêtez',
    'Désinscrivez-moi',
    'Veuillez me retirer de la liste, je refuse',
    'Mauvaise personne',
    'jamais',
    'Je refuse',
    'Surtout pas',
  ],
  de: [
    'nein',
    'Nein danke',
    'Nein, ich unterschreibe nicht.',
    'das war ich nicht',
    'Das bin ich nicht',
    'Ich war das nicht',
    'Ich möchte nicht unterschreiben',
    'Ich moechte das nicht',
    'Ich will das nicht',
    'Ich habe das nicht angefordert',
    'Ich habe nichts unterschrieben',
    'Bitte nicht',
    'abmelden',
    'Kein Interesse',
    'Falsche Person',
    'Auf keinen Fall',
    'Ich widerspreche',
    'Stopp!',
    'Ich bestätige nicht',
    'niemals',
  ],
  es: [
    'no',
    'No, gracias',
    'no fui yo',
    'Yo no fui',
    'No he sido yo',
    'no quiero firmar',
    'No deseo firmar',
    'No he solicitado esto',
    'Yo no firmé nada',
    'Nunca firmé esto',
    'No estoy de acuerdo',
    'No me interesa',
    'Persona equivocada',
    'cancelar',
    'baja',
  ],
  it: [
    'no',
    'No grazie',
    'non sono stato io',
    'Non sono stata io',
    'Non voglio firmare',
    'Non ho richiesto nulla',
    'Non ho mai firmato',
    'non sono interessato',
    'Cancellatemi',
    'Persona sbagliata',
    'rifiuto',
  ],
  pt: [
    'não',
    'nao',
    'Não, obrigado',
    'não fui eu',
    'Não quero assinar',
    'Eu não assinei isto',
    'Não concordo',
    'Nunca pedi isto',
    'Pessoa errada',
    'cancelar',
  ],
  nl: [
    'nee',
    'Nee, dank je',
    'ik was dit niet',
    'Dit was ik niet',
    'Ik wil dit niet tekenen.',
    'Ik wil niet tekenen',
    'Ik heb dit niet aangevraagd',
    'Hier heb ik nooit om gevraagd!',
    'Ik teken niet',
    'Geen interesse',
    'Verkeerde persoon',
    'afmelden',
    'nooit',
  ],
  others: [
    'нет',
    'nie',
    'nej',
    'Nej tack',
    'ei kiitos',
    'いいえ',
    '不',
    '아니요',
    'لا',
    'לא',
    'Nem',
    'hayır',
    'όχι',
    'Nei takk',
  ],
}

/** Neither yes nor no: whatever these are answered with, nothing is signed. */
const doubtful = [
  'Yes. No, wait, stop',
  'I am good thanks',
  'We are good',
  "I'm fine, thank you",
  'No need',
  'Goodbye',
  'Let me think about it',
  'I am not Ada Lovelace',
  'I want to sign but later',
  'Yes\n\nAda Lovelace\nNever',
  'What is this?',
  'Who are you',
  'Why am I getting this?',
  'Yes?',
  'Yes, ok?',
  'maybe',
  'later',
  'Not now',
  "I don't need to write anything, right? ok",
  'if you say so',
  'yes but only if you pay',
  'Yes, no',
  'yes and no',
  'take my name from the list',
  'Please correct my name',
  'whatever',
  'hm',
  'I would rather not',
  'I confirm nothing',
  'Kein Bock',
  'Hell No',
  'Ei Kiitos',
  'Bob Builder',
  'para',
  'All the best with your petition',
  'I am done with this',
  'Je signe pas',
  'ok delete',
  'I am on holiday until Monday',
  'Abwesenheitsnotiz',
  'Odmítám',
  'Keine Ahnung',
  'Call me: 555 0100',
  '1',
  'I confirm receipt of your mail',
  'N\u200bo',
  'Bonne continuation',
  'Ask Ada',
  'Yes\n\nNo',
  'Is this not spam?',
  'you can stop now, I confirm',
  'https://example.com/x',
  'Yes to withdrawing',
]

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
  ])('corrects the details: %j', (text, written) =>
    expect(answer(text)).toEqual({ kind: 'corrects', written }),
  )

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
    'Please erase my personal data',
    'Effacez mes données',
    'Bitte löschen Sie meine Daten',
  ])('erases: %j', text => expect(kindOf(text)).toBe('erases'))

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
      { numRuns: 700 },
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
      { numRuns: 1_000 },
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

describe('a reply to a receipt', () => {
  const manage = (text: string) =>
    understandManageReply({ subject: 'Re: Your signature is number 4,213', text, shown })

  it.each([
    ['', 'thanks'],
    ['thanks', 'thanks'],
    ['Great!', 'thanks'],
    ['Thank you so much!\nAda', 'thanks'],
    ['Merci beaucoup', 'thanks'],
    ['👍', 'thanks'],
    ['withdraw', 'withdraw'],
    ['Please remove my signature', 'withdraw'],
    ['Take my name off', 'withdraw'],
    ['Je retire ma signature', 'withdraw'],
    ['Ich möchte meine Unterschrift zurückziehen', 'withdraw'],
    ['Quiero retirar mi firma', 'withdraw'],
    ['Voglio ritirare la mia firma', 'withdraw'],
    ['Quero retirar a minha assinatura', 'withdraw'],
    ['Ik wil mijn handtekening intrekken', 'withdraw'],
    ['It was not me', 'withdraw'],
    ['erase my data', 'erase'],
    ['delete everything', 'erase'],
    ['GDPR', 'erase'],
    ['Unsubscribe', 'asks'],
    ['stop', 'asks'],
    ['No', 'asks'],
    ['How do I withdraw?', 'asks'],
    ["I won't withdraw", 'asks'],
    ['Please do not remove my signature', 'asks'],
    ['Where is the page?', 'asks'],
  ])('%j is %s', (text, kind) => expect(manage(text).kind).toBe(kind))

  it('corrects what is signed', () =>
    expect(manage('change my occupation to mathematician')).toEqual({
      kind: 'corrects',
      written: { occupation: 'mathematician' },
      plainly: false,
    }))

  it.each([
    ['Occupation: mathematician', true],
    ['Name: Ada King', true],
    ['It should be Ada Lovelacé', true],
    ['Please do not publish my name', true],
    ['change my occupation to painter and never write to me again', false],
    ['It should be Ada Lovelacé. And I am no composer any more, I paint', false],
    ['My name is Ada Lovelacé, with an accent', true],
    ['Occupation: painter\nMy name is Ada King', false],
  ])('%j is plain: %s', (text, plainly) => expect(manage(text)).toMatchObject({ kind: 'corrects', plainly }))
})

describe('a contact block under the signer’s own name', () => {
  const blocks = [
    'Ada Lovelace\nSenior Editor | Penguin\nT +44 20 7946 0000',
    'Ada Lovelace\nHead of Research | US Navy',
    'Ada Lovelace\nVP, Marketing',
    'Ada Lovelace\nLeiterin Kommunikation | Verlag GmbH',
  ]
  it.each(blocks)('corrects nothing: %j', block => {
    expect(kindOf(`Yes please\n\n${block}`)).not.toBe('corrects')
    const receipt = { subject: 'Re: Your signature is number 1', shown }
    expect(understandManageReply({ ...receipt, text: `Good news!\n${block}` }).kind).not.toBe('corrects')
  })

  it('does not spoil an explicit yes', () => {
    expect(kindOf('Yes please\n\nAda Lovelace\nSenior Editor | Penguin\nT +44 20 7946 0000')).toBe('confirms')
  })

  it('does not hide an explicit correction', () => {
    expect(answer('Yes, but\nAda Lovelace\nOccupation: mathematician')).toEqual({
      kind: 'corrects',
      written: { occupation: 'mathematician' },
    })
    expect(answer('Yes\nAda Lovelace, mathematician')).toEqual({
      kind: 'corrects',
      written: { occupation: 'mathematician' },
    })
    expect(kindOf('Ada Lovelace\nMy name is Ada King, poet')).toBe('corrects')
    expect(kindOf('Ada King, poet')).toBe('corrects')
  })
})

describe('an absence note without the headers of one', () => {
  const notes = [
    'Thank you for your mail. I am currently out of the office with no access to email and will be back on 1 December.',
    'I am not in the office until Monday.',
    'Ich bin bis Montag nicht im Büro.',
    'Je ne suis pas au bureau cette semaine.',
    'No estoy en la oficina hasta el lunes.',
    'Non sono in ufficio fino a lunedì.',
    'Ik ben tot maandag niet op kantoor.',
    'Your request (1234) has been received.\n## Please do not write below this line ##',
  ]
  it.each(notes)('neither confirms nor refuses: %j', text => {
    expect(kindOf(text)).toMatch(/^asks|long$/)
    expect(understandManageReply({ subject: 'Re: Your signature is number 1', text, shown }).kind).toBe(
      'asks',
    )
  })
  it.each(notes)('withdraws no signature: %j', text => {
    expect(understandRequest({ subject: 'Re: Fair training', text }).kind).not.toMatch(/withdraw|erase/)
    expect(understandRequest({ subject: '[#1234] Request received', text })).toEqual({ kind: 'help' })
  })
  it('does not stop people who sign from a holiday', () => {
    expect(understandRequest({ subject: 'Sign', text: 'I sign! Ada Lovelace, poet, on vacation' }).kind).toBe(
      'sign',
    )
    expect(understandRequest({ subject: 'Sign', text: 'I am on holiday but please add my name' }).kind).toBe(
      'sign',
    )
  })
  it('does not hide a refusal', () => {
    expect(kindOf('I do not want to sign.')).toBe('refuses')
    expect(kindOf("No, that wasn't me.")).toBe('refuses')
    expect(understandRequest({ subject: 'Re: Fair training', text: 'I did not sign this.' }).kind).toBe(
      'declines',
    )
  })
})
