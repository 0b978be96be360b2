import { existsSync, readFileSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'

/**
 * The browser at CHROMIUM_PATH, or Debian's; undefined on a machine without one. The same engine without windows takes a fifth
 * of the processor's time: 0.45 s instead of 2.3 s for a start and five pages (measured, 156).
 */
export const chromiumPath: string | undefined = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
].find(path => path !== undefined && path !== '' && existsSync(path))

/** Starts a browser, or returns undefined if there is none: skip by name then (`describe.skipIf(!chromiumPath)`). */
export async function openBrowser(): Promise<Browser | undefined> {
  if (chromiumPath === undefined) return undefined
  return chromium.launch({
    executablePath: chromiumPath,
    headless: true,
    // Chromium refuses its sandbox to root.
    chromiumSandbox: process.getuid?.() !== 0,
    // The rest keeps it from speaking to anybody but us.
    args: [
      // A browser that says it is headless is taken for a machine: its presses get a second step.
      '--user-agent=Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
      // Without it, a browser without windows names no language: nor does a machine.
      '--accept-lang=en-GB,en',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/**
 * A page in which `axe` is there wherever it goes. The browser keeps the half megabyte of it: to send it to each page and read it there
 * took as long as to use it (measured).
 */
export async function openAxePage(browser: Browser): Promise<Page> {
  const axe = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
  // The policy of our pages would refuse a script that is not ours.
  const context = await browser.newContext({ bypassCSP: true })
  await context.addInitScript({ content: `if (window === top) { ${axe} }` })
  return context.newPage()
}
