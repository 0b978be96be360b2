// Copies an address, and keeps a number live. Without it the pages lack nothing else.
for (const button of document.querySelectorAll('button[data-copy]')) {
  if (!navigator.clipboard) continue
  button.hidden = false
  const { copy, done } = button.dataset
  const usual = button.textContent
  const address = document.getElementById(copy)
  let timer
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(address.textContent)
    } catch {
      // The browser forbids it: the address is selected, to be copied by hand.
      getSelection().selectAllChildren(address)
      if (!document.execCommand('copy')) return
    }
    button.textContent = done
    clearTimeout(timer)
    timer = setTimeout(() => {
      button.textContent = usual
    }, 3000)
  })
}

for (const button of document.querySelectorAll('button[data-sheet]')) {
  if (!navigator.share) continue
  button.hidden = false
  const { sheet: url, title } = button.dataset
  button.addEventListener('click', () => navigator.share({ title, url }).catch(() => {}))
}

const shown = document.querySelector('[data-live]')
if (shown && 'EventSource' in window) {
  const write = new Intl.NumberFormat(document.documentElement.lang)
  const label = document.querySelector('.tally .of')
  const bar = document.querySelector('.act progress')
  let source
  const watch = () => {
    if (source || document.hidden) return
    source = new EventSource(shown.dataset.live)
    source.onmessage = ({ data }) => {
      const { signatures, status } = JSON.parse(data)
      const before = shown.textContent
      shown.textContent = write.format(signatures)
      shown.hidden = signatures === 0
      if (bar) {
        bar.value = Math.min(signatures, bar.max)
        bar.ariaLabel = bar.ariaLabel.replace(before, shown.textContent)
      }
      if (label.dataset.more && signatures > 0)
        label.textContent = signatures === 1 ? label.dataset.one : label.dataset.more
      if (status === 'closed') {
        for (const way of document.querySelectorAll('.sign, li:has(.blank)')) way.remove()
        rest()
      }
    }
  }
  const rest = () => {
    source?.close()
    source = undefined
  }
  // Nobody looks at a page in the background.
  document.addEventListener('visibilitychange', () => (document.hidden ? rest() : watch()))
  addEventListener('pagehide', rest)
  addEventListener('pageshow', watch)
  watch()
}
