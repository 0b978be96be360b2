/** A modal or a Home, as it stands now. */
import type { Changes } from '../chat/changes.ts'
import { type JsonObject, objectAt, objectsAt, textAt } from '../chat/json.ts'
import { type Field, fieldsOf } from './form.ts'
import { newId, newTs } from './ids.ts'
import { type Button, buttonsOf, shownTexts, withIds } from './message.ts'
import type { User, Workspace } from './world.ts'

export class View {
  readonly id = newId('V')
  readonly user: User
  /** Whose app shows it. */
  readonly workspace: Workspace
  /** The view beneath it in the stack. */
  readonly previous: View | undefined
  /** Changes with every write; what `views.update` may compare. */
  hash = ''
  /** Where it is seen no more. */
  closed = false
  /** What stands at the inputs after a submit the app refused, by block_id. */
  errors: Record<string, string> = {}
  updates = -1
  #fields: JsonObject = {}
  readonly #changes: Changes

  constructor(
    user: User,
    fields: JsonObject,
    changes: Changes,
    { workspace = user.workspace, previous }: { workspace?: Workspace; previous?: View | undefined } = {},
  ) {
    this.user = user
    this.workspace = workspace
    this.previous = previous
    this.#changes = changes
    this.write(fields)
  }

  write(fields: JsonObject): void {
    this.#fields = withIds(fields)
    this.hash = `${newTs()}.${newId('V').slice(2)}`
    this.errors = {}
    this.updates += 1
    this.#changes.happened()
  }

  get type(): 'modal' | 'home' {
    return this.#fields.type === 'home' ? 'home' : 'modal'
  }

  get callbackId(): string {
    return textAt(this.#fields, 'callback_id') ?? ''
  }

  get externalId(): string | undefined {
    return textAt(this.#fields, 'external_id')
  }

  get privateMetadata(): string {
    return textAt(this.#fields, 'private_metadata') ?? ''
  }

  get title(): string {
    return textAt(objectAt(this.#fields, 'title'), 'text') ?? ''
  }

  get submit(): string | undefined {
    return textAt(objectAt(this.#fields, 'submit'), 'text')
  }

  get notifiesOnClose(): boolean {
    return this.#fields.notify_on_close === true
  }

  get clearsOnClose(): boolean {
    return this.#fields.clear_on_close === true
  }

  get blocks(): JsonObject[] {
    return objectsAt(this.#fields, 'blocks')
  }

  /** The inputs somebody fills, in order. */
  get fields(): Field[] {
    return fieldsOf(this.blocks)
  }

  get buttons(): Button[] {
    return buttonsOf(this.blocks)
  }

  /** All that is shown, in order, as Slack's markup; labels too, buttons not. */
  get words(): string {
    return this.blocks.flatMap(shownTexts).join('\n')
  }

  async until(check: (view: View) => boolean, timeoutMs = 5000): Promise<View> {
    await this.#changes.until(
      () => check(this),
      timeoutMs,
      () => `the view as wished; it is: ${this.title} ${this.words}`,
    )
    return this
  }

  /** As the API and interactions give it. */
  toApi(state: JsonObject = {}): JsonObject {
    const { workspace } = this
    let root: View = this
    while (root.previous !== undefined) root = root.previous
    return {
      id: this.id,
      team_id: this.user.workspace.id,
      type: this.type,
      blocks: this.blocks,
      private_metadata: this.privateMetadata,
      callback_id: this.callbackId,
      state: { values: state },
      hash: this.hash,
      title: this.#fields.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
      clear_on_close: this.clearsOnClose,
      notify_on_close: this.notifiesOnClose,
      close: this.#fields.close ?? null,
      submit: this.#fields.submit ?? null,
      previous_view_id: this.previous?.id ?? null,
      root_view_id: root.id,
      app_id: workspace.appId,
      external_id: this.externalId ?? '',
      app_installed_team_id: workspace.id,
      bot_id: workspace.botId,
    }
  }
}
