import { setTimeout as sleep } from 'node:timers/promises'
import { SimpleShardingStrategy, WebSocketShardStatus } from 'discord.js'

/** The library reconnects 500 ms after a close. */
const lookEveryMs = 250
const stillAfterLooks = 3

/**
 * Ends shards that the library cannot end. A shard that is destroyed while it connects, or waits to connect, comes back half a second later
 * (measured, @discordjs/ws 1.2.3). So this strategy destroys it again once it is connected, which may be when Discord is back. Until then
 * nobody listens to it.
 */
export class EndableSharding extends SimpleShardingStrategy {
  override async destroy(options?: Parameters<SimpleShardingStrategy['destroy']>[0]): Promise<void> {
    for (let still = 0; still < stillAfterLooks; ) {
      const states = [...(await this.fetchStatus()).values()]
      if (states.every(state => state === WebSocketShardStatus.Ready)) break
      still = states.every(state => state === WebSocketShardStatus.Idle) ? still + 1 : 0
      await sleep(lookEveryMs, undefined, { ref: false })
    }
    await super.destroy(options)
  }
}
