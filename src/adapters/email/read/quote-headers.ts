/**
 * Words that mail programs write around an earlier email, compared in lower case. Collected from the translations of Outlook, Gmail,
 * Apple Mail, Thunderbird, Yahoo and K-9.
 */

/** Verbs of an attribution line: "On …, Ada wrote:". */
// biome-ignore format: a table
export const WROTE = [
  'wrote', 'writes', 'schrieb', 'geschrieben', 'a écrit', 'a ecrit', 'écrit', 'escribió', 'escribio', 'escrigué', 'va escriure', 'ha scritto',
  'scrive', 'scrisse', 'escreveu', 'schreef', 'geschreven', 'skrev', 'skreiv', 'kirjoitti', 'napisał', 'napisał(a)', 'napisała',
  'pisze', 'napsal', 'napsala', 'napsal(a)', 'napísal', 'napísala', 'napísal(a)', 'írta', 'ezt írta', 'a scris', 'scris',
  'написал', 'написал(а)', 'написала', 'написав', 'написала(а)', 'пише', 'пишет', 'писал', 'написа', 'έγραψε', 'yazdı', 'şunu yazdı',
  'napisao', 'napisala', 'napisao/la', 'je napisao', 'je napisal', 'rašė', 'rakstīja', 'kirjutas', 'כתב', 'כתבה', 'מאת', 'كتب', 'كتبت',
  'نوشت', '写道', '寫道', '作成', 'のメール', 'さんは書きました', '님이 작성', '작성', 'viết', 'đã viết', 'menulis', 'เขียน', 'rakstīja',
  'skrifaði', 'idatzi zuen', 'ysgrifennodd', 'scríobh', 'ha escrito', 'a scrit', 'je napisala', 'ने लिखा', 'shkroi', 'নিখেছেন', 'লিখেছেন',
]

/** Words for From, Sent or Date, To, Cc, Subject in the header block of a quoted or forwarded email. */
// biome-ignore format: a table
export const HEADER_LABELS: Record<'from' | 'date' | 'to' | 'cc' | 'subject' | 'other', string[]> = {
  from: [
    'from', 'von', 'de', 'da', 'van', 'från', 'fra', 'lähettäjä', 'od', 'feladó', 'de la', 'от', 'від', 'кому от', 'от кого', 'from (sender)',
    'από', 'gönderen', 'kimden', 'nuo', 'no', 'saatja', 'מאת', 'من', 'از', '发件人', '寄件者', '寄件人', '差出人', '送信元', '보낸 사람', '보낸사람',
    'từ', 'dari', 'จาก', 'frá', 'expéditeur', 'mittente', 'remitente', 'absender', 'expeditor', 'afzender', 'avsändare', 'remitent',
    'remetente', 'nadawca', 'pošiljatelj', 'відправник', 'отправитель',
  ],
  date: [
    'sent', 'date', 'gesendet', 'datum', 'envoyé', 'envoyé le', 'enviado', 'enviado el', 'enviado em', 'fecha', 'data', 'inviato', 'verzonden',
    'skickat', 'sendt', 'dato', 'lähetetty', 'päivämäärä', 'päiväys', 'wysłano', 'wysłane', 'odesláno', 'odoslané', 'dátum', 'küldve', 'elküldve',
    'trimis', 'dată', 'отправлено', 'дата', 'надіслано', 'εστάλη', 'στάλθηκε', 'ημερομηνία', 'gönderilme', 'gönderme tarihi', 'tarih', 'tarihi',
    'gönderildi', 'išsiųsta', 'nosūtīts', 'saadetud', 'kuupäev', 'נשלח', 'תאריך', 'تاريخ الإرسال', 'التاريخ', 'تم الإرسال', '发送时间', '日期',
    '寄件日期', '傳送時間', '送信日時', '日時', '보낸 날짜', '날짜', 'ngày', 'đã gửi', 'dikirim', 'tanggal', 'ส่ง', 'วันที่', 'sent at', 'poslano', 'изпратено',
    'enviat', 'enviada', 'enviada em', 'enviado en', '时间', '發送日期',
  ],
  to: [
    'to', 'an', 'à', 'a', 'para', 'aan', 'till', 'til', 'vastaanottaja', 'do', 'komu', 'címzett', 'către', 'catre', 'кому', 'до', 'προς', 'kime', 'alıcı',
    'kam', 'kellele', 'אל', 'إلى', 'به', '收件人', '收件者', '宛先', '받는 사람', 'tới', 'đến', 'kepada', 'ถึง', 'za', 'prima', 'destinataire', 'empfänger',
    'destinatario', 'per a', 'adresat', 'pour',
  ],
  cc: ['cc', 'copie à', 'kopie', 'kopia', 'kopi', 'kopio', 'копия', 'копія', 'másolat', 'κοιν', 'κοινοποίηση', 'bilgi', '抄送', '副本', '참조', 'עותק', 'نسخة', 'kopija', 'dw', 'dw.', 'bcc'],
  subject: [
    'subject', 'betreff', 'objet', 'sujet', 'ogg', 'asunto', 'oggetto', 'assunto', 'onderwerp', 'ämne', 'emne', 'aihe', 'temat', 'předmět', 'predmet', 'tárgy', 'subiect',
    'тема', 'θέμα', 'konu', 'tema', 'temats', 'teema', 'נושא', 'الموضوع', 'موضوع', '主题', '主旨', '件名', '제목', 'chủ đề', 'subjek', 'perihal', 'เรื่อง',
    'относно', 'efni', 'assumpte', '標題',
  ],
  other: ['reply-to', 'importance', 'organization', 'organisation', 'newsgroups', 'attachments', 'anlagen', 'sender', 'priority', 'wichtigkeit'],
}

