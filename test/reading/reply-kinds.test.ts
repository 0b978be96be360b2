/** Kinds of replies that the eleventh and the twelfth set, and what was tried beside them, showed. */
import { describe, expect, it } from 'vitest'
import { understandAnswer, understandManageReply } from '../../src/core/reading/understand-answer.ts'

const shown = { kind: 'person', name: 'Nell Ashby', occupation: 'potter', listed: true } as const
const sources = (text: string) => ({ subject: 'Re: Nell, please confirm', text, shown, fromName: shown.name })
const toQuestion = (text: string) => understandAnswer(sources(text))
const toReceipt = (text: string) => understandManageReply(sources(text))

describe('a reply to the question', () => {
  it.each([
    'Dear Sir or Madam,\n\nI hereby confirm that I wish to sign the petition.\n\nYours faithfully,\nNell Ashby (Mrs)',
    'Ja, gerne.\n\nMit freundlichen Grüßen\ni. A. Nell Ashby\n\nVollmer Gartenbau GmbH\nAmtsgericht Ulm, HRB 55512\nGeschäftsführer: Karl Vollmer',
    'Yes. Please do not publish my email.',
    'I can confirm that this is my signature.',
  ])('agrees: %j', text => expect(toQuestion(text)).toEqual({ kind: 'confirms', plainly: true }))

  it.each([
    'Não quero assinar, foi engano.',
    'Ich will nicht unterschreiben, das war ein Versehen.',
    "Je ne veux pas signer, c'était une erreur.",
  ])('refuses, and says that it was a mistake: %j', text =>
    expect(toQuestion(text)).toEqual({ kind: 'refuses' }),
  )

  it.each([
    'Nobody asked me.',
    'Niemand hat mich gefragt.',
    'I do not agree with AI.',
    'I refuse consent to AI.',
  ])('refuses something else, or gives a reason: %j', text =>
    expect(toQuestion(text)).toEqual({ kind: 'asks' }),
  )

  it('is no yes if it only asks to keep the email address private', () =>
    expect(toQuestion('Please do not publish my email.')).toEqual({ kind: 'asks' }))
})

describe('a reply that tells about its writer', () => {
  it.each([
    'I am a supporter of the library',
    "I'm a neighbour of the forest",
    "I'm a regular user of the library.",
    "I'm a friend of Dana.",
    'I am a Green.',
    'Je suis de Lyon.',
    'Soy de León.',
    'Sono di Lecce.',
    'Ich bin Anwohnerin.',
    'The title should be "Keep Alderley whole".',
  ])('corrects nothing: %j', text => {
    expect(toQuestion(text)).toEqual({ kind: 'asks' })
    expect(toReceipt(text)).toEqual({ kind: 'asks' })
  })

  it.each([
    ['I am a painter.', { occupation: 'painter' }],
    ["I'm a dry stone waller, not a potter.", { occupation: 'dry stone waller' }],
    ['No, I am Nell Ashby-Cole.', { name: 'Nell Ashby-Cole' }],
    ['My name is Otto.', { name: 'Otto' }],
    ['My title should be Master Potter.', { occupation: 'Master Potter' }],
  ])('corrects: %j', (text, written) => expect(toQuestion(text)).toEqual({ kind: 'corrects', written }))
})

it('does not offer to remove a signature that somebody wants to keep', () =>
  expect(toReceipt('Unsubscribe me from the newsletter but keep my signature.')).toEqual({ kind: 'asks' }))

