import { FIELDS } from '../protocol/index.js'
import { sign, type SignedParams } from '../server/signing/signature.js'
import { signedFields, valueOf, type FormFields } from './form-fields.js'
import { Refusal } from './refusal.js'
import type { Cabinet } from './settings.js'

/** The gateway's own words for a wrong signature. Source: interkassa/php-sdk issue 1. */
const GATEWAY_WORDS = `Подпись запроса "${FIELDS.sign.wire}" не верна`

/**
 * Refuses a form whose signature is missing or wrong, where the checkout requires one. The signature covers values and
 * not names, and the emulator adds nothing to that: what a gateway of this scheme lets in is let in here.
 */
export function checkSign(cabinet: Cabinet, fields: FormFields): void {
  if (!cabinet.signRequired) return
  const { secretKey, algorithm } = cabinet
  const found = valueOf(fields, 'sign')
  const params = signedFields(fields)
  const expected = `base64(${algorithm}(${namesInOrder(params)}:secret key)), of the values in this order`
  if (found === null) {
    throw new Refusal('missing-sign', { found: `no ${FIELDS.sign.wire}, or an empty one`, expected })
  }
  if (found === sign(params, secretKey, algorithm)) return
  throw new Refusal('wrong-sign', {
    found: `${FIELDS.sign.wire} = ${found}`,
    expected,
    hint: causeOf(cabinet, params, found),
    gatewayWords: GATEWAY_WORDS
  })
}

/** The three slips that can be told from the signature itself. */
function causeOf(cabinet: Cabinet, params: SignedParams, found: string): string | undefined {
  const { secretKey, testSecretKey, algorithm } = cabinet
  const other = algorithm === 'sha256' ? 'md5' : 'sha256'
  if (found === sign(params, testSecretKey, algorithm)) {
    return 'It was made with the test key. Forms are signed with the secret key, test payments too.'
  }
  if (found === sign(params, secretKey, other))
    return `It was made with ${other}; the checkout is set to ${algorithm}.`
  if (found.replaceAll(' ', '+') === sign(params, secretKey, algorithm)) {
    return 'Its "+" became spaces: in an address they are written %2B.'
  }
  return undefined
}

const namesInOrder = (params: SignedParams) =>
  Object.keys(params)
    .filter((name) => name !== FIELDS.sign.wire)
    .sort()
    .join(':')
