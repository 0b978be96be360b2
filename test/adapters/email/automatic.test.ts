import { describe, expect, it } from 'vitest'
import { isAutoReplySubject } from '../../../src/adapters/email/machines/auto-reply-subject.ts'
import { type AutomaticEvidence, classifyAutomatic } from '../../../src/adapters/email/machines/automatic.ts'

function mail(headers: Record<string, string>, more: Partial<AutomaticEvidence> = {}): AutomaticEvidence {
  const all = { from: 'Ada <ada@lovelace.example>', subject: 'Sign', ...headers }
  const text = more.text ?? 'I sign.'
  return {
    headers: Object.entries(all).map(([key, value]) => ({ key, value })),
    subject: all.subject,
    text,
    newText: text,
    partTypes: [],
    ...more,
  }
}

/** As Google Groups passes on what somebody wrote whose domain forbids it. */
const rewritten = {
  from: "'Ada Lovelace' via Campaign <campaign@groups.example>",
  'x-original-from': 'Ada Lovelace <ada@lovelace.example>',
  'x-original-sender': 'ada@lovelace.example',
  precedence: 'list',
  'mailing-list': 'list campaign@groups.example; contact campaign+owners@groups.example',
  'list-id': '<campaign.groups.example>',
}

const to = 'campaign@union.example'
const id = 'Campaign <campaign.union.example>'

/** As Mailman passes on what was written to a list that nobody subscribes to. */
const mailman = {
  to,
  'x-beenthere': to,
  'x-mailman-version': '3.3.8',
  precedence: 'list',
  'list-id': id,
  'list-help': '<mailto:campaign-request@union.example?subject=help>',
}
const munged = {
  ...mailman,
  from: `Ada Lovelace via Campaign <${to}>`,
  'reply-to': 'Ada Lovelace <ada@lovelace.example>',
}

describe('a person', () => {
  it.each([
    ['who writes plainly', {}],
    ['whose server says so', { 'auto-submitted': 'no' }],
    ['whose server says so with a comment', { 'auto-submitted': 'no (person)' }],
    ['behind Exchange', { 'x-auto-response-suppress': 'DR, OOF, AutoReply' }],
    ['who wants a receipt', { 'disposition-notification-to': 'ada@lovelace.example' }],
    ['at Fastmail or Proton', { 'feedback-id': 'i123:Fastmail' }],
    ['with a header that only looks like a list', { 'list-archive-hint': 'none' }],
    ['who hates machines', { subject: 'Automatic replies are a nuisance' }],
    ['who is away next week', { subject: 'Out of office next week, but I sign' }],
    ['who writes one word', { subject: 'Vacation' }],
    ['who asks about a bounce', { subject: 'Undeliverable promises', from: 'Bo <bo@b.example>' }],
    [
      'whose email an Exchange rule passed on',
      { 'x-ms-exchange-inbox-rules-loop': 'office@union.example', 'resent-from': 'office@union.example' },
    ],
    ['whose email a rule passed on', { 'auto-submitted': 'auto-forwarded' }],
    [
      'whose email a Google Group passed on',
      {
        'x-original-sender': 'ada@lovelace.example',
        precedence: 'list',
        'list-id': '<campaign.union.example>',
        'list-unsubscribe': '<mailto:googlegroups-manage+1+unsubscribe@groups.example>',
        'mailing-list': 'list campaign@union.example; contact campaign+owners@union.example',
        'x-google-group-id': '12345',
      },
    ],
    ['for whom a group wrote itself into From', rewritten],
    [
      'whose email an Exchange rule passed on, which called it generated',
      {
        'auto-submitted': 'auto-generated',
        'x-ms-exchange-inbox-rules-loop': 'office@union.example',
        'resent-from': '<office@union.example>',
      },
    ],
    ['whose email Mailman passed on', mailman],
    ['whose email a list passed on without saying how', { to, precedence: 'list', 'list-id': id }],
    [
      'whose email groups.io passed on',
      { to, precedence: 'Bulk', 'mailing-list': 'list campaign@union.example; contact x@union.example' },
    ],
    ['for whom Mailman wrote itself into From', munged],
    ['whom Mailman names twice', { ...munged, from: to, 'x-mailman-original-from': 'ada@lovelace.example' }],
    ['called Bounce', { from: 'Ms Bounce <b.ounce@b.example>' }],
  ])('is somebody %s', (_who, headers) => {
    expect(classifyAutomatic(mail(headers))).toBeUndefined()
  })

  it('may quote a report', () => {
    const quoted = 'This is the mail system at host x.example. Reporting-MTA: dns; x. user unknown'
    expect(
      classifyAutomatic(mail({}, { text: `Why this?\n> ${quoted}`, newText: 'Why this?' })),
    ).toBeUndefined()
  })

  it('may write over 20 servers; 30 are a loop', () => {
    const hops = (count: number) =>
      Array.from({ length: count }, () => ({ key: 'received', value: 'from a by b' }))
    const one = mail({})
    expect(classifyAutomatic({ ...one, headers: [...hops(20), ...one.headers] })).toBeUndefined()
    expect(classifyAutomatic({ ...one, headers: [...hops(30), ...one.headers] })).toBe('loop')
  })
})

