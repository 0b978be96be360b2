// Written to find harm: 200 texts in seven languages, made after the code and in no list of it.

import { describe, expect, it } from 'vitest'
import { understandAnswer, understandManageReply } from '../../../src/core/reading/understand-answer.ts'
import { understandRequest } from '../../../src/core/reading/understand-request.ts'

const fromName = 'Mira Okafor'
const shown = { kind: 'person', name: fromName, occupation: 'illustrator', listed: true } as const
const asked = (text: string) =>
  understandAnswer({ subject: 'Re: Please confirm', text, shown, fromName }).kind
const signed = (text: string) =>
  understandManageReply({ subject: 'Re: Recorded', text, shown, fromName }).kind
const wrote = (text: string) => understandRequest({ subject: '', text, fromName }).kind

describe('a reply to "please confirm"', () => {
  it.each([
    'Yes! But remove me from the Christmas mailing list.',
    'Yes, sign me. Cancel my subscription to the magazine please.',
    'I confirm. Stop sending paper letters.',
    'Yes. And delete the duplicate I sent on Friday.',
    'Confirmed – no need to send me the newsletter',
    'Oui je confirme. Ne me téléphonez pas.',
    'Oui, mais arrêtez les publicités',
    'Je confirme, supprimez mon ancien numéro',
    'Oui. Retirez mon deuxième prénom',
    'Oui, pas de newsletter svp',
    'Ja, ich bestätige. Bitte keine Anrufe.',
    'Ja! Löschen Sie bitte die alte Adresse',
    'Ja, aber bitte meine Telefonnummer streichen',
    'Ich unterschreibe. Keine Werbung!',
    'Ja. Nehmt meinen Chef aus dem Verteiler',
    'Sí, confirmo. No me llamen por teléfono.',
    'Sí, pero borren mi segundo apellido',
    'Confirmo. Quiten mi dirección',
    'Sì, confermo. Niente telefonate.',
    'Confermo, ma cancellate il mio numero',
    'Sì, togliete il secondo nome',
    'Sim, confirmo. Não me liguem.',
    'Confirmo, mas apaguem o meu telefone',
    'Sim. Retirem o segundo nome',
    'Ja, ik bevestig. Geen nieuwsbrief aub.',
    'Ja, maar verwijder mijn tweede naam',
    'Ik teken. Stuur me geen reclame.',
    'Ja. Schrijf mijn broer uit voor de nieuwsbrief',
  ])('is no refusal if it says yes and something else: %j', text =>
    expect(['confirms', 'asks', 'corrects']).toContain(asked(text)),
  )

  it.each([
    'Hmm, let me think about it.',
    'Maybe later',
    'Ask my lawyer',
    'I will sign when my boss agrees',
    'Not sure yet',
    'Only if the text changes',
    'Yes if you change paragraph 2',
    'Who wrote this?',
    'This is not Mira',
    'Mira died last week',
    'Mira no longer works here',
    'Undo that',
    'I take it back',
    'Yeah right',
    'You must be joking',
    'Sign what?',
    'I did not ask for this',
    'Confirm what?',
    'On verra',
    'Peut-être',
    'Je réfléchis encore',
    "Ce n'est pas Mira",
    'Vielleicht',
    'Ich überlege noch',
    'Mira arbeitet hier nicht mehr',
    'Ja, wenn der Text geändert wird',
    'Quizás',
    'Lo pensaré',
    'Forse',
    'Ci penso',
    'Talvez',
    'Vou pensar',
    'Misschien',
    'Ik denk erover na',
    'Ja, mits de tekst verandert',
    'Sí, si cambian el texto',
    'Sì, se cambiate il testo',
    'Sim, se mudarem o texto',
    'Oui, si le texte change',
  ])('is no consent if it doubts: %j', text => expect(asked(text)).not.toBe('confirms'))

  it.each([
    'no',
    'No.',
    'No thanks',
    'No, I did not ask for this.',
    'stop',
    'not me',
    "It wasn't me",
    'non',
    'Non merci',
    "Ce n'est pas moi",
    'nein',
    'Nein danke',
    'Das war ich nicht',
    'no gracias',
    'No fui yo',
    'No, grazie',
    'Non sono stato io',
    'não',
    'Não, obrigada',
    'Não fui eu',
    'nee',
    'Nee dank je',
    'Ik was dit niet',
    'I do not want to sign',
    'Je ne veux pas signer',
    'Ich möchte nicht unterschreiben',
    'No quiero firmar',
    'Non voglio firmare',
    'Não quero assinar',
    'Ik wil niet tekenen',
  ])('refuses at once if it is a plain no: %j', text =>
    expect(['refuses', 'withdraws']).toContain(asked(text)),
  )
})

