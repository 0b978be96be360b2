import { describe, expect, it } from 'vitest'
import { isLoopback, isOwnNetwork, networkOf } from '../src/network.ts'

describe('a host', () => {
  it.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.8.9.10', '::1', '[::1]'])(
    '%s is this machine',
    host => {
      expect(isLoopback(host)).toBe(true)
    },
  )

  it.each(['127.mail.example', '127.0.0.1.nip.io', 'localhost.example', '128.0.0.1', '[::2]', ''])(
    '%s is not',
    host => {
      expect(isLoopback(host)).toBe(false)
    },
  )
})

describe('an address', () => {
  it.each([
    '127.0.0.1',
    '10.255.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.0.1',
    '::1',
    '::ffff:10.0.0.1',
    '::FFFF:127.0.0.1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1%eth0',
    'febf::1',
  ])('%s is of our own network', address => {
    expect(isOwnNetwork(address)).toBe(true)
  })

  it.each([
    '172.15.0.1',
    '172.32.0.1',
    '11.0.0.1',
    '203.0.113.9',
    '::ffff:203.0.113.9',
    'fec0::1',
    '2001:db8::1',
    'fd-is-no-address.example',
    '10.0.0.1.example',
    '',
  ])('%s is not of our own network', address => {
    expect(isOwnNetwork(address)).toBe(false)
  })

  it.each([
    ['203.0.113.9', '203.0.113'],
    ['::ffff:203.0.113.9', '203.0.113'],
    [' 203.0.113.200 ', '203.0.113'],
    ['203.0.113.9:50123', '203.0.113'],
    ['[2001:db8:7::1]:50123', '2001:db8:7'],
    ['2001:db8:7:1::1', '2001:db8:7'],
    ['2001:0DB8:0007:1:2:3:4:5', '2001:db8:7'],
    ['2001:db8::1', '2001:db8:0'],
    ['fe80::1%eth0', 'fe80:0:0'],
    ['::1', '0:0:0'],
    ['somebody', undefined],
    ['unknown', undefined],
    ['', undefined],
  ])('%s is of the network %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
