export interface SvgText {
  text: string
  /** in the layout's pixels */
  x: number
  y: number
  size: number
  anchor: string
}

/** Every text of an SVG by Vega, in its order, without the marks of direction. */
export function svgTexts(svg: string): SvgText[] {
  return [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(([, attributes = '', text = '']) => {
    const place = attributes.match(/transform="translate\(([-\d.]+),([-\d.]+)\)/)
    return {
      text: unescaped(text).replace(/[\u2067\u2069]/g, ''),
      x: Number(place?.[1]),
      y: Number(place?.[2]),
      size: Number(attributes.match(/font-size="([\d.]+)px"/)?.[1]),
      anchor: attributes.match(/text-anchor="(\w+)"/)?.[1] ?? '',
    }
  })
}

function unescaped(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
}
