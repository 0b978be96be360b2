/**
 * The subjects of gateways, scanners and legal departments, as beginnings of words in lower case. No list says a whole banner: each
 * organisation words its own.
 */

// biome-ignore format: a table
export const NOTICE_SUBJECTS = {
  /** The email itself. */
  email: [
    'email', 'e-mail', 'mail', 'message', 'nachricht', 'courriel', 'mél', 'correo', 'mensaje', 'messaggio', 'mensagem', 'bericht', 'mejl', 'meddelande', 'e-post', 'epost', 'besked', 'meddelelse', 'melding', 'viesti', 'sähköposti',
    'wiadomość', 'zpráv', 'správ', 'üzenet', 'levél', 'mesaj', 'письм', 'сообщени', 'лист', 'повідомлен', 'съобщени', 'μήνυμα', 'e-posta', 'eposta', 'ileti', 'poruk', 'sporočil', 'kiri', 'laišk', 'vēstul', 'correu', 'missatge', 'メール', '邮件', '郵件', '메일', 'thư', 'pesan', 'הודעה', 'رسالة',
  ],
  /** Its origin. */
  outside: [
    'external', 'outside', 'extern', 'außerhalb', 'ausserhalb', 'extérieur', 'fuera', 'exterior', 'estern', 'fora', 'buiten', 'utanför', 'utenfor', 'udenfor', 'uden for', 'ekstern', 'ulkopuol', 'ulkoi', 'spoza', 'zewn', 'mimo', 'vně', 'külső', 'kívül', 'afara', 'внешн', 'извне', 'зовнішн', 'външ', 'εξωτερικ',
    'dışı', 'vanjsk', 'zunanj', 'väljast', 'išor', 'ārēj', '外部', '社外', '组织外', '組織外', '외부', 'bên ngoài', 'luar', 'חיצוני', 'خارج', 'untrusted', 'unverified', 'first-time', 'first time', 'new sender', 'unknown sender', 'public mailbox', 'internet', 'not in your contacts', 'unusual', 'not from your', 'verified', 'validated', 'suspicious', 'impersonat', 'spoof', 'phishing', 'fraud',
  ],
  /** Its sender. */
  sender: [
    'sender', 'absender', 'expéditeur', 'remitente', 'remitent', 'mittente', 'remetente', 'afzender', 'avsändar', 'afsender', 'avsender', 'lähettäj', 'nadawc', 'odesílatel', 'odosielateľ', 'feladó', 'expeditor', 'отправител', 'відправник', 'подател', 'αποστολέ', 'gönderen', 'pošiljatelj', 'pošiljalec', 'saatj', 'siuntėj', 'sūtītāj',
    '送信', '差出人', '发件人', '寄件', '발신', '보낸', 'người gửi', 'pengirim', 'השולח', 'المرسل',
  ],
  /** The system that it reached. */
  house: [
    'organi', 'company', 'universit', 'college', 'school', 'council', 'network', 'unternehmen', 'entreprise', 'empresa', 'azienda', 'bedrijf', 'företag', 'firma', 'firmy', 'spółk', 'kurum', 'szervezet', 'компан', '组织', '組織',
  ],
  /** Links and attachments. */
  links: [
    'link', 'attachment', 'anhäng', 'anhang', 'anlage', 'pièce', 'lien', 'enlace', 'enllaç', 'adjunt', 'allegat', 'collegament', 'anexo', 'ligaç', 'bijlage', 'bilag', 'bilage', 'vedhæft', 'vedlegg', 'lenke', 'länk', 'liit', 'załącznik', 'odkaz', 'příloh', 'príloh', 'hivatkozás', 'melléklet', 'atașament', 'ataşament', 'ссыл', 'вложен',
    'посилан', 'вкладен', 'συνδέσμ', 'συνημμέν', 'bağlantı', 'privit', 'poveznic', 'prilog', 'priponk', 'manus', 'pielikum', 'リンク', '添付', '链接', '附件', '連結', '링크', '첨부', 'liên kết', 'tệp đính', 'tautan', 'lampiran', 'קישור', 'قابل',
  ],
  /** Caution. */
  caution: [
    'cautio', 'warning', 'careful', 'beware', 'be wary', 'attention', 'notice', 'think before', 'stop and think', 'do not click', "don't click", 'do not open', "don't open", 'before you click', 'verify', 'trust this sender', 'be aware', 'alert', 'with care', 'exercise care', 'unless you trust', 'unless you recogni', 'unless you know',
    'vorsicht', 'achtung', 'warnung', 'hinweis', 'prudence', 'prudent', 'méfiez', 'vigilan', 'ne cliquez', 'n’ouvrez', "n'ouvrez", 'avertissement', 'precaución', 'cuidado', 'aviso', 'atenció', 'atención', 'atenção', 'attenzione', 'prestare', 'avvertenza', 'verificare', 'atentie', 'atenție', 'let op', 'voorzichtig', 'waarschuwing', 'obs', 'varning', 'försiktig',
    'varoitus', 'huom', 'älä', 'varovai', 'advarsel', 'forsigtig', 'opmærksom', 'forsiktig', 'uwaga', 'ostrożn', 'upozorn', 'opatrn', 'pozor', 'varovan', 'figyelem', 'внимани', 'осторожн', 'увага', 'προσοχή', 'dikkat', 'pažnj', 'opozorilo', 'tähelepanu', 'dėmesio', 'uzmanību', '注意', '谨慎', '小心', '警告', '주의', 'cẩn thận', 'hati-hati', 'זהירות', 'تنبيه', 'تحذير',
  ],
  /** Its arrival. */
  came: [
    'origin', 'sent from', 'came from', 'comes from', 'is from', 'come from', 'received from', 'arrived from', 'coming from', 'corresponded', 'received this', 'received an', 'stammt', 'kommt', 'gesendet', 'provient', 'vient de', 'envoyé', 'provien', 'procede', 'enviado', 'enviada', 'recibido', 'inviat', 'recebid', 'komt van', 'verzonden', 'afkomstig', 'kommer', 'sendt', 'skickat',
    'lähetetty', 'pochodzi', 'wysłan', 'přišel', 'přišla', 'pochází', 'pochádza', 'prišla', 'odoslan', 'érkezett', 'provine', 'primit', 'trimis', 'получен', 'отправлен', 'надійшов', 'надіслан', 'προέρχεται', 'στάλθηκε', 'gönderil', 'gelmi', 'gelen', 'dolazi', 'prihaja', 'pärineb', '送信', '受信', '来自', '來自', '발송', '수신', 'gửi từ', 'dikirim', 'נשלח', 'واردة',
  ],
} as const

