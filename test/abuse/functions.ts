import { readSessionAnswer } from '../../src/element/loading/session-answer.js'
import { readReturn, SIGNED_NAME } from '../../src/protocol/index.js'
import { checkFormHeaders, parseForm } from '../../src/server/hearing/parse-form.js'
import { buildForm } from '../../src/server/signing/build-form.js'
import {
  sign,
  signedText,
  type SignAlgorithm,
  type SignedParams
} from '../../src/server/signing/signature.js'
import { BASE_URL, SHOP } from '../server/fixtures.js'
import { bytesOf, entryOf, outcomeOf, post, settingOf, type BodyInput, type Outcome } from './case.js'
import { polluted, type Pollution } from './pollution.js'
import { accountOf, setStage, type CaseConfig, type Definitions } from './stage.js'

interface SignInput {
  readonly alg: SignAlgorithm
  readonly key: string
  readonly params: SignedParams
}

/** The signer signs every name that it is given; the catalogue's rule for requests, `ik_…` only, comes before it. */
export function signCase({ alg, key, params }: SignInput): Outcome {
  const chosen = Object.entries(params).filter(([name]) => /^_?ik_/.test(name))
  return signed(Object.fromEntries(chosen), key, alg)
}

export function signNestedCase({ alg, key, params }: SignInput): Outcome {
  return signed(params, key, alg)
}

const signed = (params: SignedParams, key: string, alg: SignAlgorithm): Outcome => ({
  string: `${signedText(params)}:${key}`,
  signature: sign(params, key, alg)
})

interface OrderInput {
  readonly config: string | CaseConfig
  readonly order: Outcome
}

export function buildFormCase({ config, order }: OrderInput, all: Definitions): Outcome {
  const account = accountOf(entryOf(all.configs, config))
  return outcomeOf(() => ({ ...buildForm(account, order) }))
}

export function configCase({ config }: { config: string | CaseConfig }, all: Definitions): Outcome {
  const settings = entryOf(all.configs, config)
  return { throws: outcomeOf(() => (accountOf(settings), {})).error === 'bad-account' }
}

interface ParseInput extends BodyInput {
  readonly contentType?: string
  readonly contentEncoding?: string
}

export async function parseBodyCase(input: ParseInput, definitions: Definitions): Promise<Outcome> {
  const { contentType = null, contentEncoding = null } = input
  const body = bytesOf(input)
  const outcome = outcomeOf(() => {
    checkFormHeaders(contentType, contentEncoding)
    const params = parseForm(body ?? '')
    return {
      params: Object.fromEntries(params),
      paramsOnlyIk: Object.fromEntries([...params].filter(([name]) => SIGNED_NAME.test(name))),
      paramLengths: Object.fromEntries([...params].map(([name, value]) => [name, value.length])),
      polluted: Object.keys(Object.prototype).length > 0
    }
  })
  const stage = await setStage(settingOf({ config: 'live', ledger: ['A'] }, definitions))
  const headers = {
    ...(contentType !== null && { 'content-type': contentType }),
    ...(contentEncoding !== null && { 'content-encoding': contentEncoding })
  }
  const { status } = await stage.fetch('/notify', post(headers, body))
  return { ...outcome, status }
}

interface SessionInput {
  readonly raw: string
  readonly now?: string
  /** The answer's status. */
  readonly status?: number
  readonly pollute?: Pollution
}

export function parseSessionCase(
  { raw, now, status = 200, pollute = {} }: SessionInput,
  all: Definitions
): Outcome {
  const context = { gateway: all.gateway, origin: SHOP, now: Date.parse(now ?? all.now) }
  const event = polluted(pollute, () => readSessionAnswer({ status, text: raw }, context))
  if (event.type === 'refused') return { ok: false, error: event.error.code }
  if (event.type !== 'loaded') return { ok: false, error: event.type }
  const payways = event.session.payways.map(({ id, name, logo }) => ({
    id,
    name,
    ...(logo !== undefined && { logo })
  }))
  return { ok: true, payways }
}

export function parseReturnCase({ url }: { url: string }): Outcome {
  const { hint, paymentNo, trusted } = readReturn(new URL(url, BASE_URL).searchParams)
  return { hint, trusted, ...(paymentNo !== undefined && { pmNo: paymentNo }) }
}
