/** Divides emails and their UIDs into portions for one command each. */
import { LARGEST_MAIL } from '../read/parsed-mail.ts'
import type { Listed } from './mailbox-listing.ts'

/** Limits of a group of emails, which are fetched together. */
const MOST_EMAILS_OF_GROUP = 100
const MOST_UIDS = 100
export const MOST_OCTETS_OF_GROUP = LARGEST_MAIL

/** Portions that one question may name. */
export function chunksOf(uids: readonly number[]): number[][] {
  const all: number[][] = []
  for (let at = 0; at < uids.length; at += MOST_UIDS) all.push(uids.slice(at, at + MOST_UIDS))
  return all
}

/** Groups of emails that are small enough to be fetched together. */
export function groupsOf(emails: Listed[]): Listed[][] {
  const all: Listed[][] = []
  let octets = 0
  for (const email of emails) {
    const size = Math.min(email.size, LARGEST_MAIL)
    const last = all.at(-1)
    if (last === undefined || last.length >= MOST_EMAILS_OF_GROUP || octets + size > MOST_OCTETS_OF_GROUP) {
      all.push([email])
      octets = size
    } else {
      last.push(email)
      octets += size
    }
  }
  return all
}

/** `1:3,5` for 1, 2, 3 and 5. */
export function rangesOf(uids: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const uid of uids) {
    const last = ranges.at(-1)
    if (last !== undefined && last[1] === uid - 1) last[1] = uid
    else ranges.push([uid, uid])
  }
  return ranges.map(([from, to]) => (from === to ? from : `${from}:${to}`)).join(',')
}
