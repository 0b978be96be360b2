import type { Picture } from '../../src/core/picture.ts'

type Point = Picture['overTime']['series'][number]['points'][number]

const DAY = 24 * 3_600_000

/** One bucket a day, or every `length` days, from `first` on. */
function days(first: string, counts: number[], length = 1): Point[] {
  return counts.map((count, day) => ({
    at: new Date(Date.parse(first) + day * length * DAY).toISOString(),
    count,
  }))
}

/** Counts that rise, fall and rest, the same on every run. */
const wave = (length: number, height: number, shift: number): number[] =>
  Array.from({ length }, (_, day) =>
    Math.round((height * (1.2 + Math.sin((day + shift) / 2.3)) * Math.exp(-day / 40)) / 2),
  )

export const english: Picture = {
  language: 'en-GB',
  title: 'Fair training',
  subtitle: '4,216 signatures by 23 November 2026; 1,231 this week',
  overTime: {
    title: 'Signatures a day',
    unit: 'day',
    series: [
      { label: 'Discord', points: days('2026-10-23', wave(31, 140, 0)) },
      { label: 'Email', points: days('2026-10-23', wave(31, 90, 3)) },
      { label: 'Slack', points: days('2026-10-23', wave(31, 40, 5)) },
    ],
  },
  goal: { label: '84 % of the goal of 5,000', count: 4216, target: 5000 },
  funnel: {
    title: 'From being asked to signing',
    steps: [
      { label: 'Asked', count: 9120 },
      { label: 'Answered', count: 5302, note: '58 % of those asked' },
      { label: 'Fetched their link', count: 4690, note: '88 % of those who answered' },
      { label: 'Confirmed', count: 4216, note: '90 % of those who fetched it' },
      { label: 'Withdrew later', count: 17, aside: true },
    ],
  },
  bars: [
    {
      title: 'Occupations',
      rows: [
        { label: 'Illustrator', count: 812 },
        { label: 'Translator', count: 640 },
        { label: 'Voice actor', count: 377 },
        { label: 'Photographer', count: 291 },
        { label: 'Composer', count: 120 },
        { label: 'Sound engineer', count: 44 },
      ],
      more: '… and 57 more',
    },
    {
      title: 'Organisations',
      rows: [
        { label: 'Guild of Concept Artists', count: 402 },
        {
          label: 'Syndicat national des artistes auteurs et autrices, section Auvergne-Rhône-Alpes',
          count: 244,
        },
        { label: 'Verband deutschsprachiger Übersetzer', count: 98 },
      ],
      more: '… and 31 more',
    },
  ],
  undrawable: '(cannot be drawn here)',
}

export const french: Picture = {
  language: 'fr',
  title: 'Pour un entraînement équitable : nos œuvres ne sont pas des données gratuites',
  subtitle: '4 216 signatures au 23 novembre 2026 ; 1 231 cette semaine',
  overTime: {
    title: 'Signatures par semaine',
    unit: 'week',
    series: [
      {
        label: 'Discord',
        points: days('2026-06-01', wave(26, 900, 0), 7),
      },
      {
        label: 'Courriel',
        points: days('2026-06-01', wave(26, 700, 2), 7),
      },
    ],
  },
  funnel: {
    title: 'De la demande à la signature',
    steps: [
      { label: 'Sollicitées', count: 1_000_000 },
      { label: 'Ont répondu', count: 253_020, note: '25 % des personnes sollicitées' },
      { label: 'Ont confirmé', count: 104_216 },
      { label: 'Se sont retirées', count: 1, aside: true },
    ],
  },
  bars: [
    {
      title: 'Métiers',
      rows: [
        { label: 'Illustratrices et illustrateurs', count: 12_812 },
        { label: '🎨 Peintres ✨', count: 640 },
        { label: 'فنان تشكيلي', count: 377 },
        { label: 'מאיירת, תל אביב.', count: 91 },
        { label: '𓀀𓁐', count: 40 },
        { label: '東京大学 (Tokyo)', count: 12 },
        { label: 'Художник', count: 3 },
      ],
      more: '… et 57 autres',
    },
    { title: 'Organisations', rows: [] },
  ],
  undrawable: '(non dessiné ici)',
}

export const nobodyYet: Picture = {
  ...english,
  subtitle: 'No signatures yet',
  overTime: {
    ...english.overTime,
    series: [{ label: 'Discord', points: days('2026-11-22', [0]) }],
  },
  goal: { label: '0 of 5,000', count: 0, target: 5000 },
  funnel: {
    title: 'From being asked to signing',
    steps: ['Asked', 'Answered', 'Confirmed'].map(label => ({ label, count: 0 })),
  },
  bars: [],
}

export const fourHundredDays: Picture = {
  ...english,
  overTime: {
    ...english.overTime,
    series: [
      {
        label: 'Discord',
        points: days(
          '2025-10-11',
          wave(400, 60, 0).map((n, d) => n + (d % 7) * 3),
        ),
      },
      {
        label: 'Email',
        points: days(
          '2025-10-11',
          wave(400, 90, 4).map((n, d) => n + (d % 5) * 4),
        ),
      },
    ],
  },
  bars: [],
}

export const oneDayByHour: Picture = {
  ...english,
  subtitle: '1,000,000 signatures',
  overTime: {
    title: 'Signatures an hour',
    unit: 'hour',
    series: [
      {
        label: 'Email',
        points: [3, 0, 0, 0, 0, 0, 12, 400, 9000, 90_000, 310_000, 250_585, 190_000, 150_000].map(
          (count, hour) => ({
            at: new Date(Date.parse('2026-11-23') + hour * 3_600_000).toISOString(),
            count,
          }),
        ),
      },
    ],
  },
  bars: [],
}

export const oneWeek: Picture = {
  ...english,
  overTime: {
    ...english.overTime,
    series: [
      { label: 'Discord', points: days('2026-11-17', [12, 40, 3, 0, 88, 120, 31]) },
      { label: 'Email', points: days('2026-11-17', [2, 4, 30, 0, 8, 12, 310]) },
      { label: 'Slack', points: days('2026-11-17', [0, 14, 3, 1, 18, 1, 0]) },
    ],
  },
  bars: [],
}

/** The most that `stats` shows: a goal, three channels, a note, eight rows of each list. */
export const fullest: Picture = {
  ...english,
  title: 'Creative works are trained on only with consent',
  subtitle: '13,500 signatures by 23 November 2026; 2,345 in seven days; 71% of those asked confirmed',
  funnel: {
    title: 'From request to signature',
    steps: [
      { label: 'Asked to sign', count: 18_900 },
      { label: 'Got our answer', count: 18_630 },
      { label: 'Opened the link', count: 14_850, note: 'and 4,050 by machines' },
      { label: 'Confirmed', count: 13_500 },
      { label: 'Withdrew', count: 135, aside: true },
    ],
  },
  bars: ['Occupations', 'Organisations', 'Communities'].map(title => ({
    title,
    rows: Array.from({ length: 8 }, (_, place) => ({
      label: place === 3 ? 'Verband deutschsprachiger Übersetzer' : `Society number ${place}`,
      count: 2700 >> place,
    })),
    more: '… and 45 more',
  })),
}
