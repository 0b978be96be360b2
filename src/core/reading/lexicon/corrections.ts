// Phrases that correct details.
// Fragments of regular expressions over folded text (see fold-text.ts). No fragment repeats without a limit.

/** Asks to correct what was shown: "change my occupation to mathematician". */
export const CHANGE_WORDS = [
  '(?:please )?(?:change|correct|update|fix|edit|amend|replace|modify|make|set)',
  '(?:veuillez |merci de )?(?:changer|changez|corriger|corrigez|modifier|modifiez|remplacer|remplacez|mettre|mettez)',
  '(?:bitte )?(?:ändern sie|ändere|ändert|ändern|korrigieren sie|korrigiere|korrigieren|ersetzen)',
  '(?:por favor )?(?:cambiar|cambien|cambie|cambia|corregir|corrijan|corrija|modificar|modifiquen|actualizar|actualicen)',
  '(?:per favore )?(?:cambiare|cambiate|cambia|correggere|correggete|correggi|modificare|modificate|modifica)',
  '(?:por favor )?(?:mudar|mudem|mude|alterar|alterem|altere|corrigir|corrijam|corrija|trocar|troquem)',
  '(?:graag )?(?:wijzig|wijzigen|verander|veranderen|corrigeer|corrigeren|pas)',
] as const

/** The right value or spelling follows. */
export const SHOULD_BE = [
  'my (?:surname|last name|first name|family name|job|occupation|profession) is|(?:please|kindly) (?:just )?(?:write|put)(?: me(?: down)? as)?|(?:better|rather) put|(?:should|must|ought to|needs to) (?:be|read|say)|(?:is|it.s|should be|must be) (?:spell?ed|spelt|written|called)(?: (?:as|with))?|make (?:that|it)|(?:it.s|it is|that.s)(?= [^ ]{1,40} with (?:an?|the|two) )|(?:please )?use my (?:full |whole |real |complete |correct )?name(?: as)?',
  '(?:mon (?:nom|prénom|métier)|ma profession) est|d(?:evrait|oit) être|s.écrit|s.orthographie|il faut (?:lire|écrire)|c.est(?: plutôt)?|(?:mettez|écrivez|mettre|écrire|indiquez)(?:-moi)? plutôt',
  'schreiben sie (?:besser|lieber|stattdessen)|(?<!ich )(?:sollte|muss|soll)(?! ich)(?: (?:sein|lauten|hei(?:ss|s)en))?|schreibt sich|wird .{0,20}geschrieben|richtig ist|korrekt ist|hei(?:ß|ss)t richtig',
  '(?:mi (?:apellido|nombre|profesión)|o meu (?:apelido|nome)|a minha profissão|mijn (?:achternaam|beroep)|mein (?:nachname|beruf)) (?:es|é|is|ist)|pongan? (?:mejor|más bien)|deb(?:e|ería) (?:ser|decir)|se escribe|ahora soy|el (?:apellido|nombre) correcto es|lo correcto es',
  '(?:il mio (?:cognome|nome)|la mia professione) è|metta(?:no|te)? (?:piuttosto|invece)|(?:deve|dovrebbe) essere|si scrive|si legge|(?:il (?:cognome|nome) )?corretto è',
  'ponham? (?:antes|melhor)|deve(?:ria)? ser|escreve-se|se escreve|(?:o (?:nome|apelido) )?correto é',
  'schrijf (?:liever|maar)|(?<!ik )moet(?! ik)(?: (?:zijn|worden|luiden))?|schrijf je als|wordt geschreven als|het juiste is|correct is',
]

/** Says that something is wrong or missing. The right value follows a colon. */
export const CORRECTS = [
  'correction|correct|corrected|accents?|umlaut|di(?:a)?eresis|hyphen|spelling|spelt|misspell?ed|typo|write|missing|wrong',
  'tréma|orthographe|coquille|manque|faute|erreur|corriger|écrire|écrivez',
  'korrektur|akzent|umlaut|tippfehler|schreibfehler|fehlt|richtig|falsch|schreiben',
  'corrección|acento|tilde|errata|falta|error|escriban',
  'correzione|accento|refuso|manca|errore|scrivete',
  'correção|acento|gralha|falta|erro|escrevam',
  'correctie|accent|trema|streepje|tikfout|ontbreekt|fout|schrijf',
] as const

/** "…, not Okafor": what was wrong follows. */
export const NOT_THIS = [
  '(?:and )?not|rather than|instead of',
  '(?:et )?(?:non|pas)(?: pas)?|au lieu de',
  '(?:und )?nicht|statt',
  'en (?:lugar|vez) de|(?:y )?no',
  '(?:e )?non|invece di',
  '(?:e )?não|em vez de',
  'in plaats van|(?:en )?niet|with (?:an?|the|two)|met een',
]
