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
  'newsletters?|(?:our|nos|unsere|nuestros|nostri|nossos|onze) (?:clients?|kunden|clientes|clienti|klanten)|quick (?:call|chat)|(?:interview|intervist|entrevist)[a-z]{0,8}(?<!ed)',
  'no obligation|unverbindlich[a-z]{0,2}|sans engagement|sin compromiso|senza impegno|sem compromisso|vrijblijvend|\\d ?% (?:off|discount)|\\d ?(?:%|prozent|percent|por cento|per cento|por ciento|procent) (?:de |di |auf |on )?(?:off|discount|rabatt|remise|réduction|descuento|sconto|desconto|korting)',
  "lettres? d'information|infolettre|rundbrief|bolet(?:ín|im)|bollettino|notiziario|nieuwsbrief|nyhetsbrev|biuletyn",
])

/** An invoice, or an offer with its small print. */
export const BILLS = anywhere([
  'to unsubscribe,? click|plus vat|zzgl\\.? mwst',
  '(?:attached|enclosed|anbei|im anhang|ci-joint|adjunt[oa]|in allegato|em anexo|bijgevoegd|bijgaand) .{0,30}(?:invoice|rechnung|facture|factura|fattura|fatura|factuur|bon|rekening)',
  '(?:invoice|rechnung|facture|factura|fattura|fatura|factuur)(?: [a-z.°º]{1,12}){0,2} [a-z/-]{0,4}\\d[\\d/a-z-]*(?=.{0,60}(?:due|unpaid|overdue|outstanding|attached|offen|fällig|unbezahlt|impayée|échue|en attente|pendiente|vencida|saldat|scadut|pagat|pagamento|dívida|vencid|openstaand|betaald|betaling))|(?:unpaid|overdue|outstanding|offene|unbezahlte|impayée|pendiente|non saldata|scaduta|vencida|openstaande) (?:la |die )?(?:invoice|rechnung|facture|factura|fattura|fatura|factuur)',
])
