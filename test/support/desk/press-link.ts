import { press } from '../press.ts'
/** Follows a link of ours and presses the large button of its page; gives the page after that. */
export async function pressLink(serviceUrl: string, link: string): Promise<Response> {
  const path = new URL(link).pathname
  const page = await fetch(`${serviceUrl}${path}`)
  if (!(await page.text()).includes('method="post"')) throw new Error(`nothing to press at ${page.status}`)
  return press(`${serviceUrl}${path}`)
}

export const confirmLink = /https?:\/\/[^\s"<>)]+\/c\/[a-z2-7]{32}/
