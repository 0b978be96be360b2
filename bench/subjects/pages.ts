import { BIG, SMALL } from '../ground.ts'
import { AT_ONCE } from '../load/ask-and-confirm.ts'
import { readPages } from '../load/read-pages.ts'
import type { Subject } from '../subject.ts'

/** Signatures of the crowd that have these numbers or lower: the last page of the list, also of a thousand. */
const LAST = 250

const paths = {
  'first page': ['/p/bench'],
  'list page': ['/p/bench/names', `/p/bench/names?after=${LAST}`],
  API: [
    '/api/petitions/bench',
    `/api/petitions/bench/signatories?after=${LAST}`,
    '/api/petitions/bench/signatories',
  ],
}
export type PageName = keyof typeof paths

function pagesAt(signatures: number, name: PageName): Subject {
  return {
    key: pageKey(signatures, name),
    unit: ' a second',
    async open(ground) {
      const { service } = await ground.stand(signatures)
      return {
        // A third of a round: they are six, and the database keeps nothing that a longer look would show.
        round: () => readPages(paths[name], service.url, AT_ONCE, ground.roundMs / 3),
      }
    },
  }
}

export function pageKey(signatures: number, name: PageName): string {
  const key = name === 'API' ? 'api' : name.replace(' ', '-')
  return signatures === BIG ? key : `${key}-few`
}

export const pageNames: readonly PageName[] = ['first page', 'list page', 'API']
export const pages: Subject[] = pageNames.flatMap(name => [pagesAt(BIG, name), pagesAt(SMALL, name)])
