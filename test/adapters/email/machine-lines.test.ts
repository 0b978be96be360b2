import { describe, expect, it } from 'vitest'
import { readNewText } from '../../../src/adapters/email/read/visible-text.ts'
import { readWholeText } from '../../../src/adapters/email/read/whole-text.ts'
import { processorMs } from '../../support/processor-ms.ts'

// biome-ignore format: a table
const BANNERS = [
 // Exchange / M365
 'CAUTION: This email originated from outside of the organization. Do not click links or open attachments unless you recognize the sender and know the content is safe.',
 '[EXTERNAL EMAIL] DO NOT CLICK links or attachments unless you recognize the sender and know the content is safe.',
 'This message was sent from outside your organization.',
 'External Email: Use caution before clicking links or opening attachments.',
 '[EXT]',
 '[External]',
 '***EXTERNAL***',
 '** EXTERNAL EMAIL **',
 '*** This is an EXTERNAL email. Exercise caution. DO NOT open attachments or click links from unknown senders or unexpected email. ***',
 'ATTENTION: This e-mail comes from an external sender. Be cautious.',
 'You don\'t often get email from mira@artists.example. Learn why this is important',
 "Some people who received this message don't often get email from mira@artists.example. Learn why this is important at https://aka.ms/LearnAboutSenderIdentification",
 '[You don\'t often get email from mira@artists.example. Learn why this is important at https://aka.ms/LearnAboutSenderIdentification ]',
 'WARNING: This email originated outside of Brightwater University. DO NOT CLICK any links or attachments unless you trust the sender.',
 'NOTICE: This message was sent from outside the college. Please verify the sender before clicking on links.',
 'Think before you click: this mail came from the internet.',
 'EXTERNAL SENDER. Stop and think before you open links.',
 'This sender is not in your contacts. Be careful with attachments.',
 'Be careful with this message. The sender could not be verified.',
 'This message came from a public mailbox. Treat links with care.',
 'Sophos: This message arrived from outside the organization. Report this message',
 'ZjQcmQRYFpfptBannerStart\nThis Message Is From an External Sender\nThis message came from outside your organization.\nZjQcmQRYFpfptBannerEnd',
 'This Message Is From an Untrusted Sender\nYou have not previously corresponded with this sender.\nReport Suspicious',
 'Warning: The sender of this message could not be validated and may not be the actual sender.',
 'Do Not Click Links Or Open Attachments Unless You Know The Content Is Safe',
 'Barracuda: Caution, this email came from outside of Acme Ltd. Think before you click.',
 'Be wary: this message has a new sender and contains links.',
 'First-time sender. Please be cautious with links and attachments in this email.',
 'MailScanner has detected a possible fraud attempt in this message.',
 // Germanic
 'ACHTUNG: Diese E-Mail stammt von einem externen Absender. Bitte klicken Sie keine Links an.',
 'Vorsicht: Diese Nachricht kommt von außerhalb der Organisation. Öffnen Sie Anhänge nur, wenn Sie den Absender kennen.',
 'EXTERNE E-MAIL: Bitte öffnen Sie keine Anhänge von unbekannten Absendern.',
 '[Extern] Diese Mail wurde von einem Absender außerhalb der Universität gesendet.',
 'Sie erhalten nicht oft E-Mails von mira@artists.example. Erfahren Sie, warum dies wichtig ist',
 'Warnung: Bitte seien Sie vorsichtig mit Anhängen und Links in dieser E-Mail.',
 'Let op! Deze mail komt van buiten de organisatie. Klik niet op links en open geen bijlagen tenzij u de afzender kent.',
 'EXTERNE AFZENDER: wees voorzichtig met links en bijlagen.',
 'U ontvangt niet vaak e-mail van mira@artists.example. Meer informatie over waarom dit belangrijk is',
 'OBS! Detta mejl kommer från en extern avsändare. Klicka inte på länkar om du inte känner igen avsändaren.',
 'VARNING: Externt e-postmeddelande. Öppna inte bilagor från okända avsändare.',
 'ADVARSEL: Denne e-mail er sendt fra en ekstern afsender. Klik ikke på links og åbn ikke vedhæftede filer.',
 'OBS: Denne e-posten kommer fra en ekstern avsender. Vær forsiktig med lenker og vedlegg.',
 'VAROITUS: Tämä viesti on lähetetty organisaation ulkopuolelta. Älä avaa linkkejä tai liitteitä.',
 // Romance
 'ATTENTION : ce message provient d\'un expéditeur externe. Ne cliquez pas sur les liens.',
 'Attention, cet e-mail vient de l’extérieur de l’organisation. N’ouvrez pas les pièces jointes si vous ne connaissez pas l’expéditeur.',
 'Courriel externe : soyez vigilant avec les liens et les pièces jointes.',
 'Vous ne recevez pas souvent d’e-mails de la part de mira@artists.example. Découvrez pourquoi cela est important',
 'PRECAUCIÓN: Este correo proviene de un remitente externo. No haga clic en enlaces ni abra archivos adjuntos.',
 'AVISO: Este mensaje se ha enviado desde fuera de la organización.',
 'No suele recibir correos electrónicos de mira@artists.example. Por qué esto es importante',
 'ATTENZIONE: Questa e-mail proviene da un mittente esterno. Non cliccare sui link né aprire gli allegati.',
 'Messaggio proveniente dall\'esterno dell\'organizzazione. Prestare attenzione a link e allegati.',
 'ATENÇÃO: Este e-mail foi enviado de fora da organização. Não clique em links nem abra anexos.',
 'CUIDADO: mensagem de remetente externo. Verifique os anexos antes de abrir.',
 'ATENCIÓ: Aquest correu prové d\'un remitent extern. No obriu enllaços ni fitxers adjunts.',
 // Slavic & others
 'UWAGA: Ta wiadomość pochodzi spoza organizacji. Nie klikaj linków i nie otwieraj załączników.',
 'UPOZORNĚNÍ: Tento e-mail přišel od externího odesílatele. Neotvírejte přílohy a odkazy.',
 'POZOR: Táto správa pochádza od externého odosielateľa.',
 'FIGYELEM: Ez az e-mail külső feladótól érkezett. Ne kattintson a linkekre.',
 'ATENȚIE: Acest e-mail provine din afara organizației. Nu deschideți atașamente.',
 'ВНИМАНИЕ: Это письмо получено от внешнего отправителя. Не открывайте вложения и ссылки.',
 'УВАГА: Цей лист надійшов від зовнішнього відправника. Не відкривайте вкладення.',
 'ΠΡΟΣΟΧΗ: Αυτό το μήνυμα προέρχεται από εξωτερικό αποστολέα. Μην ανοίγετε συνημμένα.',
 'DİKKAT: Bu e-posta kurum dışından gönderilmiştir. Bağlantılara tıklamayın, ekleri açmayın.',
 'PAŽNJA: Ova poruka dolazi od vanjskog pošiljatelja. Ne otvarajte privitke.',
 '【注意】このメールは外部から送信されています。リンクや添付ファイルにご注意ください。',
 '【外部邮件】此邮件来自外部发件人，请谨慎点击链接或打开附件。',
 '[외부 메일] 이 메일은 외부에서 발송되었습니다. 첨부파일과 링크에 주의하세요.',
]

