import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command } from '../cli/run.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { makePetition } from '../support/petition.ts'
import { confirmPath, type RunningService, startService, testSecret } from '../support/service.ts'
import type { Member } from '../support/slack/member.ts'
import { type Slack, startSlack } from '../support/slack/stand-in.ts'
import { cases, otherCases } from './collection.ts'

/** Not right yet, and why. A line leaves this list once it is right: until then a test asks that it is still wrong. */
const notYet: Record<string, string> = {}

const petitions = { fair: 'Fair training', 'clean-rivers': 'Clean rivers' }

/** The inputs of a case, of which this file knows the kinds. */
function inputs(name: string, key: string): string[] {
  const found = otherCases.get(name)
  return [found?.slack?.[key] ?? (key === 'get' ? found?.get : undefined) ?? []].flat()
}

describe.skipIf(!existsSync(cases))(
  'the collected cases of Slack and of links (skipped where ../shared/cases is absent)',
  () => {
    let database: TestDatabase
    let slack: Slack
    let service: RunningService
    let organiser: Member
    let people = 0

    const somebody = () => {
      people += 1
      const [workspace] = slack.workspaces
      if (workspace === undefined) throw new Error('no workspace')
      return slack.member(workspace.channel(), { name: `somebody${people}`, email: null })
    }

    beforeAll(async () => {
      database = await testDatabase()
      for (const [slug, title] of Object.entries(petitions)) await makePetition(database.db, slug, { title })
      slack = await startSlack()
      service = await startService({
        databaseUrl: database.url,
        env: {
          SLACK_BOT_TOKEN: slack.workspaces[0]?.token.value,
          SLACK_SIGNING_SECRET: slack.signingSecret,
          SLACK_API_URL: slack.apiUrl,
        },
      })
      slack.http.baseUrl = service.url
      organiser = somebody()
      const account = `slack:${organiser.user.workspace.id}:${organiser.id}`
      for (const slug of Object.keys(petitions)) {
        const added = await command(['organiser', 'add', slug, account], {
          DATABASE_URL: database.url,
          SECRET_KEY: testSecret,
        })
        expect(added).toMatchObject({ code: 0, stderr: '' })
      }
      await signsByEmail('mira@example.org')
    })
    afterAll(async () => {
      await service.stop()
      await slack.close()
      await database.close()
    })

    /** Signs both, so that there is somebody to find. */
    async function signsByEmail(address: string): Promise<void> {
      let mails = 0
      for (const slug of Object.keys(petitions)) {
        const from = `Mira Okafor <${address}>`
        await service.write({ from, to: `sign+${slug}@localhost`, text: 'Mira Okafor, illustrator' })
        await service.reply(await service.mail(address, mails + 1), address, 'Yes')
        mails += 2
        await service.mail(address, mails)
      }
    }

    /** Runs what a case asks for, or asks that it fails. */
    async function judged(name: string, plays: () => Promise<void>): Promise<void> {
      if (notYet[name] === undefined) return plays()
      await expect(plays(), `${name} is right: take it out of notYet`).rejects.toThrow()
    }

    it.each(inputs('s01-slack-sign-smart-quotes', 'texts'))('/sign %s', typed =>
      judged(`/sign ${typed}`, async () => {
        const seen = await somebody().slash('/sign', typed)
        const isNear = !typed.includes('fair')
        if (isNear) expect((await seen.answer()).plain).toMatch(/Fair training|Did you mean/)
        else expect((await seen.modal()).title).toContain(petitions.fair)
      }),
    )

    it.each(inputs('s02-slack-find-quotes', 'texts'))('/petition %s', typed =>
      judged(`/petition ${typed}`, async () => {
        const { plain } = await (await organiser.slash('/petition', typed)).answer()
        expect(plain).not.toMatch(/don’t know|Did you mean|cannot read|could not read|not found/i)
        const wanted = { find: /Mira Okafor/, stats: /signature/, close: /31 December 2030/ }
        const [kind = ''] = Object.keys(wanted).filter(word => typed.startsWith(word))
        // "find" without a petition asks which one.
        expect(plain).toMatch(
          typed === 'find ‘Mira’' ? /Mira Okafor|which/i : wanted[kind as keyof typeof wanted],
        )
      }),
    )

    it.each(inputs('s03-form-mail-field', 'Your mail address'))('a form with the mailbox %j', typed =>
      judged(`mailbox ${typed}`, async () => {
        const member = somebody()
        const seen = await member.slash('/sign', 'fair')
        const form = await seen.modal()
        const field = form.fields.find(({ label }) => /email address/.test(label))
        const sent = await member.submits(form, {
          'Name as it should appear': 'Mira Okafor',
          [field?.label ?? '']: typed,
        })
        expect(sent.errors).toEqual({})
        const address = /mira\d+@example\.org/.exec(typed)?.[0] ?? ''
        expect((await service.mail(address)).to).toBe(address)
      }),
    )

    describe('the link of an email', () => {
      let token: string
      beforeAll(async () => {
        await service.write({
          from: 'Una Merkel <una@example.org>',
          to: 'sign+fair@localhost',
          text: 'Una Merkel, potter',
        })
        token = confirmPath(await service.mail('una@example.org')).slice('/c/'.length)
      })

      it.each(inputs('t01-confirm-link-with-a-mark-after-it', 'get'))('%s opens the page', path =>
        judged(path, async () => {
          const page = await fetch(`${service.url}${path.replace('TOKEN', token)}`)
          expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Una Merkel')])
        }),
      )

      it('does not open with another token', async () => {
        const page = await fetch(`${service.url}/c/${'a'.repeat(32)}.`)
        expect(page.status).toBe(404)
      })
    })

    it('are all played here', () => {
      expect([...otherCases.keys()].map(name => name.slice(0, 3))).toEqual(['s01', 's02', 's03', 't01'])
    })

    it('does not take a command that no organiser would write for one that is understood', async () => {
      const { plain } = await (await organiser.slash('/petition', 'fynd ‘Mira’')).answer()
      expect(plain).toMatch(/don’t know|Did you mean/)
    })
  },
)
