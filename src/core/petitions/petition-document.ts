import type { Db } from '../../db/database.ts'
import { listedNames } from '../../db/listed-names.ts'
import { countListed } from '../../db/listed-signatures.ts'
import type { PetitionRow } from '../../db/petitions.ts'
import { accentOn } from '../accent.ts'
import type { ListedName, PetitionDocument } from '../document.ts'
import type { PageWords } from '../texts/en/pages.ts'
import { nearest, textsOf } from '../texts/texts.ts'
import { zonedTime } from '../time-zone.ts'
import { withoutUndefined } from '../without-undefined.ts'
import type { Service } from '../work.ts'
import { petitionUrl, publicPetition } from './public-petition.ts'

/** The petition as a document to hand over: a cover, the statement, the number and every name that is listed. */
export async function* petitionPdf(
  service: Pick<Service, 'db' | 'publicUrl' | 'writePdf'>,
  row: PetitionRow,
): AsyncGenerator<Uint8Array> {
  const { db } = service
  // A draft has a document as well: its organiser may want to see how it will look.
  const petition = await publicPetition(db, row.status === 'draft' ? { ...row, status: 'open' } : row)
  if (petition === undefined) return
  const { pages: words } = textsOf(nearest(petition.language))
  const { document: say } = words.share
  const { signatures, people, organisations, appendices, corrections } = petition
  const unnamed = signatures - (petition.listing === 'count' ? 0 : await countListed(db, row.id))
  const now = zonedTime(new Date(), petition.timeZone)
  const document: PetitionDocument = withoutUndefined({
    language: petition.language,
    title: petition.title,
    organiser: petition.organisedBy,
    addressee: petition.addressee && words.addressedTo(petition.addressee),
    count: words.signatures(signatures),
    details: [
      ...(organisations > 0
        ? [`${words.peopleCount(people)} · ${words.organisationsCount(organisations)}`]
        : []),
      say.asOf(now),
    ],
    url: petitionUrl(service, row.slug),
    accent: petition.accent && accentOn(petition.accent, 'light').accent,
    texts: [
      { heading: petition.title, text: petition.text, isMarkdown: true },
      ...appendices.map(({ text, addedAt }) => ({
        heading: words.appendix(addedAt),
        text,
        isMarkdown: true,
      })),
      ...corrections.map(({ field, before, after, correctedAt }) => ({
        heading: before === '' ? words.share.addresseeAdded : words.share.corrected,
        text: words.corrected(field, before, after, correctedAt),
      })),
    ],
    organisationsHeading: words.organisations,
    peopleHeading: words.people,
    note: unnamed > 0 ? say.unnamed(unnamed) : undefined,
    lettersMissing: say.lettersMissing,
    page: say.page,
  })
  yield* service.writePdf(document, petition.listing === 'count' ? nobody() : names(db, row.id, words))
}

async function* names(db: Db, petitionId: string, words: PageWords): AsyncGenerator<ListedName> {
  for await (const row of listedNames(db, petitionId)) {
    const { kind, name, occupation, organisation, listed, checked_domain: domain } = row
    if (kind === 'person')
      yield withoutUndefined({
        kind,
        name,
        more: [occupation, organisation].filter(Boolean).join(', ') || undefined,
      })
    else {
      const representative = listed && organisation !== null
      yield withoutUndefined({
        kind,
        name: organisation ?? name,
        more:
          [
            ...(representative ? [words.representedBy(name, occupation ?? undefined)] : []),
            ...(domain === null ? [] : [words.share.document.checked(domain)]),
          ].join('; ') || undefined,
      })
    }
  }
}

async function* nobody(): AsyncGenerator<ListedName> {}
