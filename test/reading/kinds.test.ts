/** The kinds that the made emails showed to be read wrongly. */
import { describe, expect, it } from 'vitest'
import { withoutProgramLines } from '../../src/adapters/email/read/machine-lines.ts'
import { understandAnswer, understandManageReply } from '../../src/core/reading/understand-answer.ts'
import { understandRequest } from '../../src/core/reading/understand-request.ts'

const first = (text: string, fromName = 'Mira Okafor') =>
  understandRequest({ subject: 'petition', text, fromName, slugs: new Set(['demo']) })
const shown = { name: 'Mira Okafor', occupation: 'illustrator' }
const reply = (text: string) => understandAnswer({ subject: '', text, shown, fromName: 'Mira Okafor' })
const corrected = (text: string, of = shown) =>
  understandManageReply({ subject: 'Re: x', text, shown: of, fromName: of.name })

describe('a first email', () => {
  it.each([
    'I would like to sign, but not under my name, please. Mira Okafor',
    'Sign me up but please do not publish my name. Mira Okafor',
    'Je souhaite signer mais que mon nom ne soit pas affiché. Mira Okafor',
    'Je signe, mais pas avec mon nom. Mira Okafor',
    'Ich unterschreibe, aber nicht mit meinem Namen. Mira Okafor',
    'Ich will unterschreiben, ohne dass mein Name erscheint. Mira Okafor',
    'Quiero firmar, pero sin que aparezca mi nombre. Mira Okafor',
    'Vorrei firmare ma senza che il mio nome compaia. Mira Okafor',
    'Quero assinar, mas sem que o meu nome apareça. Mira Okafor',
    'Ik teken graag, maar niet met mijn naam erbij. Mira Okafor',
  ])('that wants to be counted without a name signs so: %s', text => {
    expect(first(text)).toMatchObject({ kind: 'sign', written: { listed: false } })
  })

  it.each([
    'Please send your newsletter to this address.',
    'Could I get the newsletter too?',
    'Merci de m’envoyer votre infolettre.',
    'Ich hätte gern Ihren Newsletter.',
    'Quisiera suscribirme a su boletín.',
    'Mi piacerebbe ricevere il vostro notiziario.',
    'Podem enviar-me o boletim?',
    'Graag ontvang ik uw nieuwsbrief.',
  ])('that wants a newsletter is no signature: %s', text => {
    expect(first(text)).toEqual({ kind: 'elsewhere' })
  })

  it.each([
    ['I sign. Please send me the newsletter too.', 'sign'],
    ['Please don’t send me any newsletters.', 'unclear'],
    ['Mira Okafor\nRead my newsletter', 'sign'],
  ])('that speaks of a newsletter besides, or wants none, is something else: %s', (text, kind) => {
    expect(first(text)).toMatchObject({ kind })
  })

  it.each([
    'You won’t get my signature for this.',
    'Von mir gibt es dafür keine Unterschrift.',
    'Vous n’aurez pas ma signature.',
    'No tendrán mi firma para esto.',
    'La mia firma non ve la do.',
    'Não terão a minha assinatura.',
    'Aan zoiets doe ik niet mee, van mij krijgen jullie geen handtekening.',
    'I read it all, and I cannot honestly lend my name to it. It asks too much.',
    'Je ne m’associerai jamais à une chose pareille.',
    'Daar zet ik mijn handtekening niet onder.',
    'Nie podpiszę czegoś takiego.',
    'Jag vill inte skriva under något sådant.',
    'Nic takového nepodepíšu.',
  ])('that refuses its signature declines: %s', text => {
    expect(first(text)).toMatchObject({ kind: 'declines' })
  })

  it.each([
    'Ich schreibe für meine Mutter, die keinen Computer hat und unbedingt unterschreiben möchte.',
    'My sister has no email and would love to sign.',
  ])('that says no to something else does not decline: %s', text => {
    expect(first(text).kind).toBe('sign')
  })

  it.each([
    ['Mira Okafor\nweaver\nKrótka 7, Gdańsk', { name: 'Mira Okafor', occupation: 'weaver' }],
    ['Mira Okafor\nweaver\ntlf. 22 00 00 00', { name: 'Mira Okafor', occupation: 'weaver' }],
    [
      'Mira Okafor, dancer, Studio 54, New York',
      { name: 'Mira Okafor', occupation: 'dancer', organisation: 'Studio 54, New York' },
    ],
  ])('publishes no street and no telephone: %j', (text, written) => {
    expect(first(text)).toEqual({ kind: 'sign', written })
  })

  it('takes no greeting for a name, in any language', () => {
    const text = 'Kallid Sõbrad,\n\nsoovin sellele kirjale väga alla kirjutada ja tänan.'
    expect(first(text, 'info')).not.toHaveProperty('written.name')
  })

  it.each([
    'Ma ei ole nõus ja ei pane oma nime sellele kirjale.',
    'Es nepiekrītu šai vēstulei un to neparakstīšu.',
    'I do not agree with a word of this. The bypass is thirty years overdue.',
    'We have decided against adding our name.',
    'So ein Unsinn. Die Straße wird gebraucht, das kann man nicht verhindern.\n\nMira Okafor, Weberin',
    'Ik ben juist vóór die weg, als u het wilt weten.',
    'I do not want AI companies to use my books without my consent.',
    'Grazie, ma preferisco restarne fuori.',
    'Tack men jag avstår.',
    'この署名には賛成できません。',
    '我不同意，不会签名。',
  ])('in which nothing speaks of signing, in whatever language, never hears that it asked to: %s', text => {
    expect(first(text).kind).not.toBe('sign')
  })

  it.each([
    'Haluan mukaan. Mira Okafor, opettaja',
    'Mira Okafor',
    'Bravo, Mira Okafor',
    'Mira Okafor\nThank you for all the work you do here!',
    'Voilà quarante ans que j’y emprunte mes romans. Vous pouvez compter sur ma voix.',
    'Rád bych se připojil k vaší petici.',
    'Chtěla bych podpořit tuhle věc.',
  ])('in which something speaks of it is asked to confirm: %s', text => {
    expect(first(text).kind).toBe('sign')
  })

  it.each([
    ['Library', 'm.okafor', undefined],
    ['Mira Okafor', 'm.okafor', 'Mira Okafor'],
    ['Mira', '', 'Mira'],
  ])('has a name in its subject %j only if it looks whole or From is empty', (subject, fromName, name) => {
    const text = 'I sign, with all my heart.'
    const read = understandRequest({ subject, text, fromName, slugs: new Set() })
    expect(read.kind === 'sign' && read.written.name).toBe(name)
  })

  it.each([
    'Am I on the list? I don’t want to sign twice.',
    'Suis-je sur la liste ? Je ne veux pas signer deux fois.',
    'Bin ich schon dabei? Ich möchte nicht doppelt unterschreiben.',
    'Sta ik er al op? Ik wil niet twee keer tekenen.',
  ])('that fears to sign twice asks for its state: %s', text => {
    expect(first(text)).toEqual({ kind: 'state' })
  })

  it.each([
    ['Name, Vorname: Wrede, Anneliese', { name: 'Anneliese Wrede' }],
    ['Nom, prénom : Dubreuil, Maëlys', { name: 'Maëlys Dubreuil' }],
    ['Cognome: Neri\nNome: Pia\nProfessione: sarta', { name: 'Pia Neri', occupation: 'sarta' }],
    ['Hallo, ich bin der Karl Wrede, Bäcker.', { name: 'Karl Wrede', occupation: 'Bäcker' }],
    ['Ann Cole | Lecturer | University of Leeds | Tue-Thu', { organisation: 'University of Leeds' }],
  ])('gives its details: %j', (text, written) => {
    expect(first(text, 'x')).toMatchObject({ kind: 'sign', written })
  })

  it.each([
    ['Wir als Druckwerk Süd möchten unterzeichnen.', 'Druckwerk Süd'],
    ['Nous signons au nom de notre troupe : Théâtre du Lavoir.', 'Théâtre du Lavoir'],
    ['Nous signons pour l’Association des potiers de Brienne.', 'Association des potiers de Brienne'],
    ['A nome del Circolo La Lanterna vorremmo aderire.', 'Circolo La Lanterna'],
    ['Die Bürgerinitiative Hohes Ufer unterschreibt hiermit.', 'Bürgerinitiative Hohes Ufer'],
    ['O Grupo Coral da Serra assina como associação.', 'Grupo Coral da Serra'],
    ['We sign as a company: Tern Press Ltd, 12 Mill Street, Oldcastle.', 'Tern Press Ltd'],
  ])('signs for an organisation: %s', (text, organisation) => {
    const read = first(text)
    expect(read).toMatchObject({ kind: 'sign', written: { kind: 'organisation', organisation } })
    expect(JSON.stringify(read)).not.toContain('Oldcastle')
  })

  it.each(['Je signe pour la forêt.', 'I sign for the future.', 'Ich unterschreibe für meine Kinder.'])(
    'signs for a cause as a person: %s',
    text => {
      const read = first(text)
      expect(read.kind === 'sign' ? read.written.kind : read.kind).not.toBe('organisation')
    },
  )

  it.each([
    'Is it possible to sign as an organisation?',
    'Does it cost anything to sign as a company?',
    'Können wir auch als Verein unterschreiben?',
    'Peut-on signer en tant qu’association ?',
    '¿Podemos firmar como asociación?',
    'Kunnen we als vereniging tekenen?',
  ])('signs for no organisation, because it only asks: %s', text => {
    expect(first(`${text}\n\nKim Lee`).kind).not.toBe('sign')
  })

  it('is an organisation’s if the organisation is who wrote it', () => {
    const text = 'Organisation: Sailors of Holm'
    expect(first(text, 'Sailors of Holm')).toMatchObject({ written: { kind: 'organisation' } })
    expect(first(text, 'Mira Okafor')).not.toMatchObject({ written: { kind: 'organisation' } })
  })
})

