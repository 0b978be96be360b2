import { describe, expect, it } from 'vitest'
import { understandRequest } from '../../../src/core/reading/understand-request.ts'

const read = (text: string, fromName: string) => understandRequest({ subject: 'signature', text, fromName })

describe('somebody writes for another person', () => {
  it.each([
    'I am writing this for my gran, she has no computer. Her name is Doris Vane and she wants to sign.',
    'Signing on behalf of my client, the novelist Ada Vane.',
    "J'écris pour ma grand-mère, qui veut signer. Elle s'appelle Ada Vane.",
    'Ich schreibe für meine Oma, sie möchte unterschreiben. Sie heißt Ada Vane.',
    'Escribo por mi tía, que quiere firmar. Ella se llama Ada Vane, poeta.',
    'Mia nonna vuole firmare. Nonna si chiama Ada Vane.',
    'Namens Ada Vane (schrijfster), die geen internet heeft.',
    'Em nome da nossa autora Ada Vane, confirmo que ela deseja assinar.',
    'Hiermit unterzeichne ich im Auftrag von Herrn Prof. Vane.',
  ])('takes no name: %s', text => {
    expect(read(text, 'Tom Bell')).toEqual({ kind: 'sign', written: {}, another: true })
  })

  it.each(['I sign for my children and for my gran.', 'I sign on behalf of the Lantern Society.'])(
    'leaves others as they are: %s',
    text => {
      expect(read(text, 'Tom Bell')).not.toHaveProperty('another')
    },
  )
})

describe('pen names', () => {
  it.each([
    ['Please put me down as Rex Carver. My real name is Ada Vane, do not publish it.', 'Rex Carver'],
    ['Ik wil tekenen als Rex Carver (pseudoniem). Mijn echte naam mag er niet bij.', 'Rex Carver'],
    ["Publiez Rex Carver (mon nom de plume). L'état civil est pour vous : Ada Vane.", 'Rex Carver'],
    ["Don't publish Ada Vane, please use Rex Carver, my pen name", 'Rex Carver'],
    ['Bitte als Rex Carver veröffentlichen, nicht mein bürgerlicher Name. Unterschreibe gern.', 'Rex Carver'],
    ['Je signe sous mon nom de scène : Rex Carver', 'Rex Carver'],
    ['Yes, I sign! Please do not put me down as Ada Vane. My pen name is Rex Carver.', 'Rex Carver'],
    ['I publish as Rex Carver and would like to sign.', 'Rex Carver'],
  ])('takes the one that is plainly given: %s', (text, name) => {
    expect(read(text, 'Ada Vane')).toEqual({ kind: 'sign', written: { name }, another: true })
  })

  it.each([
    'I sign. I write under a pen name and my real name must not appear.',
    'Yes, I sign! Please do not put me down as Ada Vane. I have a pen name.',
  ])('takes none that is not: %s', text => {
    expect(read(text, 'Ada Vane')).toEqual({ kind: 'sign', written: {}, another: true })
  })
})
