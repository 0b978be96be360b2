/** Slack's on the service's own port. Apart from who answers there: every command reads them, and none needs Bolt. */
export const eventsPath = '/slack/events'
export const installPath = '/slack/install'
export const redirectPath = '/slack/oauth_redirect'
