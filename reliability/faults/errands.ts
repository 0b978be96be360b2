/** The reasons for which people come. Each passes another part of the service, and says how many answers it is owed. */
import { type Journey, linkIn } from './journey.ts'
import type { SentEmail } from './provider.ts'

export type Errand = (journey: Journey) => Promise<void>

/** Asks, confirms, and waits for the receipt. */
async function sign(journey: Journey, how: 'by reply' | 'on the page'): Promise<SentEmail | undefined> {
  const { person } = journey
  person.asked = await journey.write(person.name)
  const question = await journey.email(1)
  if (question === undefined) return undefined
  return how === 'by reply' ? confirm(journey, question) : confirmOnPage(journey, question)
}

async function confirm(journey: Journey, question: SentEmail, to?: string): Promise<SentEmail | undefined> {
  const { person } = journey
  person.confirmed = await journey.reply(question, 'yes', to === undefined ? {} : { to })
  return journey.email(person.owed)
}

async function confirmOnPage(
  journey: Journey,
  question: SentEmail,
  fields?: Record<string, string>,
): Promise<SentEmail | undefined> {
  const { person } = journey
  const path = `/c/${question.token}`
  await journey.open(path)
  person.confirmed = await journey.press(path, fields, 1)
  return journey.email(person.owed)
}

const signsByReply: Errand = async journey => {
  await sign(journey, 'by reply')
}

const signsOnPage: Errand = async journey => {
  await sign(journey, 'on the page')
}

/** One half of the people by each. */
const signs: Errand = journey => (Math.random() < 0.5 ? signsByReply : signsOnPage)(journey)

/** Signs, and withdraws by a reply to the receipt. */
const leaves: Errand = async journey => {
  const receipt = await sign(journey, 'by reply')
  if (receipt === undefined) return
  journey.person.left = await journey.reply(receipt, 'withdraw')
  await journey.email(journey.person.owed)
}

/** Signs, looks at what is kept, and withdraws on the page. */
const leavesByPage: Errand = async journey => {
  const receipt = await sign(journey, 'on the page')
  if (receipt === undefined) return
  const path = linkIn(receipt, 'm')
  for (const page of ['', '/data.json', '/proof']) await journey.open(`${path}${page}`)
  journey.person.left = await journey.press(`${path}/withdraw`)
}

/** Asks for erasure, says no to it on the page, and asks again. */
const erases: Errand = async journey => {
  const { person } = journey
  const receipt = await sign(journey, 'by reply')
  if (receipt === undefined) return
  await journey.reply(receipt, 'erase my data')
  const first = await journey.email(person.owed)
  if (first === undefined) return
  await journey.press(`${linkIn(first, 'c')}/not-me`)
  await journey.reply(receipt, 'please erase my data')
  const second = await journey.email(person.owed)
  if (second === undefined) return
  await journey.open(linkIn(second, 'c'))
  person.left = await journey.press(linkIn(second, 'c'))
}

/** Looks at the first page, and wants to know how it works. */
const asks: Errand = async journey => {
  await journey.open('/')
  journey.person.asked = await journey.write('help')
  await journey.email(1)
}

/** Names no petition, then one that is not there, then answers a question that nobody asked. */
const seeks: Errand = async journey => {
  const { person, address } = journey
  const own = address.replace(/\+[^@]*/, '')
  person.asked = await journey.write(person.name, own)
  await journey.email(1)
  await journey.write(person.name, address.replace('+demo', '+nothing'))
  await journey.email(2)
  await journey.write('yes', address.replace('+demo', `+confirm-${'a'.repeat(32)}`))
  await journey.email(3)
}

/** Says "it wasn't me", takes that back, asks again and signs. */
const refuses: Errand = async journey => {
  const { person } = journey
  person.asked = await journey.write(person.name)
  const first = await journey.email(1)
  if (first === undefined) return
  await journey.press(`/c/${first.token}/not-me`)
  await journey.press(`/c/${first.token}/after-all`)
  await journey.write(person.name)
  const second = await journey.email(2)
  if (second !== undefined) await confirm(journey, second)
}

/** Says "it wasn't me", and later writes again: a proved email takes that back. */
const returns: Errand = async journey => {
  const { person } = journey
  person.asked = await journey.write(person.name)
  const first = await journey.email(1)
  if (first === undefined) return
  await journey.press(`/c/${first.token}/not-me`)
  await journey.write(person.name)
  const second = await journey.email(2)
  if (second !== undefined) await confirm(journey, second)
}

/** Asks twice, confirms the second question, and says "it wasn't me" to the first. */
const denies: Errand = async journey => {
  const { person } = journey
  person.asked = await journey.write(person.name)
  const first = await journey.email(1)
  if (first === undefined) return
  await journey.write(`Name: ${person.name}\nOccupation: Baker`)
  const second = await journey.email(2)
  if (second === undefined) return
  await confirm(journey, second)
  person.left = await journey.press(`/c/${first.token}/not-me`)
}

/** Replies that the request is to be forgotten; asks again, and has that forgotten by an email of its own. */
const drops: Errand = async journey => {
  const { person } = journey
  person.asked = await journey.write(person.name)
  const first = await journey.email(1)
  if (first === undefined) return
  await journey.reply(first, 'withdraw')
  await journey.email(2)
  await journey.write(person.name)
  await journey.email(3)
  await journey.write('withdraw')
  await journey.email(4)
}