// biome-ignore format: a table
const FOOTERS = [
'This message originated outside of our organization',
'ATTENTION: External Email – Be suspicious of attachments, links and requests for login information.',
'You have received this email from an external source.',
'EXTERNAL EMAIL: This message is from outside of Acme. Always verify the sender’s identity.',
'⚠️ External sender',
'[⚠ EXTERNAL]',
'<< This email was sent from outside the group >>',
'Security notice: the sender of this email is outside the company.',
'!! Extern !! Bitte Vorsicht bei Links und Anhängen',
'Hinweis: Diese E-Mail kommt von einem externen Absender',
'Diese Mail kommt von extern! Bitte keine Links anklicken!',
'Attention : courriel provenant de l’extérieur. Vérifiez l’expéditeur.',
'*** Courriel externe ***',
'Atención: correo externo a la universidad.',
'Messaggio esterno - non aprire link sospetti',
'Mensagem externa: não abra links desconhecidos.',
'Opgelet: dit bericht komt van buiten de universiteit.',
'Obs! E-post från extern avsändare.',
'NB: ekstern e-post',
'Uwaga! E-mail z zewnątrz organizacji.',
'This email is from an external source. Links may be harmful.',
'ATTENTION! This email was sent by a person outside of the university.',
'Email security by Sophos',
'Scanned and protected by Proofpoint Essentials',
'This email has passed through the Barracuda Email Security Gateway and was found clean.',
'Email filtered by SpamTitan. Report as spam: https://filter.example/x',
'Diese E-Mail wurde von Avast Antivirus-Software auf Viren geprüft.',
'This message has been scanned by F-Secure',
'Please do not print this e-mail unless necessary.',
'P Please consider the environment before printing.',
'Antes de imprimir este mensaje, piense en el medio ambiente.',
'Pensez à l\'environnement avant d\'imprimer ce message.',
'Brightwater Council. This e-mail and its attachments may be subject to disclosure under the Freedom of Information Act 2000.',
'Any views expressed in this message are those of the individual sender and not of Brightwater University.',
'Opinions expressed in this email are those of the sender and do not necessarily represent those of the company.',
'If you are not the intended recipient please delete this email.',
'Unauthorised use or disclosure of the contents of this email is prohibited.',
'Ces informations sont confidentielles. Toute diffusion est interdite. Si vous n’êtes pas destinataire de ce message, supprimez-le.',
'AVISO LEGAL: Este mensaje es confidencial.',
'Diese Nachricht ist vertraulich. Sollten Sie nicht der Adressat sein, bitten wir um Löschung.',
'Le informazioni contenute in questo messaggio sono riservate al solo destinatario.',
'De informatie in dit bericht is vertrouwelijk en alleen bedoeld voor de geadresseerde.',
'Unsubscribe from this group: https://groups.example/u',
'You received this message because you are subscribed to the Google Groups "campaign" group.',
'To unsubscribe from this group and stop receiving emails from it, send an email to campaign+unsubscribe@union.example.',
'Warning: Unusual sender <mira@artists.example>\nYou don\'t usually receive emails from this address. Make sure you trust this sender before taking any actions.',
'[CAUTION - EXTERNAL SENDER]',
'EXTERNAL: Do not click links or open attachments if you do not recognize the sender.',
'This email was sent from someone outside of Brightwater. Always be cautious when opening attachments or clicking links.',
'**EXTERNAL EMAIL** This message came from outside the council. Please take care.',
'Use caution with links/attachments.',
'*External Message - Use Caution*',
'-----------------\nEXTERNAL EMAIL\n-----------------',
'This e-mail is from outside Brightwater. Verify the sender before you act.',
'Stay alert: external email.',
'Email sent from outside the NHS. Think carefully before opening links and attachments.',
'Please be cautious: this message has been sent from an external address.',
'Caution: Message from external sender. If suspicious, forward to security@brightwater.example',
'Externe Mail - Vorsicht beim Öffnen von Anhängen und Links!',
'Diese E-Mail wurde von einer externen Adresse gesendet. Seien Sie vorsichtig beim Öffnen von Links.',
'Achtung! Externe Nachricht.',
'E-mail externe : méfiez-vous des liens et pièces jointes.',
'Ce courriel provient de l’externe. Soyez prudent avant d’ouvrir les pièces jointes.',
'Expéditeur externe à l\'organisation.',
'Correo externo: tenga cuidado con los enlaces y archivos adjuntos.',
'Este correo electrónico se originó fuera de la organización.',
'E-mail proveniente da mittente esterno: verificare prima di aprire allegati.',
'E-mail externo. Tenha cuidado ao abrir anexos e links.',
'Externe mail! Wees alert op phishing.',
'Externt mejl - var försiktig med länkar och bilagor.',
'Ekstern mail: vær opmærksom på links og vedhæftede filer.',
'Zewnętrzny nadawca. Zachowaj ostrożność przy otwieraniu załączników.',
'Externí e-mail. Buďte opatrní při otevírání příloh.',
'Ulkoinen viesti: ole varovainen linkkien ja liitteiden kanssa.',
'Внешнее письмо! Будьте осторожны с вложениями.',
'Scanned by MailMarshal - Trustwave\'s comprehensive email content security solution.',
'This message has been checked by ESET Endpoint Security. https://www.eset.com',
'Message protected by MailGuard: e-mail anti-virus, anti-spam and content filtering.',
'--\nThis email was scanned by Bitdefender',
'Avast logo\nThis email has been checked for viruses by Avast antivirus software.\nwww.avast.com',
'The information in this e-mail is confidential and may be legally privileged. It is intended solely for the addressee. Access to this e-mail by anyone else is unauthorised.',
'Le présent courriel peut contenir des renseignements confidentiels. Si vous n\'êtes pas le destinataire, veuillez le détruire.',
'CONFIDENTIALITY: This e-mail may contain information for the named recipient only.',
'Este correo electrónico y sus adjuntos son confidenciales y para uso exclusivo del destinatario.',
'Der Inhalt dieser E-Mail ist vertraulich und ausschließlich für den bezeichneten Adressaten bestimmt.',
'Please note that this email is not secure and may be monitored by Brightwater Council for compliance.',
 'This email and any attachments are confidential and intended solely for the addressee. If you have received this email in error please notify the sender and delete it.',
 'The contents of this message may be legally privileged. If you are not the intended recipient, please delete it and inform the sender.',
 'Registered in England and Wales No. 1234567. Registered office: 1 Long Street, London. This message does not create a contract.',
 'Brightwater University is a charitable body, registered in Scotland, with registration number SC005336.',
 'The University of Brightwater is a registered charity (no. 1234567). This email may contain confidential information.',
 'Ce message et toutes les pièces jointes sont confidentiels et établis à l\'intention exclusive de ses destinataires. Si vous avez reçu ce message par erreur, merci de le détruire.',
 'Este mensaje y sus archivos adjuntos son confidenciales. Si lo ha recibido por error, elimínelo y avise al remitente.',
 'Questo messaggio è riservato al destinatario. Se lo ha ricevuto per errore, lo cancelli e ne informi il mittente.',
 'Esta mensagem destina-se exclusivamente ao seu destinatário e pode conter informação confidencial. Se a recebeu por engano, elimine-a.',
 'Dit bericht is uitsluitend bestemd voor de geadresseerde. Indien u dit bericht abusievelijk hebt ontvangen, verwijder het dan.',
 'Ta wiadomość jest poufna i przeznaczona wyłącznie dla adresata. Jeśli otrzymali ją Państwo omyłkowo, prosimy ją usunąć.',
 'Detta meddelande är konfidentiellt och avsett endast för mottagaren. Om du har fått det av misstag, radera det.',
 'Denne e-mail er fortrolig og kun til modtageren. Har du modtaget den ved en fejl, bedes du slette den.',
 'Tämä viesti on luottamuksellinen ja tarkoitettu vain vastaanottajalle. Jos sait sen vahingossa, poista se.',
 'Diese E-Mail kann vertrauliche Informationen enthalten. Wenn Sie nicht der richtige Empfänger sind, löschen Sie sie bitte.',
 'Настоящее сообщение конфиденциально и предназначено только для адресата. Если вы получили его по ошибке, удалите его.',
 'Virus-free.www.avg.com',
 'Virus-free. www.avast.com',
 'Sin virus. www.avast.com',
 'Libre de virus.www.avast.com',
 'Privo di virus.www.avast.com',
 'Virusfri.www.avast.com',
 'Wolny od wirusów.www.avast.com',
 'Не содержит вирусов.www.avast.com',
 'Este e-mail foi verificado pelo software antivírus Avast. https://www.avast.com/antivirus',
 'This email has been checked for viruses by AVG antivirus software. www.avg.com',
 'This message has been scanned for viruses and dangerous content by MailScanner, and is believed to be clean.',
 'This email has been scanned by the Symantec Email Security.cloud service. For more information please visit http://www.symanteccloud.com',
 'Click here to report this email as spam.',
 'Cet e-mail a été vérifié par le logiciel antivirus d\'Avast.',
 'Questa e-mail è stata controllata per individuare virus con Avast antivirus.',
 'Diese Nachricht wurde auf Viren und gefährliche Inhalte geprüft.',
 'El software de antivirus Avast ha analizado este correo electrónico en busca de virus.',
 'Report this message as spam',
 'Please consider the environment before printing this email.',
 'Bitte denken Sie an die Umwelt, bevor Sie diese E-Mail ausdrucken.',
 'N\'imprimez ce courriel que si nécessaire.',
 'Informationen zum Datenschutz finden Sie unter https://www.brightwater.example/datenschutz',
 'Get Outlook for iOS',
 'Do you Yahoo!? Get the new Yahoo Mail',
 'Yahoo Mail: Search, Organize, Conquer',
 'Correo de Yahoo: Busca, organiza, conquista',
 'Yahoo Mail : recherchez, organisez, maîtrisez',
]

