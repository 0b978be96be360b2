/** Every reply of the service, rendered from sample arguments. */
import type { DetailsView } from '../../src/core/channel.ts'
import type { ComposedReply } from '../../src/core/picture.ts'
import type { ConfirmArgs, PetitionArgs, SignedArgs } from '../../src/core/texts/reply-args.ts'
import type { ReplyTexts } from '../../src/core/texts/texts.ts'
import { everyDeskReply } from './desk-replies.ts'

const people: DetailsView[] = [
  { kind: 'person', name: 'Ada Lovelace', occupation: 'composer', listed: true },
  { kind: 'person', name: 'Ada Lovelace', listed: false },
  {
    kind: 'person',
    name: '李小龍',
    occupation: '$&\u202e `*_~|',
    organisation: 'x'.repeat(150),
    listed: true,
  },
  { kind: 'person', name: '<img src=x> & “Bobby”', occupation: '', listed: true },
  {
    kind: 'organisation',
    name: 'Eve Moss',
    occupation: 'director',
    organisation: 'Tiny Publishers',
    listed: true,
  },
  { kind: 'organisation', name: 'Eve Moss', organisation: 'Tiny Publishers', listed: false },
]

/** Every reply there is, in every shape its arguments allow: a new reply does not compile without its samples here. */
export function everyReply(words: ReplyTexts, of: PetitionArgs): Record<keyof ReplyTexts, ComposedReply[]> {
  const listed = { title: of.title, url: of.url, address: of.address }
  const both = [true, false]
  const confirms = people.flatMap(details =>
    both.flatMap(plainReply =>
      both.map(
        (change): ConfirmArgs => ({
          petition: of,
          details,
          plainReply,
          change,
          confirmUrl: 'https://undersigned.example/c/abc',
          expiresAt: '2026-12-01',
        }),
      ),
    ),
  )
  const signed = people.flatMap(details =>
    both.flatMap(plainReply =>
      (['page', 'reply'] as const).flatMap(how =>
        (['discord', 'slack', 'email'] as const).map(
          (channel): SignedArgs => ({
            petition: of,
            details,
            plainReply,
            how,
            channel,
            number: 4213,
            signedAt: '2026-11-23T23:59:00Z',
            waitsForApproval: details.kind === 'organisation',
            manageUrl: 'https://undersigned.example/m/def',
          }),
        ),
      ),
    ),
  )
  const acts = ['withdraw', 'erase'] as const
  const counts = [0, 1, 2, 1_234_567]
  return {
    ...everyDeskReply(words, of, 'fair-training'),
    confirmFromPage: confirms.map(words.confirmFromPage),
    pleaseConfirm: confirms.map(words.pleaseConfirm),
    offer: confirms.map(words.offer),
    reminder: confirms.map(words.reminder),
    confirmOnceMore: confirms.map(words.confirmOnceMore),
    pleaseUsePage: confirms.map(words.pleaseUsePage),
    recorded: signed.map(words.recorded),
    alreadySigned: signed.map(words.alreadySigned),
    corrected: signed.map(words.corrected),
    howToManage: signed.map(words.howToManage),
    confirmRemoval: confirms.flatMap(args => acts.map(act => words.confirmRemoval({ ...args, act }))),
    removed: acts.flatMap(act => both.map(inChat => words.removed({ petition: of, act, inChat }))),
    requestDropped: [words.requestDropped({ petition: of })],
    declined: [words.declined({ petition: of })],
    notASignature: [true, false].map(open => words.notASignature({ petition: of, open })),
    overLimit: [{ title: of.title, most: 3 }, { most: 10 }].map(limit =>
      words.overLimit({ ...limit, until: '2026-11-17T10:01:00Z' }),
    ),
    nothingToRemove: [words.nothingToRemove({ petition: of })],
    needName: [words.needName({ petition: of })],
    cannotUse: (['name', 'occupation', 'organisation'] as const).flatMap(field =>
      (['empty', 'too-long', 'not-a-name'] as const).flatMap(problem =>
        [1, 100].map(limit => words.cannotUse({ petition: of, field, problem, limit })),
      ),
    ),
    organisationsRefused: [words.organisationsRefused({ petition: of })],
    whichPetition: [[listed], [listed, listed]].map(petitions => words.whichPetition({ petitions })),
    unknownPetition: [[], [listed]].map(petitions => words.unknownPetition({ asked: of.title, petitions })),
    nothingOpen: [words.nothingOpen({})],
    closed: counts.map(signatures => words.closed({ petition: of, signatures })),
    howToSign: counts.map(signatures => words.howToSign({ petition: of, signatures })),
    publicCount: counts.map(n =>
      words.publicCount({ petition: of, signatures: n, people: n, organisations: 0 }),
    ),
    linkGone: [
      words.linkGone({ petition: of }),
      words.linkGone({}),
      words.linkGone({ petitions: [listed, listed] }),
    ],
    wrongMailbox: [words.wrongMailbox({ petition: of })],
    checkYourMail: people.map(details =>
      words.checkYourMail({ petition: of, details, mailbox: 'ada@example.org' }),
    ),
    confirmMailbox: confirms.map(args => words.confirmMailbox({ ...args, channel: 'discord' })),
    tooManyMailboxes: (['account', 'crowd'] as const).map(by =>
      words.tooManyMailboxes({ by, until: '2026-11-29T10:00:00Z' }),
    ),
    joined: signed.flatMap(args => [
      ...both.map(changed => words.joined({ ...args, changed })),
      words.joined({ ...args, changed: true, occupation: 'composer' }),
    ]),
    mySignatures: [
      words.mySignatures({ entries: [], waiting: [] }),
      words.mySignatures({
        entries: people.map(details => ({
          petition: listed,
          slug: 'fair-training',
          details,
          number: 4213,
          signedAt: '2026-11-01',
          manageUrl: of.url,
        })),
        waiting: [listed],
      }),
    ],
    formProblem: [
      words.formProblem({ problems: [words.needName({ petition: of }).subject], form: 'sign:fair-training' }),
      words.formProblem({ problems: [words.needName({ petition: of }).subject] }),
      words.formProblem({ problems: [], form: 'create' }),
    ],
    announced: [words.announced({ petition: of })],
    petitionCreated: [of, { ...of, address: '' }].map(petition =>
      words.petitionCreated({ petition, slug: 'fair-training', shown: petition === of ? 'here' : 'nowhere' }),
    ),
    enoughCreated: [words.enoughCreated({ most: 3 })],
    mayNotCreate: [
      words.mayNotCreate({ by: 'operator', contact: 'desk@example.org' }),
      words.mayNotCreate({ by: 'chat' }),
    ],
    mayNotAnnounce: [words.mayNotAnnounce({ petition: of })],
    card: counts.flatMap(n =>
      both.flatMap(closed => [
        words.card({ petition: of, slug: 'fair-training', signatures: n, closed }),
        words.card({ petition: of, slug: 'fair-training', signatures: n, closed, goal: 5000 }),
      ]),
    ),
  }
}
