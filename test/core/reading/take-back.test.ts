import { describe, expect, it } from 'vitest'
import { understandAnswer, understandManageReply } from '../../../src/core/reading/understand-answer.ts'
import { understandRequest } from '../../../src/core/reading/understand-request.ts'

const shown = { kind: 'person', name: 'Mira Okafor', occupation: 'illustrator', listed: true } as const
const fromName = 'Mira Okafor'
const first = (text: string, subject = 'Hello') => understandRequest({ subject, text, fromName })
const toReceipt = (text: string) =>
  understandManageReply({ subject: 'Re: Your signature is number 4', text, shown, fromName })
const toQuestion = (text: string) =>
  understandAnswer({ subject: 'Re: Mira, please confirm your signature', text, shown, fromName })

/** Mentions taking something off, but not the signature, or not only that. */
const aboutSomethingElse = [
  'I withdraw my consent for AI training on my books.',
  'I withdraw permission for my images to be used.',
  'Please delete my middle name',
  'Please remove the duplicate signature.',
  'Please remove "illustrator"',
  'Please take me off your mailing list.',
  'Cancel my newsletter',
  'Thanks! Please delete all coal subsidies next',
  'Thanks. Remove me from your mailing list please, but keep my signature.',
  'I object to the motorway. Add my name',
  'Please remove my name from public view but keep counting me',
  'Please delete my phone number',
  'Delete my signature and sign me again as an organisation',
  'We must erase everything the company built there',
  'Remove me from the newsletter',
  'The council should withdraw its support',
  'Can I withdraw my signature later?',
  'Merci de supprimer mon deuxième prénom',
  'Je retire mon autorisation pour mes images',
  'Bitte löschen Sie meine Telefonnummer',
  'Ich widerrufe meine Zustimmung zum Newsletter',
  'Ich widerspreche der Autobahn. Ich unterschreibe',
  'Quiten mi segundo apellido',
  'Togliete il mio secondo nome',
  'Retirem a minha fotografia',
  'Verwijder mijn tweede voornaam',
]

/** Asks where the signature is. */
const asksForState = [
  'Hi, I signed yesterday but have not received a confirmation.',
  'I signed yesterday and have had no confirmation',
  "I didn't get the confirmation mail.",
  "I can't see my signature on the page.",
  'I signed but the page does not show me.',
  'I did not get the link to confirm.',
  "I don't see my name, please check.",
  'I could not sign on the page, so I sign here.',
  'I cannot sign on the page.',
  'No button shown. I agree with the statement.',
  'My signature is not on the list',
  'I have not signed yet, please add me',
  "Je n'ai pas reçu la confirmation.",
  'Je ne vois pas mon nom dans la liste.',
  'Le lien ne marche pas, je confirme ma signature ici.',
  "Ma signature n'apparaît pas.",
  'Mein Name steht noch nicht auf der Liste.',
  'Meine Unterschrift ist nicht auf der Liste',
  'Der Link geht nicht, ich bestätige hiermit.',
  'Keine Antwort bekommen, ist meine Unterschrift angekommen?',
  'No he recibido la confirmación de mi firma.',
  'Aún no he firmado, añadidme.',
  'No me ha llegado nada.',
  'Non ho ricevuto la conferma della mia firma.',
  'Non sono riuscita a firmare sul sito.',
  'Não recebi a confirmação da minha assinatura.',
  'Não consegui assinar no site.',
  'Mijn naam staat er niet bij.',
  'Ik heb nog niet getekend, zet mij erbij.',
]

const takesOff = /^(?:withdraws?|erases?|refuses|declines)$/

describe('a sentence about something else', () => {
  it.each(aboutSomethingElse)('removes nothing: %j', text => {
    expect(first(text).kind).not.toMatch(takesOff)
    expect(first(text, 'Re: Fair training').kind).not.toMatch(takesOff)
    expect(toReceipt(text).kind).not.toMatch(takesOff)
    expect(toQuestion(text).kind).not.toMatch(takesOff)
  })

  it.each(asksForState)('removes nothing: %j', text => {
    for (const subject of ['', 'My signature', 'Re: Your signature is number 4', 'Confirmation not received'])
      expect(first(text, subject).kind).not.toMatch(takesOff)
    expect(toReceipt(text).kind).not.toMatch(takesOff)
    expect(toQuestion(text).kind).not.toMatch(takesOff)
  })

  it.each([
    'I withdraw my consent for AI training on my books.',
    'Please take me off your mailing list.',
    'Please delete my middle name',
    'Please don’t send me any newsletters.',
  ])('is no request to sign either: %j', text => expect(first(text)).toEqual({ kind: 'unclear' }))

  it('may stand beside a request to sign', () => {
    expect(first('I object to the motorway. Add my name').kind).toBe('sign')
    expect(first('I refuse to let them build this. I sign!').kind).toBe('sign')
  })
})

