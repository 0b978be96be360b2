import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detectLanguage } from '../../../src/core/reading/detect-language.ts'
import { processorMs } from '../../support/processor-ms.ts'

const mails: Record<string, string[]> = {
  en: [
    'I sign',
    'Please add my name',
    'Ada Lovelace, composer',
    'Hello, I would like to sign this letter. Best regards',
    'count me in',
    'On behalf of the Society, Eve Moss, director',
  ],
  fr: [
    'Je signe',
    'Bonjour, je signe cette tribune. Cordialement',
    'Ada Lovelace, musicienne',
    'Merci de me retirer de la liste',
    "J'ajoute mon nom à l'appel",
  ],
  de: [
    'Ich unterschreibe',
    'Sehr geehrte Damen und Herren, ich möchte unterschreiben',
    'Ada Lovelace, Komponistin',
    'Viele Grüße',
    'Was passiert mit meinen Daten?',
  ],
  es: [
    'Yo firmo la petición',
    'Hola, quiero firmar. Un saludo',
    'Por favor, añadan mi nombre',
    '¿Quién organiza esto?',
  ],
  it: ['Voglio firmare', 'Buongiorno, vorrei firmare la petizione. Cordiali saluti', 'Ada Rossi, scrittrice'],
  pt: ['Eu assino', 'Olá, quero assinar a petição. Obrigada', 'Meu nome é João e sou tradutor'],
  nl: [
    'Ik teken',
    'Mijn naam is Piet en ik wil graag tekenen',
    'Met vriendelijke groet',
    'Piet de Boer, schrijver',
  ],
}

describe('the language of a short email', () => {
  for (const [language, texts] of Object.entries(mails))
    it.each(texts)(`is ${language}: %j`, text => expect(detectLanguage(text)).toBe(language))

  it.each([
    '',
    'ok',
    '+1',
    'Ada Lovelace',
    'Jürgen Müller',
    'José García',
    '12345',
    'Ada Lovelace, compositrice',
    '署名します',
    'Firmo',
    'Подписываю',
  ])('is unknown: %j', text => expect(detectLanguage(text)).toBeUndefined())

  it('never throws, and reads 64 KB quickly', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => void detectLanguage(text)))
    expect(processorMs(() => detectLanguage("l'".repeat(32_768)))).toBeLessThan(1_000)
  })
})