// biome-ignore format: a table
const PEOPLE = [
'Union of External Workers','Messenger and sender of parcels','Caution is my middle name','Careful listener, artist','External Relations','Mail artist','Mail carrier, Brightwater','Warning: contents fragile (poet)','Link Road Gallery','Company of Wolves, theatre company','Notice of objection','Attention!','University lecturer, external examiner','Confidential','Not to be published, confidential','Delete','Please delete everything','Stop sending email','No more email','Wrong person','No external links','Secure and free','Protect artists','Monitored by nobody','Printmaker. Email: none','Caution: lies.','Lies in your message, warning to all','This is fraud.','This message is spam. Somebody misused this address.','Somebody else uses this mailbox','Sender unknown here','The person died.','Moved away, email no longer valid','Retired sender of mail, Royal Mail','Norton Free Press, email editor','Cisco threat analyst','Sophos security researcher','This message contains a virus','Edward Norton, actor',
 'External lecturer in email marketing, sender of newsletters, Brightwater University',
 'Company director, network of external producers',
 'Independent journalist, message in a bottle',
 'Links editor, outside broadcasts, Brightwater Company',
 'No, this email came from outside and is a fraud. Delete it.',
 'Careful, this came from my ex-husband, external to all this. Do not count.',
 'Do not open this to anyone outside. Keep the name confidential.',
 'This message comes from the whole company: not in our name!',
 'Nicht in unserem Namen! Diese Nachricht kommt von außerhalb.',
 'Warning to the sender: stop sending such messages.',
 'Beware: the person named in the message is dead.',
 'Attention, ce message vient de son mari. Elle ne veut pas.',
 'Cuidado, este mensaje viene de mi hermano.',
 'Privacy researcher and confidential adviser, Recipient of the Turner Prize',
 'Illustrator for print and email, Brightwater',
 'Virus researcher, Spam Records Ltd',
 'Registered nurse, Brightwater, since 1999',
 'Please delete this message, wrong recipient.',
 'Wrong recipient. Nobody here knows about this.',
 'Intended for somebody else, please delete.',
 'This was sent in error, delete it please.',
 'Yahoo engineer','Outlook consultant, Samsung','Mobile developer, Android and iPhone','Phone artist. Get well soon, everybody',
 'Holiday, back on Monday, sent from the beach',
 'No. Do not send this email to me again.',
 'Do not publish my name outside the organisation.',
 'Warning: I never asked for this.',
 'Caution! Somebody else sent this message in my name.',
 'This email is not from me. Please remove it.',
 'This message was sent by somebody else.',
 'Please delete this email and remove me.',
 'External examiner, Royal College of Art',
 'External affairs officer, Brightwater Ltd',
 'Head of external communications at the Union of Writers',
 'Sender of many letters, illustrator',
 'I work outside the organisation but would like to sign.',
 'Attention: please do not list me.',
 'Achtung: bitte nicht veröffentlichen!',
 'Attention, je ne veux pas signer.',
 'Let op: ik teken niet.',
 'ATENCIÓN: no quiero firmar.',
 'The link in your email does not work. Please sign for me.',
 'The attachments could not be opened, what is this about?',
 'Who is the sender of this message?',
 'Stop. Do not click anything for me, do not sign.',
 'Confidential: do not show publicly.',
 'My details are confidential, please delete them.',
 'We object to this message from an unknown sender. Remove us.',
 'Virus-free art for everyone! Count me in',
 'Unknown sender? I do not sign anything.',
 'Sent by mistake. Do not sign.',
 'Not me. Sender unknown.',
 'Please verify the sender before you publish anything in this name.',
 'External.',
 'Outside Artists Collective, Brightwater',
 'Nein, diese E-Mail kommt nicht von mir.',
 'Ce message ne vient pas de moi.',
 'Este correo no es mío, eliminadlo.',
 'This email address belongs to nobody. Do not sign.',
 'Nobody here asked for this email. Take this address off.',
 'The sender of the first email was not Mira. Do not count it.',
 'We never open links from unknown senders. Please send a letter.',
 'Please do not open the attachment, it is the wrong one. Mira Okafor, author',
 'Signed from outside the organisation, with full support: Mira Okafor',
 'Mailing list moderator, External Artists Network',
 'Withdraw this message. Sender: Mira.',
]

