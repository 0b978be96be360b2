/** Slack's paths on the service's own port. In a file of their own, so that the command line need not load Bolt. */
export const eventsPath = '/slack/events'
export const installPath = '/slack/install'
export const redirectPath = '/slack/oauth_redirect'
