/**
 * Subjects of absence notes and automatic answers, for those whose headers say nothing. The end, a colon, a dash or a bracket must
 * follow: "Automatic reply: …" is a machine, "Automatic replies are a nuisance" is a person. Collected from the translations of
 * Outlook and Exchange, Gmail, Lotus Notes, Zimbra, GroupWise, Kerio, vacation(1), cPanel.
 */
// biome-ignore format: a table
export const AUTO_REPLY_SUBJECTS = [
  // English
  'automatic reply', 'automatic response', 'automated reply', 'automated response', 'auto reply', 'auto-reply', 'autoreply', 'auto response', 'auto-response', 'autoresponse',
  'auto responder', 'autoresponder', 'auto-responder', 'auto', 'out of office', 'out-of-office', 'out of the office', 'out of office reply', 'out of office autoreply', 'out of office auto-reply',
  'out of office auto reply', 'out of office message', 'out of office notification', 'out of office response', 'ooo', 'away from office', 'away from the office', 'away from my mail', 'vacation', 'vacation message',
  'vacation reply', 'vacation response', 'vacation notice', 'vacation autoreply', 'on vacation', 'on annual leave', 'on leave', 'annual leave', 'away message', 'away notice', 'absence notification', 'absence message', 'i am out of the office',
  'maternity leave', 'parental leave', 'auto-generated reply', 'automatically generated reply', 'automatic acknowledgement', 'automatic out of office reply', 'i am currently out of the office',
  // German
  'automatische antwort', 'automatische rückantwort', 'automatische rueckantwort', 'autoantwort', 'auto-antwort', 'automatisch generierte antwort', 'automatische nachricht', 'automatische e-mail-antwort', 'automatische eingangsbestätigung', 'abwesenheitsnotiz', 'abwesenheitsmeldung',
  'abwesenheitsnachricht', 'abwesenheitsbenachrichtigung', 'abwesenheitsassistent', 'abwesenheit', 'abwesend', 'abwesenheitsagent', 'außer haus', 'ausser haus', 'nicht im büro', 'nicht im haus', 'urlaub', 'urlaubsbenachrichtigung', 'urlaubsnachricht', 'ich bin im urlaub', 'ich bin nicht im büro', 'ferienabwesenheit', 'elternzeit',
  // French
  'réponse automatique', 'reponse automatique', 'réponse auto', 'message automatique', 'absence du bureau', "message d'absence", 'message d’absence', "notification d'absence", 'notification d’absence', 'absent du bureau', 'absence', 'absent', 'en congé', 'en congés', 'en vacances', "réponse automatique d'absence", "avis d'absence", 'hors du bureau', 'répondeur automatique', 'je suis absent', 'je suis absente', 'absente',
  // Spanish, Catalan, Basque, Galician
  'respuesta automática', 'respuesta automatizada', 'contestación automática', 'autorrespuesta', 'mensaje automático', 'fuera de la oficina', 'fuera de oficina', 'ausente de la oficina', 'ausencia', 'ausencia de oficina', 'de vacaciones', 'vacaciones', 'estoy fuera de la oficina', 'estoy de vacaciones', 'resposta automàtica', "fora de l'oficina", 'absència', 'erantzun automatikoa', 'bulegotik kanpo', 'resposta automática', 'fóra da oficina',
  // Portuguese
  'resposta automatica', 'auto-resposta', 'resposta ausente', 'fora do escritório', 'fora do escritorio', 'ausência', 'ausência temporária', 'ausente do escritório', 'de férias', 'em férias', 'férias', 'mensagem automática', 'aviso de ausência', 'aviso de férias', 'notificação de ausência', 'estou de férias', 'estou fora do escritório',
  // Italian
  'risposta automatica', 'risponditore automatico', 'autorisposta', 'messaggio automatico', 'fuori sede', 'fuori ufficio', 'assenza', 'assente', 'assenza dall’ufficio', "assenza dall'ufficio", 'in ferie', 'ferie', "risposta automatica fuori sede", 'sono fuori ufficio', 'sono in ferie', 'notifica di assenza',
  // Dutch, Afrikaans
  'automatisch antwoord', 'automatische reactie', 'automatisch bericht', 'automatische afwezigheidsmelding', 'automatische beantwoording', 'afwezigheidsmelding', 'afwezigheidsbericht', 'afwezigheidsassistent', 'afwezig', 'afwezigheid', 'niet op kantoor', 'niet aanwezig', 'buiten kantoor', 'op vakantie', 'vakantie', 'met vakantie', 'ik ben afwezig', 'outomatiese antwoord', 'outomatiese reaksie', 'uit kantoor',
  // Swedish, Danish, Norwegian, Icelandic, Faroese
  'automatiskt svar', 'autosvar', 'frånvaro', 'frånvaromeddelande', 'frånvarande', 'ej på kontoret', 'inte på kontoret', 'ute från kontoret', 'på semester', 'semester', 'automatisk svar', 'automatisk besvarelse', 'automatisk svarmelding', 'autosvar fra', 'fravær', 'fraværsmeddelelse', 'fraværsbesked', 'fraværende', 'ikke til stede', 'ikke på kontoret', 'ikke til stede på kontoret', 'fraværsmelding', 'fraværsassistent', 'på ferie', 'ferie', 'bortreist', 'sjálfvirkt svar', 'fjarvera', 'er ekki við', 'í fríi',
  // Finnish, Estonian, Latvian, Lithuanian
  'automaattinen vastaus', 'automaattivastaus', 'autom. vastaus', 'poissa', 'poissaolo', 'poissaoloilmoitus', 'poissa toimistosta', 'lomalla', 'loma', 'olen lomalla', 'automaatvastus', 'automaatne vastus', 'kontorist väljas', 'väljas kontorist', 'puhkusel', 'eemal', 'automātiskā atbilde', 'automātiska atbilde', 'prombūtne', 'ārpus biroja', 'atvaļinājumā', 'automatinis atsakymas', 'automatinis atsakas', 'nesu biure', 'ne biure', 'atostogos', 'atostogauju',
  // Polish, Czech, Slovak, Slovene, Croatian, Serbian, Bosnian
  'automatyczna odpowiedź', 'odpowiedź automatyczna', 'autoodpowiedź', 'auto-odpowiedź', 'nieobecność', 'nieobecny', 'nieobecna', 'poza biurem', 'nieobecność w biurze', 'urlop', 'na urlopie', 'jestem na urlopie', 'wiadomość automatyczna', 'automatická odpověď', 'automatická odpoved', 'mimo kancelář', 'mimo kanceláriu', 'nepřítomnost', 'nepřítomen', 'neprítomnosť', 'neprítomný', 'dovolená', 'dovolenka', 'na dovolené', 'na dovolenke', 'v nepřítomnosti', 'oznámení o nepřítomnosti',
  'samodejni odgovor', 'samodejno sporočilo', 'odsotnost', 'odsoten', 'odsotna', 'izven pisarne', 'na dopustu', 'automatski odgovor', 'automatski odgovor na poruku', 'odsutan', 'odsutna', 'odsutnost', 'izvan ureda', 'van kancelarije', 'na godišnjem odmoru', 'godišnji odmor', 'аутоматски одговор', 'одсутан', 'ван канцеларије',
  // Hungarian, Romanian, Albanian, Greek, Turkish
  'automatikus válasz', 'automata válasz', 'automatikus üzenet', 'házon kívül', 'irodán kívül', 'távollét', 'távolléti értesítés', 'szabadságon', 'szabadság', 'nem vagyok az irodában', 'räspuns automat', 'răspuns automat', 'răspunsul automat', 'mesaj automat', 'absent de la birou', 'în afara biroului', 'plecat din birou', 'concediu', 'în concediu', 'absență', 'përgjigje automatike', 'jashtë zyre', 'me pushime',
  'αυτόματη απάντηση', 'αυτόματο μήνυμα', 'εκτός γραφείου', 'απουσία', 'απουσία από το γραφείο', 'άδεια', 'σε άδεια', 'otomatik yanıt', 'otomatik cevap', 'otomatik mesaj', 'ofis dışında', 'ofis dışı', 'ofis dışındayım', 'işyeri dışında', 'yıllık izin', 'izinde', 'izindeyim', 'tatilde', 'dışarıda yanıtı',
  // Russian, Ukrainian, Belarusian, Bulgarian, Macedonian, Kazakh
  'автоматический ответ', 'автоответ', 'авто-ответ', 'автоматическое уведомление', 'автоматическое сообщение', 'вне офиса', 'нет на месте', 'отсутствие', 'отсутствую', 'отсутствие на рабочем месте', 'в отпуске', 'отпуск', 'нахожусь в отпуске', 'я в отпуске', 'уведомление об отсутствии', 'автоматична відповідь', 'автовідповідь', 'автоматичне повідомлення', 'поза офісом', 'відсутність', 'відсутній', 'відсутня', 'у відпустці', 'відпустка', 'аўтаматычны адказ', 'автоматичен отговор', 'автоматично съобщение', 'извън офиса', 'отсъствие', 'отпуска', 'в отпуска', 'автоматски одговор', 'надвор од канцеларија', 'автоматты жауап', 'кеңседен тыс',
  // Hebrew, Arabic, Persian, Urdu
  'מענה אוטומטי', 'תשובה אוטומטית', 'תגובה אוטומטית', 'הודעה אוטומטית', 'מחוץ למשרד', 'לא במשרד', 'בחופשה', 'חופשה', 'היעדרות', 'رد تلقائي', 'الرد التلقائي', 'رد آلي', 'الرد الآلي', 'رسالة تلقائية', 'خارج المكتب', 'خارج مكتبي', 'في إجازة', 'إجازة', 'پاسخ خودکار', 'پاسخ اتوماتیک', 'خارج از دفتر', 'در مرخصی', 'خودکار جواب',
  // Chinese, Japanese, Korean
  '自动答复', '自动回复', '自动回覆', '自動回覆', '自動回复', '自動答覆', '外出', '外出时的自动回复', '不在办公室', '不在辦公室', '休假', '休假中', '休假通知', '我不在办公室', '外出自动答复', '自動応答', '自動返信', '自動回答', '自動応答メッセージ', '不在通知', '不在', '不在のお知らせ', '不在応答', '休暇', '休暇中', '外出中', '休暇応答', '자동 회신', '자동회신', '자동 응답', '자동응답', '자동 답장', '자동답장', '부재중', '부재 중', '부재중 알림', '부재 중 자동 회신', '휴가', '휴가 중', '외출 중',
  // Vietnamese, Indonesian, Malay, Thai, Hindi, Bengali, Filipino, Swahili
  'trả lời tự động', 'thư trả lời tự động', 'vắng mặt', 'không có mặt tại văn phòng', 'nghỉ phép', 'balasan otomatis', 'jawaban otomatis', 'di luar kantor', 'sedang cuti', 'cuti', 'balasan automatik', 'jawapan automatik', 'di luar pejabat', 'bercuti', 'ตอบกลับอัตโนมัติ', 'การตอบกลับอัตโนมัติ', 'ข้อความตอบกลับอัตโนมัติ', 'ไม่อยู่ที่สำนักงาน', 'ลาพักร้อน', 'स्वचालित उत्तर', 'स्वतः उत्तर', 'स्वचालित जवाब', 'कार्यालय से बाहर', 'अवकाश', 'স্বয়ংক্রিয় উত্তর', 'awtomatikong tugon', 'jibu la kiotomatiki', 'jibu otomatiki',
  // Welsh, Irish, Georgian, Armenian, Azerbaijani, Uzbek
  'ateb awtomatig', 'allan o’r swyddfa', "allan o'r swyddfa", 'freagra uathoibríoch', 'freagra uathoibritheach', 'as an oifig', 'ავტომატური პასუხი', 'ավտոմատ պատասխան', 'avtomatik cavab', 'ofisdən kənarda', 'avtomatik javob',
]

