import { createHmac } from 'node:crypto'
import { FIELDS, InterkassaError, MODES, type Mode } from '../../protocol/index.js'
import { sameBytes } from './same-bytes.js'
import { isSignedBy, sign, signText, type SignAlgorithm, type SignedParams } from './signature.js'

/** What the gateway's cabinet shows for a checkout. Keys are what it calls "sign key" and "test key". */
export interface ProviderAccountSettings {
  readonly checkoutId: string
  /** Signs every form, and verifies notifications in live mode. Up to three during a change: the first signs. */
  readonly secretKey: string | readonly string[]
  /** Verifies notifications in test mode, where it is required. */
  readonly testSecretKey?: string | readonly string[]
  /** `live` takes real money and refuses the test payway; `test` offers nothing else. There is no default. */
  readonly mode: Mode
  /** As set in the cabinet; `sha256` unless said otherwise. */
  readonly algorithm?: SignAlgorithm
  /** md5 can be forged by collisions whatever the key is, so it has to be asked for by name. */
  readonly allowMd5?: boolean
  /** User id and key of the REST API, both or neither. */
  readonly apiUser?: string
  readonly apiKey?: string
}

/** A checkout with its keys inside: it signs and verifies, and gives no key away, however it is printed. */
export class Account {
  readonly checkoutId: string
  readonly mode: Mode
  readonly algorithm: SignAlgorithm
  readonly #signingKey: string
  readonly #verifyingKeys: readonly string[]
  readonly #apiCredentials: string | null

  /** @internal Accounts come from {@link providerAccount}, which checks what it is given. */
  constructor(
    settings: Pick<ProviderAccountSettings, 'checkoutId' | 'mode'> & { algorithm: SignAlgorithm },
    keys: { signing: string; verifying: readonly string[]; api: string | null }
  ) {
    this.checkoutId = settings.checkoutId
    this.mode = settings.mode
    this.algorithm = settings.algorithm
    this.#signingKey = keys.signing
    this.#verifyingKeys = keys.verifying
    this.#apiCredentials = keys.api
  }

  /** Signs a form. The gateway wants the secret key here in test mode, too. */
  sign(params: SignedParams): string {
    return sign(params, this.#signingKey, this.algorithm)
  }

  /** Signs the text of a form, where the same values stand in many forms. */
  signText(text: string): string {
    return signText(text, this.#signingKey, this.algorithm)
  }

  /** Whether a notification's signed text carries the signature of this mode's keys. Constant in time. */
  hasSigned(text: string, signature: string): boolean {
    return isSignedBy(this.#verifyingKeys, text, signature, this.algorithm)
  }

  /**
   * A seal on a text of our own, for one purpose. It is an HMAC of the signing key, which no signature of the gateway's
   * scheme can be taken for.
   */
  seal(purpose: string, text: string): string {
    return createHmac('sha256', this.#signingKey).update(`${purpose}\n${text}`).digest('base64url')
  }

  /** Whether {@link seal} made this seal. Constant in time. */
  hasSealed(purpose: string, text: string, seal: string): boolean {
    return sameBytes(Buffer.from(this.seal(purpose, text)), Buffer.from(seal))
  }

  /**
   * The value of an `Authorization` header for the REST API, or null where the account has no access to it. A getter
   * would show in an inspection that reads getters.
   */
  authorization(): string | null {
    return this.#apiCredentials && `Basic ${Buffer.from(this.#apiCredentials).toString('base64')}`
  }
}

/**
 * Takes a checkout's settings, all of them checked: a missing, short, weak or repeated key, an unknown mode or
 * algorithm and a misspelt name stop the start. An unset environment variable never becomes an empty key.
 *
 * @throws InterkassaError `bad-account`; its message names the setting and never its value.
 * @example
 * const account = providerAccount({ checkoutId, secretKey, mode: 'live' })
 */
export function providerAccount(settings: ProviderAccountSettings): Account {
  const { checkoutId, mode, algorithm = 'sha256', allowMd5 = false, apiUser, apiKey } = settings
  const unknown = Object.keys(settings).find((name) => !SETTINGS.has(name))
  check(!unknown, `${String(unknown)} is not a setting of an account; expected ${[...SETTINGS].join(', ')}`)
  check(isText(checkoutId, FIELDS.checkoutId.holds), 'checkoutId: expected up to 36 letters, digits, _ or -')
  check(MODES.includes(mode), 'mode: expected "live" or "test"')
  check(['sha256', 'md5'].includes(algorithm), 'algorithm: expected "sha256" or "md5"')
  check(
    algorithm !== 'md5' || allowMd5,
    'algorithm: md5 can be forged; expected "sha256", or allowMd5: true beside it'
  )
  check((apiUser === undefined) === (apiKey === undefined), 'apiUser and apiKey: expected both or neither')
  check(
    [apiUser, apiKey].every((text) => text === undefined || isText(text, isCredential)),
    'apiUser, apiKey: expected text'
  )

  const secretKeys = keysOf('secretKey', settings.secretKey)
  const testKeys = settings.testSecretKey === undefined ? [] : keysOf('testSecretKey', settings.testSecretKey)
  const all = [...secretKeys, ...testKeys]
  check(new Set(all).size === all.length, 'secretKey and testSecretKey: expected keys that all differ')
  check(mode === 'live' || testKeys.length > 0, 'testSecretKey: expected in test mode')
  const [signing] = secretKeys
  check(signing !== undefined, 'secretKey: expected a key')

  const verifying = mode === 'live' ? secretKeys : testKeys
  const api = apiUser !== undefined && apiKey !== undefined ? `${apiUser}:${apiKey}` : null
  return new Account({ checkoutId, mode, algorithm }, { signing, verifying, api })
}

const SETTINGS: ReadonlySet<string> = new Set<keyof ProviderAccountSettings>([
  'checkoutId',
  'secretKey',
  'testSecretKey',
  'mode',
  'algorithm',
  'allowMd5',
  'apiUser',
  'apiKey'
])

function keysOf(name: string, value: string | readonly string[]): readonly string[] {
  const keys = Array.isArray(value) ? [...(value as readonly string[])] : [value as string]
  check(keys.length >= 1 && keys.length <= 3, `${name}: expected one key, or up to three`)
  // Forms are public, so a key can be guessed offline: short or monotonous ones fall in minutes. A colon would make
  // the key's beginning pass for one more signed value.
  const strong = (key: string) => /^[!-9;-~]{16,}$/.test(key) && new Set(key).size >= 6
  check(
    keys.every((key) => isText(key, strong)),
    `${name}: expected at least 16 characters, 6 of them different, without spaces, line ends and colons`
  )
  return keys
}

const isText = (value: unknown, holds: (text: string) => boolean) => typeof value === 'string' && holds(value)
const isCredential = (text: string) => /^[!-9;-~]+$/.test(text)

function check(holds: boolean, message: string): asserts holds {
  if (!holds) throw new InterkassaError('bad-account', message)
}
