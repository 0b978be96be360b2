/** Keeps what was made of texts that stand in every email: our sentences, the layout, the petition and its colour. */
export class RepeatedTexts<T> {
  readonly #kept = new Map<string, T>()

  of(text: string, make: () => T): T {
    const kept = this.#kept.get(text)
    if (kept !== undefined) return kept
    const made = make()
    // Emptied often, because some texts hold names.
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear()
    this.#kept.set(text, made)
    return made
  }
}

const MOST_KEPT = 500
