/** A language the service speaks. Its sentences are in `texts/<language>/`. */
export type Language = 'en' | 'fr'