/** The subjects of legal footers. */
// biome-ignore format: a table
export const LEGAL_SUBJECTS = {
  confidence: [
    'confidential', 'privileged', 'intended solely for', 'vertraulich', 'rechtlich geschützt', 'confidentiel', 'confidencial', 'riservat', 'confidenzial', 'vertrouwelijk', 'uitsluitend bestemd', 'konfidentiell', 'konfidensi', 'sekret',
    'fortrolig', 'poufn', 'důvěrn', 'dôvern', 'конфиденциаль', 'конфіденц', 'поверител', 'εμπιστευτικ', 'luottamuksel', 'bizalmas', 'confidenţial', 'confidențial', 'gizli', 'povjerljiv', 'zaupn', '机密', '機密', '기밀',
  ],
  recipient: [
    'recipient', 'addressee', 'is addressed', 'intended for', 'empfänger', 'adressat', 'destinatair', 'destinat', 'destinatário', 'destina-se', 'bestemd', 'geadresseerde', 'ontvanger', 'mottagare', 'avsedd', 'avsett',
    'modtager', 'mottaker', 'adresat', 'przeznaczon', 'určen', 'получател', 'адресат', 'предназначен', 'vastaanottaj', 'tarkoitettu', 'címzett', 'παραλήπτη', 'alıcı', 'namijenjen', '收件人', '受信者', '수신자',
  ],
  mistake: [
    'in error', 'by mistake', 'not the intended recipient', 'not the addressee', 'nicht der adressat', "n'êtes pas", 'n’êtes pas', 'no es el destinatario', 'non è il destinatario', 'niet de geadresseerde', 'irrtümlich', 'nicht der richtige', 'par erreur', 'por error', 'por engano', 'per errore', 'per vergissing', 'abusievelijk', 'ten onrechte', 'av misstag', 'ved en feil', 'ved en fejl', 'ved fejl', 'vahingossa', 'erehdyksessä', 'omyłkow', 'przez pomyłkę', 'omylem', 'tévedés', 'din greșeală',
    'по ошибке', 'помилково', 'κατά λάθος', 'yanlışlıkla', 'greškom', 'pomotoma', '误', '誤', '잘못',
  ],
  consequence: [
    'intended', 'delete', 'destroy', 'notify', 'inform', 'unauthori', 'prohibited', 'solely', 'contact the sender', 'vernichten', 'löschen', 'unbefugt', 'informieren', 'détrui', 'supprim', 'strictement', 'exclusivement', 'exclusif', 'exclusive', 'elimin', 'elimínel', 'avise', 'exclusivamente', 'esclusivamente', 'cancell', 'informi',
    'verwijder', 'uitsluitend', 'radera', 'slett', 'slet', 'poista', 'usun', 'smaž', 'vymaž', 'törölj', 'șterge', 'удалит', 'удалить', 'видал', 'διαγράψ', 'silin', 'izbriš', '删除', '削除', '삭제',
  ],
} as const