describe('a first email of a kind that the sixth and the eighth set showed', () => {
  it.each([
    'Count me in but not my name, please. Mira Okafor',
    'I would like to be a number and not a name. Mira Okafor',
    'Sign me up. My name should not be public. Mira Okafor',
    'I’d like to be counted. No need to print my name anywhere.\n\nMira Okafor',
    'Zählt mich mit, aber ohne Namen im Netz. Mira Okafor',
    'Gern dabei, aber bitte ohne öffentliche Nennung. Mira Okafor',
    'Comptez-moi, sans afficher mon nom svp (je travaille à la préfecture). Mira Okafor',
    'Je signe, mais je ne veux pas que mon nom soit rendu public. Mira Okafor',
    'Me sumo, pero no pongan mi nombre en la web. Mira Okafor',
    'Ik doe mee, maar mijn naam hoeft niet op internet. Mira Okafor',
    'Jag vill vara med men utan att mitt namn syns. Mira Okafor',
    'Podepisuji, ale nezveřejňujte prosím mé jméno. Mira Okafor',
    'Tæl mig med, men mit navn skal ikke offentliggøres. Mira Okafor',
    '署名しますが、名前は公開しないでください。',
  ])('is counted without a name: %s', text => {
    expect(first(text)).toMatchObject({ kind: 'sign', written: { listed: false } })
  })

  it.each([
    'I think this is a great idea but I am not sure I am allowed to sign as a civil servant.',
    'I am still undecided whether to sign.',
    'Ich weiß noch nicht, ob ich unterschreiben will.',
    'Je ne sais pas si je peux signer en tant que fonctionnaire.',
    'Non so se posso firmare.',
    'Nie wiem, czy mogę podpisać.',
  ])('in doubt neither signs nor declines: %s', text => {
    expect(first(text).kind).toBe('elsewhere')
  })

  it.each(['I am not sure if this is the right address, but I sign.', 'I was unsure at first, but I sign.'])(
    'signs after a doubt about something else: %s',
    text => {
      expect(first(text).kind).toBe('sign')
    },
  )

  it.each([
    'I do not see my name on your page.',
    'Mein Name steht noch nicht auf der Liste.',
    'Je ne vois pas mon nom sur le site.',
    'Mijn naam staat er nog niet op.',
  ])('that misses its name hides none: %s', text => {
    expect(first(text)).not.toHaveProperty('written.listed')
  })

  it.each([
    'Please sign for me: Mira Okafor, biologist.',
    'Ponham aí a Mira Okafor, bióloga.',
    'Mijn naam mag er gewoon bij: Mira Okafor, biologe.',
  ])('gives a name after a colon or a verb, and no organisation: %s', text => {
    const read = first(text, 'info')
    expect(read).toMatchObject({ kind: 'sign', written: { name: 'Mira Okafor' } })
    expect(read).not.toHaveProperty('written.kind')
  })

  it.each([
    ['Mira Okafor\n22 Albert Terrace\nQuaymouth', {}],
    ['Mira Okafor\nThe Old Rectory\nNether Stowbridge\nTA5 1LQ', {}],
    ['Mira Okafor, weaver, Gartenstr. 7, 24999 Brockstedt', { occupation: 'weaver' }],
    ['Mira Okafor, weaver, 17-19 Dale', { occupation: 'weaver' }],
  ])('publishes no address: %j', (text, rest) => {
    expect(first(text)).toEqual({ kind: 'sign', written: { name: 'Mira Okafor', ...rest } })
  })

  it.each([
    [
      'Les Éditions du Phare Bleu soutiennent votre appel.',
      'Éditions du Phare Bleu',
      'Les Éditions du Phare Bleu',
    ],
    ['Naturföreningen Alen skriver under uppropet.\nBirgitta Falk, ordförande', 'Naturföreningen Alen'],
    ['Der Verein Kino Lichtspiel e. V. zeichnet den Aufruf mit.', 'Verein Kino Lichtspiel e. V.'],
    ['L’Associazione Lumière di Ferrara aderisce all’appello.', 'Associazione Lumière di Ferrara'],
    ['O Coral Vozes do Cais quer assinar a petição.', 'Coral Vozes do Cais', 'O Coral Vozes do Cais'],
    ['Firmamos como sindicato: Sindicato de Archiveros del Sur', 'Sindicato de Archiveros del Sur'],
    ['we are a band called The Velvet Ditch and want in, can you put us down?', 'The Velvet Ditch'],
    [
      'Die NaturFreunde Ostheim schließen sich dem Aufruf an.',
      'NaturFreunde Ostheim',
      'Die NaturFreunde Ostheim',
    ],
    ['Please record Quaymouth Parents’ Forum as a supporting organisation.', 'Quaymouth Parents’ Forum'],
  ])('is an organisation’s: %s', (text, ...names) => {
    const read = first(text, names[0])
    expect(read).toMatchObject({ kind: 'sign', written: { kind: 'organisation' } })
    expect(names).toContain(read.kind === 'sign' ? read.written.organisation : '')
  })

  it('is a person’s if the name in From is one', () => {
    const read = first('Mira Okafor supports your letter.')
    expect(read).toEqual({ kind: 'sign', written: { name: 'Mira Okafor' } })
  })

  it.each([
    'As a member of the council I cannot support this campaign.',
    'Das unterstütze ich ganz bestimmt nicht.',
    'Please leave my name out of this.',
  ])('declines without a word of signing: %s', text => expect(first(text).kind).toBe('declines'))

  it.each([
    'How could I not sign? Mira Okafor',
    'Still nothing in my inbox after signing.',
    'Ich finde mich nicht unter den Unterzeichnern.',
    'Ho aderito ieri ma non è arrivato niente.',
  ])('that negates something else does not decline: %s', text =>
    expect(first(text).kind).not.toBe('declines'),
  )

  it('lists several people with numbers', () => {
    const text = 'The following members wish to sign:\n1. Anita Desmond\n2. Colm Brady\n3. Sui-Lin Fong'
    expect(first(text)).toEqual({ kind: 'sign', written: {}, several: true })
  })

  it.each([
    'Ma grand-mère, Yvonne Garnier, n’a pas internet. Pouvez-vous ajouter son nom ?',
    'I represent the actress Helena Vidal and she would like her name to be added.',
  ])('signs for somebody else: %s', text => {
    expect(first(text)).toMatchObject({ kind: 'sign', another: true })
  })

  it.each([
    ['Helena Sá Nogueira\nFaculdade de Letras', 'Helena Sá Nogueira'],
    ['Bram ’t Jong, bakker', 'Bram ’t Jong'],
    ['Lena Falk (Lyrikerin, Kiel)', 'Lena Falk'],
  ])('gives a name: %j', (text, name) => expect(first(text, '')).toMatchObject({ written: { name } }))
})

