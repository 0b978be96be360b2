const main = document.querySelector('main')

function tellHeight() {
  if (parent !== window) parent.postMessage({ undersignedHeight: main.getBoundingClientRect().height }, '*')
}

/** Takes over what may have changed from the page as it is now: only the service knows the words beside a number. */
async function refresh() {
  if (document.hidden) return
  const answer = await fetch(location.href, { cache: 'no-cache' }).catch(() => undefined)
  if (!answer?.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const name of ['.count strong', '.button']) {
    const shown = main.querySelector(name)
    const { textContent } = page.querySelector(name)
    if (shown.textContent !== textContent) shown.textContent = textContent
  }
  const [bar, filled] = [main, page].map(place => place.querySelector('progress'))
  if (bar && filled) {
    bar.value = filled.value
    bar.ariaLabel = filled.ariaLabel
  }
  tellHeight()
}

tellHeight()
addEventListener('resize', tellHeight)
setInterval(refresh, 30_000)
document.addEventListener('visibilitychange', refresh)
