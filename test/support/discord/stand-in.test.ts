/** What the Discord stand-in refuses, as Discord does. */

import { Client } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { button, callback, command, hook, link, list, option, posted, row, said, text, v2 } from './bodies.ts'
import { ask, closeGrounds, ground } from './ground.ts'

afterEach(closeGrounds)

describe('the stand-in', () => {
  it('refuses what Discord refuses, in rooms and in direct messages', async () => {
    const { discord, room: channel, ada, asks } = await ground()
    const post = async (id: string, nonce = id) =>
      (await asks('POST', `/channels/${id}/messages`, posted([text('x')], { nonce: nonce.slice(-9) }))).code
    await post(channel.id)
    await post(channel.id)
    expect(channel.messages).toHaveLength(1)
    channel.messages[0]?.delete()
    const edit = `/channels/${channel.id}/messages/${channel.all[0]?.id}`
    expect((await asks('PATCH', edit, said([text('y')]))).code).toBe(10008)
    channel.botMay = { view: true, send: false }
    expect(await post(channel.id, '2')).toBe(50013)
    channel.botMay = { view: false, send: false }
    expect(await post(channel.id, '2')).toBe(50001)
    expect(await post(discord.withOwnApp(ada.person).seat.channel.id)).toBe(50001)
    channel.delete()
    expect(await post(channel.id)).toBe(10003)
    ada.person.directMessagesOpen = false
    expect(await post(ada.person.channel.id)).toBe(50007)
    expect((await asks('POST', '/users/@me/channels', { recipient_id: '1' })).code).toBe(10013)
    expect((await asks('GET', '/guilds/1')).code).toBe(10004)
    expect(discord.violations).toEqual([])
  })

  it('takes a first response once and in time, and later ones while the token lives', async () => {
    const { discord, seen, asks, ada } = await ground()
    const answer = said([text('x')], { flags: v2 | 64 })
    const original = `${hook}/messages/@original`
    expect((await asks('PATCH', original, answer)).code).toBe(10015)
    expect((await asks('POST', callback, { type: 5, data: { flags: 64 } })).status).toBe(204)
    expect((await asks('POST', callback, { type: 4, data: answer })).code).toBe(40060)
    expect(seen.message.thinking).toBe(true)
    await asks('PATCH', original, answer)
    expect([seen.message.text, seen.message.ephemeral]).toEqual(['x', true])
    seen.message.delete()
    expect((await asks('PATCH', original, answer)).code).toBe(10008)
    discord.times.tokenMs = 1
    expect(await asks('POST', hook, answer)).toMatchObject({ status: 401, code: 50027 })
    discord.times.expiredToken = 10015
    expect(await asks('POST', hook, answer)).toMatchObject({ status: 404, code: 10015 })
    discord.times.acknowledgementMs = 0
    const { interaction } = await ada.command('sign')
    const late = `/interactions/${interaction.id}/${interaction.token}/callback`
    expect((await asks('POST', late, { type: 4, data: answer })).code).toBe(10062)
    expect(discord.violations).toEqual([])
  })

  it('takes five follow-ups where the app is the member’s own', async () => {
    const { discord, ada, asks } = await ground()
    discord.times.acknowledgementMs = 100
    const { interaction } = await discord.withOwnApp(ada.person).command('sign')
    discord.times.acknowledgementMs = 60_000
    const answer = said([text('x')], { flags: v2 | 64 })
    await asks('POST', `/interactions/${interaction.id}/${interaction.token}/callback`, {
      type: 4,
      data: answer,
    })
    const codes = []
    for (let n = 0; n < 6; n += 1)
      codes.push((await asks('POST', `/webhooks/APP/${interaction.token}`, answer)).code)
    expect(codes).toEqual([...Array(5).fill(undefined), 40094])
  })

  it('shows an answer to who may see it, and lets nobody do what Discord’s client does not', async () => {
    const { discord, room: channel, ada, seen, asks } = await ground()
    const answer = said([text('x'), row(button({}), link('https://a.b'))], { flags: v2 | 64 })
    await asks('POST', callback, { type: 4, data: answer })
    expect(channel.messages).toEqual([])
    expect(() => discord.member(channel).press(seen.message, 'x')).toThrow('does not see')
    expect(() => ada.press(seen.message, 'z')).toThrow('No button "z"')
    expect(() => ada.command('sing')).toThrow('There is no sing')
    expect(() => ada.command('sign', { petition: 'x' })).toThrow('There is no petition')
    expect(() => ada.submitModal({})).toThrow('No form is open')
    await ask(discord, 'PUT', list, command({ contexts: [0], options: [option({ required: true })] }))
    expect(() => discord.inDirectMessage(ada.person).command('sign')).toThrow('not offered')
    expect(() => discord.withOwnApp(ada.person).command('sign')).toThrow('not offered')
    expect(() => ada.command('sign')).toThrow('does not send /sign without a')
  })

  it('refuses a wrong token, and any intent', async () => {
    const { discord } = await ground()
    const rest = { api: discord.apiUrl, version: '10' }
    await expect(new Client({ intents: [], rest }).login('wrong')).rejects.toThrow()
    const curious = new Client({ intents: ['GuildMembers'], rest })
    await expect(curious.login(discord.token)).rejects.toThrow('disallowed')
    await curious.destroy()
  })
})
