import { InterkassaError, FIELDS, SIGNED_NAME } from '../../protocol/index.js'
import { hashOf, type HashAlgorithm } from './hash.js'
import { sameBytes } from './same-bytes.js'
import { sortedNames, sortNames } from './sorted-names.js'

/** The two sums that a checkout's settings offer. md5 has known collisions that carry over to this construction. */
export type SignAlgorithm = HashAlgorithm

/** A value to be signed. Nested ones (`ik_payway_fields`, `ik_products`) are walked in the order of their names. */
type SignedValue = string | number | boolean | null | undefined | readonly SignedValue[] | SignedParams
export interface SignedParams {
  readonly [name: string]: SignedValue
}

/** Base64 has several spellings of the same bytes; only the one that the gateway writes is taken. */
const CANONICAL = {
  sha256: /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/,
  md5: /^[A-Za-z0-9+/]{21}[AQgw]==$/
} as const

/**
 * Signs the given fields: values ordered by the bytes of their names, nested ones depth first, joined with `:` and
 * followed by the key; the digest's bytes in Base64. Every name takes part except `ik_sign` itself; choose before
 * with {@link selectSigned}. Empty values take part as empty segments.
 *
 * Values are signed as they are: not trimmed, not normalised. What is not text is written as PHP would write it, so
 * that the official signatures come out: `true` is `1`, `false`, `null`, `undefined` and an empty list are empty, a
 * number is its shortest decimal form (PHP and JavaScript part ways on very large and very small ones: give text).
 *
 * Source: interkassa/php-sdk `src/Helper/Signature.php` and interkassa/examples `signatures.php`.
 *
 * @example
 * sign({ ik_am: '10.00', ik_co_id: '4f269503a1da92c807000002' }, secretKey)
 */
export function sign(params: SignedParams, key: string, algorithm: SignAlgorithm = 'sha256'): string {
  // no values at all are not one empty value
  const values = signedValues(params)
  values.push(key)
  return hashOf(values.join(':'), algorithm, 'base64')
}

/** Signs a text that {@link signedText} has made of one value at least. */
export function signText(text: string, key: string, algorithm: SignAlgorithm): string {
  return hashOf(`${text}:${key}`, algorithm, 'base64')
}

/**
 * What takes part in a received signature: names that begin with `ik_` or `_ik_`, without `ik_sign`. Other fields,
 * such as a framework's `route`, are left out. A name that holds `ik_` anywhere else or in another case is refused
 * with `bad-name`: the official modules would sign it, others would not. A name that comes twice is refused with
 * `duplicate-param`.
 *
 * Source: the notification of 2015 in yfix/yf reproduces only when `_ik_x_user_id` takes part.
 */
export function selectSigned(received: Iterable<readonly [string, string]>): Map<string, string> {
  const selected = new Map<string, string>()
  for (const [name, value] of received) {
    if (name === FIELDS.sign.wire) continue
    if (selected.has(name)) throw new InterkassaError('duplicate-param', `${name} stands there twice`)
    if (SIGNED_NAME.test(name)) selected.set(name, value)
    else if (/ik_/i.test(name))
      throw new InterkassaError('bad-name', `field name ${JSON.stringify(name)} is not ik_…`)
  }
  return selected
}

/** The text under a signature without the key: the values in the order of their names, joined with `:`. */
export function signedText(params: SignedParams | ReadonlyMap<string, string>): string {
  return signedValues(params).join(':')
}

/** Makes {@link signedText} of values that many forms have in common, and of those that each adds to them. */
export function signedTextWith(
  shared: Readonly<Record<string, string>>
): (further: Readonly<Record<string, string>>) => string {
  const names = Object.keys(shared)
  return (further) => {
    const added = Object.keys(further).filter((name) => !Object.hasOwn(shared, name))
    return sortedNames([...names, ...added])
      .map((name) => further[name] ?? shared[name])
      .join(':')
  }
}

/**
 * What identifies a signed text under every key and algorithm: the hex sha256 of the text without the key. A form and
 * a notification with one fingerprint have one signature, whatever their fields are called.
 */
export function fingerprintOf(text: string): string {
  return hashOf(text, 'sha256', 'hex')
}

/** Whether `signature` is the canonical Base64 of the digest under one of the keys. All keys are tried, in constant time. */
export function isSignedBy(
  keys: readonly string[],
  text: string,
  signature: string,
  algorithm: SignAlgorithm
): boolean {
  if (!CANONICAL[algorithm].test(signature)) return false
  const received = Buffer.from(signature, 'base64')
  return keys.map((key) => sameBytes(digestBytes(`${text}:${key}`, algorithm), received)).includes(true)
}

/** The bytes of a digest, by way of their text: that is quicker than to be given bytes. */
const digestBytes = (text: string, algorithm: SignAlgorithm) =>
  Buffer.from(hashOf(text, algorithm, 'base64'), 'base64')

function signedValues(params: SignedParams | ReadonlyMap<string, string>): string[] {
  const texts: string[] = []
  const names = isMap(params) ? [...params.keys()] : Object.keys(params)
  for (const name of sortedNames(names)) {
    if (name !== FIELDS.sign.wire) addTexts(texts, isMap(params) ? params.get(name) : params[name])
  }
  return texts
}

const isMap = (params: SignedParams | ReadonlyMap<string, string>): params is ReadonlyMap<string, string> =>
  params instanceof Map

function addTexts(texts: string[], value: SignedValue): void {
  if (typeof value === 'string') texts.push(value)
  else if (value === null || value === undefined || value === false) texts.push('')
  else if (value === true) texts.push('1')
  else if (typeof value !== 'object') texts.push(String(value))
  else addNested(texts, value as SignedParams)
}

function addNested(texts: string[], values: SignedParams): void {
  const names = sortNames(Object.keys(values))
  if (names.length === 0) texts.push('')
  for (const name of names) addTexts(texts, values[name])
}