// biome-ignore format: a table
const DEVICES = [
'Verzonden met Proton Mail','Envoyé avec la messagerie sécurisée Proton Mail.','Sent with Tuta; enjoy secure & ad-free emails','Sent from my Huawei Mobile','Gesendet von Yahoo Mail auf Android','Enviado desde Yahoo Mail para iPhone','Inviato da Libero Mail per Android','Envoyé de mon Galaxy S9','Sent from my iPad using Spark','Sent from Mailspring','Von meinem Huawei Telefon gesendet','Skickat från Yahoo Mail för iPhone','Sendt fra Mail til Windows 10','Отправлено с мобильного устройства Samsung Galaxy','Отправлено из мобильной Яндекс.Почты','Wysłane z mojego telefonu Samsung Galaxy','Telefonumdan gönderildi',
'Sent from Samsung Mobile on O2','Sent from Mail.ru app for Android','Skickat från min Samsung Galaxy-smartphone.','Envoyé de mon téléphone portable','Mit meinem Handy gesendet','Enviado desde mi teléfono móvil','Inviato dal mio cellulare','Sent from my BlackBerry 10 smartphone on the EE network.','Envoyé depuis l\'application Mail pour Windows','Gesendet mit der GMX Mail App','Diese E-Mail wurde mit der WEB.DE Mail App gesendet','Sendt fra min Galaxy','Wysłano z mojego smartfona',
 'Sent from my iPhone','Sent from my Galaxy','Sent from my Pixel 8','Sent from Outlook for Android','Sent from Outlook for iOS','Get Outlook for Mac','Sent from Yahoo Mail on Android','Sent from Yahoo Mail for iPhone','Sent from Proton Mail for iOS','Sent with Proton Mail secure email.','Sent from my mobile device, please excuse any typos','Sent from my T-Mobile 5G Device','Sent from myMail for Android','Sent from a mobile device. Please excuse brevity.','Sent from my Verizon, Samsung Galaxy smartphone','Sent via the Samsung Galaxy S21','<<sent by galaxy>>','Sent from Samsung tablet','Typed on my phone, please forgive typos','Sent from K-9 Mail','Sent from FairEmail','Please excuse my brevity. Sent from my Android device with K-9 Mail.',
 'Von meinem iPhone gesendet','Von meinem Samsung Galaxy Smartphone gesendet.','Gesendet von Outlook für iOS','Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.','Gesendet von Mail für Windows',
 'Envoyé de mon iPhone','Envoyé à partir de Outlook pour iOS','Envoyé de mon appareil Galaxy','Téléchargez Outlook pour Android','Enviado desde mi iPhone','Enviado desde Outlook para iOS','Obtén Outlook para Android','Inviato da iPhone','Inviato da Outlook per iOS','Enviado do meu iPhone','Enviado do meu smartphone Samsung Galaxy.','Obter o Outlook para iOS',
 'Verstuurd vanaf mijn iPhone','Verzonden vanuit Outlook voor Android','Skickat från min iPhone','Skickat från Outlook för Android','Sendt fra min iPhone','Sendt fra Outlook for iOS','Hent Outlook til Android','Lähetetty iPhonesta','Lähetetty Outlook for iOSista','Sent úr iPhone mínum','Wysłane z iPhone’a','Wysłane z programu Outlook dla systemu iOS','Pobierz aplikację Outlook dla systemu Android','Odesláno z iPhonu','Odoslané z iPhonu','Küldve az iPhone-omról','Trimis de pe iPhone-ul meu','Trimis din Outlook pentru Android','Отправлено с iPhone','Отправлено из Outlook для iOS','Отправлено из мобильной Почты Mail','Надіслано з iPhone','Изпратено от моя iPhone','Στάλθηκε από το iPhone μου','iPhone’umdan gönderildi','Android için Outlook’u edinin','Poslano s mog iPhonea','Poslano z iPhona','Poslato sa mog iPhone-a','Послато са мог iPhone-а','Saadetud minu iPhone’ist','Išsiųsta iš mano iPhone','Nosūtīts no mana iPhone','נשלח מה-iPhone שלי','أُرسلت من الـ iPhone','ارسال شده از iPhone من','发自我的iPhone','從我的 iPhone 傳送','iPhoneから送信','나의 iPhone에서 보냄','Gửi từ iPhone của tôi','Dikirim dari iPhone saya','Dihantar daripada iPhone saya','ส่งจาก iPhone ของฉัน','मेरे iPhone से भेजा गया','আমার iPhone থেকে পাঠানো','Enviat des del meu iPhone','Enviado dende o meu iPhone','Nire iPhonetik bidalia','Anfonwyd o fy iPhone','Seolta ó mo iPhone','Imetumwa kutoka iPhone yangu','Gestuur vanaf my iPhone','Dërguar nga iPhone im','გაგზავნილია ჩემი iPhone-დან','Ուղարկված է իմ iPhone-ից','iPhone cihazımdan gönderildi','Ipinadala mula sa aking iPhone',
]

