/** The steps of signing, which most errands begin with. */
import type { Journey } from './journey.ts'
import type { SentEmail } from './provider.ts'

/** Asks, confirms, and waits for the receipt. */
export async function sign(
  journey: Journey,
  how: 'by reply' | 'on the page',
): Promise<SentEmail | undefined> {
  const { person } = journey
  person.asked = await journey.write(person.name)
  const question = await journey.email(1)
  if (question === undefined) return undefined
  return how === 'by reply' ? confirm(journey, question) : confirmOnPage(journey, question)
}

export async function confirm(
  journey: Journey,
  question: SentEmail,
  to?: string,
): Promise<SentEmail | undefined> {
  const { person } = journey
  person.confirmed = await journey.reply(question, 'yes', to === undefined ? {} : { to })
  return journey.email(person.owed)
}

export async function confirmOnPage(
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
