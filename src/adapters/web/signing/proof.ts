import { type ManageView, type PageWords, representativeOf } from '../../../core/page-contract.ts'

/** The signer's proof: a text file that says what was signed, when and how, with the SHA-256 of the text. */
export function proof(
  words: PageWords,
  view: Extract<ManageView, { kind: 'signed' }>,
  publicUrl: string,
): string {
  const { petition, details, asSigned } = view
  const labels = words.proof
  const as =
    details.kind === 'organisation'
      ? [
          details.organisation,
          representativeOf(details) && words.representedBy(details.name, details.occupation),
        ]
      : [details.name, details.occupation, details.organisation]
  return [
    labels.heading(asSigned.title),
    '',
    `${labels.number} ${view.number}`,
    `${labels.details} ${as.filter(part => part !== undefined && part !== '').join(', ')}`,
    `${labels.organiser} ${asSigned.organisedBy}`,
    ...(asSigned.addressee === '' ? [] : [`${labels.addressee} ${asSigned.addressee}`]),
    `${labels.shown} ${labels.shownAs[shownAs(view)]}`,
    `${labels.signed} ${view.signedAt.toISOString()}`,
    `${labels.confirmed} ${labels.confirmedBy(view.how)}`,
    `${labels.page} ${publicUrl}/p/${petition.slug}`,
    `${labels.hash} ${view.statementHash}`,
    labels.note,
    '',
    labels.statement,
    '',
    petition.text,
    '',
    ...(petition.corrections.length === 0
      ? []
      : [
          labels.corrections,
          ...petition.corrections.map(c => words.corrected(c.field, c.before, c.after, c.correctedAt)),
          '',
        ]),
  ].join('\n')
}

function shownAs({ petition, details }: Extract<ManageView, { kind: 'signed' }>) {
  if (petition.listing === 'count') return 'count'
  return details.listed || details.kind === 'organisation' ? 'public' : 'unlisted'
}
