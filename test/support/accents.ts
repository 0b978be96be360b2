/** Colours that an organiser may choose, among them those that are hardest to read. */
export const accents: readonly string[] = [
  '#000000',
  '#ffffff',
  '#ffff00',
  '#0d5f58',
  '#808080',
  '#ff0000',
  '#0000ff',
  '#00ff00',
  '#ff00ff',
  '#8c1d18',
  '#161513',
  '#fbfaf6',
]
