import { createHash } from 'node:crypto'
import type { TestContext } from 'node:test'
import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type Outcome
} from '../../src/emulator/index.js'

export const CHECKOUT_ID = '4f269503a1da92c807000002'
export const SECRET_KEY = 'SecretKeyMadeUp1'
export const TEST_KEY = 'TestKeyMadeUp001'
export const VISA = 'visa_cpaytrz_merchant_uah'

export type Fields = Readonly<Record<string, string>>

/** The signature, made apart from the code that is tested: values by name, `:`, key. */
export function signedBy(key: string, fields: Fields, algorithm: 'sha256' | 'md5' = 'sha256'): string {
  const names = Object.keys(fields)
    .filter((name) => name !== 'ik_sign')
    .sort()
  const text = [...names.map((name) => fields[name]), key].join(':')
  return createHash(algorithm).update(text).digest('base64')
}

/** A shop's form, signed with the secret key. */
export function signedForm(changes: Fields = {}): Fields {
  const fields = {
    ik_co_id: CHECKOUT_ID,
    ik_pm_no: 'A-1001-1',
    ik_am: '100.00',
    ik_cur: 'UAH',
    ik_desc: 'Order A-1001',
    ...changes
  }
  return { ...fields, ik_sign: signedBy(SECRET_KEY, fields) }
}

export interface RunningEmulator {
  readonly emulator: Emulator
  readonly url: string
}

type Changes = Omit<EmulatorOptions, 'settings'> & {
  readonly settings?: Partial<EmulatorOptions['settings']>
}

/** An emulator on a free port, closed when the test ends. Its retries and delays take no time worth waiting for. */
export async function startEmulator(
  t: TestContext,
  { settings, ...options }: Changes = {}
): Promise<RunningEmulator> {
  const emulator = createEmulator({
    pendingDelay: 5,
    ...options,
    settings: {
      checkoutId: CHECKOUT_ID,
      secretKey: SECRET_KEY,
      testSecretKey: TEST_KEY,
      retries: [1, 1, 1],
      ...settings
    }
  })
  const { url, close } = await emulator.listen()
  t.after(close)
  return { emulator, url }
}

/** Posts a form as a browser would, and follows it to the page that it leads to. */
export async function post(url: string, fields: Fields): Promise<Response> {
  return fetch(url, { method: 'POST', body: new URLSearchParams(fields) })
}

/** Presses a button of the payer's page, and stays at its answer. */
export async function press(page: string, outcome: Outcome): Promise<Response> {
  return fetch(page, { method: 'POST', body: new URLSearchParams({ outcome }), redirect: 'manual' })
}

/** A whole visit to a payway: the form, then one button. */
export async function pay(url: string, outcome: Outcome, changes: Fields = {}): Promise<Response> {
  const page = await post(url, signedForm({ ik_act: 'process', ik_pw_via: VISA, ...changes }))
  if (page.status !== 200) throw new Error(`the form was refused: ${await page.text()}`)
  return press(page.url, outcome)
}

/** The status and code with which the emulator refused something. */
export async function refusalOf(answer: Response | Promise<Response>): Promise<string> {
  const response = await answer
  const [, code = 'no refusal'] = /Refused: <code>([\w-]+)<\/code>/.exec(await response.text()) ?? []
  return `${response.status} ${code}`
}

/** Waits, without a timer, until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve))
}
