import { afterEach, describe, expect, it, vi } from 'vitest'
import { Door } from '../../../src/adapters/email/receive/door.ts'

describe('the door', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  function open(places = 5, placesOfOne = 3) {
    vi.useFakeTimers()
    const cut: string[] = []
    const door = new Door({ places, placesOfOne, dialogue: 1_000, cutOff: id => cut.push(id) })
    return { door, cut }
  }

  it('gives one address its places, and no more', () => {
    const { door, cut } = open()
    const enters = ['203.0.113.7', '203.0.113.7', '203.0.113.7', '203.0.113.7', '203.0.113.8']
    expect(enters.map((ip, n) => door.enter(String(n), ip))).toEqual([true, true, true, false, true])
    door.leave('0')
    expect(door.enter('5', '203.0.113.7')).toBe(true)
    expect(cut).toEqual([])
  })

  it('takes a network of IPv6 for one address', () => {
    const { door } = open()
    const enters = ['2001:db8:1:2::1', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2:ffff::', '2001:db8:1:2::9']
    expect(enters.map((ip, n) => door.enter(String(n), ip))).toEqual([true, true, true, false])
    expect(door.enter('other', '2001:db8:1:3::1')).toBe(true)
  })

  it('lets a server of our own network come as often as it likes', () => {
    const { door } = open(50)
    const own = ['127.0.0.1', '::1', '10.1.2.3', '::ffff:192.168.0.1', 'fd00::1']
    for (const ip of own) for (let n = 0; n < 5; n++) expect(door.enter(`${ip} ${n}`, ip)).toBe(true)
  })

  it('makes room at the cost of the largest crowd, oldest first, and never of an email on its way', () => {
    const { door, cut } = open()
    door.enter('honest', '203.0.113.1')
    for (const n of [1, 2, 3]) door.enter(`crowd ${n}`, '127.0.0.1')
    door.begin('crowd 1')
    door.enter('other', '203.0.113.2')
    door.enter('late', '203.0.113.3')
    expect(cut).toEqual(['crowd 2'])
    door.enter('later', '203.0.113.4')
    expect(cut).toEqual(['crowd 2', 'crowd 3'])
  })

  it('lets others in while every place is taken by an email on its way', () => {
    const { door, cut } = open()
    for (const n of [1, 2, 3, 4, 5]) {
      door.enter(`drips ${n}`, `203.0.113.${n}`)
      door.begin(`drips ${n}`)
    }
    expect(door.enter('honest', '203.0.113.9')).toBe(true)
    expect(cut).toEqual([])
  })

  it('ends a dialogue after its time, which begins again after each email', () => {
    const { door, cut } = open()
    door.enter('idle', '203.0.113.1')
    door.enter('works', '203.0.113.2')
    vi.advanceTimersByTime(900)
    door.begin('works')
    vi.advanceTimersByTime(5_000)
    expect(cut).toEqual(['idle'])
    door.done('works')
    vi.advanceTimersByTime(900)
    expect(cut).toEqual(['idle'])
    vi.advanceTimersByTime(200)
    expect(cut).toEqual(['idle', 'works'])
  })
})
