import { describe, expect, it } from 'vitest'
import { createCore } from '../../../src/core/core.ts'
import { accountHash } from '../../../src/core/identity.ts'
import { CannotOpen } from '../../../src/core/keys.ts'
import { holdDesk } from '../../../src/db/desk-entries.ts'
import { dropOrganiser } from '../../../src/db/organisers.ts'
import { petitionBySlug } from '../../../src/db/petitions.ts'
import {
  atDesk,
  command,
  hoursPass,
  mail,
  organises,
  pressed,
  rows,
  signs,
} from '../../support/desk-people.ts'
import { chatter, coreOfFile, tokenIn, wordsOf, writer } from '../../support/people.ts'

const olga = chatter('discord', 'Olga')
const olgaMail = writer('olga@example.org', { displayName: 'Olga', proved: true })
const forged = writer('olga@example.org', { displayName: 'Olga', proved: false, authenticated: false })
const dana = chatter('discord', 'dana-id', { displayName: 'Dana' })
const urlIn = (words: string) => /\/x\/([a-z2-7]{32})/.exec(words)?.[1] ?? ''

const t = await coreOfFile()

describe('organisers, exports, and what an email proves', () => {
  let n = 0
  let slug: string

  async function start() {
    slug = `share-${++n}`
    await rows(t, 'delete from organiser')
    await rows(t, 'update delivery set capped = false')
    await t.petition({ slug, title: `Share ${n}` })
    await organises(t, slug, 'discord', 'Olga')
    await organises(t, slug, 'email', 'olga@example.org')
    await signs(t, slug, 'Zebulon')
  }
  const { say } = atDesk(t, () => slug, olga)
  const mention = { mentioned: { account: 'dana-id', name: 'Dana' } }

  it('lets an organiser act as soon as they are added, and not after they are removed', async () => {
    await start()
    expect(wordsOf(await say('recent', dana))).not.toContain('Zebulon')
    expect(wordsOf(await say('organiser add', olga, mention))).toContain('Dana now organises')
    expect(wordsOf(await say('organiser add', olga, mention))).toContain(
      'this person is already an organiser',
    )
    expect(wordsOf(await say('recent', dana))).toContain('Zebulon')
    const asker = { channel: 'discord', account: 'dana-id', language: 'en' } as const
    expect(wordsOf(await say('edit', dana))).toContain(`Open the form [edit:${slug}]`)
    await t.core.refresh()
    expect(t.core.atOnce({ words: `edit ${slug}` }, asker)?.kind).toBe('form')
    await say('digest daily', dana)
    expect(wordsOf(await say('organiser list'))).toMatch(/Dana · on Discord/)
    await say('organiser remove', olga, mention)
    await t.core.refresh()
    expect(t.core.atOnce({ words: `edit ${slug}` }, asker)).toBeUndefined()
    expect(wordsOf(await say('recent', dana))).not.toContain('Zebulon')
    expect(await rows(t, 'select every from digest')).toEqual([])
    await say('undo 2')
    expect(wordsOf(await say('recent', dana))).toContain('Zebulon')
  })

  it('does not undo the adding of the only organiser', async () => {
    await start()
    await say('organiser remove olga@example.org')
    await say('organiser add', olga, mention)
    expect(wordsOf(await say('organiser list', dana)).match(/this is you/g)).toHaveLength(1)
    await say('organiser remove', dana, { mentioned: { account: 'Olga', name: 'Olga' } })
    expect((await say('undo 2', dana))?.subject).toBe('A petition needs an organiser')
    expect(wordsOf(await say('recent', dana))).toContain('Zebulon')
  })

  it('adds a mailbox as chats write it, and never half of one', async () => {
    await start()
    expect(wordsOf(await say('organiser add <@123>'))).toContain('a mention, or an email address')
    await say('organiser add <mailto:Dana@Example.org|Dana@Example.org>')
    const [told] = await t.take(writer('dana@example.org', { proved: true })(mail(`recent ${slug}`)))
    expect(wordsOf(told)).toContain('Zebulon')
  })

  it('takes all spellings of a domain for one organiser', async () => {
    await start()
    expect(wordsOf(await say('organiser add Dana@Bücher.example'))).toContain('now organises')
    expect(wordsOf(await say('organiser add dana@xn--bcher-kva.example'))).toContain(
      'this person is already an organiser',
    )
    const dana = writer('dana@xn--bcher-kva.example', { proved: true })
    expect(wordsOf((await t.take(dana(mail(`recent ${slug}`))))[0])).toContain('Zebulon')
    expect(wordsOf(await say('organiser remove dana@BÜCHER.example.'))).toContain('no longer')
  })

  it.each(['Dana', '@everyone', '@devs', '@here', 'dana@', 'dana@localhost', ''])(
    'finds nobody by %j alone',
    async name => {
      await start()
      expect(wordsOf(await say(`organiser add ${name}`))).toContain('a mention, or an email address')
    },
  )

  it('keeps a mention while it asks which petition or command was meant: one press is enough', async () => {
    await start()
    const mine = slug
    const [meant] = await t.take(olga(command('organsier add', mention)))
    expect(wordsOf(meant)).toContain('Did you mean “/petition organiser add @Dana”?')
    await t.take(dana(pressed(meant, /./)))
    expect(wordsOf((await t.take(olga(pressed(meant, /./))))[0])).toContain(`Dana now organises`)
    await say('undo 1')
    await t.petition({ slug: 'second', title: 'Second' })
    await organises(t, 'second', 'discord', 'Olga')
    for (const words of ['organiser add', 'organiser add share-x']) {
      const [which] = await t.take(olga(command(words, mention)))
      const [done] = await t.take(olga(pressed(which, /Second/)))
      expect(wordsOf(done)).toContain('“Second”: Dana now organises')
      await t.take(olga(pressed(done, /Undo/)))
    }
    expect(wordsOf((await t.take(olga(command(`organiser add ${mine}`, mention))))[0])).toContain(
      'Dana now organises',
    )
    await rows(t, "delete from petition where slug = 'second'")
  })

  it('by email: says in the answer what was not done, and answers unreadable words with the commands', async () => {
    await start()
    const say = async (subject: string, text: string) => {
      const told = await t.take(olgaMail({ kind: 'message', subject, text, answersDeliveries: [] }))
      expect(told).toHaveLength(1)
      return wordsOf(told[0])
    }
    expect(await say(`stats ${slug}`, `count ${slug}`)).toMatch(
      /1 signature \(1 person\)[\s\S]*also says “stats share-\d+”. That was not done/,
    )
    expect(await say(`stats ${slug}`, `combien ${slug}`)).toMatch(
      /L’objet de votre courriel dit aussi «\sstats/,
    )
    for (const text of [`foobar ${slug}`, 'Which of these comes first?', 'I had rather not'])
      for (let n = 0; n < 4; n++) expect(await say('', text)).toMatch(/no command in your email[\s\S]*recent/)
    expect(await say('', 'Et la suite, alors ?')).toContain('aucune commande dans votre courriel')
    for (const [subject, text] of [
      ['', 'Who signed last?'],
      ['', 'show me who signed'],
      ['list', ''],
      ['', 'Qui a signé ?'],
      ['liste', 'je voudrais la liste des signataires svp'],
      ['Frage', 'wer hat unterschrieben?'],
      ['', '¿Quién ha firmado?'],
      ['', 'Chi ha firmato oggi?'],
      ['', 'Quem assinou hoje?'],
      ['lijst', 'kan ik de lijst krijgen van iedereen die getekend heeft?'],
    ])
      expect(await say(subject ?? '', text ?? '')).toMatch(/Zebulon/)
    for (const [subject, text] of [
      ['numbers', 'Dear team, could you tell me how many have signed so far?'],
      ['', 'Chère équipe, pouvez-vous me dire combien de personnes ont signé ?'],
      ['', 'Liebes Team, wie viele haben bis jetzt unterschrieben?'],
      ['', 'zahlen bitte'],
      ['status', ''],
      ['', 'numbers'],
      ['', '¿Cuántas personas han firmado hasta ahora?'],
      ['', 'Quante persone hanno firmato finora?'],
      ['', 'Hoeveel mensen hebben er nu getekend?'],
      ['', 'Quantas pessoas já assinaram?'],
    ])
      expect(await say(subject ?? '', text ?? '')).toMatch(/1\ssignature/)
    expect(await say('approve', '')).toMatch(/No organisation is waiting/i)
    expect(await say('fermer', '')).toMatch(/close|fermer|clore/i)
    for (const [text, hint] of [
      ['close never', /could not read that time[\s\S]*close share-\d+ 2026/],
      ['feature Ada', /name signatures by their numbers/],
      ['undo last', /an entry of the log by its number/],
      ['approve', /no organisation is waiting/],
      ['organiser add bo@example.org and eve@example.org', /then one person/],
      ['weekly digest', /no command in your email/],
    ] as const)
      expect(await say('', text)).toMatch(hint)
    const thanks = { subject: 'Re: Done', text: 'Thanks!\n\nOlga', answersDeliveries: [], slug }
    expect(await t.take(olgaMail({ kind: 'message', ...thanks }))).toEqual([])
    expect(await say('', 'organiser remove me')).toContain('Olga no longer organises')
    await organises(t, slug, 'email', 'olga@example.org')
    // An email that proves nothing is not believed.
    const [unproved] = await t.take(forged(mail('Who signed last?')))
    expect(wordsOf(unproved)).not.toContain('no command')
    const [signing] = await t.take(olgaMail(mail('Olga Moss, editor', slug)))
    expect(wordsOf(signing)).toContain('Olga Moss, editor')
  })

  it('keeps the last organiser, even if two leave at once', async () => {
    await start()
    await say('organiser remove olga@example.org')
    const [told] = await t.take(
      olga(command(`organiser ${slug} remove`, { mentioned: { account: 'Olga', name: 'Olga' } })),
    )
    expect(told?.subject).toBe('A petition needs an organiser')
    expect(wordsOf(await say('organiser list'))).toContain('Olga')
    // Undoing the adding does not remove the last organiser either.
    await say('organiser add bo@example.org')
    const bo = writer('bo@example.org', { proved: true })
    await t.take(bo(mail(`organiser remove ${slug} olga`)))
    await rows(t, "delete from organiser where channel is distinct from 'email' or channel is null")
    const last = await t.take(bo(mail(`undo 2`)))
    expect(last.map(wordsOf).join()).toContain('must keep at least one organiser')
  })

  it('exports a file in a chat and a link in an email, which ends after a day or with its organiser', async () => {
    await start()
    const inChat = await say('export')
    const file = inChat?.blocks.find(block => block.kind === 'file')
    expect(file?.kind === 'file' && Buffer.from(file.content).toString()).toContain('Zebulon')
    const link = async () => urlIn(wordsOf((await t.take(olgaMail(mail(`export ${slug} json`))))[0]))
    const token = await link()
    const view = await t.core.exportByToken(token)
    if (view.kind !== 'export') throw new Error(view.kind)
    const chunks: Uint8Array[] = []
    for await (const chunk of view.content) chunks.push(chunk)
    expect(Buffer.concat(chunks).toString()).toContain('Zebulon')
    await say('organiser remove olga@example.org')
    expect((await t.core.exportByToken(token)).kind).toBe('expired')
    // The log says who exported the list, and how; looking at a link exports nothing.
    expect(wordsOf(await say('log'))).toMatch(
      /4 · .*organiser removed[\s\S]*3 · .*Olga · list downloaded by link \(json\)[\s\S]*2 · .*Olga · link to the list requested \(json\)[\s\S]*1 · .*Olga · list exported \(csv\)/,
    )
    await say('undo 4')
    expect((await t.core.exportByToken(token)).kind).toBe('export')
    expect((await t.core.requestByToken(token)).kind).toBe('unknown')
    const [question] = await t.take(olgaMail(mail(`remove ${slug} 1 why`)))
    expect((await t.core.exportByToken(tokenIn(question))).kind).toBe('unknown')
    // After SECRET_KEY was replaced the link counts as expired, and not as our error.
    const open = () => {
      throw new CannotOpen()
    }
    const rotated = createCore({ ...t.service, keys: { ...t.service.keys, open } })
    expect((await rotated.exportByToken(token)).kind).toBe('expired')
    await hoursPass(t, 25)
    expect((await t.core.exportByToken(token)).kind).toBe('expired')
    await rows(t, 'update petition set last_number = 10000 where slug = $1', [slug])
    expect((await say('export'))?.blocks.map(({ kind }) => kind)).toContain('file')
    await rows(t, 'update petition set last_number = 10001 where slug = $1', [slug])
    expect(urlIn(wordsOf(await say('export')))).not.toBe('')
  })

  it('runs an organiser’s email in the lane of the desk, in any wording', async () => {
    await start()
    await t.petition({ slug: 'letter', title: 'An open letter' })
    await organises(t, 'letter', 'email', 'olga@example.org')
    const transact = () => Promise.reject(new Error('in the line of those who sign'))
    const core = createCore({ ...t.service, transact })
    await core.refresh()
    for (const said of [
      { text: 'stats letter', subject: '' },
      { text: '', subject: 'Re: stats letter' },
      { text: '', subject: '[desk] stats letter' },
    ]) {
      await core.receive(olgaMail({ kind: 'message', answersDeliveries: [], ...said }))
      expect((await t.flush())[0]?.subject).toContain('An open letter')
    }
    await rows(t, "delete from petition where slug = 'letter'")
  })

  it('asks the mailbox of an unproved email; only a plain yes from there runs the command', async () => {
    await start()
    const [asked] = await t.take(forged(mail(`recent ${slug}`)))
    expect(asked?.subject).toBe('Was this you?')
    expect(wordsOf(asked)).not.toContain('Zebulon')
    const answer = (text: string, as = forged) =>
      t.take(as({ kind: 'answer', token: tokenIn(asked), subject: 'Re:', text }))
    for (const reply of await answer('yes', writer('eve@example.org', { proved: true })))
      expect(wordsOf(reply)).not.toContain('Zebulon')
    const [done] = await answer('yes')
    expect(wordsOf(done)).toContain('Zebulon')
    expect(t.sent.at(-1)?.delivery.place).toEqual({ mailbox: 'olga@example.org' })
    // Confirming that she wrote is no yes to the act: that is shown first.
    await rows(t, 'update delivery set capped = false')
    const [sure] = await t.take(forged(mail(`remove ${slug} 1 why`)))
    const [shown] = await t.take(
      forged({ kind: 'answer', token: tokenIn(sure), subject: 'Re:', text: 'yes' }),
    )
    expect(wordsOf(shown)).toMatch(/1 signature will be removed[\s\S]*Zebulon/)
    expect((await t.core.petition(slug))?.signatures).toBe(1)
  })

  it('takes the id of a question only from a proved sender, and only for that kind of question', async () => {
    await start()
    const kept = async () => {
      const [row] = await rows<{ id: string }>(
        t,
        `select id from pending_command where petition_id = (select id from petition where slug = $1)
          order by created_at desc limit 1`,
        [slug],
      )
      return command(`do ${row?.id}`)
    }
    await t.take(olgaMail(mail(`remove ${slug} 1 why`)))
    const yes = await kept()
    expect((await t.take(forged(yes)))[0]?.subject).toBe('Was this you?')
    // The mailbox was asked whether she wrote; the answer is no yes to the act.
    await rows(t, 'update delivery set capped = false')
    await t.take(forged(mail(`close ${slug}`)))
    await t.take(olgaMail(await kept()))
    expect(await t.core.petition(slug)).toMatchObject({ signatures: 1, status: 'open' })
    await t.take(olgaMail(yes))
    expect((await t.core.petition(slug))?.signatures).toBe(0)
  })

  it('tells an unproved email about no organiser’s command', async () => {
    await start()
    const help = async (as: typeof forged) => wordsOf((await t.take(as(mail('help'))))[0])
    expect(await help(forged)).not.toMatch(/export|Share/)
    expect(await help(olgaMail)).toMatch(/export/)
  })

  it('refuses an organiser who lost their right while they waited', async () => {
    await start()
    await organises(t, slug, 'discord', 'dana-id')
    const { db } = t.service
    const petition = await petitionBySlug(db, slug)
    const waiting = await db.transaction().execute(async trx => {
      await holdDesk(trx, petition?.id ?? '')
      // A command that changes nothing waits too, and is answered by how things are then.
      const told = t.take(dana(command(`open ${slug}`)))
      const first = await Promise.race([
        told,
        new Promise<'waits'>(resolve => setTimeout(resolve, 200, 'waits')),
      ])
      expect(first).toBe('waits')
      await dropOrganiser(trx, petition?.id ?? '', accountHash(t.service.keys, 'discord', 'dana-id'))
      return { told }
    })
    // The public count.
    expect((await waiting.told)[0]?.subject).toBe('1 signature')
  })

  it('forged emails cause one question a day, and nothing more is kept', async () => {
    await start()
    const before = t.sent.length
    for (let i = 0; i < 10; i++) await t.take(forged(mail(`hide ${slug} 1`)))
    expect(t.sent.length - before).toBe(1)
    expect(
      await rows(
        t,
        `select 1 from pending_command where petition_id = (select id from petition where slug = $1)`,
        [slug],
      ),
    ).toHaveLength(1)
  })

  it('a proved organiser may ask as often as they like; a proved stranger only as often as anybody', async () => {
    await start()
    const answers = async (as: typeof olgaMail) => {
      let replies = 0
      for (let i = 0; i < 12; i++) replies += (await t.take(as(mail(`count ${slug}`)))).length
      return replies
    }
    expect(await answers(olgaMail)).toBe(12)
    // The fourth answer says that it is the last.
    expect(await answers(writer('eve@example.net', { proved: true }))).toBe(4)
  })

  it('a mistyped word is answered with the one that was meant; several petitions with a choice that keeps the words', async () => {
    await start()
    const meant = (await t.take(olga(command('sttas'))))[0]
    expect(meant?.subject).toBe('Did you mean “stats”?')
    expect((await t.take(olga(pressed(meant, /stats/))))[0]?.subject).toContain(`Share ${n}`)
    expect(wordsOf(await say('stats yesterday'))).toMatch(
      /The periods are[\s\S]*For example: \/petition stats/,
    )
    const mine = slug
    await t.petition({ slug: 'second', title: 'Second' })
    await organises(t, 'second', 'discord', 'Olga')
    const which = (await t.take(olga(command('find Zebulon'))))[0]
    expect(which?.subject).toBe('Which petition?')
    expect(wordsOf((await t.take(olga(pressed(which, /Share/))))[0])).toContain('Zebulon')
    for (const words of [`count ${mine}`, `stats ${mine} week`, `stats week ${mine}`])
      expect(wordsOf((await t.take(olga(command(words))))[0])).toContain(`Share ${n}`)
    // Somebody who organises only one petition means that one.
    await rows(t, `delete from organiser where petition_id = (select id from petition where slug = 'second')`)
    expect(wordsOf((await t.take(olga(command('count'))))[0])).toContain('waiting to confirm')
  })
})