/** Text above an earlier email: "-----Original Message-----", "Begin forwarded message:". */
// biome-ignore format: a table
export const EARLIER_MESSAGE = [
  'original message', 'original email', 'originalmessage', 'ursprüngliche nachricht', 'originalnachricht', 'original-nachricht', 'ursprüngliche mail',
  "message d'origine", 'message d’origine', 'message original', 'message initial', "courriel d'origine", 'mensaje original', 'messaggio originale',
  'mensagem original', 'oorspronkelijk bericht', 'origineel bericht', 'oorspronkelijke bericht', 'ursprungligt meddelande', 'originalmeddelande',
  'oprindelig meddelelse', 'original meddelelse', 'oprindelig besked', 'original besked', 'videresendt besked', 'opprinnelig melding', 'original melding', 'alkuperäinen viesti', 'wiadomość oryginalna', 'oryginalna wiadomość',
  'original-wiadomość', 'původní zpráva', 'původní e-mail', 'pôvodná správa', 'eredeti üzenet', 'mesaj original', 'mesajul original', 'исходное сообщение', 'оригинальное сообщение',
  'пересылаемое сообщение', 'исходное письмо', 'вихідне повідомлення', 'оригінальне повідомлення', 'αρχικό μήνυμα', 'orijinal mesaj', 'özgün ileti', 'orijinal ileti',
  'הודעה מקורית', 'الرسالة الأصلية', 'رسالة أصلية', '原始邮件', '原始郵件', '原邮件', '邮件原件', '元のメッセージ', 'オリジナルメッセージ', '元のメール', '원본 메시지', '원본 메일',
  'thư gốc', 'pesan asli', 'missatge original', 'izvorna poruka', 'originalna poruka', 'izvirno sporočilo', 'algne kiri', 'reply message', 'reply above this line',
  'please reply above this line', 'write above this line', 'reply original', 'antwort', 'in reply to', 'replied message', 'original appointment', 'ursprünglicher termin',
  'forwarded message', 'begin forwarded message', 'forwarded email', 'forwarded by', 'start of forwarded message', 'forward message', 'forwarded mail',
  'weitergeleitete nachricht', 'anfang der weitergeleiteten nachricht', 'anfang der weitergeleiteten e-mail', 'weitergeleitete e-mail', 'message transféré',
  'début du message transféré', 'début du message réexpédié', 'message réexpédié', 'mensaje reenviado', 'inicio del mensaje reenviado', 'messaggio inoltrato',
  'inizio messaggio inoltrato', 'mensagem encaminhada', 'mensagem reencaminhada', 'início da mensagem encaminhada', 'início da mensagem reencaminhada',
  'doorgestuurd bericht', 'begin doorgestuurd bericht', 'vidarebefordrat meddelande', 'vidarebefordrat brev', 'videresendt meddelelse', 'videresendt melding',
  'start på videresendt besked', 'begynnelse på videresendt melding', 'välitetty viesti', 'edelleenlähetetty viesti', 'wiadomość przekazana', 'przekazana wiadomość',
  'początek przekazywanej wiadomości', 'přeposlaná zpráva', 'začátek přeposílané zprávy', 'preposlaná správa', 'továbbított üzenet', 'továbbított levél', 'mesaj redirecționat',
  'mesaj redirectionat', 'пересланное сообщение', 'пересылаемое сообщение', 'начало переадресованного сообщения', 'перенаправлене повідомлення', 'переслане повідомлення',
  'προωθημένο μήνυμα', 'iletilen mesaj', 'yönlendirilmiş mesaj', 'iletilmiş ileti', 'הודעה שהועברה', 'رسالة معاد توجيهها', 'رسالة محولة', '转发的邮件', '转发邮件', '轉寄郵件', '轉寄的郵件',
  '転送されたメッセージ', '転送メッセージ', '전달된 메시지', '전달된 메일', 'thư được chuyển tiếp', 'pesan terusan', 'pesan yang diteruskan', 'missatge reenviat', 'proslijeđena poruka', 'edastatud kiri',
]

