import {
  GATEWAY,
  parseSession,
  readReturn,
  SIGNED_NAME,
  type SessionResult
} from '../../src/protocol/index.js'
import { buildForm } from '../../src/server/build-form.js'
import { checkFormHeaders, parseForm } from '../../src/server/parse-form.js'
import {
  selectSigned,
  sign,
  signedText,
  type SignAlgorithm,
  type SignedParams
} from '../../src/server/signature.js'
import {
  bytesOf,
  named,
  outcomeOf,
  post,
  settingOf,
  type BodyInput,
  type Input,
  type Outcome
} from './abuse-case.js'
import { accountOf, BASE_URL, setStage, type CaseConfig, type Definitions } from './abuse-stage.js'

type SignInput = Input & { readonly alg: SignAlgorithm; readonly key: string; readonly params: SignedParams }

/** The signer signs every name that it is given; the catalogue's rule for requests, `ik_…` only, comes before it. */
export function signCase({ alg, key, params }: SignInput): Outcome {
  const chosen = Object.entries(params).filter(([name]) => SIGNED_NAME.test(name))
  return signed(Object.fromEntries(chosen), key, alg)
}

export function signNestedCase({ alg, key, params }: SignInput): Outcome {
  return signed(params, key, alg)
}

const signed = (params: SignedParams, key: string, alg: SignAlgorithm): Outcome => ({
  string: `${signedText(params)}:${key}`,
  signature: sign(params, key, alg)
})

export function buildFormCase(
  { config, order }: Input & { config: string; order: Outcome },
  all: Definitions
): Outcome {
  const account = accountOf(named(all.configs, config))
  return outcomeOf(() => (buildForm(account, order), {}))
}

export function configCase({ config }: Input & { config: CaseConfig }): Outcome {
  return { throws: outcomeOf(() => (accountOf(config), {})).error === 'bad-account' }
}

interface ParseInput extends BodyInput {
  readonly contentType: string
  readonly contentEncoding?: string
}

export async function parseBodyCase(input: ParseInput, definitions: Definitions): Promise<Outcome> {
  const { contentType, contentEncoding = null } = input
  const body = bytesOf(input)
  const outcome = outcomeOf(() => {
    checkFormHeaders(contentType, contentEncoding)
    const params = parseForm(body ?? '')
    return {
      params: Object.fromEntries(params),
      paramsOnlyIk: Object.fromEntries(selectSigned(params)),
      paramLengths: Object.fromEntries([...params].map(([name, value]) => [name, value.length])),
      polluted: Object.keys(Object.prototype).length > 0
    }
  })
  const stage = await setStage(settingOf({ config: 'live', ledger: ['A'] }, definitions))
  const headers = {
    'content-type': contentType,
    ...(contentEncoding !== null && { 'content-encoding': contentEncoding })
  }
  const { status } = await stage.fetch('/notify', post(headers, body))
  return { ...outcome, status }
}

interface SessionInput {
  readonly raw: string
  readonly now: string
  /** The answer's status, at which a reader stops before it reads the text. */
  readonly status?: number
  readonly pollute?: Readonly<Record<string, unknown>>
}

export function parseSessionCase({ raw, now, status = 200, pollute = {} }: SessionInput): Outcome {
  if (status !== 200) return { ok: false, error: 'http-status' }
  const members = Object.entries(pollute)
  const prototype = Object.prototype as unknown as Record<string, unknown>
  for (const [name, value] of members) prototype[name] = value
  let result: SessionResult
  try {
    result = parseSession(raw, { gateway: GATEWAY, origin: new URL(BASE_URL).origin, now: Date.parse(now) })
  } finally {
    for (const [name] of members) Reflect.deleteProperty(prototype, name)
  }
  if (!result.ok) return { ok: false, error: result.error }
  const payways = result.session.payways.map(({ id, name, logo }) => ({
    id,
    name,
    ...(logo !== undefined && { logo })
  }))
  return { ok: true, payways }
}

export function parseReturnCase({ url }: Input & { url: string }): Outcome {
  const { hint, paymentNo, trusted } = readReturn(new URL(url, BASE_URL).searchParams)
  return { hint, trusted, ...(paymentNo !== undefined && { pmNo: paymentNo }) }
}
