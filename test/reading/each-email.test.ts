/** Replies to each of our emails: to the reminder and the offer, to a receipt, and to "shall we remove it?" */
import { describe, expect, it } from 'vitest'
import { type OurEmail, replied } from './our-emails.ts'

const above = 'On Mon, 16 Nov 2026 at 10:01, Undersigned <sign@localhost> wrote:'

async function wishIn(kind: OurEmail, own: string): Promise<string> {
  const read = await replied(kind, lines => [own, '', above, ...lines.map(line => `> ${line}`)].join('\n'))
  return typeof read.wish === 'string' ? read.wish : read.wish.kind
}

describe.each<[OurEmail, [wish: string, texts: string[]][]]>([
  [
    'reminder',
    [
      [
        'confirms',
        [
          'Sorry for the delay - yes, please sign me.',
          'Thanks for the reminder. I confirm.',
          'Thank you for reminding me, yes',
          'Oh yes! Confirmed.',
          'Sorry, I forgot. Yes!',
          'Merci pour le rappel, oui je confirme',
          'Danke für die Erinnerung! Ja, ich bestätige.',
          'Gracias por recordármelo, confirmo.',
          'Grazie del promemoria, confermo',
          'Obrigada pelo lembrete, confirmo',
          'Bedankt voor de herinnering, ik bevestig',
          'Désolée du retard, je confirme !',
        ],
      ],
      [
        'asks',
        [
          'Thanks for the reminder.',
          'Sorry for the delay',
          'Oh',
          'I already confirmed',
          'Thanks for the reminder but no',
        ],
      ],
      ['refuses', ['Sorry, no', 'NO THANK YOU']],
    ],
  ],
  [
    'offer',
    [
      // These words stand in the offer too.
      ['confirms', ['Yes, I would like to sign', 'Sure, why not, add me']],
      ['asks', ['No, I was asking about the deadline', 'That was not what I meant.']],
    ],
  ],
  [
    'pleaseConfirm',
    [
      [
        'confirms',
        [
          'va bene confermo',
          'that’s me please go ahead',
          'I, Lena Holt, hereby confirm my signature',
          'I am Lena Holt and I confirm',
          'This is Lena, confirmed',
          'YES PLEASE ADD MY NAME',
        ],
      ],
      [
        'corrects',
        ['Please change potter to ceramicist', 'Please write Lena Mary Holt', 'MY NAME IS LENA HOLTZ'],
      ],
      ['refuses', ['NO WAY']],
      ['asks', ['I am not Lena Holt', 'I']],
    ],
  ],
  ['recorded', [['corrects', ['Please change potter to ceramicist', "C'est Lena Hölt, pas Holt"]]]],
  [
    'confirmRemoval',
    [
      [
        'agrees',
        ['Yes', 'Yes, remove it', 'remove it', 'Yes please remove me', 'Oui, supprimez ma signature'],
      ],
      ['refuses', ['No!']],
      ['asks', ['', 'Thanks', 'Yes, but keep it until Monday', 'Yes, remove the newsletter']],
    ],
  ],
])('a reply to %s', (kind, wishes) => {
  it.each(wishes.flatMap(([wish, texts]) => texts.map(text => [wish, text] as const)))(
    '%s: %j',
    async (wish, text) => expect(await wishIn(kind, text)).toBe(wish),
  )
})

it('does not remove what must stay', async () => {
  for (const text of ['No, keep it', "Don't remove it", 'I did not want to remove it', 'YES KEEP MY NAME'])
    expect(await wishIn('confirmRemoval', text), text).not.toBe('agrees')
})
