import type { StatsPicture, TimePoint } from '../../src/pictures/stats-picture.ts'

const DAY = 24 * 3_600_000

/** From a local midnight of Paris on; summer time ends within. */
export function days(first: string, counts: number[], length = 1): TimePoint[] {
  return counts.map((count, day) => ({ at: midnight(Date.parse(first) + day * length * DAY), count }))
}

function midnight(near: number): string {
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', hour: 'numeric' }).format(near)
  return new Date(near + (hour === '23' ? 3_600_000 : 0) - (hour === '01' ? 3_600_000 : 0)).toISOString()
}

/** Counts that rise, fall and rest, the same on every run. */

const wave = (length: number, height: number, shift: number): number[] =>
  Array.from({ length }, (_, day) =>
    Math.round((height * (1.2 + Math.sin((day + shift) / 2.3)) * Math.exp(-day / 40)) / 2),
  )

export const english: StatsPicture = {
  language: 'en-GB',
  title: 'Fair training',
  subtitle: '4,216 signatures by 23 November 2026; 1,231 this week',
  overTime: {
    title: 'Signatures a day',
    unit: 'day',
    timeZone: 'Europe/Paris',
    series: [
      { label: 'Discord', points: days('2026-10-22T22:00:00Z', wave(31, 140, 0)) },
      { label: 'Mail', points: days('2026-10-22T22:00:00Z', wave(31, 90, 3)) },
      { label: 'Slack', points: days('2026-10-22T22:00:00Z', wave(31, 40, 5)) },
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

export const french: StatsPicture = {
  language: 'fr',
  title: 'Pour un entraînement équitable : nos œuvres ne sont pas des données gratuites',
  subtitle: '4 216 signatures au 23 novembre 2026 ; 1 231 cette semaine',
  overTime: {
    title: 'Signatures par semaine',
    unit: 'week',
    timeZone: 'Europe/Paris',
    series: [
      {
        label: 'Discord',
        points: days('2026-05-31T22:00:00Z', wave(26, 900, 0), 7),
      },
      {
        label: 'Courriel',
        points: days('2026-05-31T22:00:00Z', wave(26, 700, 2), 7),
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
        { label: '翻訳者', count: 40 },
        { label: '東京大学 (Tokyo)', count: 12 },
        { label: 'Художник', count: 3 },
      ],
      more: '… et 57 autres',
    },
    { title: 'Organisations', rows: [] },
  ],
  undrawable: '(nom impossible à dessiner ici)',
}

export const nobodyYet: StatsPicture = {
  ...english,
  subtitle: 'No signatures yet',
  overTime: {
    ...english.overTime,
    series: [{ label: 'Discord', points: days('2026-11-21T23:00:00Z', [0]) }],
  },
  goal: { label: '0 of 5,000', count: 0, target: 5000 },
  funnel: {
    title: 'From being asked to signing',
    steps: ['Asked', 'Answered', 'Confirmed'].map(label => ({ label, count: 0 })),
  },
  bars: [],
}

export const fourHundredDays: StatsPicture = {
  ...english,
  overTime: {
    ...english.overTime,
    series: [
      {
        label: 'Discord',
        points: days(
          '2025-10-10T22:00:00Z',
          wave(400, 60, 0).map((n, d) => n + (d % 7) * 3),
        ),
      },
      {
        label: 'Mail',
        points: days(
          '2025-10-10T22:00:00Z',
          wave(400, 90, 4).map((n, d) => n + (d % 5) * 4),
        ),
      },
    ],
  },
  bars: [],
}

export const oneDayByHour: StatsPicture = {
  ...english,
  subtitle: '1,000,000 signatures',
  overTime: {
    title: 'Signatures an hour',
    unit: 'hour',
    timeZone: 'Europe/Paris',
    series: [
      {
        label: 'Mail',
        points: [3, 0, 0, 0, 0, 0, 12, 400, 9000, 90_000, 310_000, 250_585, 190_000, 150_000].map(
          (count, hour) => ({
            at: new Date(Date.parse('2026-11-22T23:00:00Z') + hour * 3_600_000).toISOString(),
            count,
          }),
        ),
      },
    ],
  },
  bars: [],
}

export const oneWeek: StatsPicture = {
  ...english,
  overTime: {
    ...english.overTime,
    series: [
      { label: 'Discord', points: days('2026-11-16T23:00:00Z', [12, 40, 3, 0, 88, 120, 31]) },
      { label: 'Mail', points: days('2026-11-16T23:00:00Z', [2, 4, 30, 0, 8, 12, 310]) },
      { label: 'Slack', points: days('2026-11-16T23:00:00Z', [0, 14, 3, 1, 18, 1, 0]) },
    ],
  },
  bars: [],
}