describe('a machine', () => {
  it.each([
    ['auto-reply', { 'auto-submitted': 'auto-replied' }],
    ['auto-reply', { 'auto-submitted': 'Auto-Generated; owner="x"' }],
    ['auto-reply', { 'auto-submitted': 'something-new' }],
    ['auto-reply', { precedence: 'auto_reply' }],
    ['auto-reply', { 'x-autoreply': 'yes' }],
    ['auto-reply', { 'x-ms-exchange-inbox-rules-loop': 'ada@lovelace.example' }],
    ['auto-reply', { 'x-autorespond': '' }],
    ['auto-reply', { 'return-path': '<>' }],
    ['auto-reply', { 'delivered-to': 'Autoresponder' }],
    ['auto-reply', { subject: '[EXTERNAL] Automatic reply: Please confirm' }],
    ['auto-reply', { subject: 'Vacation: Re: Please confirm' }],
    ['auto-reply', { subject: 'Abwesend', 'in-reply-to': '<x@p.example>' }],
    ['list', { precedence: 'bulk' }],
    ['list', { precedence: 'List' }],
    ['list', { 'list-id': '<choir.lists.example>' }],
    ['list', { 'list-unsubscribe': '<mailto:u@x.example>' }],
    // Passed on by a list: bulk, in a thread, by a newsletter, or with From rewritten.
    ['list', { 'x-original-sender': 'ada@lovelace.example', precedence: 'bulk' }],
    [
      'list',
      { 'x-original-sender': 'ada@lovelace.example', precedence: 'list', 'in-reply-to': '<a@b.example>' },
    ],
    ['list', { 'x-original-sender': 'ada@lovelace.example', 'x-campaign': '7' }],
    ['list', { 'x-original-sender': 'bo@lovelace.example', precedence: 'list' }],
    // The group is in From, but its headers name two writers, none, or nobody.
    ['list', { ...rewritten, 'x-original-from': 'Bo <bo@b.example>' }],
    ['list', { ...rewritten, 'x-original-from': '', 'x-original-sender': '' }],
    [
      'list',
      { ...rewritten, 'mailing-list': 'list other@groups.example', 'list-id': '<other.groups.example>' },
    ],
    ['list', { ...rewritten, 'in-reply-to': '<a@b.example>' }],
    [
      'list',
      { ...rewritten, 'x-original-from': 'no-reply@b.example', 'x-original-sender': 'no-reply@b.example' },
    ],
    ['list', { 'mailing-list': 'list choir@groups.example; contact x' }],
    // A list that people subscribe to, a thread, a newsletter to us by name, and From the list itself.
    ['list', { ...mailman, 'list-unsubscribe': '<mailto:campaign-leave@union.example>' }],
    ['list', { ...mailman, 'list-archive': '<https://lists.union.example>' }],
    ['list', { ...mailman, references: '<a@b.example>' }],
    ['list', { ...mailman, to: 'sign@petitions.example' }],
    ['list', { ...mailman, precedence: 'junk' }],
    ['list', { ...mailman, 'x-campaign': '7' }],
    ['list', { ...mailman, from: to }],
    ['list', { ...munged, from: to }],
    ['list', { ...munged, 'reply-to': to }],
    ['list', { ...munged, 'reply-to': `ada@lovelace.example, ${to}` }],
    [
      'auto-reply',
      {
        'auto-submitted': 'auto-replied',
        'x-ms-exchange-inbox-rules-loop': 'office@union.example',
        'resent-from': 'office@union.example',
      },
    ],
    [
      'auto-reply',
      {
        'auto-submitted': 'auto-generated',
        'x-ms-exchange-inbox-rules-loop': 'office@union.example',
        'resent-from': 'office@union.example',
        'in-reply-to': '<a@b.example>',
      },
    ],
    [
      'auto-reply',
      {
        from: 'office@union.example',
        'auto-submitted': 'auto-generated',
        'x-ms-exchange-inbox-rules-loop': 'office@union.example',
        'resent-from': 'office@union.example',
      },
    ],
    ['notice', { from: 'Shop <no-reply@shop.example>' }],
    ['notice', { from: 'donotreply@shop.example' }],
    ['bounce', { from: 'MAILER-DAEMON@x.example', subject: 'failure notice' }],
    ['bounce', { from: 'Mail Delivery Subsystem <x@x.example>', subject: 'Returned mail: see transcript' }],
    ['bounce', { 'x-failed-recipients': 'bo@b.example' }],
    ['bounce', { 'content-type': 'multipart/report; report-type=delivery-status; boundary=x' }],
    ['complaint', { 'content-type': 'multipart/report; report-type=feedback-report; boundary=x' }],
    ['receipt', { 'content-type': 'multipart/report; report-type=disposition-notification; boundary=x' }],
    ['report', { subject: 'Report Domain: p.example Submitter: x.example Report-ID: 1' }],
    ['own', { 'x-undersigned-loop': '1' }],
  ])('is %s: %o', (kind, headers) => {
    expect(classifyAutomatic(mail(headers))).toBe(kind)
  })

  it('is recognised by the null sender of its envelope', () => {
    expect(classifyAutomatic(mail({}, { envelopeFrom: '<>' }))).toBe('auto-reply')
    expect(classifyAutomatic(mail({}, { envelopeFrom: 'ada@lovelace.example' }))).toBeUndefined()
  })

  it('may be ourselves, with or without a tag', () => {
    const own = { ownAddress: 'sign@p.example' }
    expect(classifyAutomatic(mail({ from: 'Sign+x@P.example' }, own))).toBe('own')
    expect(classifyAutomatic(mail({ 'x-loop': 'sign@p.example' }, own))).toBe('own')
    expect(classifyAutomatic(mail({ from: 'signe@p.example' }, own))).toBeUndefined()
  })

  it('may be a calendar that answers an invitation', () => {
    expect(classifyAutomatic(mail({}, { partTypes: ['text/calendar; method=reply'] }))).toBe('calendar')
    expect(classifyAutomatic(mail({}, { partTypes: ['text/calendar; method=request'] }))).toBeUndefined()
  })

  it('may say that our email was read, in an email with nothing in it', () => {
    for (const subject of ['Read: Please confirm', 'Gelesen: x', 'Lu : x', 'Leído: x'])
      expect(classifyAutomatic(mail({ subject }, { text: '' }))).toBe('receipt')
    expect(classifyAutomatic(mail({ subject: 'Read: I sign' }, { text: 'Ada, poet' }))).toBeUndefined()
    expect(classifyAutomatic(mail({ subject: 'Re: Please confirm' }, { text: '' }))).toBeUndefined()
  })

  it('may ask us to prove that we are human', () => {
    const text =
      'Your message is being held because you are not on my whitelist. Click the link below to confirm that you are a person.'
    expect(classifyAutomatic(mail({}, { text }))).toBe('challenge')
  })
})

