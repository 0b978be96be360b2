import { describe, expect, it } from 'vitest'
import { createForm, formOf } from '../../src/core/petitions/forms.ts'
import { understandCommand } from '../../src/core/reading/commands/understand-command.ts'
import { spokenLanguages } from '../../src/core/texts/texts.ts'
import { command, read, slugs } from './reading/read-as-service.ts'

type KnownPetition = Parameters<typeof formOf.text>[0]

describe('a petition by email', () => {
  it('is created from labelled lines, the text with its paragraphs', () => {
    const text = [
      'Hello,',
      '',
      'Title: Fair training',
      'Text: The unlicensed use of creative works',
      'must not be permitted.',
      '',
      'Note: this is part of it.',
      'Organized by: Guild of Makers',
      'Goal: 5000',
      '- Closes: 2026-12-31',
      '*Policy:* email',
      'Occupations:',
      '- composer',
      '- writer',
      'Contact: dana@example.org',
      '',
      'Best,',
      'Dana',
    ].join('\r\n')
    const fields = {
      title: 'Fair training',
      text: 'The unlicensed use of creative works\nmust not be permitted.\n\nNote: this is part of it.',
      organisedBy: 'Guild of Makers',
      goal: '5000',
      closes: '2026-12-31',
      policy: 'email',
      occupations: 'composer, writer',
      contact: 'dana@example.org',
    }
    expect(read('create fair-training', text, slugs)).toEqual({
      ...command('create fair-training'),
      fields,
    })
    expect(read('create', text, slugs)).toEqual({ ...command('create'), fields })
    expect(read('', `create anew\n${text}`, slugs)).toEqual({ ...command('create anew'), fields })
  })

  it('is edited in French', () => {
    const text =
      'Titre\u00a0: Entraînement loyal\nTexte :\nPremier.\n\nSecond.\nObjectif : 10\u202f000\nMétiers : autrice, compositeur\nLangue : fr\nListe : publique\nOrganisations : oui\n\nCordialement,\nZoé'
    expect(read('Re: edit demo', text, slugs)).toEqual({
      ...command('edit demo'),
      fields: {
        title: 'Entraînement loyal',
        text: 'Premier.\n\nSecond.',
        goal: '10\u202f000',
        occupations: 'autrice, compositeur',
        language: 'fr',
        listing: 'publique',
        organisations: 'oui',
      },
    })
  })

  it('reads a label once: a second one belongs to the part before it', () => {
    expect(read('edit demo', 'Text: One\nTitle: A\nText: two', slugs)).toEqual({
      ...command('edit demo'),
      fields: { text: 'One', title: 'A Text: two' },
    })
    expect(read('edit demo', '', slugs)).toEqual(command('edit demo'))
  })

  it.each(spokenLanguages)(
    'understands the labels of our own forms, as an email shows them (%s)',
    language => {
      const petition: KnownPetition = {
        id: '0',
        slug: 'demo',
        title: 'Demo',
        text: 'One.\n\nTwo.',
        organisedBy: 'Guild',
        addressee: 'the Parliament',
        contact: null,
        figures: 'total',
        accent: null,
        goal: null,
        closesAt: null,
        timeZone: 'UTC',
        policy: 'email',
        organisations: 'approve',
        listing: 'count',
        language: 'fr',
        languageTag: 'fr',
        occupations: ['composer', 'writer'],
        status: 'open',
        openedAt: null,
        organisers: new Set(),
        signed: false,
        listed: true,
        communities: [],
        news: new Map(),
      }
      for (const form of [
        createForm(language),
        formOf.text(petition, language),
        formOf.rules(petition, language),
        formOf.page(petition, language),
      ]) {
        const colon = language === 'fr' ? '\u00a0:' : ':'
        const shown = form.fields.map(({ label, input }) => {
          const choices = input.kind === 'choice' ? ` (${input.options.map(o => o.value).join(', ')})` : ''
          return `    ${label}${choices}${colon} ${input.value ?? ''}`
        })
        const said = understandCommand({ subject: 'Re: x', text: ['edit demo', ...shown].join('\n') })
        const given = form.fields.map(({ name, input }) => [name, input.value ?? ''] as const)
        const emptied = new Set(['goal', 'closes', 'occupations', 'addressee', 'contact', 'accent'])
        expect(said?.fields).toEqual(
          Object.fromEntries(given.filter(([name, value]) => value !== '' || emptied.has(name))),
        )
      }
    },
  )

  it('has no parts called like properties of JavaScript objects', () => {
    const said = understandCommand({ subject: 'edit demo', text: '__proto__: x\nconstructor: y\nTitle: z' })
    expect(said?.fields).toEqual({ title: 'z' })
  })

  it.each(['Create together', 'create freely', 'Create not steal'])('is not created by %s', subject => {
    expect(read(subject, 'Ada Lovelace, composer').kind).toBe('sign')
    expect(read(subject, '').kind).toBe('sign')
  })
})
