declare module 'bidi-js' {
  /** The Unicode Bidirectional Algorithm (UAX #9). */
  export default function bidiFactory(): {
    /** The level of each UTF-16 unit: odd is right to left. */
    getEmbeddingLevels(text: string, direction?: 'ltr' | 'rtl'): { levels: Uint8Array }
  }
}
