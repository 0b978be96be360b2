/** Judges what the bot sends: by Discord's OpenAPI, and by the limits it documents elsewhere (`limits.ts`). */
import { isObject, listAt, numberAt, objectAt } from './json.ts'
import {
  choiceFindings,
  commandFindings,
  type Finding,
  type MessageContext,
  messageFindings,
  modalFindings,
} from './limits.ts'
import type { Specification } from './specification.ts'

export interface JudgedRequest {
  method: string
  /** Without `/api/v10`, percent-decoded. */
  path: string
  query: URLSearchParams
  body: unknown
  /** Names of the files sent along. */
  files: string[]
  /** `files[n]` parts and the JSON's encoding are judged too. */
  parts?: string[]
}

/** `knownFlags` is what the message that is edited, or was deferred, already has. */
export function judge(specification: Specification, request: JudgedRequest, knownFlags = 0): Finding[] {
  const operation = specification.operation(request.method, request.path)
  if (operation === undefined)
    return [
      { rule: 'openapi: a route of Discord', detail: `${request.method} ${request.path}`, refused: true },
    ]
  const findings: Finding[] = operation
    .faults(request.query, request.body)
    .map(detail => ({ rule: 'openapi', detail, refused: true }))
  for (const part of request.parts ?? [])
    if (!/^(files\[\d\]|payload_json)$/.test(part))
      findings.push({
        rule: 'multipart: only payload_json and files[0] to files[9]',
        detail: part,
        refused: true,
      })
  return [...findings, ...limitFindings(operation.name, request, knownFlags)]
}

function limitFindings(operation: string, request: JudgedRequest, flags: number): Finding[] {
  const { body, files } = request
  if (/\/commands$/.test(operation) && request.method === 'PUT')
    return commandFindings(Array.isArray(body) ? body.filter(isObject) : [])
  if (!isObject(body)) return []
  if (/\/commands(\/\{command_id\})?$/.test(operation))
    return operation.startsWith('POST') ? commandFindings([body]) : []
  const place: MessageContext['place'] = operation.includes('/channels/') ? 'room' : 'interaction'
  switch (operation) {
    case 'POST /channels/{channel_id}/messages':
    case 'POST /webhooks/{webhook_id}/{webhook_token}':
      return messageFindings(body, { act: 'create', place, files, flags })
    case 'PATCH /channels/{channel_id}/messages/{message_id}':
    case 'PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original':
    case 'PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}':
      return messageFindings(body, { act: 'edit', place, files, flags })
    case 'POST /interactions/{interaction_id}/{interaction_token}/callback':
      return callbackFindings(body, files, flags)
  }
  return []
}

function callbackFindings(body: unknown, files: string[], flags: number): Finding[] {
  const data = objectAt(body, 'data') ?? {}
  switch (numberAt(body, 'type')) {
    case 4:
      return messageFindings(data, { act: 'create', place: 'interaction', files })
    case 5:
      return listAt(data, 'components').length > 0 || 'content' in data
        ? [{ rule: 'callback: a deferral carries nothing but flags', detail: '', refused: false }]
        : []
    case 7:
      return messageFindings(data, { act: 'edit', place: 'interaction', files, flags })
    case 8:
      return choiceFindings(data)
    case 9:
      return modalFindings(data)
  }
  return []
}

/** As a line of `violations`. No text of the request is in it but names and lengths. */
export function violationLine(request: { method: string; path: string }, finding: Finding): string {
  // Interaction tokens would make every line another one.
  const path = request.path.replace(/\/(interactions|webhooks)\/(\d+)\/[^/]+/, '/$1/$2/…')
  return `${request.method} ${path}: ${finding.rule}${finding.detail === '' ? '' : ` (${finding.detail})`}`
}
