export function petitionPath(slug: string): string {
  return `/p/${encodeURIComponent(slug)}`
}

export function newsPath(slug: string): string {
  return `${petitionPath(slug)}/news`
}

/** A page of the news that begins with this one, however many follow. */
export function newsItemPath(slug: string, number: number): string {
  return `${newsPath(slug)}?after=${number + 1}#n${number}`
}
