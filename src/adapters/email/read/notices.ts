/** Finds the paragraphs that gateways, scanners and legal departments put into everybody's email. */
import {
  LEGAL_SUBJECTS,
  NEW_SENDER,
  NOTICE_SUBJECTS,
  OF_SIGNING,
  REGISTERED,
  SCANNED,
  SCANNERS,
} from './notice-words.ts'
import { FOOTER_STARTS } from './quote-headers.ts'
import { attributionAt, headerBlockEnd, isDecoration } from './quoted-mail.ts'

const LONGEST_NOTICE = 4000
/** A line that is at least this long may continue in the next one. */
const WRAPPED = 50
const MOST_WRAPPED = 12
const MOST_STARTS = 3

/** A notice speaks for nobody in particular, so a paragraph with one of these words is a person's. */
const FIRST_PERSON =
  /(?<![\p{L}'’])(?:i['’](?:m|ve|ll|d)|me|my|mine|ich|mich|mir|mein(?:e[nmrs]?)?|j['’]|moi|mon|yo|mío|mía|io|mio|eu|meu|minha|ik|mij|mijn|jag|jeg|yes|oui|sí|sì|sim|mnie|moje|moja|mój|minä|minun|mně|můj|я|мне|мой|мое|моё|моего|мене)(?![\p{L}])/iu
/** "I" and "je", which mean "and", "is" or "the" in other languages. */
const ALSO_FIRST_PERSON = /(?<![\p{L}'’])(?:i|je|ja|mi)(?![\p{L}])/iu
const ELSEWHERE =
  /[ąćęłńśźżěřůľčžšđőű]|(?<!\p{L})(?:viesti|sähköposti|poruk|sporočil|correu|missatge|messaggi|spoza)/iu
/** Banners say "our organisation", but not "we object". */
const FIRST_PERSONS = /(?<![\p{L}'’])(?:we|us|wir|uns|nous|nosotros|noi|nós|wij|ons)(?![\p{L}])/iu

/** Empties notices anywhere in the text. A person's line directly above or below a notice stays. */
export function withoutNotices(lines: string[]): string[] {
  const first = firstText(lines)
  const kept = lines.map((line, at) => (at === first && !isNotice(line) ? withoutTag(line) : line))
  let start = 0
  while (start < kept.length) {
    if (isBlank(kept[start])) {
      start += 1
      continue
    }
    // Skips the lines above an earlier email, which name companies and dates as notices do.
    const earlier = headerBlockEnd(kept, start) ?? attributionAt(kept, start)?.end
    if (earlier !== undefined) {
      start = earlier
      continue
    }
    let end = start
    while (end < kept.length && !isBlank(kept[end]) && headerBlockEnd(kept, end) === undefined) end += 1
    emptyNotices(kept, start, end)
    start = end
  }
  return kept
}

function firstText(lines: readonly string[]): number {
  return lines.findIndex(line => !isBlank(line))
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === ''
}

/** Empties the notices in one paragraph: first lines that are notices alone, then wrapped ones, then short lines between two. */
function emptyNotices(lines: string[], start: number, end: number): void {
  const notice = lines.slice(start, end).map(line => isNotice(line))
  // A wrapped notice may begin in any of the first lines of its run. More are not tried, so that time stays linear.
  let runStart = 0
  while (runStart < notice.length) {
    const runEnd = endOfRun(lines, start, runStart, notice)
    for (let at = runStart; at < runEnd - 1 && at < runStart + MOST_STARTS; at += 1)
      if (isNotice(joined(lines, start + at, start + runEnd))) {
        notice.fill(true, at, runEnd)
        break
      }
    runStart = runEnd
  }
  const first = notice.indexOf(true)
  if (first === -1) return
  // Includes the frame of a banner, and the name and link of a scanner.
  const isFrame = (line: string) =>
    isDecoration(line) || (line.length < 60 && says(line.toLowerCase(), SCANNERS) && !speaksForSomebody(line))
  notice.forEach((found, at) => {
    if (!found && isFrame(lines[start + at] ?? '')) notice[at] = true
  })
  const isRest = (at: number) => {
    const line = lines[start + at] ?? ''
    return !speaksForSomebody(line) && !/^\s*>/.test(line) && says(line.toLowerCase(), ALL_SUBJECTS)
  }
  // Includes the other lines of a wrapped notice, and short lines between two of its lines.
  for (let at = first + 1; at < notice.length; at += 1) {
    const before = lines[start + at - 1] ?? ''
    const goesOn =
      notice[at - 1] === true && before.length >= WRAPPED && /^\p{Ll}/u.test((lines[start + at] ?? '').trim())
    if (
      (goesOn && !speaksForSomebody(lines[start + at] ?? '')) ||
      (notice[at - 1] === true && notice.lastIndexOf(true) > at && isRest(at))
    )
      notice[at] = true
  }
  notice.forEach((found, at) => {
    if (found) lines[start + at] = ''
  })
}

/** The end of the lines that were one line before they were wrapped. Stops at known notices. */
function endOfRun(lines: readonly string[], start: number, from: number, notice: readonly boolean[]): number {
  let at = from
  while (
    at + 1 < notice.length &&
    at + 1 < from + MOST_WRAPPED &&
    !notice[at] &&
    !notice[at + 1] &&
    (lines[start + at] ?? '').length >= WRAPPED
  )
    at += 1
  return at + 1
}

function joined(lines: readonly string[], from: number, to: number): string {
  return lines
    .slice(from, to)
    .map(line => line.trim())
    .join(' ')
}

function speaksForSomebody(text: string): boolean {
  return isFirstPerson(text) || FIRST_PERSONS.test(text) || OF_SIGNING.test(text)
}

function isFirstPerson(text: string): boolean {
  return FIRST_PERSON.test(text) || (ALSO_FIRST_PERSON.test(text) && !ELSEWHERE.test(text))
}

/** Words of a yes, of a no, or of the writer's details. A text with one is never a machine's, even if many people copy it. */
const SAYS_YES_OR_NO =
  /(?<!\p{L})(?:yes|no(?=[,.!;:])|not (?:in|for|us|our)|nobody|never|against|oppos\p{L}*|refus\p{L}*|declin\p{L}*|disagree|cancel\p{L}*|unsubscribe|confirm\p{L}*|accept\p{L}*|approv\p{L}*|join\p{L}*|endors\p{L}*|on behalf|oui|contre|soutien\p{L}*|soutenons|nein|dagegen|ablehn\p{L}*|bestätig\p{L}*|unterstütz\p{L}*|contra|rechaz\p{L}*|apoy\p{L}*|contro|rifiut\p{L}*|sosten\p{L}*|recus\p{L}*|apoi\p{L}*|nee|tegen|weiger\p{L}*|steun\p{L}*|nej|imod|mot|przeciw\p{L}*|против|за)(?!\p{L})/iu
const DETAIL =
  /(?<!\p{L})(?:name|occupation|profession|beruf|nom|métier|nombre|profesión|nome|professione|profissão|naam|beroep)\s?:|(?<!\p{L})(?:members?|authors?|artists?|writers?|musicians?|composers?|actors?|directors?|professors?|teachers?|mitglied\p{L}*|autor\p{L}*|künstler\p{L}*|membres?|auteurs?|artistes?|miembros?|membri?|membros?|lid|leden)(?!\p{L})/iu

/** Whether the text is a whole, impersonal sentence that does not speak about signing. */
export function saysNothingOfSigning(text: string): boolean {
  return (
    !speaksForSomebody(text) &&
    !/(?<!\p{L})(?:our|unser\p{L}*|notre|nos|nuestr\p{L}*|nostr\p{L}*|nossa?s?|onze?)(?!\p{L})/iu.test(
      text,
    ) &&
    !SAYS_YES_OR_NO.test(text) &&
    !DETAIL.test(text) &&
    /[.!?。！？][")\]*]*$/u.test(text)
  )
}

export function isNotice(text: string): boolean {
  if (text.length > LONGEST_NOTICE || text.length < 5) return false
  if (isTag(text.trim())) return true
  if (isFirstPerson(text)) return false
  const words = text.toLowerCase()
  return (
    isFooterStart(text) ||
    isBanner(words) ||
    isLegal(words) ||
    isScan(words) ||
    isFromNewSender(text) ||
    SMALL_NOTICES.some(notice => notice.test(words))
  )
}

function isFromNewSender(text: string): boolean {
  const start = plainStart(text)
  return NEW_SENDER.some(tip => start.startsWith(tip))
}

/** "[EXT]", "*** EXTERNAL EMAIL ***" or "【外部】", alone on its line or before the text. */
const TAG = /^(?:\[[^[\]]{2,40}\]|\*{1,5} ?[^*]{2,60} ?\*{1,5}|【[^【】]{2,40}】|<{1,2}[^<>@]{2,40}>{1,2})/u
const TAGGED =
  /(?<!\p{L})(?:ext|external|extern[aeo]?|externe[rs]?|outside|estern[ao]|ekstern|spam|suspected spam|внешнее|зовнішній|外部|외부)(?!\p{L})/iu

function isTag(text: string): boolean {
  const tag = TAG.exec(text)?.[0]
  return tag !== undefined && tag.length === text.length && TAGGED.test(tag) && !speaksForSomebody(tag)
}

function withoutTag(line: string): string {
  const tag = TAG.exec(line.trim())?.[0]
  return tag !== undefined && isTag(tag) ? line.trim().slice(tag.length).trimStart() : line
}

const patterns = new Map<readonly string[], RegExp>()

/** Whether a word begins with one of these. In scripts without spaces, such as Japanese, they may be anywhere. */
function says(text: string, beginnings: readonly string[]): boolean {
  const pattern = patterns.get(beginnings) ?? patternOf(beginnings)
  patterns.set(beginnings, pattern)
  return pattern.test(text)
}

function patternOf(beginnings: readonly string[]): RegExp {
  const isSpaced = (word: string) => /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word)
  const spaced = beginnings.filter(isSpaced)
  const others = beginnings.filter(word => !isSpaced(word))
  // The first letters come first: to look behind costs most.
  const start = `(?=[${spaced.map(word => word[0]).join('')}])(?<!\\p{L})`
  return new RegExp([`${start}(?:${spaced.join('|')})`, ...others].join('|').replaceAll('.', '\\.'), 'u')
}

const ALL_SUBJECTS = Object.values(NOTICE_SUBJECTS).flat()

/** A gateway neither reports ("Our IT people say never to click a link") nor asks ("Is there another way?"). */
const SAYS_SO =
  /(?<!\p{L})(?:says?|said|told|tells?|heard|sagt?|sagen|gesagt|disent|dicen?|dicono|detto|dicho|disse|dizem|zegt|zeggen|gezegd)(?!\p{L})/u
const ASKS = /[?？]\s*$/u

const REFUSES = /^\W*(?:no|nein|non|nee|não|nej|nie|нет)[,.!;:]/u

/**
 * Whether a gateway wrote this: about the origin of an email, and what not to open. "Head of external communications" is a person's text.
 */
function isBanner(words: string): boolean {
  if (SAYS_SO.test(words) || ASKS.test(words)) return false
  if (words.length > 1200 || FIRST_PERSONS.test(words) || OF_SIGNING.test(words) || REFUSES.test(words))
    return false
  const about = (list: keyof typeof NOTICE_SUBJECTS) => says(words, NOTICE_SUBJECTS[list])
  const [links, outside] = [about('links'), about('outside')]
  if (!links && !outside) return false
  const subject = about('email') || about('sender')
  const caution = about('caution')
  if (caution && links && (subject || outside || (/link/.test(words) && /attachment/.test(words))))
    return true
  if (outside && subject && (caution || about('came'))) return true
  // It must be a sentence about all three. "Links editor, outside broadcasts" is no sentence.
  if (outside && subject && links && /[.!:]|\s[-–]\s/.test(words)) return true
  return outside && subject && isOnlyAbout(words)
}

/** Whether there is no other word of four letters, as in "External sender" or "Expéditeur externe à l'organisation". */
function isOnlyAbout(words: string): boolean {
  return words.length <= 80 && (words.match(/[\p{L}-]{4,}/gu) ?? []).every(word => says(word, ALL_SUBJECTS))
}

/** A person who says that an email is not for them: "This message was intended solely for somebody else". */
const FOR_ANOTHER =
  /some(?:one|body) else|jemand ander|quelqu['’]un d['’]autre|otra persona|alguien m[aá]s|qualcun altro|outra pessoa|iemand anders|falsche|verkeerde|wrong|mauvaise/u

/** Whether the words are a legal footer: about confidence or the recipient, and what follows from that, or about a register. */
function isLegal(words: string): boolean {
  if (words.length >= 40 && /\d{4}/.test(words) && says(words, REGISTERED)) return true
  if (words.length < 60 || (words.length < 150 && FOR_ANOTHER.test(words))) return false
  const { confidence, recipient, mistake, consequence } = LEGAL_SUBJECTS
  const [trust, whom] = [says(words, confidence), says(words, recipient)]
  const rest = [mistake, consequence, NOTICE_SUBJECTS.email].filter(list => says(words, list)).length
  return (trust && whom && rest > 0) || ((trust || whom) && rest > 1 && (trust || says(words, mistake)))
}

const VIRUS = /vir(?:us|en(?!\p{L})|i(?!\p{L}))|вирус|wirus|vírus|virüs|病毒|ウイルス|바이러스/u

/** "Virus-free. www.avast.com", "This email has been scanned by …". */
function isScan(words: string): boolean {
  if (words.length > 500 || OF_SIGNING.test(words)) return false
  const virus = VIRUS.test(words)
  const isOfEmail = () => says(words, NOTICE_SUBJECTS.email)
  const isChecked = () => says(words, SCANNED)
  if (says(words, SCANNERS))
    return virus || BY.test(words) || (isOfEmail() && (isChecked() || /security|protection/.test(words)))
  // "This message contains a virus" is a person's.
  return virus && isOfEmail() && (isChecked() || /free|frei/.test(words))
}

const BY = /(?:scan|check|protect|secur|filter|verif|clean)\p{L}*(?: (?:and|for) \p{L}+)? (?:by|with|using) /u

const SMALL_NOTICES: readonly RegExp[] = [
  /^[^.]{0,40}(?:report|mark) (?:this|it|the) (?:e-?mail|message)?.{0,20}(?:spam|phish|suspicious|junk)|^(?:report (?:suspicious|this message|this e-?mail|phishing)|zjqcmqryfpfptbanner(?:start|end))\W*$/,
  /^(?=.{0,150}(?:before|unless|environment|umwelt|bevor|environnement|avant|nécess|antes|ambiente|prima|voordat|milieu|miljö|miljø)).{0,80}(?:print|druck|imprim|stampa|afdruk|skriv).{0,80}(?:e-?mail|message|nachricht|courriel|correo|mensaje|messaggio|bericht).{0,60}$/,
  /(?:e-?mails?|messages?)[^.]{0,60}(?:monitored|recorded|subject to disclosure|freedom of information)/,
  /^[^.]{0,10}(?:please )?(?:consider|think of) (?:the|our) environment/,
  /(?:views|opinions)[^.]{0,30} expressed[^.]{0,40}(?:e-?mail|message)/,
  /unauthori[sz]ed[^.]{0,60}(?:disclosure|copying|distribution|use)[^.]{0,60}prohibited/,
  /^(?:to )?unsubscribe[^.]{0,80}https?:/,
  /^sent with tuta(?!\p{L}).{0,80}$/u,
  /(?:datenschutz|privacy (?:policy|notice|statement)|politique de confidentialité|protección de datos|informativa (?:sulla )?privacy|privacyverklaring|proteção de dados|integritetspolicy).{0,80}(?:https?:|www\.)/,
  /^(?:\S{1,12} ){0,2}yahoo(?: mail)? ?[:!]/,
  /learnaboutsenderidentification/,
]

export function plainStart(line: string): string {
  return line
    .slice(0, 160)
    .replace(/^[\s*_[("“<–—-]+/, '')
    .toLowerCase()
}

export function isFooterStart(line: string): boolean {
  const start = plainStart(line)
  return FOOTER_STARTS.some(footer => start.startsWith(footer)) && !isFirstPerson(line)
}