describe('a reply', () => {
  it.each(['Yes! 🌲', 'Oui, je confirme 🐝🌻', 'Ja! Danke 🌈'])('says yes beside a picture: %s', text => {
    expect(reply(text)).toMatchObject({ kind: 'confirms' })
  })

  it.each([
    'Yes\n\nMira Okafor\nWait until Friday',
    'Yes\n\n-- \nHold on till Monday',
    'Ja\n\n-- \nWartet bitte noch damit',
  ])('says no yes if words that we do not know stand below its signature: %j', text => {
    expect(reply(text)).toEqual({ kind: 'asks' })
  })

  it.each([
    'Yes\n\nMira Okafor\nIllustrator\n+44 20 7946 0000',
    'Yes\n\n-- \nMira Okafor\nIllustrator | Tern Press\nwww.mira.example',
  ])('says yes above a signature: %j', text => {
    expect(reply(text)).toMatchObject({ kind: 'confirms' })
  })

  it.each(['🌲', 'Thank you 🌲', 'Yes 🙄', 'Yes 🖕'])('says no yes by a picture alone: %s', text => {
    expect(reply(text)).not.toMatchObject({ kind: 'confirms' })
  })

  it.each([
    'Our helpdesk says that no link in an external email may be opened.',
    'Do I have to open the link? It is an external one and this message came with a warning.',
    'Mein Sohn sagt, man soll keine Links in E-Mails von externen Absendern öffnen.',
  ])('that reports or asks is a person’s, and no gateway’s: %s', text => {
    expect(withoutProgramLines([text])).toEqual([text])
  })

  it.each([
    'Having slept on it I would rather retract my signature.',
    'Ich würde meine Unterschrift nun doch gern zurückziehen, nichts für ungut.',
    'Proszę o usunięcie mojego podpisu z państwa strony.',
    'Jag skulle vilja ta bort min underskrift.',
  ])('to a receipt that takes the signature back in many words is asked about: %s', text => {
    expect(['withdraw', 'perhaps-withdraw']).toContain(corrected(text).kind)
  })

  it.each([
    'Can I withdraw my signature later?',
    'Please do not remove my signature.',
    'Do sign me up, and remove my middle name.',
  ])('to a receipt that speaks of it takes nothing back: %s', text => {
    expect(corrected(text).kind).toBe('asks')
  })

  it.each(['Cher ami, passez votre chemin.', 'Perhaps, I shall have to ask my publisher first.'])(
    'with a comma is nobody’s new name: %s',
    text => {
      expect(reply(text)).toEqual({ kind: 'asks' })
    },
  )

  it.each([
    ['Yes', 'asks'],
    ['Ja', 'asks'],
    ['Yes, thanks', 'thanks'],
    ['👍', 'thanks'],
    ['Thank you!', 'thanks'],
  ])('to a receipt, %j is %s', (text, kind) => expect(corrected(text).kind).toBe(kind))

  it.each([
    ['I am a sculptor rather than an illustrator.', { occupation: 'sculptor' }],
    ['Je ne dessine plus, écrivez plutôt sculptrice.', { occupation: 'sculptrice' }],
    ['Petite erreur : je suis sculptrice, pas illustrator.', { occupation: 'sculptrice' }],
  ])('to a receipt corrects it: %s', (text, written) => {
    expect(corrected(text)).toEqual({ kind: 'corrects', written, plainly: false })
  })
})

