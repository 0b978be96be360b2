/** The line that a telephone or an app writes below an email. */
import { plainStart } from './notices.ts'

/** "Sent", "get", "typed" in each language, as beginnings of words; no language has another way to say it. */
// biome-ignore format: a table
const SENT = [
  'sent', 'sender notified by', 'typed', 'secured', 'written on', 'composed on', 'von meinem', 'von meiner', 'gesendet', 'gesendt', 'versendet', 'geschrieben', 'envoyé', 'envoye', 'enviad', 'inviat', 'verzonden', 'verstuurd', 'gestuur', 'skickat', 'skickades', 'sendt', 
  'lähetetty', 'wysłan', 'odeslán', 'odoslan', 'küld', 'elküld', 'trimis', 'отправлен', 'послано', 'надіслан', 'відправлен', 'изпратен', 'στάλθηκε', 'εστάλη', 'gönder', 'poslan', 'poslat', 'послат', 'saadetud', 'išsiųst', 'nosūtīt', 'sent úr', 'נשלח', 'أرسل', 'أُرسل', 'الإرسال', 'مرسل', 'ارسال',
  '发自', '從我', '从我', '傳送', '發自', '寄自', '送信', '보냄', '에서', 'gửi', 'dikirim', 'dihantar', 'ส่ง', 'भेजा', 'পাঠানো', 'enviat', 'bidal', 'anfonwyd', 'seolta', 'imetumwa', 'dërguar', 'გაგზავნილ', 'ուղարկված', 'ipinadala', 'diese nachricht wurde', 'provenance',
]

/** An app's advertisement begins or ends with one of these. */
// biome-ignore format: a table
const GET = ['get', 'download', 'holen sie', 'laden sie', 'télécharge', 'obten', 'obter', 'obtén', 'ottieni', 'scarica', 'hämta', 'skaffa', 'hent', 'få', 'skaff', 'last ned', 'download', 'hanki', 'pobierz', 'získ', 'stáhn', 'obține', 'descărc', 'скачать', 'λήψη', 'obteniu', 'الحصول', '获取', '取得']
const GET_AT_END = /(?:edinin|を入手|다운로드|herunterladen|herunter)$/
const APPS = /outlook|blue ?mail|aqua ?mail|my ?mail|yahoo|spark|proton|typeapp/

/** Programs and devices that send email. */
// biome-ignore format: a table
const PROGRAMS = [
  'iphon', 'ipad', 'ipod', 'apple watch', 'android', 'galaxy', 'samsung', 'outlook', 'k-9', 'fairemail', 'blackberry', 'huawei', 'honor', 'xiaomi', 'redmi', 'oppo', 'vivo', 'oneplus', 'pixel', 'nokia', 'htc', 'motorola', 'sony', 'xperia', 'lg ', 'windows', 'thunderbird', 'proton', 'tuta', 'yahoo', 'aol', 'gmail', 'mymail', 'my mail', 'mail.ru', 'gmx', 'web.de', 'freenet', 'orange', 'la poste',
  'aquamail', 'bluemail', 'blue mail', 'typeapp', 'nine', 'airmail', 'spark', 'shift', 'superhuman', 'mailspring', 'canary', 'edison', 'hey', 'xfinity', 'verizon', 't-mobile', 'vodafone', 'telekom', 'at&t', 'workspace', 'zoho', 'fastmail', 'mailbird', 'em client', 'spike', 'mailbutler', 'kopano', 'mail for', 'mail app', 'mail pour', 'mail für', 'mail voor', 'почт', 'secure email',
  'phone', 'tablet', 'mobile', 'device', 'smartphone', 'smartfon', 'handheld', 'handy', 'mobil', 'gerät', 'téléphone', 'portable', 'appareil', 'móvil', 'teléfono', 'dispositivo', 'celular', 'cellulare', 'telefono', 'telemóvel', 'telefoon', 'toestel', 'telefon', 'puhelin', 'komórk', 'телефон', '手机', '手機', '携帯', '휴대', 'on the go', 'laptop', 'ios', 'mixmax', 'streak', 'mailtrack',
]

const A_PROGRAM = new RegExp(PROGRAMS.join('|').replaceAll('.', '\\.'))

const EXCUSES =
  /(?:,|\.|-|–)?\s*(?:so |and )?(?:please |kindly |bitte )?(?:excuse|forgive|pardon|sorry for|apologi[sz]e|entschuldigen|excusez|disculp|scus|desculp|excuseer)[^.]{0,80}(?:\.|$)/iu
/** Words that no device writes: yes, no, and words that take something back. */
const SAYS_MORE =
  /(?<!\p{L})(?:not|no|never|n['’]t|nicht|kein\p{L}*|nein|non|pas|jamais|ne pas|não|niet|nee|geen|inte|nej|ikke|nei|nie|не|нет|ignor\p{L}*|mistake|error|erreur|errore|erro|irrtum|stop|delete|remove|sign|yes|agree|ja,)(?!\p{L})/iu

/** Does the line say that a device or an app has sent this, and nothing else? */
export function saysDevice(line: string): boolean {
  const whole = line.trim()
  if (whole === '' || whole.length > 300) return false
  const written = whole.replace(/^<+|(?<!<[^<>]{0,250})>+$/g, '')
  const bare = written
    .replace(/<[^<>]{0,250}>|\([^()]{0,250}\)|\[[^[\]]{0,100}\](?=\()|https?:\S{1,300}/g, ' ')
    .replace(/&/g, 'and')
  const shown = plainStart(bare.replace(EXCUSES, ' '))
    .replace(/\s+/g, ' ')
    .replace(/^nosūtīts no /, 'nosūtīts ')
    .trim()
  if (shown === '' || shown.length > 90 || /[?;]/.test(shown) || SAYS_MORE.test(shown)) return false
  if (APPS.test(shown) && (GET_AT_END.test(shown) || GET.some(get => shown.startsWith(get)))) return true
  return A_PROGRAM.test(shown) && SENT.some(sent => begins(shown, sent))
}

function begins(text: string, sent: string): boolean {
  const at = text.indexOf(sent)
  if (at < 0) return false
  return !/^\p{Script=Latin}/u.test(sent) || at === 0 || !/\p{L}/u.test(text[at - 1] ?? ' ')
}
