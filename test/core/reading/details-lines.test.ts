import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkDetails } from '../../../src/core/details.ts'
import { fromLabels } from '../../../src/core/reading/details/labels.ts'
import { understandAnswer } from '../../../src/core/reading/understand-answer.ts'
import { understandRequest } from '../../../src/core/reading/understand-request.ts'
import { en } from '../../../src/core/texts/en/en.ts'
import { partsOf } from '../../../src/core/texts/replies/parts.ts'
import { processorMs } from '../../support/processor-ms.ts'

function written(text: string, subject = '', fromName?: string) {
  const request = understandRequest({ subject, text, fromName })
  return request.kind === 'sign' ? request.written : undefined
}

const { line: lineOf } = partsOf(en)

function published(text: string): string | undefined {
  const checked = checkDetails(written(text) ?? {})
  return checked.kind === 'ok' ? lineOf(checked.details).replace('\n', ', ') : undefined
}

const asWritten: Record<string, string[]> = {
  'small words in capitals are organisations': [
    'Jane Roe, MIT',
    'Jane Roe, engineer, MIT',
    'Jane Roe, doctor, WHO',
    'Jane Roe, interpreter, UN',
    'Jane Roe, manager, IT',
    'Jane Roe, painter, AM',
    'Jane Roe, painter, US',
    'Jane Roe, nurse, OR',
    'Jane Roe, singer, SO',
    'Jane Roe, teacher, IN',
    'Jane Roe, PhD, biologist, MIT',
    'Jane Roe, CEO, WHO',
    'JANE ROE, WRITER, MIT',
    'Jane Roe, IT manager, US Army',
    'Jane Roe, Head of IT',
    'Jane Roe, I.T. consultant',
    'jane roe, it consultant',
    'Zoé Petit, chercheuse, CNRS',
    'Jürgen Groß, Leiter IT, SAP SE',
    'Иван Петров, инженер, ООН',
  ],
  'a company form stands alone or beside its company': [
    'Anna Berg, AG',
    'Anna Berg, AG, Zürich',
    'Anna Berg, director, AG',
    'Jane Roe, director, Acme, Inc.',
    'Jane Roe, director, Acme Inc.',
    'Jane Roe, Director, Smith, Jones & Partners, LLP',
    'Eva Kern, Geschäftsführerin, Kern GmbH & Co. KG',
    'Eva Kern, Vorsitzende, Kleine Verlage e. V.',
    'Zoé Petit, gérante, Petit S.A.R.L.',
  ],
  'the language somebody translates from is no organisation': [
    'Jane Roe, translator from Hungarian and Polish',
    'Jane Roe, translator from the French',
    'Jane Roe, literary translator from Arabic, London',
    'jane roe, translator from hungarian',
    'Eva Kern, Übersetzerin aus dem Ungarischen und Polnischen',
    'Zoé Petit, traductrice du hongrois et du polonais',
    'Ana Ruiz, traductora del húngaro al español',
    "Anna Rossi, traduttrice dall'ungherese",
    'Ana Silva, tradutora do húngaro e do polaco',
    'Ada Bakker, vertaalster uit het Hongaars',
  ],
  'small words stay: from, for, of, at, a, the': [
    'Jane Roe, painter from Berlin',
    'Jane Roe, from Berlin',
    'Jane Roe, composer for Film and Theatre',
    'Jane Roe, reporter for the Guardian',
    'Jane Roe, teacher at Eton',
    'Jane Roe, a composer',
    'Jane Roe, an artist and the mother of two',
    'Zoé Petit, ingénieure chez Airbus',
    'Eva Kern, Ingenieurin bei Siemens',
    'Jane Roe, sign language interpreter',
    'Jane Roe, MP for Leeds',
  ],
  'the article of a name stays': [
    'Jane Roe, journalist, The Guardian',
    'Thom Yorke, The Lanterns',
    'Jane Roe, singer, The Who',
    'Zoé Petit, journaliste, Le Monde',
    'Eva Kern, Redakteurin, Die Zeit',
    'Ada Bakker, journalist, De Correspondent',
    "Zoé Petit, chimiste, L'Oréal",
    "Jane Roe, guitar maker, D'Addario",
  ],
  'a title in quotation marks is not cut': [
    'Jane Roe, author of "The Sea, the Sea"',
    'Jane Roe, author of “The Sea, the Sea”, London',
    "Jane Roe, author of 'The Sea, the Sea'",
    'Jane Roe, author of ‘The Sea, the Sea’',
    'Zoé Petit, autrice de « La mer, la mer »',
    'Eva Kern, Autorin von „Das Meer, das Meer“',
    'Eva Kern, Autorin von »Das Meer, das Meer«',
    'Jane Roe, author of "Help! I am alive"',
    'Jane Roe, author of "Mrs. Dalloway. A Life"',
    'Jane Roe, author of "What? Who?", London',
    'Jane Roe, author of "Red; Green; Blue"',
    'Jane Roe, author of "Black - White"',
    'Jane Roe, author of "221 Elm Street"',
    'Jane Roe, author of The Sea, the Sea',
    'Jane Roe, translator, author of "The Sea", The Guardian',
    'Jane Roe, translator and "The Sea", The Guardian',
    'Jane Roe, writer (Mr. Fox, Gingerbread)',
    'Jane Roe, painter (oil, watercolour), Bristol',
  ],
  'an abbreviation ends no sentence': [
    'Jane Roe, illustrator, Univ. of Bristol',
    'Jane Roe, Dept. of Fine Art, University of Bristol',
    'Jane Roe, Asst. Editor',
    'Jane Roe, illustrator, Co. Cork',
    'Assoc. Prof. Jane Roe, painter',
    'Dipl.-Ing. Eva Kern, Architektin',
    'Eva Kern, Illustratorin, geb. in Köln',
    'Lena Weiß, Dr. rer. nat., Physikerin',
    'Jane Roe, Ph.D., biologist',
    'Jane Roe, M.Sc.',
    'Jane Roe, BA, MA, PhD',
    "Jane Roe, curate, St. Mary's",
    'J. R. R. Tolkien, writer',
    'Jane Roe, Lt. Col., US Army',
    'Jane Roe, animator, Warner Bros.',
    'Eva Kern, Lektorin, S. Fischer Verlag',
    'Ing. arch. Jana Nováková, architektka',
    'Mag. art. Katharina Huber, Bildhauerin',
    'Jane Roe, historian, Univ. Coll. London',
    'Eva Kern, Schriftst. u. Übersetzerin',
    'Eva Kern, freie Journ. u. Lektorin',
  ],
  'a name may be a small word of some language': [
    'Jack Ma, teacher',
    'Ada Vos, painter',
    'Nguyen Thi Qui, poet',
    'Tu Youyou, chemist',
    'Artur Mas',
  ],
  'ranks, bands and ampersands stay': [
    'Grace Hopper, Rear Admiral, US Navy',
    'Jane Roe, guitarist, AC/DC',
    'Jane Roe, guitarist, No Doubt',
    'Jane Roe, violinist, I Musici',
    'Jane Roe, founder of We Are Poets',
    'Jane Roe, Doctors Without Borders',
    'Jane Roe, writer / translator',
    'Jane Roe, singer - songwriter',
    'Jane Roe, Marks & Spencer plc',
  ],
}

