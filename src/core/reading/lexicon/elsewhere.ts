// Words of emails that are plainly no signatures: invoices, offers, questions to the organiser.

import { anywhere, wordSet } from '../fold-text.ts'

/** An offer speaks of its reader, */
export const SAYS_YOU = wordSet(
  'you your yours customer vous votre vos tu te ton ta tes client sie ihr ihre ihren ihrem ihrer ihnen euch eure euer kunde usted ustedes su sus vuestra vuestro os cliente voi vostro vostra vostri vostre vi você vocês vossa vosso sua seu u uw jullie je klant',
)

/** a signer of themselves, */
export const SAYS_I = wordSet(
  'i me my mine myself ich mich mir mein meine meinen je moi mon ma mes yo mi mis io mio mia eu meu minha ik mij mijn',
)

/** and of signing. */
export const OF_SIGNING = wordSet(
  'sign signing signed signature signatures petition name names list withdraw',
  'signer signé signature signatures pétition nom noms liste retirer tribune appel',
  'unterschreiben unterschrieben unterzeichnen unterschrift unterschriften petition name namen liste aufruf mitzeichnen',
  'firmar firmado firma firmas petición nombre lista manifiesto',
  'firmare firmato firma firme petizione nome lista appello',
  'assinar assinado assinatura assinaturas petição nome lista',
  'tekenen getekend ondertekenen handtekening handtekeningen petitie naam lijst',
)

/** Things that an offer or an invoice brings. */
export const MORE = anywhere([
  // "Anbei unser Angebot", but not "Anbei meine Unterschrift"
  '(?:attached|enclosed|ci-joint|im anhang|anbei|adjunto|in allegato|em anexo|bijgevoegd|w załącz(?:eniu|niku))(?= .{8})(?!.{0,60}(?:sign|unterschr|firma|assin|handteken|podpis|name|form|nombre|nom|detail))',
  'newsletters?|(?:our|nos|unsere|nuestros|nostri|nossos|onze) (?:clients?|kunden|clientes|clienti|klanten)|quick (?:call|chat)|interviewanfrage',
  "lettres? d'information|infolettre|rundbrief|bolet(?:ín|im)|bollettino|notiziario|nieuwsbrief|nyhetsbrev|biuletyn",
])

/** An invoice. */
export const BILLS = anywhere([
  '(?:attached|enclosed|anbei|im anhang|ci-joint|adjunt[oa]|in allegato|em anexo|bijgevoegd|bijgaand) .{0,30}(?:invoice|rechnung|facture|factura|fattura|fatura|factuur|bon|rekening)',
])
