import { eventsPath, installPath } from '../adapters/slack/mount.ts'
import { botScopes } from '../adapters/slack/scopes.ts'
import type { Config } from '../config.ts'
import { type Finding, ok, patience, skipped, wrong } from './finding.ts'
import { networkWords } from './network-words.ts'
import { askSlack, type SlackAnswer } from './slack-api.ts'

type SlackConfig = NonNullable<Config['slack']>

const check = 'slack'

/** Whether the tokens are good, have the scopes the app uses, and Slack's requests reach the service. */
export async function checkSlack(slack: SlackConfig, config: Config, runs: boolean): Promise<Finding[]> {
  const findings: Finding[] = []
  if (slack.mode !== 'oauth') findings.push(tokenFinding(await askSlack(slack, 'auth.test', slack.botToken)))
  if (slack.mode === 'socket')
    findings.push(socketFinding(await askSlack(slack, 'apps.connections.open', slack.appToken)))
  else findings.push(await reachFinding(slack, config, runs))
  return findings
}

function tokenFinding(answer: SlackAnswer): Finding {
  switch (answer.kind) {
    case 'failed':
      return wrong(
        check,
        `Slack is not reached (${networkWords(answer.code) ?? answer.code})`,
        'SLACK_API_URL',
      )
    case 'refused':
      return wrong(
        check,
        `the bot token is refused (${answer.code}): install the app anew, and set the token it shows`,
        'SLACK_BOT_TOKEN',
      )
    case 'answered': {
      const missing = botScopes.filter(scope => !answer.scopes.includes(scope))
      if (missing.length > 0)
        return wrong(
          check,
          `the bot token is good, but lacks scopes (${missing.join(', ')}): update the app from npx undersigned slack manifest, and install it anew`,
        )
      const team = typeof answer.value.team === 'string' ? ` in ${answer.value.team}` : ''
      return ok(check, `the bot token is good${team}, and has its scopes`)
    }
  }
}

function socketFinding(answer: SlackAnswer): Finding {
  switch (answer.kind) {
    case 'failed':
      return wrong(
        'slack socket',
        `Slack is not reached (${networkWords(answer.code) ?? answer.code})`,
        'SLACK_API_URL',
      )
    case 'refused':
      return wrong(
        'slack socket',
        `the app-level token is refused (${answer.code}): make one with connections:write, and switch Socket Mode on`,
        'SLACK_APP_TOKEN',
      )
    case 'answered':
      return ok('slack socket', 'Slack hands out a connection for Socket Mode')
  }
}

/** An unsigned request must be refused by us, and by nobody else: then Slack's signed ones come through, too. */
async function reachFinding(slack: SlackConfig, config: Config, runs: boolean): Promise<Finding> {
  const name = 'slack requests'
  if (!runs && !config.publicUrlIsSet) return skipped(name, 'the service does not run on this machine')
  const url = `${config.publicUrl}${eventsPath}`
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { connection: 'close', 'content-type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(patience),
    })
    const install =
      slack.mode === 'oauth' ? `; workspaces install the app at ${config.publicUrl}${installPath}` : ''
    return response.status === 401
      ? ok(name, `${url} answers, and refuses what Slack has not signed${install}`)
      : wrong(
          name,
          `${url} answers ${response.status} where 401 was expected: does PUBLIC_URL lead here?`,
          'PUBLIC_URL',
        )
  } catch {
    return wrong(name, `${url} is not reached, so Slack cannot reach it either`, 'PUBLIC_URL')
  }
}