describe('a line of details is published as it was written', () => {
  for (const [title, lines] of Object.entries(asWritten))
    describe(title, () => {
      it.each(lines)('%s', line => expect(published(line)).toBe(line))
    })

  it.each([
    ['Univ.-Prof. Mag. Dr. Katharina Huber, Musikwissenschaftlerin', 'Katharina Huber'],
    ['a.o. Univ. Prof. Dr. Katharina Huber, Musikwissenschaftlerin', 'Katharina Huber'],
    ['Mag. art. Katharina Huber, Bildhauerin', 'Katharina Huber'],
    ['Prof. em. Dr. h.c. Jonas Weber, Komponist', 'Jonas Weber'],
    ['Prof. Dr. h. c. mult. Jonas Weber, Komponist', 'Jonas Weber'],
    ['Dipl.-Ing. (FH) Jonas Weber, Komponist', 'Jonas Weber'],
    ['Ing. arch. Jana Nováková, Ph.D., architektka', 'Jana Nováková'],
    ['MUDr. Jana Nováková, CSc., lékařka', 'Jana Nováková'],
    ['Priya Nair BSc. (Hons.), textile designer', 'Priya Nair'],
    ['Priya Nair, BA (Hons), textile designer', 'Priya Nair'],
    ['Eva Kern, 2. Vorsitzende', 'Eva Kern'],
  ])('with the titles of whom From names: %s', (line, fromName) => {
    const { name = '', occupation = '' } = written(line, '', fromName) ?? {}
    expect(`${name}, ${occupation}`).toBe(line)
  })

  it.each([
    'Firmo, pues. Jane Roe, painter',
    'I love art. Jane Roe, painter',
    'Chapter 2. Jane Roe, painter',
  ])('with no words before them: %s', text =>
    expect(written(text, '', 'Jane Roe')).toMatchObject({ name: 'Jane Roe', occupation: 'painter' }),
  )

  it('gives an acronym and a company form to the organisation', () => {
    expect(written('Jane Roe, MIT')).toEqual({ name: 'Jane Roe', organisation: 'MIT' })
    expect(written('Jane Roe, doctor, WHO')).toEqual({
      name: 'Jane Roe',
      occupation: 'doctor',
      organisation: 'WHO',
    })
    expect(written('Anna Berg, AG')).toEqual({ name: 'Anna Berg', organisation: 'AG' })
    expect(written('Jane Roe\nVP, Marketing')?.occupation).toBe('VP')
    expect(written('MIKA')).toEqual({ name: 'MIKA' })
    expect(written('AW: Jane Roe')).toEqual({})
    expect(written('Jane Roe\nengineer\nMIT')).toEqual(written('Jane Roe, engineer, MIT'))
    expect(written('Jane Roe, engineer\nMIT')).toEqual(written('Jane Roe, engineer, MIT'))
    expect(written('Jane Roe, engineer\nLeeds Symphony')?.organisation).toBe('Leeds Symphony')
    expect(written('Jane Roe, engineer\nBooks must be paid for.')?.organisation).toBeUndefined()
    expect(written('Thanks,\nJane Roe\nWHO')).toEqual({ name: 'Jane Roe', organisation: 'WHO' })
  })

  it.each([
    ['Name: Jane Roe\nOccupation: a writer\nOrganisation: The Guardian', 'Jane Roe, a writer, The Guardian'],
    ["Name: Jane Roe\nOrganisation: L'Oréal", "Jane Roe, L'Oréal"],
    ['Name: Jane Roe\nOccupation: M.Sc.', 'Jane Roe, M.Sc.'],
    ["On behalf of L'Oréal, Zoé Petit", "L'Oréal, represented by Zoé Petit"],
    ['The Guardian supports this.\nJane Roe', 'The Guardian, represented by Jane Roe'],
    ['My name is Jane Roe and I am a translator from the French.', 'Jane Roe, translator from the French'],
  ])('%j', (text, line) => expect(published(text)).toBe(line))

  it.each([
    'Jane Roe, painter, Rua do Farol, n.º 16',
    'Jane Roe, painter, Calle Mayor, núm. 12',
    'Jane Roe, painter, Rua do Farol, número 16',
  ])('leaves out a street and the number behind a comma: %s', line => {
    expect(published(line)).toBe('Jane Roe, painter')
  })

  it('cuts nothing off an occupation that is too long: the signer is asked', () => {
    const occupation = `author of ${'very long and winding '.repeat(6)}stories`
    expect(written(`Jane Roe, ${occupation}`)).toEqual({ name: 'Jane Roe', occupation })
    expect(checkDetails({ name: 'Jane Roe', occupation })).toMatchObject({ problem: 'too-long' })
  })

  it.each(['by the page, ids are left and nobody', 'takes the list away, and no formula runs'])(
    'takes no details from prose: %j',
    text => expect(written(text) ?? {}).toEqual({}),
  )

  it.each(['YES', 'OK', 'I agree', 'please', 'she/her'])('leaves %j out: it is no detail', word =>
    expect(published(`Jane Roe, painter, ${word}`)).toBe('Jane Roe, painter'),
  )

  it.each([
    'Jane Roe, illustrator, 12 Tanners Lane, Bristol BS1 4XX',
    'Jane Roe, illustrator, Musterstraße 12, 50667 Köln',
    'Jane Roe, illustrator, Kerkstraat 9, 1017 GC Amsterdam',
    'Jane Roe, illustrator\n221 Elm Street, Apt 4B\nBrooklyn, NY 11201',
    'Jane Roe, illustrator, +44 20 7946 0000',
    'Jane Roe, illustrator, jane@roe.example',
    'Jane Roe, illustrator, www.roe.example',
  ])('never proposes an address: %j', text => expect(published(text)).toBe('Jane Roe, illustrator'))

  it.each(['Jane Roe, R.N.', 'Jane Roe, No. 1 fan'])('takes nothing in %j for a no', text =>
    expect(understandRequest({ subject: '', text }).kind).toBe('sign'),
  )

  // Small words of every language among them, in capitals: those were the ones that got lost.
  const word = fc.constantFrom(
    ...'Hungarian Polish Bristol Karlsruhe Szeged Lanterns Kestrel river maker of from for the and in aus dem du del'.split(
      ' ',
    ),
  )
  const acronym = fc.constantFrom(
    ...'MIT WHO UN IT AM US OR SO IN AN BE DO AS ME DAS DER LA UND ICH EU PEN CNRS UNESCO'.split(' '),
  )
  const quoted = fc
    .tuple(
      fc.constantFrom('""', '“”', '„“', '«»', '‘’'),
      fc.constantFrom('The Sea, the Sea', 'Was nun? Ein Roman', 'Red; Green - Blue. A Life', 'I, We and You'),
    )
    .map(([marks, title]) => `${marks.charAt(0)}${title}${marks.charAt(1)}`)
  const role = fc
    .tuple(
      fc.constantFrom(
        'translator',
        'author',
        'Übersetzerin',
        'traductrice',
        'teacher',
        'IT manager',
        'Dr. phil.',
      ),
      fc.array(fc.oneof(word, quoted), { maxLength: 4 }),
    )
    .map(([what, rest]) => [what, ...rest].join(' '))
    // "Jane Roe / Dr. phil. Kestrel Bristol" names two people.
    .filter(text => !/^Dr\. phil\..*\p{Lu}\S+ .*\p{Lu}/u.test(text))
  const place = fc.oneof(
    acronym,
    fc.constantFrom(
      'The Guardian',
      "L'Oréal",
      'Acme, Inc.',
      'Kern GmbH & Co. KG',
      'Kleine Verlage e.V.',
      "St. Mary's",
      'Univ. of Bristol',
      'Smith & Sons Ltd.',
      'Die Zeit',
    ),
  )
  const name = fc.constantFrom(
    'Jane Roe',
    'J. R. R. Tolkien',
    'Jane Roe, PhD',
    'Dr. Eva Kern',
    'Zoé de la Tour',
  )
  const separator = fc.constantFrom(', ', '; ', ' | ', ' – ', ' / ')

  it('publishes every word in exactly one field and changes nothing but the punctuation around it', () => {
    fc.assert(
      fc.property(
        name,
        fc.array(role, { minLength: 1, maxLength: 2 }),
        fc.option(place),
        separator,
        (who, what, where, cut) => {
          const line = [who, ...what, ...(where === null ? [] : [where])].join(cut)
          const found = written(line)
          const fields = [found?.name, found?.occupation, found?.organisation].filter(
            field => field !== undefined,
          )
          // A long line without an occupation we know may be prose: nothing of it is taken, and the name is asked for.
          const isLong = line.split(' ').length > 14
          if (isLong && fields.length === 0) return
          expect(found?.name).toBe(who)
          expect(bare(fields.join(' '))).toBe(bare(line))
        },
      ),
      { numRuns: 300 },
    )
  })

  const bare = (text: string) => text.replace(/[\s,;|–/.]+/gu, ' ').trim()
})

