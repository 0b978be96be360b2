export interface SvgText {
  text: string
  /** In the layout's pixels. */
  x: number
  y: number
  size: number
  anchor: string
}

/** Every text of one of our SVGs, in its order, without the marks of direction. */
export function svgTexts(svg: string): SvgText[] {
  return [...svg.matchAll(/<text ([^>]*)>(.*?)<\/text>/g)].map(([, attributes = '', text = '']) => {
    const number = (name: string) => Number(attributes.match(new RegExp(`(?:^| )${name}="([-\\d.]+)"`))?.[1])
    return {
      text: unescaped(text.replace(/<[^>]*>/g, '')).replace(/[\u2067\u2069]/g, ''),
      x: number('x'),
      y: number('y'),
      size: number('font-size'),
      anchor: attributes.match(/text-anchor="(\w+)"/)?.[1] ?? '',
    }
  })
}

function unescaped(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
}
