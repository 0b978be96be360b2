// Shows new emails on the trial desk as they arrive. Without this script, reloading the page shows them.
const list = document.getElementById('mail-list')
const count = document.getElementById('mail-count')
const everyMs = 1500

async function look() {
  // A hidden tab does not ask. It looks again when it is visible.
  if (list && !document.hidden) {
    try {
      const answer = await fetch(list.dataset.from, { headers: { accept: 'text/html' } })
      if (answer.ok) show(await answer.text())
    } catch {
      // The service is restarting: the next look finds it.
    }
  }
  setTimeout(look, everyMs)
}

/** Replaces the list only if it has changed, so that a link keeps the keyboard's focus. */
function show(markup) {
  const template = document.createElement('template')
  template.innerHTML = markup
  const ids = root => [...root.querySelectorAll('[data-id]')].map(item => item.dataset.id).join(' ')
  if (ids(template.content) === ids(list)) return
  const focused = document.activeElement?.closest?.('[data-id]')?.dataset.id
  list.replaceChildren(template.content)
  // Screen readers read out a status that stays in the page; they may not read one that comes with the list.
  count.textContent = list.querySelector('p')?.textContent ?? ''
  if (focused) list.querySelector(`[data-id="${CSS.escape(focused)}"] a`)?.focus()
}

setTimeout(look, everyMs)
