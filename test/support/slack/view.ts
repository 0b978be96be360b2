/** A modal or a Home, as it stands now. */
import type { Changes } from '../chat/changes.ts'
import type { Field } from '../chat/form.ts'
import { type JsonObject, objectAt, objectsAt, textAt } from '../chat/json.ts'
import { patience } from '../patience.ts'
import { fieldsOf } from './form.ts'
import { newId, newTs } from './ids.ts'
import { type Button, buttonsOf, withIds, wordsOf } from './message.ts'
import type { User, Workspace } from './world.ts'

export class View {
  readonly id = newId('V')
  readonly user: User
  /** Whose app shows it. */
  readonly workspace: Workspace
  /** Changes with every write. */
  hash = ''
  /** Nobody sees it any more. */
  closed = false
  /** Errors at the inputs after a submit that the app refused, by block_id. */
  errors: Record<string, string> = {}
  #fields: JsonObject = {}
  readonly #changes: Changes

  constructor(user: User, workspace: Workspace, fields: JsonObject, changes: Changes) {
    this.user = user
    this.workspace = workspace
    this.#changes = changes
    this.write(fields)
  }

  write(fields: JsonObject): void {
    this.#fields = withIds(fields)
    this.hash = newTs()
    this.errors = {}
    this.#changes.happened()
  }

  get callbackId(): string {
    return textAt(this.#fields, 'callback_id') ?? ''
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

  get blocks(): JsonObject[] {
    return objectsAt(this.#fields, 'blocks')
  }

  /** The inputs somebody fills in, in order. */
  get fields(): Field[] {
    return fieldsOf(this.blocks)
  }

  get buttons(): Button[] {
    return buttonsOf(this.blocks)
  }

  /** All that is shown, in order; labels too, buttons not. */
  get words(): string {
    return wordsOf(this.blocks)
  }

  async until(check: (view: View) => boolean): Promise<View> {
    await this.#changes.until(
      () => check(this),
      patience,
      () => `the view as wished; it is: ${this.title} ${this.words}`,
    )
    return this
  }

  /** As the API and interactions give it. */
  toApi(state: JsonObject = {}): JsonObject {
    const { workspace } = this
    return {
      private_metadata: '',
      callback_id: '',
      ...this.#fields,
      id: this.id,
      team_id: this.user.workspace.id,
      state: { values: state },
      hash: this.hash,
      app_id: workspace.appId,
      app_installed_team_id: workspace.id,
      bot_id: workspace.botId,
    }
  }
}
