/** The reasons for which people come. Each passes another part of the service, and says how many answers it is owed. */
import { errandsAfterSigning } from './errands-after-signing.ts'
import { type Errand, linkIn } from './journey.ts'
import { confirm, confirmOnPage, sign } from './signing.ts'

const signsByReply: Errand = async journey => {
  await sign(journey, 'by reply')
}

const signsOnPage: Errand = async journey => {
  await sign(journey, 'on the page')
}

/** One half of the people by each. */
const signs: Errand = journey => (Math.random() < 0.5 ? signsByReply : signsOnPage)(journey)

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

/** Fills in the form of the page, and confirms with other details. */
const fillsIn: Errand = async journey => {
  const { person } = journey
  const fields = { kind: 'person', name: person.name, listed: 'on' }
  await journey.open('/p/demo/sign')
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

/** Their mailbox is not ASCII (RFC 6531). */
const hasAnUmlaut: Errand = async journey => {
  journey.person.mailbox = `zoë-${journey.person.mailbox}`
  await sign(journey, 'by reply')
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
  ...errandsAfterSigning,
  asks,
  seeks,
  refuses,
  returns,
  denies,
  drops,
  fillsIn,
  losesTag,
  asksAgain,
  bounces,
  contradicts: contradicting('', '/not-me'),
  contradictsFirst: contradicting('/not-me', ''),
  isPressedFor,
  isUnreachable,
  hasAnUmlaut,
  tellsPostmaster,
  organises,
  isPutAside,
}
