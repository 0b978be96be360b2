import { afterEach, describe, expect, it, vi } from 'vitest'
import { ConnectionLimits } from '../../../src/adapters/email/receive/connection-limits.ts'

describe('the limits on connections', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  function open(places = 5, placesOfOne = 3) {
    vi.useFakeTimers()
    const cut: string[] = []
    const limits = new ConnectionLimits({ places, placesOfOne, dialogue: 1_000, cutOff: id => cut.push(id) })
    return { limits, cut }
  }

  it('gives one address its places, and no more', () => {
    const { limits, cut } = open()
    const enters = ['203.0.113.7', '203.0.113.7', '203.0.113.7', '203.0.113.7', '203.0.113.8']
    expect(enters.map((ip, n) => limits.admit(String(n), ip))).toEqual([true, true, true, false, true])
    limits.release('0')
    expect(limits.admit('5', '203.0.113.7')).toBe(true)
    expect(cut).toEqual([])
  })

  it('takes a network of IPv6 for one address', () => {
    const { limits } = open()
    const enters = ['2001:db8:1:2::1', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2:ffff::', '2001:db8:1:2::9']
    expect(enters.map((ip, n) => limits.admit(String(n), ip))).toEqual([true, true, true, false])
    expect(limits.admit('other', '2001:db8:1:3::1')).toBe(true)
  })

  it('lets a server of our own network come as often as it likes', () => {
    const { limits } = open(50)
    const own = ['127.0.0.1', '::1', '10.1.2.3', '::ffff:192.168.0.1', 'fd00::1']
    for (const ip of own) for (let n = 0; n < 5; n++) expect(limits.admit(`${ip} ${n}`, ip)).toBe(true)
  })

  it('makes room at the cost of the largest crowd, oldest first, and never of an email on its way', () => {
    const { limits, cut } = open()
    limits.admit('honest', '203.0.113.1')
    for (const n of [1, 2, 3]) limits.admit(`crowd ${n}`, '127.0.0.1')
    limits.begin('crowd 1')
    limits.admit('other', '203.0.113.2')
    limits.admit('late', '203.0.113.3')
    expect(cut).toEqual(['crowd 2'])
    limits.admit('later', '203.0.113.4')
    expect(cut).toEqual(['crowd 2', 'crowd 3'])
  })

  it('lets others in while every place is taken by an email on its way', () => {
    const { limits, cut } = open()
    for (const n of [1, 2, 3, 4, 5]) {
      limits.admit(`drips ${n}`, `203.0.113.${n}`)
      limits.begin(`drips ${n}`)
    }
    expect(limits.admit('honest', '203.0.113.9')).toBe(true)
    expect(cut).toEqual([])
  })

  it('ends a dialogue after its time, which begins again after each email', () => {
    const { limits, cut } = open()
    limits.admit('idle', '203.0.113.1')
    limits.admit('works', '203.0.113.2')
    vi.advanceTimersByTime(900)
    limits.begin('works')
    vi.advanceTimersByTime(5_000)
    expect(cut).toEqual(['idle'])
    limits.done('works')
    vi.advanceTimersByTime(900)
    expect(cut).toEqual(['idle'])
    vi.advanceTimersByTime(200)
    expect(cut).toEqual(['idle', 'works'])
  })
})
