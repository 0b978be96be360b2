/** The reasons for which people come once they have signed. */
import { type Errand, type Journey, linkIn } from './journey.ts'
import type { SentEmail } from './provider.ts'
import { confirm, confirmOnPage, sign } from './signing.ts'

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
  await journey.press(`${linkIn(receipt, 'm')}/list`)
  await journey.reply(receipt, 'Where can I see my signature?')
  await journey.email(person.owed)
  await journey.write(`Name: ${person.name}\nOccupation: Painter`)
  await journey.email(person.owed)
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

/** Signs, withdraws, and signs again: the new signature takes the place of the old one. */
const signsAgain: Errand = async journey => {
  const { person } = journey
  const receipt = await sign(journey, 'by reply')
  if (receipt === undefined) return
  await journey.press(`${linkIn(receipt, 'm')}/withdraw`)
  await journey.write(person.name)
  const question = await journey.email(person.owed)
  if (question !== undefined) await confirm(journey, question)
}

/** Is asked about two changes, confirms the second, and says "it wasn't me" to the first: the signature stands. */
const deniesChange: Errand = async journey => {
  const { person } = journey
  const first = await askToChange(journey)
  if (first === undefined) return
  await journey.write(`${person.name}, painter`)
  const second = await journey.email(person.owed)
  if (second === undefined) return
  await confirmOnPage(journey, second)
  // The page says that it is too late.
  await journey.press(`/c/${first.token}/not-me`, {}, 0, {}, 409)
}

export const errandsAfterSigning = {
  leaves,
  leavesByPage,
  erases,
  signsAgain,
  corrects,
  changes,
  contradictsChange,
  deniesChange,
}
