// Copies an address, and keeps a number live. Without it the pages lack nothing else.
for (const button of document.querySelectorAll('button[data-copy]')) {
  if (!navigator.clipboard) continue
  button.hidden = false
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent)
    const before = button.textContent
    button.textContent = button.dataset.done
    setTimeout(() => {
      button.textContent = before
    }, 3000)
  })
}
