/** News that organisers publish on a petition's page after its start. Nobody signs it. */
import type { Db, Transaction } from '../../db/database.ts'
import { addNews, type NewsRow, type NewsWords, newsOf } from '../../db/news.ts'
import { type PetitionRow, petitionBySlug } from '../../db/petitions.ts'
import type { Form } from '../channel.ts'
import { cleanField, graphemeCount } from '../details.ts'
import type { Language } from '../language.ts'
import type { NewsPage } from '../page-contract.ts'
import { textsOf } from '../texts/texts.ts'
import { withoutUndefined } from '../without-undefined.ts'
import { cut, longestInForm, titleLimit } from './forms.ts'
import type { KnownPetition } from './known-petitions.ts'
import { petitionLimits } from './organise-petition.ts'
import type { FormProblem } from './read-forms.ts'

export interface News {
  title?: string
  /** In the Markdown of statements. */
  text: string
}

/** News, as an entry of the log keeps it for undoing. Without `change` it was published. */
export interface NewsBefore {
  kind: 'news'
  number: number
  /** `editedAt`: ISO 8601. Undoing restores only what still has the words that were made. */
  change?: { was: NewsWords & { editedAt: string | null }; made: NewsWords }
}

export function beforeChange({ number, title, content, edited_at }: NewsRow, made: NewsWords): NewsBefore {
  const editedAt = edited_at?.toISOString() ?? null
  return { kind: 'news', number, change: { was: { title, content, editedAt }, made } }
}

const longest = { title: petitionLimits.title, text: petitionLimits.text } as const

/** `item`: what it changes; `was`: its words. */
export function newsForm(
  { slug, title }: Pick<KnownPetition, 'slug' | 'title'>,
  language: Language,
  item?: number,
  was?: NewsWords,
): Form {
  const { newsForm: words, petitionForm } = textsOf(language).chat
  // A longer text would come back cut.
  const isTooLong = was !== undefined && was.content.length > longestInForm
  return {
    id: item === undefined ? `news:${slug}` : `news:${slug}:${item}`,
    title: cut(words.title(title), titleLimit),
    submit: words.preview,
    fields: [
      {
        name: 'title',
        label: words.heading,
        required: false,
        input: withoutUndefined({
          kind: 'line' as const,
          maxLength: longest.title,
          value: was?.title ?? undefined,
        }),
      },
      {
        name: 'text',
        label: words.text,
        hint: isTooLong ? petitionForm.textTooLong : words.textHint,
        required: true,
        input: withoutUndefined({
          kind: 'text' as const,
          maxLength: 4000,
          value: isTooLong ? undefined : was?.content,
        }),
      },
    ],
  }
}

export function readNews({ title, text }: Record<string, string>): News {
  return withoutUndefined({
    title: cleanField(title ?? '') || undefined,
    text: (text ?? '').trim().normalize('NFC'),
  })
}

export function newsProblems({ title, text }: News, language: Language): FormProblem[] {
  const { news: words } = textsOf(language).chat.problems
  const length = graphemeCount(text, longest.text)
  return [
    ...(title !== undefined && graphemeCount(title, longest.title) > longest.title
      ? [{ field: 'title', problem: words.title(longest.title) }]
      : []),
    ...(length < 1 || length > longest.text ? [{ field: 'text', problem: words.text(longest.text) }] : []),
  ]
}

/** Returns its number. The caller holds the desk. */
export function publishNews(trx: Transaction, { id }: PetitionRow, { title, text }: News): Promise<number> {
  return addNews(trx, id, { title: title ?? null, content: text })
}

/** Undefined if the public sees no such petition. */
export async function listNews(
  db: Db,
  slug: string,
  { limit, after }: { limit: number; after?: string },
): Promise<NewsPage | undefined> {
  const petition = await petitionBySlug(db, slug)
  if (petition === undefined || petition.status === 'draft') return undefined
  // One more than asked for tells whether there is a next page.
  const before = after === undefined ? undefined : Number(after)
  const rows = await newsOf(db, petition.id, withoutUndefined({ limit: limit + 1, before }))
  const shown = rows.slice(0, limit)
  return withoutUndefined({
    news: shown.map(row =>
      withoutUndefined({
        number: row.number,
        title: row.title ?? undefined,
        text: row.content,
        publishedAt: row.published_at,
        editedAt: row.edited_at ?? undefined,
      }),
    ),
    next: rows.length > limit ? shown.at(-1)?.number.toString() : undefined,
  })
}