/**
 * A person may write one of these words as the whole subject ("Vacances", "Auto"). They count only in an answer to us (In-Reply-To
 * or References) or before a colon.
 */
// biome-ignore format: a table
export const WEAK_SUBJECTS = new Set([
  'auto', 'absence', 'absent', 'absente', 'vacation', 'urlaub', 'ferie', 'férias', 'vacaciones', 'semester', 'loma', 'urlop', 'dovolená', 'dovolenka', 'poissa', 'vakantie', 'abwesend', 'assente', 'afwezig', '外出', '不在', '休假', '休暇', '휴가', 'отпуск', 'отпуска', 'відпустка',
  'άδεια', 'cuti', 'eemal', 'fravær', 'frånvaro', 'szabadság', 'concediu', 'إجازة', 'חופשה', 'अवकाश', 'nieobecny', 'nieobecna', 'ausencia', 'ausência', 'assenza', 'absència', 'elternzeit', 'maternity leave', 'parental leave', 'on leave', 'annual leave', 'on vacation', 'ausente',
])

/** First sentences of automatic answers; their subject may be only "Re: …". */
// biome-ignore format: a table
export const AUTO_REPLY_OPENINGS = [
  'this is an automated response', 'this is an automatic response', 'this is an automated reply', 'this is an automatic reply', 'this is an auto-generated', 'this is an autogenerated', 'this is an automatically generated', 'this is an automated message', 'this is an auto-reply', 'this is an autoreply', 'this is an auto reply',
  'this message was automatically generated', 'this message is automatically generated', 'this message is auto-generated', 'this e-mail was automatically generated', 'this email was automatically generated', 'this is an auto-response', 'auto-reply:', 'automatic reply:', 'dies ist eine automatische', 'dies ist eine automatisch', 'diese nachricht wurde automatisch', 'diese e-mail wurde automatisch',
  'ceci est une réponse automatique', 'ceci est un message automatique', 'este es un mensaje automático', 'esta es una respuesta automática', 'esta é uma resposta automática', 'esta é uma mensagem automática', 'questa è una risposta automatica', 'questo è un messaggio automatico', 'dit is een automatisch', 'detta är ett automatiskt', 'dette er en automatisk', 'dette er et automatisk', 'tämä on automaattinen',
  'to jest automatyczna', 'to jest wiadomość wygenerowana automatycznie', 'toto je automatická', 'ez egy automatikus', 'acesta este un mesaj automat', 'это автоматический ответ', 'это автоматическое сообщение', 'це автоматична відповідь', 'bu otomatik bir', '这是一封自动', '這是一封自動', 'これは自動', 'このメールは自動', '이 메일은 자동', '본 메일은 자동',
]

