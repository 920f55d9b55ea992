import { isLoopbackHost } from '../protocol/index.js'

/** Whether a URL leads to this very machine. `URL` has written `127.1` and `0x7f.1` out by then. */
export function isLoopbackUrl(url: string): boolean {
  return URL.canParse(url) && isLoopbackHost(new URL(url).hostname)
}
