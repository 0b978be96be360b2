/** Signatures that fit a condition, such as those of one email domain in one night. */
import { type SqlBool, sql } from 'kysely'
import type { ChannelName } from './channels.ts'
import { type Evidence, evidenceOf } from './evidence.ts'

/** A signature must fit every field that is set. */
export interface Condition {
  /** HMAC of a domain: a registrable one, which includes its subdomains, or a single subdomain. */
  domain?: Buffer
  disposable?: true
  /** The id or the name of a server or workspace. */
  community?: string
  channel?: ChannelName
  /** When it was confirmed: `from` is included, `to` is not. */
  from?: Date
  to?: Date
  /** Matches the whole name; `*` matches any letters. Case and accents do not matter. */
  name?: string
  evidence?: Evidence
}

/** A condition on rows of `signature`. */
export function fits(condition: Condition) {
  const { domain, disposable, community, channel, from, to, name, evidence } = condition
  const parts = [
    domain && sql<SqlBool>`(mail_domain = ${domain} or mail_host = ${domain})`,
    disposable && sql<SqlBool>`disposable`,
    community !== undefined &&
      sql<SqlBool>`(community = ${community} or (channel, community) in
        (select channel, tenant from community where lower(name) = lower(${community})))`,
    channel && sql<SqlBool>`channel = ${channel}`,
    from && sql<SqlBool>`confirmed_at >= ${from}`,
    to && sql<SqlBool>`confirmed_at < ${to}`,
    name !== undefined && sql<SqlBool>`split_part(folded, E'\n', 1) like ${likeOf(name)}`,
    evidence && sql<SqlBool>`${evidenceOf} = ${evidence}`,
  ].filter(part => part !== undefined && part !== false)
  return parts.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`(${sql.join(parts, sql` and `)})`
}

/** Folded as the column is; only `*` is a wildcard. */
function likeOf(pattern: string) {
  return sql`fold_words(${pattern.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%')})`
}