// biome-ignore format: a table
export const CHALLENGE_HEADERS = [
  'x-boxbe-challenge', 'x-boxbe-message', 'x-tmda-confirm', 'x-tmda-fingerprint-challenge',
  'x-spamarrest-noauth', 'x-sa-challenge', 'x-mlf-challenge', 'x-challenge', 'x-bluebottle-request',
  'x-cr-puzzleid', 'x-active-spam-killer', 'x-ask-version', 'x-qconfirm', 'x-spamlion',
]

/** Only automatic answers carry these headers. Their value does not matter, unless it says no. */
// biome-ignore format: a table
export const AUTO_REPLY_HEADERS = [
  'x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-auto-response', 'x-auto-reply', 'x-autoreply-from',
  'x-mail-autoreply', 'x-autoreply-sent', 'x-autoreply-to', 'x-vacation', 'x-vacation-message',
  'x-fc-machinegenerated', 'x-ms-exchange-inbox-rules-loop', 'x-autogenerated', 'x-cron-env',
  'x-auto-submitted', 'auto-generated', 'x-autosend', 'x-autoreply-version', 'x-ooo', 'x-oof',
  'x-out-of-office', 'x-notes-autoreply', 'x-responder', 'x-opsgenie-notification', 'x-machinegenerated',
  'x-email-autoreply', 'x-jira-fingerprint', 'x-github-reason', 'x-freshdesk-autoreply', 'x-auto-generated',
]

// RFC 2369, RFC 2919, RFC 8058 and what list servers wrote before them. An unknown `list-…` means nothing. Feedback-ID is not among
// them: Fastmail, Proton and Zoho put it on people's email.
// biome-ignore format: a table
export const LIST_HEADERS = [
  'list-id', 'list-post', 'list-help', 'list-unsubscribe', 'list-subscribe', 'list-owner', 'list-archive',
  'list-unsubscribe-post', 'mailing-list', 'x-mailing-list', 'x-mailinglist', 'x-mailman-version',
  'x-beenthere', 'x-ml-name', 'x-mlserver', 'x-listname', 'x-list-id', 'x-listserver', 'x-mailing-list-name',
  'x-google-group-id', 'x-ezmlm', 'x-listserv', 'x-listprocessor-version', 'x-majordomo', 'x-campaign',
  'x-campaignid', 'x-campaign-id', 'x-mailchimp-campaign', 'x-mc-user', 'x-mailer-recptid', 'x-csa-complaints',
  'x-sympa-to', 'x-loop-list', 'x-phplist-version', 'x-facebook-notify', 'x-linkedin-class',
]
