import { describe, expect, it } from 'vitest'
import { understandRequest } from '../../../src/core/reading/understand-request.ts'

const read = (subject: string, text: string) => understandRequest({ subject, text })

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