describe('isAutoReplySubject', () => {
  it.each([
    'Out of Office: x',
    'Abwesenheitsnotiz: x',
    'Réponse automatique : x',
    'Reponse automatique: x',
    'Respuesta automática: x',
    'Risposta automatica: x',
    'Resposta automática: x',
    'Automatisch antwoord: x',
    'Autosvar: x',
    'Automatisk svar: x',
    'Sjálfvirkt svar: x',
    'Automaattinen vastaus: x',
    'Automaatvastus: x',
    'Automatyczna odpowiedź: x',
    'Automatická odpověď: x',
    'Automatická odpoveď: x',
    'Samodejni odgovor: x',
    'Automatski odgovor: x',
    'Automatikus válasz: x',
    'Răspuns automat: x',
    'Αυτόματη απάντηση: x',
    'Otomatik yanıt: x',
    'Автоматический ответ: x',
    'Автоматична відповідь: x',
    'Автоматичен отговор: x',
    'מענה אוטומטי: x',
    'رد تلقائي: x',
    'پاسخ خودکار: x',
    '自动答复: x',
    '自動回覆：x',
    '自動応答: x',
    '자동 회신: x',
    'Trả lời tự động: x',
    'Balasan otomatis: x',
    'ตอบกลับอัตโนมัติ: x',
    'Re: x [Auto-Reply]',
    '(Automatic reply) x',
  ])('recognises "%s"', subject => {
    expect(isAutoReplySubject(subject, false)).toBe(true)
  })

  it.each([
    'Automatic weapons',
    'Automatic reply to your question',
    'Autosvarta',
    'Re: Out of office: x',
    'I sign',
    'Auto show',
    '',
  ])('leaves "%s" to a person', subject => {
    expect(isAutoReplySubject(subject, true)).toBe(false)
  })
})

describe('a feedback report', () => {
  const about = (type: string) =>
    classifyAutomatic(
      mail(
        { 'content-type': 'multipart/report; report-type=feedback-report; boundary=x' },
        {
          partTypes: ['message/feedback-report'],
          statusParts: [`User-Agent: x/1\nFeedback-Type: ${type}\nVersion: 1`],
        },
      ),
    )

  it.each(['abuse', 'Fraud', 'opt-out', 'opt-out-list'])('of %s is a complaint', type => {
    expect(about(type)).toBe('complaint')
  })

  it.each(['auth-failure', 'not-spam', 'virus', 'other', 'dkim'])('of %s is none', type => {
    expect(about(type)).toBe('report')
  })
})
