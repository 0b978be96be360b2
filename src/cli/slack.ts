import { type Command, Option } from 'commander'
import { manifestOf } from '../adapters/slack/manifest.ts'
import { textsOf } from '../core/texts/texts.ts'
import { OperatorError } from '../service.ts'
import { commandConfig } from './open.ts'
import { print } from './output.ts'

export function addSlackCommands(program: Command): void {
  program
    .command('slack')
    .description('set up the Slack app')
    .command('manifest')
    .description(
      'print the manifest of the app: JSON to paste at https://api.slack.com/apps, with the scopes it uses and no others',
    )
    .addOption(
      new Option('--mode <mode>', 'socket to try it out, http for one workspace, oauth for many').choices([
        'socket',
        'http',
        'oauth',
      ]),
    )
    .action((options: { mode?: 'socket' | 'http' | 'oauth' }) => {
      const { slack, publicUrl, publicUrlIsSet } = commandConfig()
      // Before there is an app there are no variables: people try it out first, or have a public address already.
      const mode = options.mode ?? slack?.mode ?? (publicUrlIsSet ? 'http' : 'socket')
      if (mode !== 'socket' && !publicUrlIsSet)
        throw new OperatorError(
          'PUBLIC_URL is not set: Slack sends its requests there. Set it, or try the app out with: npx undersigned slack manifest --mode socket',
        )
      if (mode === 'oauth' && !publicUrl.startsWith('https:'))
        throw new OperatorError(
          'PUBLIC_URL begins with http: after the app is installed, Slack sends people back to an https address only. Set PUBLIC_URL to that address.',
        )
      const manifest = manifestOf({ mode, publicUrl, words: textsOf('en').chat })
      print(JSON.stringify(manifest, null, 2))
    })
}