describe('a full stop behind a comma', () => {
  it.each([
    ['Mira Okafor, Eng. Lead at Bright', 'Eng. Lead at Bright'],
    ['Mira Okafor, Dep. Head, Min. of Culture', 'Dep. Head, Min. of Culture'],
    ['Mira Okafor, lic. phil., Illustratorin', 'lic. phil., Illustratorin'],
    ['Mira Okafor, wiss. Mitarbeiterin', 'wiss. Mitarbeiterin'],
    ['Mira Okafor, Prof. emer. of Law', 'Prof. emer. of Law'],
  ])('belongs to an abbreviation: %s', (text, details) => {
    const request = first(text)
    const { occupation, organisation } = request.kind === 'sign' ? request.written : {}
    expect([occupation, organisation].filter(Boolean).join(', ')).toBe(details)
  })

  it.each(['Mira Okafor, poet. I sign this.', 'Mira Okafor, poet. Please add me to the list.'])(
    'ends a sentence: %s',
    text => expect(first(text)).toMatchObject({ kind: 'sign', written: { occupation: 'poet' } }),
  )
})

it.each([
  ['Priv.-Doz. Dr. Mira Okafor, Historikerin', 'Priv.-Doz. Dr. Mira Okafor'],
  ['Name: YOUR NAME HERE\nOccupation: YOUR OCCUPATION', undefined],
  ['Name: Your name\nOccupation: Your profession', undefined],
])('the name of %j', (text, name) => {
  const request = first(text)
  expect(request.kind === 'sign' && request.written.name).toBe(name)
})

it('takes only the sender of a list with semicolons', () =>
  expect(first('Mira Okafor, illustrator; Tom Reed, composer; Ann Lee, writer')).toEqual({
    ...{ kind: 'sign', several: true },
    written: { name: 'Mira Okafor', occupation: 'illustrator' },
  }))

it('takes no occupation out of a subject', () =>
  expect(
    understandRequest({ subject: 'Artist Rights Now', text: 'I agree with this.', fromName: 'Mira Okafor' }),
  ).toEqual({ kind: 'sign', written: {} }))

it.each([
  ['Signing as an organization - Tiny Press Publishing', 'Tiny Press Publishing'],
  ['The magazine Lantern (editors: Eve Moss, Tom Reed) signs.', 'Lantern'],
])('an organisation signs, and is represented by nobody else: %s', (text, organisation) =>
  expect(first(text, 'Eve Moss')).toEqual({ kind: 'sign', written: { kind: 'organisation', organisation } }),
)
