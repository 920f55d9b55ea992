import { InterkassaError, LIMITS, SIGNED_NAME } from '../../protocol/index.js'

const FORM_TYPE = /^application\/x-www-form-urlencoded(?: ?; ?charset=(?:utf-8|"utf-8"))?$/i

/**
 * Refuses a body that is not a plain urlencoded form in UTF-8. Compressed bodies are refused unread: nobody sends them
 * here, and a small one can hold a very large one.
 *
 * @throws InterkassaError `unsupported-media-type`, `unsupported-encoding`.
 */
export function checkFormHeaders(contentType: string | null, contentEncoding: string | null): void {
  if (contentEncoding !== null && contentEncoding !== '' && contentEncoding !== 'identity') {
    throw new InterkassaError('unsupported-encoding', 'expected a body without content encoding')
  }
  if (!FORM_TYPE.test(contentType ?? '')) {
    throw new InterkassaError('unsupported-media-type', 'expected application/x-www-form-urlencoded in UTF-8')
  }
}

/**
 * Parses a urlencoded form so strictly that no two parsers could read it differently: every name once, no array
 * syntax, nothing that PHP would rename into an `ik_` field, valid UTF-8, no control characters.
 *
 * @throws InterkassaError `body-too-large`, `too-many-params`, `name-too-long`, `value-too-long`, `bad-name`,
 *   `bad-encoding`, `control-char`, `duplicate-param`.
 */
export function parseForm(body: string | Uint8Array): Map<string, string> {
  if (body.length > LIMITS.bodyBytes)
    throw new InterkassaError('body-too-large', `over ${LIMITS.bodyBytes} bytes`)
  const text =
    typeof body === 'string'
      ? body
      : Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1')
  // An encoder leaves printable ASCII only. Anything else is a line end after the body, or another encoding.
  if (!/^[!-~]*$/.test(text)) throw new InterkassaError('bad-encoding', 'expected percent-encoded text')
  const params = new Map<string, string>()
  for (const pair of text.replaceAll('+', ' ').split('&')) {
    if (pair === '') continue
    const at = pair.indexOf('=')
    const name = checkedName(at < 0 ? pair : pair.slice(0, at))
    const value = checkedValue(at < 0 ? '' : pair.slice(at + 1))
    if (params.has(name))
      throw new InterkassaError('duplicate-param', `${JSON.stringify(name)} stands there twice`)
    if (params.size === LIMITS.params)
      throw new InterkassaError('too-many-params', `over ${LIMITS.params} parameters`)
    params.set(name, value)
  }
  return params
}

function decode(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch (cause) {
    throw new InterkassaError('bad-encoding', 'expected percent-encoded UTF-8', { cause })
  }
}

function checkedName(encoded: string): string {
  // nearly all are their own encoding
  if (SIGNED_NAME.test(encoded) && encoded.length <= LIMITS.nameBytes) return encoded
  const name = decode(encoded)
  // no name is longer than what encodes it
  if (encoded.length > LIMITS.nameBytes && Buffer.byteLength(name) > LIMITS.nameBytes)
    throw new InterkassaError('name-too-long', `over ${LIMITS.nameBytes} bytes`)
  if (SIGNED_NAME.test(name)) return name
  // PHP turns dots, spaces and an open bracket in a name into underscores.
  const asPhpReadsIt = name.replace(/[. []/g, '_')
  if (name === '' || /[[\]\p{Control}]/u.test(name) || /ik_/i.test(asPhpReadsIt)) {
    throw new InterkassaError('bad-name', `${JSON.stringify(name)} is no name of a field`)
  }
  return name
}

function checkedValue(encoded: string): string {
  const value = decode(encoded)
  // nor is a value
  if (encoded.length > LIMITS.valueBytes && Buffer.byteLength(value) > LIMITS.valueBytes) {
    throw new InterkassaError('value-too-long', `over ${LIMITS.valueBytes} bytes`)
  }
  if (value !== encoded && /\p{Control}/u.test(value))
    throw new InterkassaError('control-char', 'a value holds a control character')
  return value
}
