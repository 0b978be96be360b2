import { answer } from '../../outbound/post-reply.ts'
import type { OriginLine } from '../../texts/desk-args.ts'
import { type DeskCall, deskPetition } from '../call.ts'
import { hostsOf, type NamedOrigin, readReport, wholeTime } from '../unusual-report.ts'

const mostHosts = 3

export async function unusual(call: DeskCall): Promise<void> {
  const { service, work, petition } = call
  const reading = { db: work.trx, keys: service.keys, aboutDomain: service.aboutDomain }
  const span = wholeTime(petition)
  const report = await readReport(reading, span)
  const lines: OriginLine[] = []
  for (const { origin, usual } of report.unusual) {
    const hosts =
      origin.of === 'domain' && origin.hosts > 1 ? await hostsOf(reading, span, origin, mostHosts) : []
    lines.push({ ...lineOf(origin), usual, hosts: hosts.map(({ name }) => name) })
  }
  await answer(call, 'unusualSignatures', {
    ...deskPetition(call),
    all: report.all,
    unusual: lines,
    usual: report.origins.map(lineOf),
    hours: report.hours,
    evidence: report.evidence,
  })
}

function lineOf(origin: NamedOrigin): OriginLine {
  const { name, n, disposable } = origin
  return origin.of === 'room'
    ? { from: 'community', name, n, disposable, channel: origin.channel, condition: `room:${origin.id}` }
    : { from: 'domain', name, n, disposable, condition: `domain:${name}` }
}
