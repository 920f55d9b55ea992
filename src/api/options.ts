import { InterkassaError, isLoopbackHost } from '../protocol/index.js'

/** Asks the network, or an emulator in the same process. */
export type Fetch = (request: Request) => Promise<Response>

/** Who asks: the two texts of the account's API page, or both in a header that is ready, as an `Account` makes it. */
export type ApiCredentials =
  { readonly apiUser: string; readonly apiKey: string } | { readonly authorization: string }

export type ApiOptions = ApiCredentials & {
  /** Where the API is: the gateway's own address, or a local one over http. */
  readonly baseUrl?: string
  /**
   * The business account in whose name is asked. It is looked up once unless it is given here; `null` names none, for
   * credentials that have no business account.
   */
  readonly accountId?: string | null
  /** Milliseconds for one try, from the request to the answer's last byte; 15 seconds unless said otherwise. */
  readonly timeout?: number
  /** Further tries at a read that failed, 0 to 5; two unless said otherwise. What is no read is tried once. */
  readonly retries?: number
  /** Milliseconds before the second try, doubled before each further one, with jitter; 500 unless said otherwise. */
  readonly retryDelay?: number
  readonly fetch?: Fetch
}

/** Options with every default filled in. */
export interface ApiSettings {
  readonly authorization: string
  readonly baseUrl: string
  readonly accountId: string | null | undefined
  readonly timeout: number
  readonly retries: number
  readonly retryDelay: number
  readonly fetch: Fetch
}

/** The gateway's own address. Source: interkassa/php-sdk `src/Helper/Config.php`. */
export const API_URL = 'https://api.interkassa.com/v1/'

const CREDENTIAL = /^[!-9;-~]+$/
const ACCOUNT_ID = /^[\w-]{1,64}$/

/**
 * Checks the options, all at the start.
 *
 * @throws InterkassaError `bad-options`; its message names the option and never its value.
 */
export function settingsOf(options: ApiOptions): ApiSettings {
  const {
    baseUrl = API_URL,
    accountId,
    timeout = 15_000,
    retries = 2,
    retryDelay = 500,
    fetch = (request: Request) => globalThis.fetch(request)
  } = options
  check(
    accountId === undefined || accountId === null || ACCOUNT_ID.test(accountId),
    'accountId: expected an id'
  )
  check(Number.isInteger(timeout) && timeout >= 1 && timeout <= 120_000, 'timeout: expected 1 to 120000 ms')
  check(Number.isInteger(retries) && retries >= 0 && retries <= 5, 'retries: expected 0 to 5')
  check(
    Number.isInteger(retryDelay) && retryDelay >= 0 && retryDelay <= 60_000,
    'retryDelay: expected 0 to 60000 ms'
  )
  check(typeof fetch === 'function', 'fetch: expected a function')
  return {
    authorization: authorizationOf(options),
    baseUrl: safeUrl(baseUrl),
    accountId,
    timeout,
    retries,
    retryDelay,
    fetch
  }
}

function authorizationOf(credentials: ApiCredentials): string {
  if ('authorization' in credentials) {
    check(/^Basic [A-Za-z0-9+/]+={0,2}$/.test(credentials.authorization), 'authorization: expected Basic …')
    return credentials.authorization
  }
  const { apiUser, apiKey } = credentials
  check(
    [apiUser, apiKey].every((text: unknown) => typeof text === 'string' && CREDENTIAL.test(text)),
    'apiUser, apiKey: expected text without spaces and colons'
  )
  return `Basic ${Buffer.from(`${apiUser}:${apiKey}`).toString('base64')}`
}

/** The key goes with every request, so it goes over https, or not out of this machine. */
function safeUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  const isSafe =
    url !== null &&
    !/[?#]/.test(text) &&
    !url.username &&
    !url.password &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname)))
  check(isSafe, 'baseUrl: expected an https URL, or http on loopback, without query')
  return url.href.replace(/\/?$/, '/')
}

function check(holds: boolean, message: string): asserts holds {
  if (!holds) throw new InterkassaError('bad-options', message)
}