describe('an email from somebody who has signed', () => {
  it.each([
    'Thanks. Please remove all plastic from the oceans next!',
    'Please delete the old photo of me',
    'I withdraw my objection to the meeting on Friday',
    'Cancel my ticket for the gala',
    'Take my colleague off the guest list',
    'Erase the board after the meeting please',
    'Remove the typo in paragraph 3',
    'I withdraw from the committee, not from this',
    'Strike the word "only"',
    'Unsubscribe my brother',
    'I never regretted signing',
    'I do not regret my signature',
    'No, thank YOU!',
    'Retirez la phrase sur les enfants',
    'Supprimez ma deuxième adresse',
    'Je retire ma candidature au conseil',
    'Annulez mon abonnement',
    'Streichen Sie Absatz drei',
    'Ich ziehe meine Bewerbung zurück',
    'Löschen Sie bitte das Foto',
    'Nehmt die Leute aus dem Heim',
    'Retiro mi candidatura',
    'Borren la foto',
    'Quiten la segunda frase',
    'Ritiro la mia candidatura',
    'Cancellate la foto',
    'Togliete la seconda frase',
    'Retiro a minha candidatura',
    'Apaguem a foto',
    'Ik trek mijn sollicitatie in',
    'Verwijder de foto',
    'Schrap de tweede zin',
    'Wis het bord',
  ])('takes nothing back if it is about something else: %j', text => {
    expect(['asks', 'thanks', 'corrects']).toContain(signed(text))
    expect(['withdraw', 'erase']).not.toContain(wrote(text))
  })

  it.each([
    'withdraw',
    'Please withdraw my signature.',
    'Remove my name from the petition, please. Mira Okafor',
    'I want to take my signature back',
    'Je retire ma signature.',
    'Veuillez retirer mon nom de la pétition',
    'Merci de supprimer ma signature',
    'Ich ziehe meine Unterschrift zurück.',
    'Bitte entfernen Sie meinen Namen von der Liste',
    'Hiermit widerrufe ich meine Unterschrift',
    'Retiro mi firma',
    'Por favor, quiten mi nombre de la lista',
    'Quiero retirar mi firma.',
    'Ritiro la mia firma',
    'Vorrei ritirare la mia firma, grazie',
    'Togliete il mio nome dalla petizione',
    'Retiro a minha assinatura',
    'Por favor retirem o meu nome',
    'Quero retirar a minha assinatura',
    'Ik trek mijn handtekening in',
    'Verwijder mijn naam van de lijst aub',
    'Ik wil mijn handtekening intrekken',
  ])('takes the signature back if it says so: %j', text => {
    expect(signed(text)).toBe('withdraw')
    expect(wrote(text)).toBe('withdraw')
  })

  it.each([
    'Has my signature arrived?',
    'Still no email from you',
    'I am missing from the list',
    'Where is my name?',
    "I've signed twice now and nothing happens",
    "Je n'ai toujours rien reçu",
    'Ma signature est-elle enregistrée ?',
    'Je ne me trouve pas dans la liste',
    'Ich habe noch keine Bestätigung',
    'Wo ist mein Name?',
    'Bin ich schon eingetragen?',
    'Todavía no he recibido el correo',
    '¿Está registrada mi firma?',
    'No aparece mi nombre',
    'Non trovo il mio nome',
    'Avete ricevuto la mia firma?',
    'Ho firmato ieri ma non è arrivato niente',
    'Ainda não recebi nada',
    'O meu nome não aparece',
    'Receberam a minha assinatura?',
    'Ik heb nog niets ontvangen',
    'Staat mijn naam erbij?',
    'Ik heb gisteren getekend maar zie niets',
    'Is mijn handtekening binnen?',
    'Did my email reach you?',
    'The link in your email does not work',
    'Der Link funktioniert nicht',
    'El enlace no funciona',
  ])('asks about the state of the signature: %j', text => expect(wrote(text)).toBe('state'))
})

describe('a no with its reason', () => {
  it.each([
    'After long thought I really do not want to sign this one, it goes too far.',
    'I have read it and do not want to sign, as it goes too far for me.',
    'Ich habe es gelesen und will das nicht unterschreiben, da es mir zu weit geht.',
    "Non voglio firmare perché non sono d'accordo con voi.",
    'Ik wil dit echt niet tekenen want het gaat te ver.',
    'Merci de votre invitation, mais sans moi. Le texte va trop loin.',
    'Gracias por escribirme pero no cuenten conmigo para esto.',
  ])('declines: %s', text => expect(wrote(text)).toBe('declines'))

  it.each([
    'I sign because nobody asked me.',
    'Firmo perché nessuno mi ha chiesto niente.',
    'Ich unterschreibe, weil niemand mich gefragt hat.',
  ])('does not decline: %s', text => expect(wrote(text)).toBe('sign'))
})
