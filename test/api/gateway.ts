import type { TestContext } from 'node:test'
import {
  createApi,
  type ApiOptions,
  type ErrorCode,
  type Fetch,
  type InterkassaApi
} from '../../src/api/index.js'
import type { Emulator } from '../../src/emulator/index.js'
import { InterkassaError } from '../../src/protocol/index.js'
import { startEmulator } from '../emulator/payer.js'

export const USER = '5b0f1c2d3e4f506172839405'
export const KEY = 'ApiKeyMadeUp0123456789abcdefAAA9'
export const ACCOUNT = '5a1b2c3d4e5f60718293a4b5'

export interface Gateway {
  readonly emulator: Emulator
  readonly url: string
  readonly api: InterkassaApi
  /** Path and query of what was asked, oldest first. */
  readonly asked: readonly string[]
  /** Another client of the same gateway. */
  readonly client: (options: Partial<ApiOptions>) => InterkassaApi
}

/** An emulator on a free port, and a client that asks it over the network, without pauses. */
export async function openGateway(
  t: TestContext,
  { settings = {}, ...options }: Parameters<typeof startEmulator>[1] = {}
): Promise<Gateway> {
  const { emulator, url } = await startEmulator(t, {
    ...options,
    settings: { api: { user: USER, key: KEY, accountId: ACCOUNT }, ...settings }
  })
  const asked: string[] = []
  const client = (changes: Partial<ApiOptions>): InterkassaApi =>
    createApi({
      apiUser: USER,
      apiKey: KEY,
      baseUrl: `${url}v1/`,
      retryDelay: 0,
      fetch: (request) => {
        const { pathname, search } = new URL(request.url)
        asked.push(`${request.method} ${pathname.replace('/v1/', '')}${decodeURIComponent(search)}`)
        return fetch(request)
      },
      ...changes
    })
  return { emulator, url, api: client({}), asked, client }
}

/** What a call fails with. Anything but an InterkassaError fails the test. */
export async function failureOf(call: Promise<unknown>): Promise<InterkassaError> {
  try {
    await call
  } catch (error) {
    if (error instanceof InterkassaError) return error
    throw new Error('expected an InterkassaError', { cause: error })
  }
  throw new Error('expected a failure')
}

export const codeOf = async (call: Promise<unknown>): Promise<ErrorCode> => (await failureOf(call)).code

/** All pages of a list in one. */
export async function allOf<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = []
  for await (const page of pages) all.push(...page)
  return all
}

/** A client whose network is a function. */
export function clientOf(fetch: Fetch, options: Partial<ApiOptions> = {}): InterkassaApi {
  return createApi({
    apiUser: USER,
    apiKey: KEY,
    accountId: ACCOUNT,
    retryDelay: 0,
    fetch,
    ...options
  })
}
