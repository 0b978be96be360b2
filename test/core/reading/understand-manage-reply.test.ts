import { describe, expect, it } from 'vitest'
import { understandAnswer, understandManageReply } from '../../../src/core/reading/understand-answer.ts'
import { understandRequest } from '../../../src/core/reading/understand-request.ts'

const shown = { kind: 'person', name: 'Ada Lovelace', occupation: 'composer', listed: true } as const
const subject = 'Re: Ada, please confirm your signature'
const answer = (text: string) => understandAnswer({ subject, text, shown })
const kindOf = (text: string) => answer(text).kind

describe('good wishes, and a sister, in a reply to "please confirm"', () => {
  it.each(['Good luck!', 'Got it', 'Viel Erfolg', 'Ricevuto, grazie'])('are no yes: %s', text =>
    expect(kindOf(text)).toBe('asks'),
  )
  it('make nobody sign in her place', () =>
    expect(kindOf('Yes from me. Please put down my sister as well: Jane Byron, potter, Bristol.')).toBe(
      'asks',
    ))
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
    ['Good luck!', 'thanks'],
    ['Got it, thanks', 'thanks'],
    ['Danke euch, viel Erfolg!', 'thanks'],
    ['Merci à vous, et bon courage pour la suite !', 'thanks'],
    ['Gracias a vosotros', 'thanks'],
    ['Ricevuto, grazie', 'thanks'],
    ['Obrigada a vocês', 'thanks'],
    ['Ontvangen, veel succes', 'thanks'],
    ['Got it, but take me off', 'asks'],
    ['Yes. Please put down my sister as well: Jane Byron, potter', 'asks'],
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
