// Words of signers that look like a command. Data only; goes-on-as-command.ts reads it. Folding takes care of accents.

import { wordSet } from '../fold-text.ts'

/** Alone, these are said by signers or by people who want to leave: as commands they need something after them. */
export const NEVER_ALONE = wordSet(
  'approve undo annuler chercher ouvrir fermer journal masquer afficher retirer approuver organisateur créer modifier annoncer résumé news nouvelles',
)

/** Words that follow a command's verb in an ordinary sentence: no petition is meant, unless it is called so. */
export const NO_SLUG = wordSet(
  'access account box call ceremony days debate doors eyes entry everything feature graduate grad hearts hands hand house ideas mind minds mine names needed numbers once one ones others out over peace questions ranks reader respect sesame source space tell them together truth video voice voices votes wanted',
  'aux yeux portes porte débat voix cœur paix vérité solution solutions personnes gens sens toi urgence humanitaire sociale demandée intime bord officiel parle télévisé',
)

/** Words and names one letter away from a command: nobody mistyped. */
export const NO_SLIP = wordSet(
  'comte county court counts fount mount closed closer closes clove chose lose decent regent resent recant expert exports exported created creates crate cremate announced announces featured features removes remote approves digests state states status staats compter compote comptes exporté ouvrier fermier ferme fermez fermée cherché annulé annulée masque masques masqué masquez masquée affiche affiches affiché affichez affichée retire retires retiré approuves approuvez approuvée organisateurs crée créé créée créez modifié modifie modifiez modifiée annonce annonces annoncé annoncez annoncée résumer resumed resumes greer freer',
)

/** A person speaking of themselves or politely: no reason an organiser gives. */
export const PERSONAL = wordSet(
  "i me my mine myself us our we i'm i'd please pls kindly je moi mon ma mes nous notre nos m'",
)
