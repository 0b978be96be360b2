import { writing } from '../writing.ts'

export const { locale, number, percent, change, counted, day, hour, time, oneOf } = writing({
  locale: 'en-GB',
  space: ' ',
  at: 'at',
})
