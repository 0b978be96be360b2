import { describe, expect, it } from 'vitest'
import { openPages as open } from './open-pages.ts'
import { fairTraining, paintedCore } from './painted-core.ts'

describe('the API', () => {
  it('has exactly the promised keys, with null for missing values', async () => {
    const { url } = await open(paintedCore({ next: 'n1' }))
    const answer = await fetch(`${url}/api/petitions/fair-training`)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=10')
    expect(await answer.json()).toEqual({
      slug: 'fair-training',
      title: 'Fair training',
      text: fairTraining.text,
      status: 'open',
      signatures: 4213,
      people: 4190,
      organisations: 23,
      openedAt: '2026-11-01T09:00:00.000Z',
      closedAt: null,
      closesAt: null,
      goal: 5000,
      today: null,
      language: 'en',
      organisedBy: 'The Guild of Makers',
      url: 'https://undersigned.example/p/fair-training',
    })
    const list: unknown = await (await fetch(`${url}/api/petitions/fair-training/signatories`)).json()
    expect(list).toMatchObject({ next: 'n1' })
    expect(list).toHaveProperty('signatories.4', {
      name: 'Chika',
      kind: 'person',
      occupation: null,
      organisation: null,
      checkedDomain: null,
      number: 4209,
      signedAt: '2026-11-23T10:00:00.000Z',
    })
  })

  it('says what is wrong with a limit or a cursor, and accepts good ones', async () => {
    const painted = paintedCore()
    const { url } = await open(painted)
    const list = `${url}/api/petitions/fair-training/signatories`
    for (const query of [
      'limit=0',
      'limit=1001',
      'limit=ten',
      'limit=1.5',
      'limit=-1',
      'after=%00',
      'after=a%20b',
    ]) {
      const answer = await fetch(`${list}?${query}`)
      expect(answer.status, query).toBe(400)
      expect(await answer.json(), query).toHaveProperty('error')
      expect(answer.headers.get('cache-control'), query).toBe('no-store')
    }
    expect(painted.called).toEqual([])
    await fetch(`${list}?limit=1000&after=12`)
    await fetch(`${list}?after=&limit=`)
    expect(painted.called).toEqual(['signatories 12 1000', 'signatories - 100'])
    expect((await fetch(`${url}/api/petitions/draft`)).status).toBe(404)
    expect((await fetch(`${url}/api/petitions/draft/signatories`)).status).toBe(404)
  })
})