/** Words of a register: a line of companies, universities and charities, with their number. */
// biome-ignore format: a table
export const REGISTERED = [
  'registered in', 'registered office', 'registered charity', 'charitable body', 'registration number', 'registration no', 'company number', 'amtsgericht', 'handelsregister', 'sitz der gesellschaft', 'ust-id', 'siège social', 'siret', 'capital social', 'sede legale', 'partita iva', 'inscrita en el registro', 'kvk', 'organisasjonsnummer', 'cvr', 'krs', 'ičo',
]

/** Programs that look for viruses and spam, and say so below an email. */
// biome-ignore format: a table
export const SCANNERS = [
  'avast', 'avg', 'mailscanner', 'symantec', 'messagelabs', 'mimecast', 'sophos', 'eset', 'kaspersky', 'norton', 'mcafee', 'bitdefender', 'trend micro', 'f-secure', 'withsecure', 'g data', 'gdata', 'barracuda', 'proofpoint', 'fortimail', 'fortinet', 'clamav', 'spamassassin', 'spamtitan', 'hornetsecurity', 'retarus', 'nospamproxy',
  'websense', 'forcepoint', 'cisco', 'ironport', 'trustwave', 'malwarebytes', 'avira', 'drweb', 'dr.web', 'mailcleaner', 'mailguard', 'censornet', 'vade', 'zix', 'egress', 'libraesva', 'spamexperts', 'topsec', 'antispameurope', 'antivir', 'anti-vir',
]
// biome-ignore format: a table
export const SCANNED = [
  'scan', 'detected', 'checked', 'protected', 'clean', 'found', 'filtered', 'passed through', 'geprüft', 'untersucht', 'vérifié', 'analysé', 'analizado', 'comprobado', 'verificad', 'controllat', 'esaminat', 'gecontroleerd', 'gescand', 'kontrollerat', 'kontrolleret', 'sprawdzon', 'zkontrolov', 'проверен', 'перевірен', 'inspect', 'スキャン', 'チェック', '扫描', '검사',
]

/** First words of the tip by which Microsoft 365 says that a sender is new. */
// biome-ignore format: a table
export const NEW_SENDER = [
  "you don't usually receive emails from", 'you don’t usually receive emails from',   "you don't often get email from", 'you don’t often get email from', 'you do not often get email from', "some people who received this message don't often get email from", 'some people who received this message don’t often get email from', 'sie erhalten nicht oft e-mail', 'sie erhalten nicht häufig e-mail', 'einige personen, die diese nachricht erhalten haben',
  'vous ne recevez pas souvent', 'vous n’obtenez pas souvent', "vous n'obtenez pas souvent", 'certaines personnes qui ont reçu ce message', 'no suele recibir correo', 'no recibe correo', 'no suele obtener correo', 'algunas personas que recibieron este mensaje', 'non si ricevono spesso messaggi', 'non ricevi spesso', 'alcuni utenti che hanno ricevuto questo messaggio',
  'você não costuma receber', 'não é comum receber', 'não recebe frequentemente', 'algumas pessoas que receberam esta mensagem', 'u ontvangt niet vaak', 'u krijgt niet vaak', 'sommige personen die dit bericht hebben ontvangen', 'du får inte ofta', 'du får ikke ofte', 'du modtager ikke ofte', 'et saa usein', 'nie otrzymujesz często', 'nieczęsto otrzymujesz', 'často nedostáváte', 'tento e-mail nedostáváte často',
  'nem gyakran kap', 'nu primiți des', 'вы нечасто получаете', 'ви нечасто отримуєте', 'sık sık e-posta almıyorsunuz', 'no rebeu sovint',
]

/** A person speaks of signing, of names and of leaving; no gateway does. */
export const OF_SIGNING =
  /(?<!\p{L})(?:sign(?:s|ed|ing|atory|atories)?(?!\p{L})|petition|withdraw|remove|object|publish|consent|agree|support|count (?:me|us|it)|delete|stop(?! and think)|name(?!d)|namen|nom(?!\p{L})|nombre|nome(?!\p{L})|naam|unterschr|unterzeich|widersp|austragen|streich|einverstanden|signe(?:r|z)?(?!\p{L})|retire|désinscri|d'accord|firm(?:o|ar|are|amos|iamo)(?!\p{L})|retir|aderi|assin|teken(?!\p{L})|ondertek|podpis|подпис)/iu
