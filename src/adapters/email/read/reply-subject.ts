/** Prefixes mail programs put before the subject of an answer, and of a forwarded mail; lower-case, without colon. */
// biome-ignore format: a table
const REPLY = new Set([
  're', 'aw', 'antw', 'antwort', 'sv', 'svar', 'vs', 'vast', 'rif', 'r', 'ref', 'res', 'rv', 'ynt', 'yanıt', 'odp',
  'vá', 'απ', 'atb', 'ответ', 'відп', 'הב', 'תשובה', 'رد', '回复', '回覆', '答复', '返信', '답장', 'bls', 'ots', 'ad', 'yan',
  'trả lời', 'bal',
])
// biome-ignore format: a table
const FORWARD = new Set([
  'fwd', 'fw', 'wg', 'tr', 'i', 'inoltra', 'enc', 'rv', 'reenv', 'doorst', 'vb', 'vs', 'vl', 'pd', 'továbbítás',
  'tov', 'πρθ', 'ilt', 'ileti', 'fs', 'trs', 'пересл', 'fwd.', 'переслано', 'הועבר', 'إعادة توجيه', '转发', '轉寄', '転送',
  '전달', 'vidarebef', 'videres', 'переадр', 'trans', 'chuyển tiếp', 'doorsturen',
])

export function isReplySubject(subject: string): boolean {
  return REPLY.has(prefix(subject))
}

/** Spanish "RV:" and Finnish "VS:" mean either, so they count as both; a forward only loses its quoted part anyway. */
export function isForwardSubject(subject: string): boolean {
  return FORWARD.has(prefix(subject))
}

function prefix(subject: string): string {
  // "Re[2]: ", "RE : ", "[list] Re: "
  const start = subject.slice(0, 80).replace(/^\s*(?:\[[^\]]{0,30}\]\s*)?/, '')
  const colon = start.search(/[:：]/)
  return colon < 1
    ? ''
    : start
        .slice(0, colon)
        .replace(/\[\d{1,3}\]|\(\d{1,3}\)/g, '')
        .trim()
        .toLowerCase()
}
