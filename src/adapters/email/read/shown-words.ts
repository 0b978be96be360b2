/** Words that an email shows, although they stand in an attribute: the words of a picture or a form's field. */

export const ATTRIBUTES_WITH_WORDS = new Set(['alt', 'title', 'aria-label', 'role', 'type', 'value'])
export const ATTRIBUTES_OF_PICTURES = new Set(['src', 'width', 'height'])

/** The name of a picture, as email programs and companies give it: its file, or its purpose. */
const NO_WORDS =
  /\.(?:png|jpe?g|gif|svg|webp|bmp|ico|tiff?)$|^cid:|(?<!\p{L})(?:logo|icon|banner)s?(?!\p{L})/iu

/** `attributes`: the decoded values of `ATTRIBUTES_WITH_WORDS`. Returns '' if there are none. Gmail writes 👎 as a picture. */
export function wordsShownBy(name: string, attributes: ReadonlyMap<string, string>): string {
  if (name === 'input')
    return attributes.get('type') === 'hidden' ? '' : (attributes.get('value') ?? '').trim()
  if (name !== 'img' && attributes.get('role') !== 'img') return ''
  const words = ['alt', 'title', 'aria-label'].map(key => attributes.get(key)?.trim() ?? '')
  return words.find(found => found !== '' && !NO_WORDS.test(found)) ?? ''
}

/** A picture from the web that names nothing: it may show handwriting. Attached pictures are seen as parts of the email. */
export function isPictureOfAnything(name: string, attributes: ReadonlyMap<string, string>): boolean {
  const isDot = ['width', 'height'].some(key => /^[0-3](?:px)?$/.test(attributes.get(key)?.trim() ?? ''))
  const isNamed = ['alt', 'title', 'aria-label'].some(key => attributes.get(key)?.trim())
  return name === 'img' && /^https?:/i.test(attributes.get('src')?.trim() ?? '') && !isNamed && !isDot
}
