import { InterkassaError } from '../../protocol/index.js'
import { plain, type Answer } from './answers.js'
import type { CallHead } from './call.js'

/** Which pages may ask for sessions: the server's own origin and the ones that the merchant lists. */
export interface OriginPolicy {
  /** @throws InterkassaError `forbidden-origin` unless the request names a listed origin. */
  check(request: CallHead): void
  /** Whether a listed page, or one of the server's own, has sent this. */
  trusts(request: CallHead): boolean
  /** Whether a page that is not listed says of itself that it has sent this. */
  isForeign(request: CallHead): boolean
  /** Headers that let a listed foreign page read the answer; none for everybody else. */
  cors(request: CallHead): Readonly<Record<string, string>>
  /** The answer to a preflight of a listed foreign origin, or null for every other request. */
  preflight(request: CallHead): Answer | null
}

export function originPolicy(own: string, listed: readonly string[]): OriginPolicy {
  const all = new Set([own, ...listed])
  const originOf = (request: CallHead) => request.headers.get('origin')
  const foreign = (request: CallHead) => {
    const origin = originOf(request)
    return origin !== null && origin !== own && all.has(origin) ? origin : null
  }
  const isListed = (request: CallHead) => all.has(originOf(request) ?? '')
  // A browser tells where a request comes from even where it sends no Origin.
  const isCrossSite = (request: CallHead) => request.headers.get('sec-fetch-site') === 'cross-site'
  const cors = (request: CallHead): Readonly<Record<string, string>> => {
    const origin = foreign(request)
    return origin === null
      ? { vary: 'Origin' }
      : {
          'access-control-allow-origin': origin,
          'access-control-allow-credentials': 'true',
          'access-control-expose-headers': 'retry-after',
          vary: 'Origin'
        }
  }
  return {
    check(request) {
      if (!isListed(request) || (isCrossSite(request) && foreign(request) === null)) {
        throw new InterkassaError(
          'forbidden-origin',
          `origin ${String(originOf(request))} is not listed in origins`
        )
      }
    },
    trusts: (request) => isListed(request) || request.headers.get('sec-fetch-site') === 'same-origin',
    isForeign: (request) =>
      isCrossSite(request) || ((originOf(request) ?? 'null') !== 'null' && !isListed(request)),
    cors,
    preflight(request) {
      if (request.method !== 'OPTIONS' || foreign(request) === null) return null
      return plain(204, null, {
        ...cors(request),
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': 'content-type',
        'access-control-max-age': '600'
      })
    }
  }
}