// biome-ignore format: a table
const LIKE_DEVICES = [
'Sent from the heart, I agree','Sent by mistake, please ignore','Von meinem Freund gesendet, nicht von mir','Envoyé par erreur','Enviado por error','Inviato per errore','Sent from my lawyer: no','Please excuse my brevity: no.','Verstuurd door mijn dochter, niet door mij','Gesendet von meinem Sohn, bitte ignorieren']

// biome-ignore format: a table
const ATTRIBUTIONS = [
 'On Mon, 16 Nov 2026 at 10:01, Undersigned <sign@localhost> wrote:','Quoting Undersigned <sign@localhost>:','Zitat von Undersigned <sign@localhost>:','Undersigned <sign@localhost> hat am 16.11.2026 10:01 geschrieben:','Am 16.11.26 um 10:01 schrieb Undersigned:','Undersigned <sign@localhost> a écrit :','Citando a Undersigned <sign@localhost>:','Citando Undersigned <sign@localhost>:','Quoting sign@localhost:','Citat från Undersigned <sign@localhost>:','Citat fra Undersigned <sign@localhost>:','Undersigned <sign@localhost> ezt írta (időpont: 2026. nov. 16., H, 10:01):','Le lun. 16 nov. 2026 à 10:01, Undersigned <sign@localhost> a écrit :','El lun, 16 nov 2026 a las 10:01, Undersigned (<sign@localhost>) escribió:','Il giorno lun 16 nov 2026 alle ore 10:01 Undersigned <sign@localhost> ha scritto:','Em seg., 16 de nov. de 2026 às 10:01, Undersigned <sign@localhost> escreveu:','Op ma 16 nov 2026 om 10:01 schreef Undersigned <sign@localhost>:','Den mån 16 nov. 2026 kl 10:01 skrev Undersigned <sign@localhost>:','pon., 16 lis 2026 o 10:01 Undersigned <sign@localhost> napisał(a):','po 16. 11. 2026 v 10:01 odesílatel Undersigned <sign@localhost> napsal:','пн, 16 нояб. 2026 г. в 10:01, Undersigned <sign@localhost>:','Dňa po 16. 11. 2026 o 10:01 Undersigned <sign@localhost> napísal(a):','2026年11月16日(月) 10:01 Undersigned <sign@localhost>:','2026년 11월 16일 (월) 오전 10:01, Undersigned <sign@localhost>님이 작성:','În lun., 16 nov. 2026 la 10:01, Undersigned <sign@localhost> a scris:','16 Kas 2026 Pzt 10:01 tarihinde Undersigned <sign@localhost> şunu yazdı:','Undersigned schreef op 16-11-2026 10:01:','At 10:01 16/11/2026, Undersigned wrote:','--- Undersigned <sign@localhost> wrote:','In article <x@localhost>, Undersigned <sign@localhost> says:','Dnia 16 listopada 2026 10:01 Undersigned <sign@localhost> napisał(a):','Undersigned kirjoitti 16.11.2026 klo 10.01:','ma 16. marrask. 2026 klo 10.01 Undersigned (sign@localhost) kirjoitti:','Mesaj citat de la Undersigned <sign@localhost>:','Idézet (Undersigned <sign@localhost>):','Citiranje Undersigned <sign@localhost>:','Citace Undersigned <sign@localhost>:','Cytowanie Undersigned <sign@localhost>:','Quoted message from Undersigned <sign@localhost>:','"Undersigned" <sign@localhost> escribió:', 'Mensaje citado por Undersigned <sign@localhost>:','Messaggio citato da Undersigned <sign@localhost>:','Undersigned <sign@localhost> kirjutas kuupäeval E, 16. november 2026 kell 10:01:','Цитирование Undersigned <sign@localhost>:','Undersigned <sign@localhost>:',
]