describe('a correction', () => {
  it.each([
    [
      'Please change my occupation to author of "The Sea, the Sea".',
      { occupation: 'author of "The Sea, the Sea"' },
    ],
    ['My occupation should be "translator from the French"', { occupation: 'translator from the French' }],
    ['Change my occupation to M.Sc.', { occupation: 'M.Sc.' }],
    ['Please change my organisation to The Guardian!', { organisation: 'The Guardian' }],
    ['Please change my name to Ada King, Jr.', { name: 'Ada King, Jr.' }],
  ])('%j is published as it was written', (text, written) =>
    expect(understandAnswer({ subject: 'Re: Please confirm', text, shown: { name: 'Ada' } })).toEqual({
      kind: 'corrects',
      written,
    }),
  )
})

describe('a subject', () => {
  it.each(['Protect Creators', 'Viel Erfolg', 'Link broken'])('%j is nobody when From has a name', subject =>
    expect(written('I agree with this.', subject, 'Mira Okafor')).toEqual({}),
  )

  it.each<[string, string | undefined]>([
    ['Mira Okafor', 'mira'],
    ['Mira Okafor', undefined],
    ['Mira Okafor', 'Info'],
    ['Mira Okafor, painter', 'Tom Reed'],
  ])('%j is a name when From is %j', (subject, fromName) =>
    expect(written('I sign', subject, fromName)?.name).toBe('Mira Okafor'),
  )

  it.each([
    ['Broken button', 'The button does nothing.'],
    ['Seite kaputt', 'Die Seite lädt nicht.'],
  ])('%j is a topic if nobody is named and nobody signs', (subject, text) =>
    expect(understandRequest({ subject, text })).toEqual({ kind: 'elsewhere', perhaps: {} }),
  )

  it.each(['The button does nothing.\nMira Okafor', 'Mira Okafor, painter'])(
    'is a name that %j says, too',
    text =>
      expect(understandRequest({ subject: 'Mira Okafor', text })).toHaveProperty(
        text.includes('button') ? 'perhaps.name' : 'written.name',
        'Mira Okafor',
      ),
  )
})

