/**
 * What in a User-Agent tells that no person is looking: data, kept apart so that it can grow. Sources: what each program
 * says of itself (the address beside it), and the lists of omrilotan/isbot, monperrus/crawler-user-agents and
 * JayBizzle/Crawler-Detect, where more are found. A mail scanner that plays a browser perfectly is counted as a person; no
 * list helps against that.
 */
export const linkFetchers: readonly RegExp[] = [
  // Slackbot-LinkExpanding (api.slack.com/robots), Discordbot, Twitterbot, TelegramBot, Googlebot, LinkedInBot (the rest of
  // the world's bots name themselves so). Cubot is a maker of phones.
  /(?<!cu)bot(?![a-z])/i,
  /crawl|spider|slurp/i,
  // facebookexternalhit (developers.facebook.com/docs/sharing/webmasters/web-crawlers), WhatsApp's previews
  /facebookexternalhit|meta-external|^whatsapp/i,
  // SkypeUriPreview of Teams and Skype; BingPreview, seen from Safe Links as well
  /preview/i,
  // Scanners of mail and of addresses: "Barracuda Sentinel (EE)" (JayBizzle/Crawler-Detect#552), Mimecast, Proofpoint, and
  // their like where they give their name
  /safe ?links|barracuda|proofpoint|urldefense|mimecast|ironport|fortimail|fortiguard|zscaler|symantec|sophos|forcepoint|trend ?micro|bitdefender|virustotal|cloudmark|scan/i,
  // Google's proxies and checks of links
  /google-(?!chrome)|googleimageproxy|apis-google|feedfetcher/i,
  // Browsers without anybody before them
  /headless|phantomjs|puppeteer|playwright|selenium|lighthouse|prerender/i,
  // Programs and libraries
  /^(curl|wget|httpie|python|java|ruby|perl|php|go-http|okhttp|axios|node|undici|got|dart|apache|libwww|lua|guzzle|postman|insomnia)/i,
  /python-requests|python-urllib|aiohttp|httpx|httpclient|libcurl|winhttp|node-fetch|scrapy|fetcher/i,
  // Watchers of uptime
  /monitor|uptime|pingdom|statuscake/i,
]