describe('a whole text', () => {
  it.each([
    'Withdraw',
    'withdraw my signature\nMira Okafor',
    'Hello,\n\nplease remove my signature. Thank you!\n\nBest,\nMira',
    "Sorry, I've changed my mind. Please take my name off the list.",
    'Could you please remove my name from the petition?',
    'Bonjour,\nmerci de retirer ma signature de la pétition.\nCordialement, Mira',
    'Sehr geehrte Damen und Herren,\nbitte entfernen Sie meine Unterschrift von der Liste.\nMfG',
    'Quiero retirar mi firma, por favor.',
  ])('withdraws: %j', text => {
    expect(first(text)).toEqual({ kind: 'withdraw' })
    expect(toReceipt(text)).toEqual({ kind: 'withdraw' })
  })

  it('withdraws by the subject of an email without text, or with a name alone', () => {
    expect(first('', 'Withdraw').kind).toBe('withdraw')
    expect(first('Mira Okafor', 'Please remove my signature').kind).toBe('withdraw')
    expect(first('I object to the motorway.', 'Please remove my signature').kind).not.toBe('withdraw')
  })

  it.each([
    'I do not want to sign this',
    "I don't want to sign.",
    'Not signing',
    'Je suis contre',
    'Ich unterschreibe nicht',
    'No quiero firmar',
    'No, thank you.',
    'I am against this petition',
  ])('declines: %j', text => expect(first(text)).toEqual({ kind: 'declines', only: true }))
})

describe('somebody who asks in their own words to be removed', () => {
  it.each([
    'I signed in February. Since then I have started at the council. Could you take me off, please? Good luck!',
    'Kindly strike Mira Okafor from the signatories. I did enjoy the Sunday afternoons.',
    'I request that all personal data you hold about me be deleted, including from any public page.',
    'Ich habe im Januar unterschrieben. Ich bitte Sie daher, meinen Namen von der Liste zu nehmen.',
    'J’ai signé cet hiver. Pourriez-vous retirer mon nom de la liste ? Bon courage !',
    'Firmé en enero. ¿Podrían quitar mi nombre de la lista, por favor? Mucho ánimo.',
    'A gennaio ho firmato. Potreste togliere il mio nome dall’elenco? In bocca al lupo.',
    'Assinei em janeiro. Podiam retirar o meu nome da lista, por favor? Muita força.',
    'In januari heb ik getekend. Zou u mijn naam eraf willen halen? Veel succes.',
  ])('is asked whether that is meant: %s', text => expect(first(text)).toEqual({ kind: 'perhaps-withdraw' }))

  it.each([
    'I want to sign. Please never take my name off the list when it is full!',
    'They removed four hundred books from the shelves. Add my name.',
    'Es heißt, das Buch werde nicht mehr erscheinen. Ich bin dabei.',
    'Je voudrais signer. Ne me retirez pas de la liste quand elle sera pleine !',
  ])('and nobody who signs: %s', text => expect(first(text).kind).toBe('sign'))
})

describe('a yes', () => {
  it.each([
    'Yes, I confirm. Please do not send me marketing emails.',
    "Yes. Please don't send me newsletters.",
    'Yes, confirmed. Please do not contact me for anything else.',
    "Confirmed. Please don't email me again.",
    'Oui, je confirme. Pas de newsletter svp.',
    'Ja, ich bestätige. Bitte keine Werbung.',
  ])('is a yes beside a wish about email: %j', text =>
    expect(toQuestion(text)).toEqual({ kind: 'confirms', plainly: true }),
  )

  it.each(['Please do not send me marketing emails.', 'No newsletters please', 'Pas de newsletter svp.'])(
    'is not what only speaks of email: %j',
    text => expect(toQuestion(text).kind).not.toBe('confirms'),
  )

  it('may ask not to be listed', () => {
    for (const text of ['Count me but do not list me', 'Yes, but I do not want to be listed'])
      expect(toQuestion(text)).toEqual({ kind: 'corrects', written: { listed: false } })
  })
})
