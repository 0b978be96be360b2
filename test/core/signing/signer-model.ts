/** The rules of signing for one person and one petition, in memory and one act at a time: what the pipeline is compared with. */

type Kind =
  | 'pleaseConfirm'
  | 'alreadySigned'
  | 'corrected'
  | 'recorded'
  | 'removed'
  | 'requestDropped'
  | 'nothingToRemove'
  | 'overLimit'

interface Revision {
  occupation: string
  /** By the model's own clock. */
  at: number
  proved: boolean
}

interface Request {
  state: 'asked' | 'confirmed' | 'refused' | 'dropped'
  revisions: Revision[]
}

interface Token {
  request: Request
  revision: Revision
  spent: boolean
}

interface Signature {
  state: 'confirmed' | 'withdrawn'
  occupation: string | null
  at: number
}

export class SignerModel {
  readonly signatures: Signature[] = []
  readonly requests: Request[] = []
  readonly tokens: Token[] = []
  /** Kinds of the emails, in their order. */
  readonly emails: Kind[] = []
  private clock = 0
  /** Emails of this day that count against the caps. */
  private capped = { proved: 0, unproved: 0 }
  private refused = false
  private isToldLimit = false

  /** `labelled`: "Occupation: poet" changes a signature at once, and what a sentence gives is shown first. */
  ask(occupation: string, { proved, labelled }: { proved: boolean; labelled: boolean }): void {
    const { standing } = this
    if (proved) this.refused = false
    if (standing === undefined) {
      this.question(occupation, proved, false)
    } else if (proved && standing.occupation === occupation) {
      if (this.hasRoom(proved)) this.email('alreadySigned', 'proved')
    } else if (proved && labelled) {
      Object.assign(standing, { occupation, at: this.now() })
      this.email('corrected')
    } else {
      this.question(occupation, proved, true)
    }
  }

  private question(occupation: string, proved: boolean, change: boolean): void {
    if (!this.hasRoom(proved)) return
    let request = this.waiting
    if (request === undefined) {
      request = { state: 'asked', revisions: [] }
      this.requests.push(request)
    }
    const newest = request.revisions.at(-1)
    const isSame = !change && newest?.occupation === occupation && newest.proved && proved
    const revision = isSame ? newest : { occupation, proved, at: this.now() }
    if (!isSame) request.revisions.push(revision)
    this.tokens.push({ request, revision, spent: false })
    this.email('pleaseConfirm', proved ? 'proved' : 'unproved')
  }

  isGood(index: number): boolean {
    const token = this.tokens[index]
    return (
      token !== undefined &&
      !token.spent &&
      (token.request.state === 'asked' || token.request.state === 'confirmed')
    )
  }

  /** `typed`: into the page's fields. */
  confirm(
    index: number,
    { typed, byReply = false }: { typed?: string | undefined; byReply?: boolean } = {},
  ): void {
    const token = this.tokens[index]
    if (token === undefined || !this.isGood(index)) return
    token.spent = true
    let { revision } = token
    if (typed !== undefined && typed !== revision.occupation) {
      revision = { occupation: typed, proved: true, at: this.now() }
      token.request.revisions.push(revision)
    }
    const kind = this.record(revision)
    // A confirmed request has had its receipt; a reply gets one of its own.
    if (byReply || token.request.state === 'asked') this.email(kind)
    token.request.state = 'confirmed'
  }

  private record({ occupation, at }: Revision): Kind {
    const { standing } = this
    if (standing === undefined) {
      const before = this.signatures.at(-1)
      if (before !== undefined) before.occupation = null
      this.signatures.push({ state: 'confirmed', occupation, at })
      return 'recorded'
    }
    if (standing.occupation === occupation || at <= standing.at) return 'alreadySigned'
    Object.assign(standing, { occupation, at })
    return 'corrected'
  }

  /** "It wasn't me", on the page. */
  refuse(index: number): void {
    const token = this.tokens[index]
    if (token === undefined || token.spent) return
    if (token.request.state === 'asked') {
      token.request.state = 'refused'
      this.refused = true
    } else if (token.request.state === 'confirmed') this.takeOff()
  }

  correctOnPage(occupation: string): void {
    if (this.standing !== undefined) Object.assign(this.standing, { occupation, at: this.now() })
  }

  withdrawOnPage(): void {
    this.takeOff()
  }

  withdrawByEmail(): void {
    const { waiting, standing } = this
    if (waiting !== undefined) waiting.state = 'dropped'
    if (standing !== undefined) {
      this.takeOff()
      this.email('removed', 'proved')
    } else if (this.hasRoom(true)) {
      this.email(waiting === undefined ? 'nothingToRemove' : 'requestDropped', 'proved')
    }
  }

  /** What they asked and did not confirm is over too. */
  private takeOff(): void {
    if (this.standing === undefined) return
    this.standing.state = 'withdrawn'
    for (const token of this.tokens)
      if (token.request.state === 'asked' || token.request.state === 'confirmed') token.spent = true
    if (this.waiting !== undefined) this.waiting.state = 'dropped'
  }

  aDayPasses(): void {
    this.capped = { proved: 0, unproved: 0 }
    this.isToldLimit = false
  }

  get standing(): Signature | undefined {
    return this.signatures.find(({ state }) => state === 'confirmed')
  }

  private get waiting(): Request | undefined {
    return this.requests.find(({ state }) => state === 'asked')
  }

  private hasRoom(proved: boolean): boolean {
    if (proved ? this.capped.proved < 3 : this.capped.unproved < 1 && !this.refused) return true
    if (proved && !this.isToldLimit) {
      this.isToldLimit = true
      this.email('overLimit')
    }
    return false
  }

  private email(kind: Kind, counts?: 'proved' | 'unproved'): void {
    this.emails.push(kind)
    if (counts !== undefined) this.capped[counts] += 1
  }

  private now(): number {
    this.clock += 1
    return this.clock
  }
}
