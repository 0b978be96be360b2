const main = document.querySelector('main')
const count = main.querySelector('.count strong')
const locale = main.querySelector('.count').dataset.locale

function tellHeight() {
  if (parent !== window) parent.postMessage({ undersignedHeight: main.getBoundingClientRect().height }, '*')
}

/** The same sentence with another number in it: languages put it first or last, but write it once. */
async function refresh() {
  if (document.hidden) return
  const answer = await fetch(`/api/petitions/${main.dataset.petition}`).catch(() => undefined)
  if (!answer?.ok) return
  const { signatures, goal } = await answer.json()
  const said = new Intl.NumberFormat(locale).format(signatures)
  // One signature has a noun of its own, which only a new page knows.
  if (signatures > 1) count.textContent = count.textContent.replace(/[\d.,\s\u00a0\u202f’']*\d/u, said)
  const bar = main.querySelector('progress')
  if (bar && goal) bar.value = Math.min(signatures, goal)
}

tellHeight()
addEventListener('resize', tellHeight)
setInterval(refresh, 30_000)
document.addEventListener('visibilitychange', refresh)
