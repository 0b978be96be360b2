export function petitionPath(slug: string): string {
  return `/p/${encodeURIComponent(slug)}`
}
