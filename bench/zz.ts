const cpu = (name: string, f: () => unknown) => {
  const b = process.threadCpuUsage()
  f()
  const u = process.threadCpuUsage(b)
  const ms = (u.user + u.system) / 1000
  if (ms > 1) console.log(name, ms.toFixed(1))
}
const a = await import('../src/core/reading/understand-answer.ts')
const n = await import('../src/core/reading/what-is-new.ts')
const c = await import('../src/core/reading/commands/understand-command.ts')
const d = await import('../src/core/reading/detect-language.ts')
const sent = [
  ['You asked to sign “Fair training”:', 'This is what will be published:\nAda Lovelace, composer'],
]
const src = (text: string) => ({
  subject: 'Re: Please confirm',
  text,
  fromName: 'Ada Lovelace',
  unread: false,
  shown: { kind: 'person', name: 'Ada Lovelace', occupation: 'composer', listed: true } as const,
})
const texts = [
  '',
  'Yes',
  'I confirm. Ada',
  'no',
  'My name is Ada King',
  'We sign as The Band, with our best wishes. Count me only.',
  'Yes ’',
  'I confirm – Ada …',
  'no ’',
  'My name is “Ada King”',
  'Ще не певен. We sign as the “Band”.',
  'Is that so?',
]
for (const round of [1, 2]) {
  console.log('round', round)
  cpu('new', () => n.whatIsNew('Yes\n> This is what will be published', sent))
  cpu('new2', () => n.whatIsNew('Yes ’\n> This is what', sent))
  cpu('subject', () => n.newInSubject('Re: x', ['x']))
  cpu('lang', () => d.detectLanguage('Ada ’'))
  cpu('command', () => c.understandCommand({ subject: '', text: 'Yes ’' }))
  for (const t of texts) cpu(`answer ${t}`, () => a.understandAnswer(src(t)))
  for (const t of texts) cpu(`manage ${t}`, () => a.understandManageReply(src(t)))
}
