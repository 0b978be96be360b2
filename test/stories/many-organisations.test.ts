import { expect, it } from 'vitest'
import { openWeb } from '../../src/adapters/web/server.ts'
import { addPetition, addSignatures } from '../db/desk-rows.ts'
import { replicaOfFile } from '../support/core-on-database.ts'

const { database, replica } = await replicaOfFile()
const silent = { debug() {}, info() {}, warn() {}, error() {} }

it('shows all 1,001 organisations, page by page', async () => {
  const { db } = database
  const petition = await addPetition(db, 'fair')
  const names = Array.from({ length: 1_001 }, (_, n) => `Guild ${n + 1}`)
  await addSignatures(
    db,
    petition,
    names.map(organisation => ({ kind: 'organisation', organisation })),
  )
  await addSignatures(db, petition, [{ name: 'Ada Lovelace' }], 2_000)
  const { core } = replica
  const web = await openWeb({
    core,
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'https://sign.test',
    mailAddress: 'sign@sign.test',
    ready: async () => true,
    log: silent,
  })
  try {
    const seen = new Set<string>()
    let [path, pages, people] = ['/p/fair?lang=en', 0, 0]
    while (path !== '') {
      const page = await (await fetch(`${web.url}${path}`)).text()
      for (const [, name = ''] of page.matchAll(/<bdi>(Guild \d+)<\/bdi>/g)) seen.add(name)
      if (page.includes('Ada Lovelace')) people += 1
      pages += 1
      // The petition's page leads to the whole list, which leads to its next pages.
      const next =
        pages === 1
          ? /href="(\/p\/fair\/names\?kind=organisation&amp;lang=en)"/
          : /href="(\/p\/fair\/names\?kind=organisation&amp;after=\d+&amp;lang=en)"/
      path = next.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
    }
    expect(seen).toEqual(new Set(names))
    expect(pages).toBe(3)
    // People stand on the first page; the later ones go on with organisations.
    expect(people).toBe(1)

    const listed = new Set<string>()
    for (let after = ''; ; ) {
      const answer = await fetch(
        `${web.url}/api/petitions/fair/signatories?limit=1000${after && `&after=${after}`}`,
      )
      const { signatories, next } = (await answer.json()) as {
        signatories: { organisation: string }[]
        next: string
      }
      for (const { organisation } of signatories) if (organisation !== null) listed.add(organisation)
      if (next === null) break
      after = next
    }
    expect(listed).toEqual(new Set(names))
  } finally {
    await web.close()
  }
})