/** Found by changes that must not matter: see `harmless-changes.ts`. */
describe('lines below a reply that are no part of it', () => {
  const block = 'Nell Ashby\nHead of Research\nExample Instruments Ltd\n12 Harbour Road\nwww.example.net'
  const below = [
    'Tel. +44 1632 960 123',
    '16 November 2026',
    'Montag, 16. November 2026',
    'Nell Ashby (she/her)',
    `Kind regards,\n\n${block}`,
    `Nell\n\nKind regards,\n${block}`,
    `-- \n${block}\nT +44 1632 960 123`,
    'Mit freundlichen Grüßen\n\nNell Ashby\nLeiterin Vertrieb\n\nBeispiel GmbH\nHauptstraße 12\n70173 Stuttgart\nTelefon: +49 711 123456\nE-Mail: info@beispiel.example\nGeschäftsführer: Karl Vollmer\nAmtsgericht Stuttgart, HRB 12345',
  ]

  it.each(below)('change nothing in a yes, a no or a withdrawal: %j', lines => {
    const ends = `\n\n${lines}`
    expect(toQuestion(`Yes${ends}`)).toEqual({ kind: 'confirms', plainly: true })
    expect(toQuestion(`go ahead :)${ends}`)).toEqual({ kind: 'confirms', plainly: true })
    expect(toQuestion(`No thanks${ends}`)).toEqual({ kind: 'refuses' })
    expect(toReceipt(`Please withdraw my signature.${ends}`)).toEqual({ kind: 'withdraw' })
    expect(toReceipt(`Please erase all my data.${ends}`)).toEqual({ kind: 'erase' })
  })

  it.each(['PS: Have a lovely weekend!', 'PS: Schönes Wochenende!', 'PS : bon week-end !'])(
    'change nothing in a yes: %j',
    lines => expect(toQuestion(`Yes\n\n${lines}`)).toEqual({ kind: 'confirms', plainly: true }),
  )

  it.each([
    'Yes\n\nfrom 16 November 2026',
    'Yes\n\n2027',
    'Yes\n\n12',
    'Yes\n\nPS: My wife did not agree.',
    'Yes\n\n0 1632 960 123 is not my number',
    '+44 1632 960 123',
    '16 November 2026',
    `Maybe\n\nKind regards,\n${block}`,
  ])('are asked about if they may say something: %j', text =>
    expect(toQuestion(text)).toEqual({ kind: 'asks' }),
  )
})

describe('a reply to a receipt', () => {
  it.each(['Yes', 'Yes\n\nNell Ashby', 'Yes\n\nKind regards,\nNell'])(
    'that says yes is answered, because its writer does not know yet that they have signed: %j',
    text => expect(toReceipt(text)).toEqual({ kind: 'asks' }),
  )

  it('is no correction at once if it is written in capitals', () => {
    expect(toReceipt('It should be Nell Áshby.')).toMatchObject({ kind: 'corrects', plainly: true })
    expect(toReceipt('IT SHOULD BE NELL ÁSHBY.')).toMatchObject({ kind: 'corrects', plainly: false })
  })

  it('keeps a smile out of the name', () =>
    expect(toReceipt('Please spell it like this: Nell Áshby 🙂')).toMatchObject({
      written: { name: 'Nell Áshby' },
    }))
})

describe('a no in ordinary words', () => {
  it.each([
    "Thanks for thinking of me, but I'd sooner not put my name to this.",
    'Many thanks for the invitation, but I would prefer not to sign.',
    "I haven't filled in any form. Somebody has been using my address, so: no.",
    'No I do not want to sign',
    'No. Good luck all the same!',
    'Nein danke, da mache ich nicht mit. Nichts für ungut.',
    'Danke für die Anfrage, aber ich möchte nicht unterschreiben.',
    "Je vous remercie mais je préfère m'abstenir.",
    "Non mais vraiment non. Je n'ai rien demandé à personne.",
    'Lo siento, esta vez no voy a firmar.',
    'No he sido yo quien ha pedido esto, así que no.',
    'Grazie del messaggio, ma preferisco non firmare.',
    'Agradeço o convite, mas não quero assinar.',
    'Ik heb me bedacht, doe toch maar niet.',
    'Bedankt voor de uitnodiging, maar ik teken liever niet.',
  ])('refuses: %j', text => expect(toQuestion(text)).toEqual({ kind: 'refuses' }))

  it.each([
    "I'd rather sign with my full name.",
    'I will not be signing twice.',
    'I do not want to sign with my old address.',
    'I have not filled in the form.',
    'Somebody has been using my name.',
    'No I want to sign',
    'No but I sign',
    'Nein ich unterschreibe',
    'Non je confirme',
    'Non mais je signe',
    'Lieber nicht per Mail',
    'Je ne signe pas pour mon mari, seulement pour moi.',
    'No quiero firmar sin antes hablar con mi sindicato.',
    'Non firmo mai senza il titolo.',
    'Não quero assinar a newsletter, só a declaração.',
    'Ik teken niet alleen, mijn man doet ook mee.',
    'No, I love it!',
    'Thanks for the invitation.',
    'Leave my name out of it',
    "I'm out today",
  ])('does not refuse: %j', text => expect(toQuestion(text).kind).not.toBe('refuses'))
})

