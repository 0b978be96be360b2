import { existsSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { manifestOf } from '../../../src/adapters/slack/manifest.ts'
import { botScopes } from '../../../src/adapters/slack/scopes.ts'
import { textsOf } from '../../../src/core/texts/texts.ts'

const { chat: words } = textsOf('en')
const publicUrl = 'https://undersigned.example'

describe('the manifest', () => {
  it.each(['socket', 'http', 'oauth'] as const)(
    'of %s mode asks for the scopes that are used, and no more',
    mode => {
      const manifest = manifestOf({ mode, publicUrl, words })
      expect(manifest.oauth_config.scopes.bot).toEqual(botScopes)
      expect(manifest.features.slash_commands.every(command => command.should_escape)).toBe(true)
      expect(JSON.stringify(manifest).includes(publicUrl)).toBe(mode !== 'socket')
      expect(manifest.settings.socket_mode_enabled).toBe(mode === 'socket')
      expect(manifest.settings.token_rotation_enabled).toBe(mode === 'oauth')
    },
  )

  it('needs an address if Slack is to call us', () => {
    expect(() => manifestOf({ mode: 'http', words })).toThrow('public address')
  })

  const schema = new URL('../../../../shared/specs/slack-manifest.schema.json', import.meta.url)
  it.runIf(existsSync(schema)).each(['socket', 'http', 'oauth'] as const)(
    'of %s mode is one to Slack',
    mode => {
      const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
      const check = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')))
      check(manifestOf({ mode, publicUrl, words }))
      expect(check.errors ?? []).toEqual([])
      check({
        ...manifestOf({ mode, publicUrl, words }),
        features: { slash_commands: [{ command: 'sign' }] },
      })
      expect(check.errors).not.toBeNull()
    },
  )
})
