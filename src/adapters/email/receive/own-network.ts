const OWN =
  /^(?:::ffff:)?(?:127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.)|^(?:::1$|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/i

/** An address of this machine, or of a network without the public. */
export function isOwnNetwork(ip: string): boolean {
  return OWN.test(ip)
}