describe('a yes in ordinary words', () => {
  it.each([
    'You can count on me.',
    'Sie können auf mich zählen',
    'Vous pouvez compter sur moi',
    'Pueden contar conmigo',
    'Potete contare su di me',
    'Sim, podem contar comigo',
    'Jullie kunnen op mij rekenen',
    'je comfirme',
    'yse i confrim',
    'Yes x',
    'Sí. No quiero publicidad.',
  ])('agrees: %j', text => expect(toQuestion(text)).toEqual({ kind: 'confirms', plainly: true }))

  it.each([
    'You can count on me if the last paragraph goes.',
    'Não podem contar comigo',
    'Je kunt niet op mij rekenen',
    'You can count on my husband.',
    'I am a conformist',
    'Yes :-(',
    'Not personally',
    'Nicht nur',
    'Not signing personally',
    'No. 5',
    'Yes. Mail not from me.',
    // A story beside a yes: a rule that takes these would also take the last four.
    'I confirm. My grandmother was a weaver.',
    'I confirm. My sister filled this in while I was on holiday.',
    'Sí, claro. Y mi abuela tiene ruedas.',
    'Ja, ik bevestig. Mijn dochter van zes zit achter het toetsenbord.',
    'Sim, sim. O meu marido é que trata disso, ele que decida.',
  ])('does not agree: %j', text => expect(toQuestion(text).kind).not.toBe('confirms'))
})

describe('a reply to a receipt in ordinary words', () => {
  it.each([
    'Brilliant, ta x',
    'Lovely, cheers both!',
    'How lovely, thank you!',
    'Prima, dankeschön 🌻',
    'Super, merci à toute l’équipe !',
    '¡Qué ilusión, gracias!',
    'Grazie mille, buon lavoro a tutti',
    'Obrigadinha!',
    'Top, dank jullie wel',
  ])('only thanks: %j', text => expect(toReceipt(text)).toEqual({ kind: 'thanks' }))

  it.each([
    'Thanks. My husband is on it twice now.',
    'Danke! Wie viele sind es?',
    'Grazie, ma il numero sembra sbagliato.',
    'How lovely would it be to have a list?',
    'Wat leuk, wie organiseert dit',
    'Top, maar mijn naam ontbreekt',
  ])('says more than thanks: %j', text => expect(toReceipt(text).kind).not.toBe('thanks'))

  it.each([
    'Haal mijn handtekening er alsjeblieft weer af.',
    'Bitte nehmt meine Unterschrift wieder heraus.',
    'Me lo he pensado mejor, den de baja mi firma. Gracias y perdonen las molestias.',
    'Graag intrekken',
  ])('withdraws: %j', text => expect(toReceipt(text)).toEqual({ kind: 'withdraw' }))

  it.each([
    'Haal mijn naam er niet af',
    'Nehmt meine Unterschrift nicht heraus.',
    'No den de baja mi firma',
    'Trek de brief in',
    'Take me off your mailing list but leave my signature where it is.',
    'Dejen mi firma y borren mi correo',
    'Get out!',
  ])('withdraws nothing: %j', text => expect(toReceipt(text)).toEqual({ kind: 'asks' }))

  it('is asked about if it takes the signature back and says more', () =>
    expect(toReceipt('Work saw the list. I have to come off it. I still agree with every word.')).toEqual({
      kind: 'perhaps-withdraw',
    }))

  it.each([
    'Under Article 17 GDPR I request that you erase my name, my email address and anything else you have stored about me. Please confirm once done.',
    'I would like everything you hold about me deleted, this address included.',
    'Delete my data including my email',
    'Delete my data. All of it, and my email address.',
  ])('erases: %j', text => expect(toReceipt(text)).toEqual({ kind: 'erase' }))

  it.each(['You deleted my data', 'Please delete my address', 'Delete my data. Keep my signature.'])(
    'erases nothing: %j',
    text => expect(toReceipt(text)).toEqual({ kind: 'asks' }),
  )
})