// biome-ignore format: a table
const ABOVE: [said: string, attribution: string][] = [
 ['No, and this is the 3rd time I say so','On Tue, 24 Nov 2026 at 09:00, Undersigned <sign@localhost> wrote:'],
 ['Gone fishing until 14 December, nobody reads this','On Tue, 24 Nov 2026 at 09:00, Undersigned <sign@localhost> wrote:'],
 ['Nee hoor, dit is al de 2e mail','Op di 24 nov. 2026 om 09:00 schreef Undersigned <sign@localhost>:'],
 ['Count me in: Una Person, potter since 1999','On Mon, 23 Nov 2026 at 18:02, Bo Friend <bo@friends.example> wrote:'],
 ['Nein danke, 2 mal reicht','Am Di., 24. Nov. 2026 um 09:00 Uhr schrieb Undersigned <sign@localhost>:'],
 ['Non merci, c\'est le 3e message','Le mar. 24 nov. 2026 à 09:00, Undersigned <sign@localhost> a écrit :'],
 ['No, ya van 2 correos','El mar, 24 nov 2026 a las 09:00, Undersigned (<sign@localhost>) escribió:'],
 ['No grazie, è la 2a volta','Il giorno mar 24 nov 2026 alle ore 09:00 Undersigned <sign@localhost> ha scritto:'],
 ['Não, já é o 2º email','Em ter., 24 de nov. de 2026 às 09:00, Undersigned <sign@localhost> escreveu:'],
 ['On holiday until 3 December','On Tue, 24 Nov 2026 at 09:00, Undersigned <sign@localhost> wrote:'],
 ['Nej tack, detta är mejl nr 2','Den tis 24 nov. 2026 kl 09:00 skrev Undersigned <sign@localhost>:'],
 ['Nie, to już 2 mail','wt., 24 lis 2026 o 09:00 Undersigned <sign@localhost> napisał(a):'],
 ['I signed on 12 November already','Undersigned <sign@localhost> wrote on 24 Nov 2026 09:00:'],
 ['Call me on 020 7946 0123 first','Undersigned <sign@localhost> schrieb am 24.11.2026:'],
 ['write to me@artists.example instead','On Tue, 24 Nov 2026 at 09:00, Undersigned <sign@localhost> wrote:'],
 ['Am 3. Dezember vielleicht','Am Di., 24. Nov. 2026 um 09:00 Uhr schrieb Undersigned <sign@localhost>:'],
 ['No! Undersigned wrote nonsense on 3 May 2026','On Tue, 24 Nov 2026 at 09:00, Undersigned <sign@localhost> wrote:'],
]