describe('a form', () => {
  it.each([
    'Full name | Profession\nMira Okafor | painter',
    'Please add me:\n\nFirst name | Surname | Job | City\nMira | Okafor | painter | Leeds',
    'Name: | Mira Okafor\nOccupation: | painter',
    'Name | Mira Okafor\nOccupation | painter',
    'Legal name: Miriam Okafor\nPreferred name: Mira Okafor\nOccupation: painter',
    'From: Mira Okafor <mira@x.example>\nJob title: painter\nMessage: I would like to sign.',
    'From: Mira Okafor\nSubject: Petition\n\nMessage body:\nI sign. I am a painter.',
  ])('is read by its labels: %j', text =>
    expect(written(text)).toEqual({ name: 'Mira Okafor', occupation: 'painter' }),
  )

  it.each(['I sign.\nFrom: Leeds', 'I sign.\nFrom: Tom Reed\nSent: Monday'])(
    'is none, and names nobody: %j',
    text => expect(written(text, '', 'Mira Okafor')?.name).toBeUndefined(),
  )

  it('takes a placeholder for nothing and a label with a remark for the label', () => {
    expect(written('Name: [Your name]\nProfession: [Your profession]')).toEqual({})
    expect(written('Name (as it should appear): Mira Okafor\nWhat you do: painter')).toEqual({
      name: 'Mira Okafor',
      occupation: 'painter',
    })
  })
})