/** First words of the lines that lists, scanners and legal departments append. Nothing below such a line is new. */
// biome-ignore format: a table
export const FOOTER_STARTS = [
  'you received this message because you are subscribed', 'you are receiving this because', 'to unsubscribe from this group', 'to unsubscribe from this list', 'vous recevez ce message, car vous',
  'sie erhalten diese nachricht, weil sie', 'sie haben diese nachricht erhalten, weil sie', 'has recibido este mensaje porque', 'hai ricevuto questo messaggio perché',
  'this email has been checked for viruses', 'this e-mail has been checked', 'this email was scanned', 'diese e-mail wurde von avast', "l'absence de virus", 'este correo electrónico ha sido comprobado',
  'please consider the environment', 'save paper', 'please think of the environment', 'think before you print', 'bitte denken sie an die umwelt', 'bitte prüfen sie, ob diese', 'pensez à l’environnement', "pensez à l'environnement",
  "avant d'imprimer", 'antes de imprimir', 'prima di stampare', 'do you yahoo!?', 'confidentiality notice', 'confidentiality note', 'confidentiality:', 'legal disclaimer', 'disclaimer:', 'email disclaimer',
  'garanti sans virus', 'virenfrei.', 'libre de virus', 'privo di virus', 'livre de vírus', 'virusvrij', 'this email has been scanned', 'this message has been scanned', 'this e-mail has been scanned',
  'scanned by ', 'this email is certified virus', 'diese e-mail wurde auf viren', 'diese e-mail wurde von', 'cet e-mail a été vérifié', 'cet email a été vérifié', 'ce message a été vérifié', 'dit bericht is gescand', 'deze e-mail is gescand',
  'este mensaje ha sido analizado', 'questa email è stata esaminata', 'esta mensagem foi verificada', 'yahoo mail: search, organize, conquer', 'yahoo mail : search', 'yahoo mail:', 'mail sent via ',
  'vertraulichkeitshinweis', 'hinweis zur vertraulichkeit', 'avis de confidentialité', 'aviso legal', 'aviso de confidencialidad', 'aviso de confidencialidade', 'avviso di riservatezza', 'informativa privacy',
]

/** Lines that webmail programs write above a quotation, without date or verb. */
// biome-ignore format: a table
export const PROGRAM_LINES: readonly RegExp[] = [
  /^(?:quoting|quoted message|zitat|quotando|citando|citat|mensaje citado|messaggio citato|mesaj citat|cytowanie|citace|citácia|citiranje|idézet|citaat|citation de|цитирование|цитата) .{0,60}[<(@].{0,60}[>)]{0,2}:$/iu,
  // Orange, Horde
  /^message du \d{1,2}\/\d{1,2}\/\d{2,4} (?:à )?\d{1,2}[:h]\d{2}\s?:?$/iu,
  /^-{4,6} [^@]{3,80}[<(@][^@]{0,60}@?.{0,60} -{5,9}$/u,
  /^https:\/\/(?:tuta|proton)\.(?:com|me)\/?$/iu,
  /^this message was sent using imp, the internet messaging program\.?$/iu,
  /^in (?:article|message) <[^<>]{1,200}>,? .{0,120}(?:says|writes|wrote)?:$/iu,
  /^\[?(?:message clipped|quoted text hidden|zitierter text ausgeblendet|texte des messages précédents masqué)\]?/iu,
]
