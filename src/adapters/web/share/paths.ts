export function petitionPath(slug: string): string {
  return `/p/${encodeURIComponent(slug)}`
}

export function newsPath(slug: string): string {
  return `${petitionPath(slug)}/news`
}

/** The page of news that begins with this item, however many are newer. */
export function newsItemPath(slug: string, number: number): string {
  return `${newsPath(slug)}?after=${number + 1}#n${number}`
}