describe('what stands beside it', () => {
  it('is the label of the line below', () =>
    expect(published('Name\nAda Lovelace\nOccupation\ncomposer')).toBe('Ada Lovelace, composer'))

  it('is no occupation if it tells of somebody else', () =>
    expect(written("I'm a nurse and Dave is retired. Please add us.")).toEqual({ occupation: 'nurse' }))
})

describe('a text made to be slow', () => {
  const read = (text: string) => {
    understandRequest({ subject: '', text, fromName: 'Ada Lovelace' })
    understandAnswer({ subject: 'Re: x', text, fromName: 'Ada Lovelace' })
  }

  // Four times the text may take four times as long; quadratic reading takes sixteen times as long.
  it.each(['—', '-', 'a,', '漢', '\n', '1. ', 'Una? ', '"', '“a ', "'a ", '(', '. ', '*'])(
    'takes no more than its share: %j',
    seed => {
      const text = (length: number) => `a${seed.repeat(length / seed.length)}a`
      read(text(2_000))
      const short = processorMs(() => read(text(2_000)))
      expect(processorMs(() => read(text(8_000)))).toBeLessThan(short * 8 + 150)
    },
  )

  it('costs no more when it is longer than a person writes', () => {
    const text = (length: number) => `${'1. '.repeat(length / 3)}\nAda Lovelace`
    read(text(9_000))
    const short = processorMs(() => read(text(9_000)))
    expect(processorMs(() => read(text(30_000)))).toBeLessThan(short * 3 + 100)
  })

  it('looks once below a line of labels without values', () => {
    const lines = Array.from({ length: 400 }, () => 'name='.repeat(400))
    expect(processorMs(() => fromLabels(lines))).toBeLessThan(2_500)
  })

  it('still finds the sign-off of a long letter', () =>
    expect(written(`${'I paint and I teach. '.repeat(800)}I sign.\n\nBest,\nAda Lovelace`)?.name).toBe(
      'Ada Lovelace',
    ))
})