const ATTRIBUTION = 'On Mon, 16 Nov 2026 at 10:01, Undersigned <sign@localhost> wrote:'
const QUOTE = '> You asked to sign “Fair training”.\n> Just reply.'

const newText = (text: string) => readNewText({ text }).text

/** What is measured of a reply, without the quotation. */
function ownText(text: string): string {
  return readWholeText({ text }, [], false)
    .texts.join('\n')
    .split('\n')
    .filter(line => !line.startsWith('>'))
    .join('\n')
    .replace(/\n{2,}/g, '\n\n')
    .trim()
}

describe('a banner or footer of a gateway, a scanner or a legal department', () => {
  it.each([...BANNERS, ...FOOTERS])('belongs to nobody: %s', notice => {
    expect(newText(`${notice}\n\nMira Okafor, illustrator`)).toBe('Mira Okafor, illustrator')
    expect(newText(`Mira Okafor, illustrator\n\n${notice}`)).toBe('Mira Okafor, illustrator')
    expect(ownText(`${notice}\n\nYes, I confirm.\n\n${ATTRIBUTION}\n\n${QUOTE}`)).toBe('Yes, I confirm.')
    expect(ownText(`Yes\n\n${notice}\n\n${ATTRIBUTION}\n\n${QUOTE}`)).toBe('Yes')
    expect(ownText(`Yes\n\n${ATTRIBUTION}\n\n${QUOTE}\n\n${notice}`)).toBe('Yes')
  })

  it.each(BANNERS)('belongs to nobody as a table in HTML: %s', banner => {
    const cell = banner.replace(/[<>&]/g, mark => `&#${mark.charCodeAt(0)};`).replace(/\n/g, '<br>')
    const html = `<table><tr><td bgcolor="#ffeb9c">&nbsp;</td><td>${cell}</td></tr></table><br><div>Mira Okafor, illustrator</div>`
    expect(readNewText({ html }).text).toBe('Mira Okafor, illustrator')
  })

  it('takes no line with it that stands directly above or below', () => {
    const banner = 'CAUTION: This email originated from outside of the organization. Do not click links.'
    expect(
      newText(`${banner}\nMira Okafor, illustrator and author of twelve picture books for children`),
    ).toBe('Mira Okafor, illustrator and author of twelve picture books for children')
    expect(
      newText(`Mira Okafor, illustrator and author of twelve picture books for children\n${banner}`),
    ).toBe('Mira Okafor, illustrator and author of twelve picture books for children')
    expect(newText(`${banner.slice(0, -1)}\nMira Okafor, illustrator`)).toBe('Mira Okafor, illustrator')
    expect(newText('[EXT] Mira Okafor, illustrator')).toBe('Mira Okafor, illustrator')
  })

  it('may be wrapped', () => {
    const banner =
      'CAUTION: This email originated from outside of the organization. Do not\nclick links or open attachments unless you recognize the sender and know\nthe content is safe.'
    expect(newText(`${banner}\n\nMira Okafor, illustrator`)).toBe('Mira Okafor, illustrator')
    expect(newText(`${banner}\nMira Okafor, illustrator`)).toBe('Mira Okafor, illustrator')
  })

  it.each(PEOPLE)('is not what a person writes: %s', said => {
    expect(newText(said)).toBe(said)
    expect(newText(`${said}\n\nMira`)).toBe(`${said}\n\nMira`)
    expect(newText(`Hello,\n\n${said}`)).toBe(`Hello,\n\n${said}`)
    expect(ownText(`${said}\n\n${ATTRIBUTION}\n\n${QUOTE}`)).toBe(said)
  })
})