/** Corrects the details by a reply and on the page, asks how to find them, and writes once more with others. */
const corrects: Errand = async journey => {
  const { person } = journey
  const receipt = await sign(journey, 'on the page')
  if (receipt === undefined) return
  await journey.reply(receipt, 'Occupation: Baker')
  await journey.email(person.owed)
  await journey.press(linkIn(receipt, 'm'), {
    kind: 'person',
    name: person.name,
    occupation: 'Cook',
    listed: 'on',
  })
  await journey.reply(receipt, 'Where can I see my signature?')
  await journey.email(person.owed)
  await journey.write(`Name: ${person.name}\nOccupation: Painter`)
  await journey.email(person.owed)
}

/** Fills in the form of the page, and confirms with other details. */
const fillsIn: Errand = async journey => {
  const { person } = journey
  const fields = { kind: 'person', name: person.name, listed: 'on' }
  person.asked = await journey.press('/p/demo/sign', { ...fields, mailbox: person.mailbox }, 1)
  const question = await journey.email(1)
  if (question !== undefined) await confirmOnPage(journey, question, { ...fields, occupation: 'Cook' })
}

/** The email program drops what stands behind the plus. */
const losesTag: Errand = async journey => {
  const { person, address } = journey
  person.asked = await journey.write(person.name)
  const question = await journey.email(1)
  if (question !== undefined) await confirm(journey, question, address)
}

/** Signs, and asks again as anybody might in their name: at most one more email comes. */
const asksAgain: Errand = async journey => {
  const { person } = journey
  if ((await sign(journey, 'by reply')) === undefined) return
  person.isUnclear = true
  await journey.write(person.name, journey.address, 0)
}

/** Their mailbox is dead for a while. */
const bounces: Errand = async journey => {
  const { person } = journey
  person.asked = await journey.write(person.name)
  const first = await journey.email(1)
  if (first === undefined) return
  await journey.bounce(first)
  await journey.write(person.name)
  const second = await journey.email(2)
  if (second !== undefined) await confirm(journey, second)
}

/** Both buttons at once, as a machine presses them. Whether it counts depends on which came first, and how long after. */
const contradicting =
  (...buttons: string[]): Errand =>
  async journey => {
    const { person } = journey
    person.asked = await journey.write(person.name)
    const question = await journey.email(1)
    if (question === undefined) return
    person.isUnclear = true
    // A page that says that it is too late is an answer as well.
    for (const button of buttons) await journey.press(`/c/${question.token}${button}`, {}, 0, {}, 409)
  }

/** Signs, and is asked about another occupation. With labels it would be changed at once, unasked. */
async function askToChange(journey: Journey): Promise<SentEmail | undefined> {
  const { person } = journey
  if ((await sign(journey, 'on the page')) === undefined) return undefined
  await journey.write(`${person.name}, baker`)
  return journey.email(person.owed)
}

const changes: Errand = async journey => {
  const question = await askToChange(journey)
  if (question !== undefined) await confirmOnPage(journey, question)
}

/** The signature stands, whichever button came first. */
const contradictsChange: Errand = async journey => {
  const question = await askToChange(journey)
  if (question === undefined) return
  journey.person.isUnclear = true
  for (const button of ['', '/not-me']) await journey.press(`/c/${question.token}${button}`, {}, 0, {}, 409)
}

/** A machine presses first. */
const isPressedFor: Errand = async journey => {
  const { person } = journey
  person.asked = await journey.write(person.name)
  const question = await journey.email(1)
  if (question === undefined) return
  await journey.press(`/c/${question.token}`, {}, 0, { 'Sec-Purpose': 'prefetch' })
  await confirmOnPage(journey, question)
}

/** Their mailbox refuses our email for good: nothing comes, and nothing is owed. */
const isUnreachable: Errand = async journey => {
  const { person } = journey
  journey.refuseMailbox()
  person.asked = await journey.write(person.name, journey.address, 0)
}

/** Writes to the person who runs the server. */
const tellsPostmaster: Errand = async journey => {
  journey.person.asked = await journey.write('Hello', journey.address.replace(/^[^@]*/, 'postmaster'), 0)
}

/** An organiser asks for the numbers and the list, and sets an end, which is asked about first. */
const organises: Errand = async journey => {
  const { person } = journey
  person.asked = await journey.write('count')
  await journey.email(1)
  await journey.write('stats')
  await journey.email(2)
  await journey.write('export')
  await journey.email(3)
  await journey.write(`close 2099-12-${10 + (person.mailbox.length % 20)}`)
  const question = await journey.email(4)
  if (question === undefined) return
  await journey.open(linkIn(question, 'c'))
  await journey.press(linkIn(question, 'c'), undefined, 1)
  await journey.email(5)
}

/** Their request cannot be stored: it is put aside for the operator, and is owed no answer. */
const isPutAside: Errand = async journey => {
  const { person } = journey
  person.name = `Poison ${person.name}`
  person.asked = await journey.write(person.name, journey.address, 0)
}

export const errands = {
  signs,
  signsByReply,
  signsOnPage,
  leaves,
  leavesByPage,
  erases,
  asks,
  seeks,
  refuses,
  returns,
  denies,
  drops,
  corrects,
  fillsIn,
  losesTag,
  asksAgain,
  bounces,
  contradicts: contradicting('', '/not-me'),
  contradictsFirst: contradicting('/not-me', ''),
  changes,
  contradictsChange,
  isPressedFor,
  isUnreachable,
  tellsPostmaster,
  organises,
  isPutAside,
}
