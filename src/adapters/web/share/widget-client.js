/* <script src="https://…/widget.js" data-petition="slug" data-theme="auto" data-accent="0d5f58" async></script> */
;(() => {
  const script = document.currentScript
  if (!script) return
  const { petition, theme, accent, lang } = script.dataset
  if (!petition) return
  const origin = new URL(script.src).origin
  const query = new URLSearchParams()
  for (const [name, value] of [
    ['theme', theme],
    ['accent', accent],
    ['lang', lang],
  ])
    if (value) query.set(name, value)
  const frame = document.createElement('iframe')
  frame.src = `${origin}/p/${encodeURIComponent(petition)}/widget?${query}`
  frame.title = script.dataset.title || petition
  frame.loading = 'lazy'
  frame.style.cssText = 'border:0;width:100%;max-width:30rem;height:16rem;display:block'
  addEventListener('message', event => {
    if (event.origin !== origin || event.source !== frame.contentWindow) return
    const height = Number(event.data?.undersignedHeight)
    if (height > 0 && height < 2000) frame.style.height = `${Math.ceil(height)}px`
  })
  script.after(frame)
})()
