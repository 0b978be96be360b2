/**
 * Presses a button of a page as a script does: without a browser's headers the service shows a second step, whose form the script reads
 * and sends.
 */
export async function press(url: string, fields: Record<string, string> = {}): Promise<Response> {
  const post = (more: Record<string, string>) =>
    fetch(url, { method: 'POST', body: new URLSearchParams({ ...fields, ...more }), redirect: 'manual' })
  const first = await post({})
  const value = /name="second-step" value="([0-9a-f]+)"/.exec(await first.clone().text())?.[1]
  return value === undefined ? first : post({ 'second-step': value })
}