describe('the line of a device or an app', () => {
  it.each(DEVICES)('belongs to nobody: %s', line => {
    expect(ownText(`Yes\n\n${line}\n\n${ATTRIBUTION}\n\n${QUOTE}`)).toBe('Yes')
    expect(newText(`Mira Okafor, illustrator\n\n${line}`)).toBe('Mira Okafor, illustrator')
  })

  it('belongs to nobody directly above a separator', () => {
    const original =
      '-------- Original message --------\nFrom: Undersigned <sign@petition.example>\n\nDo you want to sign?'
    expect(ownText(`Yes\n\nSent from my Galaxy\n${original}`)).toBe(ownText(`Yes\n\n${original}`))
    expect(ownText(`Yes\n\nSent by a friend\n${original}`)).toContain('friend')
  })

  it.each([
    ...LIKE_DEVICES,
    'Sent from my phone by my son, please ignore',
    'Android developer',
    'Samsung employee',
    'Get me off this list, typed on my phone. No.',
    'My iPhone is broken',
  ])('is not what a person writes: %s', said => {
    expect(ownText(`${said}\n\n${ATTRIBUTION}\n\n${QUOTE}`)).toBe(said)
  })
})

describe('the line above a quotation', () => {
  it.each(ATTRIBUTIONS)('belongs to the program: %s', line => {
    expect(newText(`Yes\n\n${line}\n\n${QUOTE}`)).toBe('Yes')
    expect(ownText(`Yes\n\n${line}\n\n${QUOTE}`)).toBe('Yes')
  })

  it.each(ABOVE)('includes no line of the person: %s', (said, attribution) => {
    expect(newText(`${said}\n${attribution}\n${QUOTE}`)).toBe(said)
    expect(ownText(`${said}\n${attribution}\n${QUOTE}`)).toBe(said)
  })
})

it('takes a second at most for any email', () => {
  for (const piece of [
    'external link ',
    'a',
    'CAUTION ',
    'email sender\n',
    '[ext] ',
    '*** ',
    'sent iphone ',
    '<',
    'print ',
    'confidential recipient ',
    'report this message ',
  ])
    expect(
      processorMs(() => readNewText({ text: piece.repeat(65_536 / piece.length) })),
      piece,
    ).toBeLessThan(1_000)
})
