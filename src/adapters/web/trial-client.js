// Shows new mails on the trial desk as they come. Without it the page works by reloading.
const list = document.getElementById('mail-list')
const count = document.getElementById('mail-count')
const everyMs = 1500

async function look() {
  // A hidden tab asks nothing; it looks again when it is seen.
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

/** Replaces the list only where it changed, so that whoever stands on a link with the keyboard stays there. */
function show(markup) {
  const template = document.createElement('template')
  template.innerHTML = markup
  const ids = root => [...root.querySelectorAll('[data-id]')].map(item => item.dataset.id).join(' ')
  if (ids(template.content) === ids(list)) return
  const focused = document.activeElement?.closest?.('[data-id]')?.dataset.id
  list.replaceChildren(template.content)
  // A status that stays in the page is read out; one that comes with the list may not be.
  count.textContent = list.querySelector('p')?.textContent ?? ''
  if (focused) list.querySelector(`[data-id="${CSS.escape(focused)}"] a`)?.focus()
}

setTimeout(look, everyMs)
