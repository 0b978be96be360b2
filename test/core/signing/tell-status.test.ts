import { beforeEach, describe, expect, it } from 'vitest'
import { countPetition } from '../../../src/core/petitions/public-petition.ts'
import { remindRequests } from '../../../src/core/rounds/housekeeping.ts'
import { petitionBySlug } from '../../../src/db/petitions.ts'
import { daysPass, replicaOfFile } from '../../support/core-on-database.ts'
import { makePetition } from '../../support/petition.ts'

const mira = 'mira@example.org'

const { database, replica } = await replicaOfFile()

describe('an email that asks neither to sign nor to be removed', () => {
  beforeEach(() => makePetition(database.db, 'fair', { title: 'Fair training' }))

  const count = async () => (await replica.core.petition('fair'))?.signatures
  const sign = async () => {
    await replica.write(mira, 'Mira Okafor, illustrator')
    await replica.core.confirm(await replica.token())
    await replica.mails()
    await daysPass(database, 2)
  }
  const answered = async () => (await replica.mails()).map(({ delivery }) => delivery.reply.subject)

  it.each([
    'Please delete my middle name',
    'I withdraw my consent for AI training on my books',
    'I do not want to sign this',
  ])('is answered with what a signer has signed: %j', async text => {
    await sign()
    await replica.write(mira, text)
    expect(await answered()).toEqual(['What would you like to do with your signature?'])
    expect(await count()).toBe(1)
  })

  it.each([
    'Did you get my signature?',
    'I signed yesterday and have had no confirmation.',
    "I didn't get the confirmation email",
    "I can't see my signature on the page.",
    "J'ai signé avant-hier et je n'ai rien reçu.",
    'Mon nom n’est pas dans la liste',
    'Ich habe vorgestern unterschrieben. Kam das an?',
    'Mein Name steht noch nicht auf der Liste.',
    'Firmé el lunes y no me ha llegado nada',
    'Non ho ricevuto la conferma della mia firma.',
    'A minha assinatura chegou?',
    'Ik heb maandag getekend maar geen bevestiging gekregen.',
  ])('is answered with the state, which uses up no resend: %j', async text => {
    await sign()
    for (let times = 0; times < 2; times += 1) {
      await replica.write(mira, text, { subject: 'My signature' })
      expect(await answered()).toEqual([
        expect.stringMatching(/^You have already signed|^Vous avez déjà signé/),
      ])
    }
    const { rows } = await database.pool.query(
      "select 1 from delivery where capped and created_at > now() - interval '1 day'",
    )
    expect(rows).toEqual([])
    expect(await count()).toBe(1)
  })

  it('is told how to sign if it asks for the state of nothing', async () => {
    await replica.write(mira, 'I signed yesterday and have had no confirmation')
    expect(await answered()).toEqual(['How to sign “Fair training”'])
  })

  it('is answered freely three times a day, and within the caps after that', async () => {
    await sign()
    for (let times = 0; times < 9; times += 1) await replica.write(mira, 'Did you get my signature?')
    const subjects = await answered()
    expect(subjects).toHaveLength(7)
    expect(subjects.at(-1)).toBe('You have reached the limit of emails for today')
  })

  it.each([
    'Did you get my signature?',
    'I signed yesterday and have had no confirmation',
    'Please take me off your mailing list',
  ])('is answered with what waits, as it was written: %j', async text => {
    await replica.write(mira, 'Mira Okafor, illustrator')
    await replica.mails()
    await replica.write(mira, text)
    const [mail] = await replica.mails()
    expect(mail?.kind).toBe('confirm')
    await replica.core.confirm(mail?.token ?? '')
    expect((await replica.core.signatories('fair', { limit: 10 }))?.signatories).toMatchObject([
      { name: 'Mira Okafor', occupation: 'illustrator' },
    ])
  })

  it.each([
    'I have thought about it and I will not be signing this. We need that road.',
    'Merci pour votre invitation mais je ne souhaite pas signer.',
    'Ich werde das nicht unterschreiben, wir brauchen die Straße.',
    'No pienso firmar nada en contra.',
    'Ho letto tutto e preferisco non firmare.',
    'Não vou assinar, a estrada faz falta.',
    'Ik teken dit niet, die weg is hard nodig.',
  ])('is thanked if it declines with reasons, and what waits stays: %j', async text => {
    await replica.write(mira, text)
    expect(await answered()).toHaveLength(1)
    await replica.write('tom@example.org', 'Tom Reed')
    const [asked] = await replica.mails()
    await replica.write('tom@example.org', text)
    await replica.mails()
    await replica.core.confirm(asked?.token ?? '')
    expect(await count()).toBe(1)
  })

  it.each([
    "Hello, I'm a reporter with the Courier. Could somebody from the campaign call me before 4pm?\n\nTamsin Grey\nThe Courier",
    'Dear customer,\nplease find attached invoice 2026-1187 over 412.50 EUR, payable within 14 days.\nAccounts\nPaperclip Supplies Ltd',
    'The link to the statement in your footer gives a 404 on Firefox, Android.',
    'Hi! We help petitions like yours reach 100,000 people for only $199 a month. Can I book you in for a call?',
    'Guten Tag, anbei die Rechnung über 189,00 EUR, zahlbar innerhalb von 14 Tagen.\nBuchhaltung',
    'Bonjour, je prépare un article sur le tracé. Qui puis-je joindre avant 17 h ?\nLucie Marsan, journaliste',
  ])('is told once what this address is for if it is plainly no signature: %j', async text => {
    await replica.write(mira, text, { displayName: 'Mira Okafor' })
    expect(await answered()).toEqual([
      expect.stringMatching(/^This address is only for|^Cette adresse ne reçoit que/),
    ])
    await replica.write(mira, text, { displayName: 'Mira Okafor' })
    expect(await answered()).toEqual([])
    const petition = await petitionBySlug(database.db, 'fair')
    expect(petition && (await countPetition(database.db, petition)).notSignatures).toBe(1)
  })

  it.each([
    'This is such an important initiative, and your work is wonderful. Thank you for doing it!\n\nAda Lovelace, composer',
    'Ada Lovelace, composer. When will this be handed over to the ministry?',
    'der Vorstand des Lesevereins hat beschlossen, Ihre Petition mitzutragen. Bitte tragen Sie den Verein ein.',
  ])('is asked to confirm if it may be a signature: %j', async text => {
    await replica.write(mira, text, { displayName: 'Ada Lovelace' })
    expect((await replica.mails())[0]?.kind).toBe('confirm')
  })

  describe('that may be a wish to sign', () => {
    const unclear = 'Min mormor læste højt under de gamle træer hver sommer.'
    const offered = async () => {
      await replica.write(mira, unclear, { displayName: 'Mira Okafor' })
      const [mail] = await replica.mails()
      if (mail === undefined) throw new Error('no answer')
      return mail
    }

    it('is offered a button in words that claim nothing', async () => {
      const { words, delivery, token } = await offered()
      expect(delivery.reply.subject).toBe('Would you like to sign?')
      expect(words).toContain('Mira Okafor')
      expect(words).not.toMatch(/you asked/i)
      await replica.core.confirm(token)
      expect(await count()).toBe(1)
    })

    it('signs by a plain yes, and by no empty reply', async () => {
      const { token, delivery } = await offered()
      await replica.write(mira, '', { token, subject: `Re: ${delivery.reply.subject}` })
      expect(await count()).toBe(0)
      expect((await replica.mails())[0]?.kind).toBe('confirm')
      await replica.write(mira, 'Yes', { token, subject: `Re: ${delivery.reply.subject}` })
      expect(await count()).toBe(1)
    })

    it('gets no reminder', async () => {
      await offered()
      await daysPass(database, 5)
      expect(await remindRequests(replica.service)).toBe(1)
      expect(await replica.mails()).toEqual([])
    })
  })

  it.each(["Je n'arrive pas à signer.", "I can't sign on your page.", 'Non riesco a firmare'])(
    'drops nothing if it could not sign: %j',
    async text => {
      await replica.write(mira, 'Mira Okafor')
      await replica.mails()
      await replica.write(mira, text)
      expect((await replica.mails())[0]?.kind).toBe('confirm')
    },
  )

  it('is thanked if it declines, and nothing waits any more', async () => {
    await replica.write(mira, 'I do not want to sign this')
    expect(await answered()).toEqual(['Understood: you have not signed'])
    await replica.write(mira, 'Mira Okafor')
    await replica.mails()
    await replica.write(mira, 'Not signing')
    expect(await answered()).toEqual(['Understood: nothing was recorded'])
  })
})
