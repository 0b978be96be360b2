// What signers write that looks like a command. Data only; goes-on-as-command.ts reads it. Folding takes care of accents.

import { wordSet } from '../fold-text.ts'

/** Alone, these are said by signers or by people who want to leave: as commands they need something after them. */
export const NEVER_ALONE = wordSet(
  'approve undo annuler chercher ouvrir fermer journal masquer afficher retirer approuver organisateur créer modifier annoncer résumé',
)

/** Words that follow a command's verb in an ordinary sentence: no petition is meant, unless it is called so. */
export const NO_SLUG = wordSet(
  'access account artists attached box call ceremony day days debate doors down eyes enclosed entry everyone everything everybody feature film graduate grad heart hearts hands hand hope house ideas in it justice love me mind minds mine more name names needed now numbers on once one ones only others out over peace people petition please question questions ranks reader respect sesame signature signatures signing solidarity some source space statement support supporter tell their them then there this through to together truth up us video voice voices votes wanted work world yes you your',
  'les des aux une yeux portes porte débat voix cœur paix vérité solution solutions personnes gens sens sur moi nous vous toi tous urgence humanitaire sociale demandée intime bord officiel parle télévisé',
)

/** Words and names one letter away from a command: nobody mistyped. */
export const NO_SLIP = wordSet(
  'account amount conte comte compté content county court counts counted fount mount closed closer closes clove chose lose cost decent regent resent recant recents expert experts exports exported create created creates creator crate crater cremate announced announces featured features hidden shown removed removes remover remote improve approved approves approval digests stat state states status staatz state staats compter compté compote comptes aidé aider exporté ouvert ouvrier ouvrirai fermier ferme fermez fermée cherché journaux journée annulé annulez annulée records record recess masque masques masqué masquez masquée affiche affiches affiché affichez affichée retire retires retired retiree retiré retirez retirée approuve approuves approuvé approuvez approuvée organisateurs organisation crée créé créée créez modifié modifie modifiez modifiée annonce annonces annoncé annoncez annoncée résume résumer resumed resumes greer freer',
)

/** A person speaking of themselves or politely: no reason an organiser gives. */
export const PERSONAL = wordSet(
  "i me my mine myself us our we i'm i'd please pls kindly je moi mon ma mes nous notre nos m'",
)
