const YEAR = 365 * 24 * 3600

/** The value of a cookie, or null. */
export function readCookie(request: Request, name: string): string | null {
  const pairs = (request.headers.get('cookie') ?? '').split('; ').map((pair) => pair.split('='))
  return pairs.find(([key]) => key === name)?.[1] ?? null
}

/**
 * A cookie for this site, out of reach of scripts. `Lax`, since the payer's return from the gateway is a navigation
 * from another site, on which `Strict` would withhold it. `Secure` wherever the shop itself is.
 */
export function writeCookie(name: string, value: string, shopUrl: string): string {
  const secure = shopUrl.startsWith('https:') ? '; Secure' : ''
  return `${name}=${value}; Path=/; Max-Age=${YEAR}; HttpOnly; SameSite=Lax${secure}`
}
