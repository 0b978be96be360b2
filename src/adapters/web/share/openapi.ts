/** The description of the JSON API, for programs and for people who read it (https://spec.openapis.org/oas/v3.1.0). */

const nullable = (type: string) => ({ type: [type, 'null'] })
const time = { type: ['string', 'null'], format: 'date-time' }

const petition = {
  type: 'object',
  required: [
    'slug',
    'title',
    'text',
    'status',
    'signatures',
    'people',
    'organisations',
    'openedAt',
    'closedAt',
    'closesAt',
    'goal',
    'today',
    'language',
    'organisedBy',
    'url',
  ],
  properties: {
    slug: { type: 'string' },
    title: { type: 'string' },
    text: { type: 'string', description: 'The statement, as it is signed.' },
    status: { type: 'string', enum: ['open', 'closed'] },
    signatures: { type: 'integer', description: 'People and organisations.' },
    people: { type: 'integer' },
    organisations: { type: 'integer' },
    openedAt: time,
    closedAt: time,
    closesAt: { ...time, description: 'When it closes by itself.' },
    goal: nullable('integer'),
    today: {
      ...nullable('integer'),
      description:
        'Signatures since midnight in the petition’s time zone; null if the petition shows only the total.',
    },
    language: { type: 'string', description: 'Of title and text, a BCP 47 tag.' },
    organisedBy: { type: 'string' },
    url: { type: 'string', format: 'uri', description: 'The page for people.' },
  },
}

const signatory = {
  type: 'object',
  required: ['name', 'kind', 'occupation', 'organisation', 'number', 'signedAt', 'checkedDomain'],
  properties: {
    name: {
      ...nullable('string'),
      description: 'Null for an organisation whose representative is not named.',
    },
    kind: { type: 'string', enum: ['person', 'organisation'] },
    occupation: nullable('string'),
    organisation: nullable('string'),
    number: { type: 'integer', description: 'Its place when it was confirmed; no number is given twice.' },
    signedAt: { type: 'string', format: 'date-time' },
    checkedDomain: {
      ...nullable('string'),
      description:
        'Of an organisation that confirmed from a mailbox of this domain, if the organiser checked that the domain is theirs.',
    },
  },
}

const news = {
  type: 'object',
  required: ['number', 'title', 'text', 'publishedAt', 'editedAt', 'url'],
  properties: {
    number: { type: 'integer', description: 'From 1; no number is given twice.' },
    title: nullable('string'),
    text: { type: 'string', description: 'In the Markdown of the statement. Nobody has signed it.' },
    publishedAt: { type: 'string', format: 'date-time' },
    editedAt: {
      ...time,
      description: 'When its words were last changed, if they were.',
    },
    url: { type: 'string', format: 'uri', description: 'The page for people.' },
  },
}

const error = { type: 'object', required: ['error'], properties: { error: { type: 'string' } } }

const json = (description: string, schema: object) => ({
  description,
  content: { 'application/json': { schema } },
})
const failures = {
  304: { description: 'Nothing has changed since the answer with this ETag.' },
  404: json('There is no public petition of this name.', { $ref: '#/components/schemas/Error' }),
  default: json('Something went wrong on our side; with 503, try again after Retry-After.', {
    $ref: '#/components/schemas/Error',
  }),
}
const paging = (after: string) => [
  slug,
  { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 1000, default: 100 } },
  { name: 'after', in: 'query', description: after, schema: { type: 'string' } },
]
const pageOf = (schema: string) => ({
  200: json('A page.', { $ref: `#/components/schemas/${schema}` }),
  ...failures,
  400: json('limit or after cannot be used.', { $ref: '#/components/schemas/Error' }),
})
const listOf = (name: string, schema: string) => ({
  type: 'object',
  required: [name, 'next'],
  properties: {
    [name]: { type: 'array', items: { $ref: `#/components/schemas/${schema}` } },
    next: nullable('string'),
  },
})
const slug = { name: 'slug', in: 'path', required: true, schema: { type: 'string' } }

export function openApi(publicUrl: string) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Undersigned',
      version: '1',
      description:
        'Public numbers and names of petitions. No key is needed, every origin may ask, and answers carry an ETag. Fields are added, never renamed.',
    },
    servers: [{ url: publicUrl }],
    paths: {
      '/api/petitions/{slug}': {
        get: {
          operationId: 'petition',
          summary: 'A petition and its numbers',
          parameters: [slug],
          responses: { 200: json('The petition.', { $ref: '#/components/schemas/Petition' }), ...failures },
        },
      },
      '/api/petitions/{slug}/signatories': {
        get: {
          operationId: 'signatories',
          summary: 'Those who let their name be shown, newest first, page by page',
          parameters: paging('next of the page before; new signatures do not move the pages.'),
          responses: pageOf('Signatories'),
        },
      },
      '/api/petitions/{slug}/news': {
        get: {
          operationId: 'news',
          summary: 'What the organiser told readers, newest first, page by page',
          parameters: paging('next of the page before.'),
          responses: pageOf('NewsPage'),
        },
      },
    },
    components: {
      schemas: {
        Petition: petition,
        Signatory: signatory,
        Signatories: listOf('signatories', 'Signatory'),
        News: news,
        NewsPage: listOf('news', 'News'),
        Error: error,
      },
    },
  }
}
