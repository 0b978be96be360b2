import { createHmac, randomUUID } from 'node:crypto'
import { eventsPath, installPath } from '../../adapters/slack/paths.ts'
import { botScopes } from '../../adapters/slack/scopes.ts'
import type { Config, SlackSection } from '../../config.ts'
import { type Finding, findings, patience } from './finding.ts'
import { networkCode, networkWords } from './network-words.ts'
import { askSlack, type SlackAnswer } from './slack-api.ts'

type Signed = Exclude<SlackSection, { mode: 'socket' }>

/** Whether Slack accepts the app's tokens or secrets, and whether its requests reach the service. */
export async function checkSlack(slack: SlackSection, config: Config): Promise<Finding[]> {
  switch (slack.mode) {
    case 'socket':
      return [
        tokenFinding(await askSlack(slack, 'auth.test', { token: slack.botToken })),
        socketFinding(await askSlack(slack, 'apps.connections.open', { token: slack.appToken })),
      ]
    case 'http':
      return [
        tokenFinding(await askSlack(slack, 'auth.test', { token: slack.botToken })),
        await reachFinding(slack, config),
      ]
    case 'oauth':
      return [
        // With an invented code: Slack checks the app before the code.
        appFinding(await askSlack(slack, 'oauth.v2.access', slack, { code: 'undersigned-doctor' })),
        await reachFinding(slack, config),
      ]
  }
}

function tokenFinding(answer: SlackAnswer): Finding {
  const check = 'slack'
  const { ok, wrong } = findings(check)
  if (answer.kind === 'refused')
    return wrong(
      `Slack refuses the bot token (${answer.code}): install the app again, and set the token that Slack shows`,
      'SLACK_BOT_TOKEN',
    )
  if (answer.kind !== 'answered') return notAsked(check, answer)
  const missing = botScopes.filter(scope => !answer.scopes.includes(scope))
  if (missing.length > 0)
    return wrong(
      `the bot token is good, but lacks scopes (${missing.join(', ')}): update the app from npx undersigned slack manifest, install it again, and set the token that Slack shows`,
      'SLACK_BOT_TOKEN',
    )
  const team = typeof answer.value.team === 'string' ? ` in ${answer.value.team}` : ''
  return ok(`the bot token is good${team}, and has all scopes it needs`)
}

function socketFinding(answer: SlackAnswer): Finding {
  const check = 'slack socket'
  const { ok, wrong } = findings(check)
  if (answer.kind === 'refused')
    return wrong(
      `Slack gives no connection for Socket Mode (${answer.code}): switch Socket Mode on, make an app-level token with connections:write on the page Basic Information, and set it`,
      'SLACK_APP_TOKEN',
    )
  return answer.kind === 'answered' ? ok('Slack gives a connection for Socket Mode') : notAsked(check, answer)
}

function appFinding(answer: SlackAnswer): Finding {
  const check = 'slack'
  const { ok, wrong } = findings(check)
  if (answer.kind === 'answered' || (answer.kind === 'refused' && answer.code === 'invalid_code'))
    return ok('Slack knows the client id and secret')
  if (answer.kind === 'refused')
    return wrong(
      `Slack refuses the app (${answer.code}): set the client id and the client secret shown on its page Basic Information`,
      ...(answer.code === 'bad_client_secret'
        ? ['SLACK_CLIENT_SECRET']
        : ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET']),
    )
  return notAsked(check, answer)
}

function notAsked(
  check: string,
  answer: Exclude<SlackAnswer, { kind: 'answered' } | { kind: 'refused' }>,
): Finding {
  const { wrong } = findings(check)
  switch (answer.kind) {
    case 'busy':
      return wrong(`Slack cannot say (${answer.code}); try again later`)
    case 'not-slack':
      return wrong(`something other than Slack’s Web API answers (${answer.code})`, 'SLACK_API_URL')
    case 'failed':
      return wrong(`Slack cannot be reached (${networkWords(answer.code) ?? answer.code})`, 'SLACK_API_URL')
  }
}

/** Sends an unsigned request, which the service must refuse, and a signed one, which must reach it unchanged. */
async function reachFinding(slack: Signed, config: Config): Promise<Finding> {
  const { ok, wrong } = findings('slack requests')
  if (!config.publicUrlIsSet)
    return wrong(
      'PUBLIC_URL is not set: Slack sends its requests there, and cannot reach localhost',
      'PUBLIC_URL',
    )
  const url = `${config.publicUrl}${eventsPath}`
  try {
    const unsigned = await knock(url, {})
    if (unsigned.status !== 401)
      return wrong(
        `${url} answers ${unsigned.status} instead of 401: does PUBLIC_URL lead here, without a redirect, and was the service started with these variables?`,
        'PUBLIC_URL',
      )
    if (unsigned.asksForPassword)
      return wrong(
        `the server in front of the service asks for a password at ${url}: let Slack’s requests through, because they are signed`,
        'PUBLIC_URL',
      )
    const signed = await knock(url, { secret: slack.signingSecret })
    if (!signed.challengeMet)
      return wrong(
        `${url} answers ${signed.status} to a request signed with SLACK_SIGNING_SECRET: start the service with the same secret, and make sure that no proxy changes the body`,
        'SLACK_SIGNING_SECRET',
      )
  } catch (error) {
    const code = networkCode(error)
    return wrong(
      `${url} cannot be reached (${networkWords(code) ?? code}), so Slack cannot reach it either`,
      'PUBLIC_URL',
    )
  }
  const install =
    slack.mode === 'oauth' ? `; workspaces install the app at ${config.publicUrl}${installPath}` : ''
  return ok(`${url} answers signed requests, and refuses others${install}`)
}

/** The request Slack sends when an address is entered (https://docs.slack.dev/reference/events/url_verification). */
async function knock(url: string, { secret }: { secret?: string }) {
  const challenge = randomUUID()
  const body = JSON.stringify({ type: 'url_verification', challenge })
  const time = String(Math.floor(Date.now() / 1000))
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      connection: 'close',
      'content-type': 'application/json',
      ...(secret === undefined
        ? {}
        : {
            'x-slack-request-timestamp': time,
            'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex')}`,
          }),
    },
    body,
    signal: AbortSignal.timeout(patience),
  })
  return {
    status: response.status,
    asksForPassword: response.headers.has('www-authenticate'),
    challengeMet: response.status === 200 && (await response.text()).includes(challenge),
  }
}
