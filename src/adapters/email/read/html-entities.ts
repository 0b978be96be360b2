// biome-ignore format: a table
const ENTITIES: Record<string, string> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', copy: '©', reg: '®', trade: '™', hellip: '…',
  ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', sbquo: '‚', ldquo: '“', rdquo: '”', bdquo: '„',
  laquo: '«', raquo: '»', bull: '•', middot: '·', euro: '€', pound: '£', sect: '§', deg: '°', iexcl: '¡',
  iquest: '¿', szlig: 'ß', aelig: 'æ', AElig: 'Æ', oslash: 'ø', Oslash: 'Ø', eth: 'ð', ETH: 'Ð', thorn: 'þ',
  THORN: 'Þ', oelig: 'œ', OElig: 'Œ', zwnj: '', zwj: '\u200d', shy: '', ensp: ' ', emsp: ' ', thinsp: ' ',
}

// biome-ignore format: a table
const ACCENTS: Record<string, string> = {
  grave: '\u0300', acute: '\u0301', circ: '\u0302', tilde: '\u0303', uml: '\u0308', ring: '\u030a',
  cedil: '\u0327', caron: '\u030c',
}

/** Character references as characters: the numeric ones, and the named ones that mail programs write. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#x?[0-9a-f]{1,7}|[a-z]{2,8});?/gi, (whole, body: string) => {
    if (body.startsWith('#')) {
      const hex = body[1]?.toLowerCase() === 'x'
      const code = Number.parseInt(body.slice(hex ? 2 : 1), hex ? 16 : 10)
      const usable = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
      return usable ? (code === 0xa0 ? ' ' : String.fromCodePoint(code)) : '\ufffd'
    }
    const plain = ENTITIES[body] ?? (whole.endsWith(';') ? ENTITIES[body.toLowerCase()] : undefined)
    if (plain !== undefined) return plain
    const accent = ACCENTS[body.slice(1).toLowerCase()]
    return accent === undefined ? whole : (body.slice(0, 1) + accent).normalize('NFC')
  })
}
