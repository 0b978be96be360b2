for (const section of document.querySelectorAll('section.share')) {
  const { url, title } = section.dataset
  const copy = section.querySelector('[data-copy]')
  const sheet = section.querySelector('[data-sheet]')
  if (navigator.clipboard) {
    copy.hidden = false
    copy.addEventListener('click', async () => {
      await navigator.clipboard.writeText(url)
      copy.textContent = copy.dataset.done
    })
  }
  if (navigator.share) {
    sheet.hidden = false
    // Closing the sheet is no error.
    sheet.addEventListener('click', () => navigator.share({ title, url }).catch(() => {}))
  }
}
