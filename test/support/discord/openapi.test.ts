import { existsSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterEach, describe, expect, it } from 'vitest'
import { objectAt } from '../chat/json.ts'
import { schemaFaults } from '../chat/schema-faults.ts'
import { button, command, list, posted, room, row, said, text } from './bodies.ts'
import { closeGrounds, ground } from './ground.ts'
import { loadSpecification, routes, strengthened } from './specification.ts'

afterEach(closeGrounds)

const documentPath = new URL('../../../../shared/specs/discord-openapi.json', import.meta.url)

describe.runIf(existsSync(documentPath))('the OpenAPI document, which lies beside the repository', () => {
  const document: unknown = existsSync(documentPath) ? JSON.parse(readFileSync(documentPath, 'utf8')) : {}
  const operationOf = (name: string) => {
    const [method = '', path = ''] = name.split(' ')
    return {
      path,
      method: method.toLowerCase(),
      operation: objectAt(objectAt(objectAt(document, 'paths'), path), method.toLowerCase()),
    }
  }

  it.each(Object.entries(routes))('has the route %s with the same body', (name, schema) => {
    const { operation } = operationOf(name)
    expect(operation).toBeDefined()
    const body = JSON.stringify(objectAt(operation, 'requestBody') ?? {})
    for (const [reference] of JSON.stringify(schema ?? {}).matchAll(/#\/[\w/]+/g))
      expect(body).toContain(reference)
    expect(operation?.requestBody === undefined).toBe(schema === undefined)
  })

  it('allows each field that the stand-in answers with', async () => {
    const { discord, room: channel, ada, asks } = await ground()
    const specification = await loadSpecification()
    const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
    ajv.addSchema({ $id: 'document', ...strengthened(Object(document)) })
    const invented: string[] = []
    const check = async (method: string, path: string, body?: unknown) => {
      const { status, answer } = await asks(method, path, body)
      const known = path.replace('APP', discord.applicationId).replace('ROOM', channel.id)
      const { path: template } = operationOf(specification.operation(method, known)?.name ?? '')
      const place = [template, method.toLowerCase(), 'responses', `${status}`, 'content', 'application/json']
      const pointer = ['paths', ...place, 'schema'].map(part =>
        encodeURIComponent(part.replaceAll('/', '~1')),
      )
      const validate = ajv.compile({ $ref: `document#/${pointer.join('/')}` })
      expect(schemaFaults(validate, { invented: true })).not.toEqual([])
      // Fields that our bot does not read are left out.
      const faults = schemaFaults(validate, answer).filter(
        fault => !fault.includes('must have required property'),
      )
      invented.push(...faults.map(fault => `${method} ${template}: ${fault}`))
    }
    await check('GET', '/gateway/bot')
    await check('GET', '/applications/@me')
    await check('GET', list)
    await check('PUT', list, command({}))
    await check('GET', `/guilds/${channel.guild?.id}`)
    await check('POST', '/users/@me/channels', { recipient_id: ada.id })
    await check('POST', room, posted([text('x'), row(button({}))]))
    await check('PATCH', `/channels/ROOM/messages/${channel.messages[0]?.id}`, said([text('y')]))
    expect(invented).toEqual([])
  })
})
