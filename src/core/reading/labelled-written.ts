// The details in labelled lines: "Name: Ada Lovelace".

import { fold, wordSet } from './fold-text.ts'
import { isEmptyValue, labelsInLine } from './labelled-details.ts'
import { INDEFINITE, onBehalf, representativeFrom, TRAILS } from './said-of-signers.ts'
import { afterName, fieldsOf, personFrom, type Written, withoutArticle, withoutEnd } from './signer-fields.ts'
import { asksCountOnly, isOccupationOnly, looksLikeOrganisation, wordCount } from './words-of-signers.ts'

const YES_VALUES = wordSet('yes y true ja oui sí si sim 1 да')
const NO_VALUES = wordSet('no n false nein non não nao nee 0 нет')
const KIND_ORGANISATION =
  /organi[sz]|organisation|association|company|verein|entreprise|azienda|empresa|entidad|ente|bedrijf|vereniging/u
const KIND_PERSON = /individual|person|myself|privat|particulier|moi|yo|self|artist|citizen/u

export function fromLabels(lines: string[]): { written: Written; used: Set<number> } {
  const written: Written = {}
  const used = new Set<number>()
  let first: string | undefined
  let last: string | undefined
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const values = labelsInLine(line)
    if (values.length === 0) continue
    used.add(at)
    for (const { label, value: typed } of values) {
      let value = typed
      if (value === '' && label !== 'details') {
        const next = lines.slice(at + 1, at + 3).findIndex(candidate => candidate !== '')
        const candidate = next === -1 ? '' : (lines[at + 1 + next] ?? '')
        if (candidate !== '' && labelsInLine(candidate).length === 0 && wordCount(candidate) <= 12) {
          value = candidate
          used.add(at + 1 + next)
        }
      }
      if (label === 'other') continue
      if (isEmptyValue(value) && label !== 'listed' && label !== 'anonymous') {
        if (label === 'details') used.delete(at)
        continue
      }
      switch (label) {
        case 'name': {
          const fields = fieldsOf(value)
          const rest =
            fields.length > 2 || (fields[1] !== undefined && isOccupationOnly(fields[1]))
              ? afterName(fields.slice(1))
              : {}
          const [name] = fields
          if (asksCountOnly(fold(value))) written.listed = false
          else if (rest.occupation !== undefined && name !== undefined)
            Object.assign(written, { name, ...rest, ...written })
          else written.name ??= withoutEnd(value)
          break
        }
        case 'details': {
          if (KIND_ORGANISATION.test(fold(value)) && wordCount(value) <= 2 && !/^\p{Lu}.* /u.test(value))
            written.kind = 'organisation'
          else if (asksCountOnly(fold(value))) written.listed = false
          else {
            const behalf = onBehalf(value)
            const intro =
              behalf ??
              (INDEFINITE.test(value) ? afterName(fieldsOf(value.replace(INDEFINITE, ''))) : undefined)
            const person = intro ?? personFrom(fieldsOf(value.replace(TRAILS, '')), true)
            if (person !== undefined) Object.assign(written, { ...person, ...written })
            else if (/^(?:i )?sign(?:ing)? as/u.test(fold(line)) && !KIND_PERSON.test(fold(value)))
              written.name ??= value
          }
          break
        }
        case 'first-name':
          first = value
          break
        case 'last-name':
          last = value
          break
        case 'occupation': {
          written.occupation ??= withoutEnd(value)
          break
        }
        case 'organisation':
          written.organisation ??= withoutArticle(withoutEnd(value))
          break
        case 'represents':
          Object.assign(written, onBehalf(`on behalf of ${value}`) ?? {})
          break
        case 'representative': {
          written.kind = 'organisation'
          Object.assign(written, { ...representativeFrom(fieldsOf(value)), ...written })
          break
        }
        case 'listed':
          if (NO_VALUES.has(fold(value))) written.listed = false
          else if (YES_VALUES.has(fold(value))) written.listed = true
          break
        case 'anonymous':
          if (YES_VALUES.has(fold(value))) written.listed = false
          else if (NO_VALUES.has(fold(value))) written.listed = true
          break
        case 'kind':
          if (KIND_ORGANISATION.test(fold(value))) written.kind = 'organisation'
          else if (KIND_PERSON.test(fold(value))) written.kind = 'person'
          break
      }
    }
  }
  // French "Nom" alone is the whole name; beside "Prénom" it is the family name.
  const whole = [first, last].filter(part => part !== undefined)
  if (written.name === undefined && whole.length > 0) written.name = whole.join(' ')
  else if (
    written.name !== undefined &&
    first !== undefined &&
    last === undefined &&
    wordCount(written.name) === 1 &&
    fold(written.name) !== fold(first)
  )
    written.name = `${first} ${written.name}`
  if (
    written.kind === 'organisation' &&
    written.organisation === undefined &&
    written.name !== undefined &&
    looksLikeOrganisation(written.name)
  ) {
    written.organisation = written.name
    delete written.name
  }
  return { written, used }
}
