/** One file with everything that is kept about a mailbox. The link to it goes to that mailbox only. */
import {
  allSignaturesOfIdentity,
  organisedBy,
  refusalsOfMailbox,
  waitingOfMailbox,
} from '../../db/own-data.ts'
import { correctionsOf, type PetitionRow } from '../../db/petitions.ts'
import type { SignatureRow } from '../../db/signatures.ts'
import { addDataToken, tokenByHash } from '../../db/tokens.ts'
import type { OwnDataView } from '../page-contract.ts'
import { asSigned } from '../petitions/corrections.ts'
import { petitionUrl } from '../petitions/public-petition.ts'
import { hashToken, newToken, sha256OfToken } from '../token.ts'
import type { Posting } from '../turn.ts'
import type { Service } from '../work.ts'

/** Works for a day. Undefined where no mailbox asks: a chat's account has `mysignatures`. */
export async function newDataUrl({ service, work, to }: Posting): Promise<string | undefined> {
  if (to.mailbox === null) return undefined
  const token = newToken()
  await addDataToken(work.trx, sha256OfToken(token), to.mailbox, to.address)
  return `${service.publicUrl}/d/${token}`
}

export async function ownDataByToken(service: Service, text: string): Promise<OwnDataView> {
  const { db } = service
  const hash = hashToken(text)
  const token = hash && (await tokenByHash(db, hash))
  if (token?.purpose !== 'data' || token.mailbox === null) return { kind: 'unknown' }
  if (token.expired) return { kind: 'expired' }
  const { mailbox, address } = token
  const about = ({ slug, title }: { slug: string; title: string }) => ({
    petition: { slug, title, url: petitionUrl(service, slug) },
  })
  const signatures = []
  for (const { signature, petition } of await allSignaturesOfIdentity(db, mailbox))
    signatures.push(await signatureData(service, signature, petition))
  return {
    kind: 'data',
    data: {
      signatures,
      waiting: (await waitingOfMailbox(db, mailbox)).map(row => ({
        ...about(row),
        ...{ kind: row.kind, name: row.name, occupation: row.occupation, organisation: row.organisation },
        ...{ listed: row.listed, askedAt: row.asked_at, expiresAt: row.expires_at },
      })),
      noEmailAbout: (await refusalsOfMailbox(db, mailbox)).map(row => ({
        ...about(row),
        since: row.created_at,
      })),
      organises: (address === null ? [] : await organisedBy(db, address)).map(row => ({
        ...about(row),
        since: row.added_at,
      })),
    },
  }
}

async function signatureData(service: Service, row: SignatureRow, petition: PetitionRow) {
  const { slug, statement } = petition
  const { number, state, kind, name, occupation, organisation, listed, channel, language } = row
  return {
    petition: {
      slug,
      ...asSigned(petition, await correctionsOf(service.db, petition.id), row.wording),
      statement,
      statementHash: row.statement_hash.toString('hex'),
      url: petitionUrl(service, slug),
    },
    ...{ number, state, kind, name, occupation, organisation, listed, channel, language },
    shown: row.promised === 'count' ? 'number' : 'public',
    confirmedBy: row.confirmed_by,
    signedAt: row.confirmed_at,
    endedAt: row.ended_at,
    waitsForApproval: row.approved_at === null,
    provedDomain: row.proved_domain,
    checkedDomain: row.checked_domain,
  }
}
