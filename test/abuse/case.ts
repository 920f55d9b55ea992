import { InterkassaError } from '../../src/protocol/index.js'
import type { CaseConfig, CaseInvoice, Definitions, Setting } from './stage.js'

/** What came of a case, or what must come of it. */
export type Outcome = Readonly<Record<string, unknown>>

/** A case's input has the members that its operation knows. */
type Input = Outcome & { readonly op: string }

/** One named attack and what must come of it. */
export interface AbuseCase {
  readonly id: string
  readonly area: string
  readonly why?: string
  readonly input: Input
  readonly expected: Outcome
}

/** A body, in one of the three ways in which the catalogue writes one. */
export interface BodyInput {
  readonly body?: string
  readonly bodyHex?: string
  readonly bodyRepeat?: { prefix?: string; unit: string; count: number; suffix?: string }
}

/** The bytes of a body, or nothing where the case has none. */
export function bytesOf({ body, bodyHex, bodyRepeat }: BodyInput): Buffer | undefined {
  if (bodyHex !== undefined) return Buffer.from(bodyHex, 'hex')
  if (bodyRepeat === undefined) return body === undefined ? undefined : Buffer.from(body)
  const { prefix = '', unit, count, suffix = '' } = bodyRepeat
  return Buffer.from(prefix + unit.repeat(count) + suffix)
}

export const post = (headers: Readonly<Record<string, string>>, body: Buffer | undefined): RequestInit => ({
  method: 'POST',
  headers,
  ...(body && { body: new Uint8Array(body) })
})

/** A configuration and a ledger's entries: each by its name in the definitions, or written out on the spot. */
export interface SettingInput {
  readonly config: string | CaseConfig
  readonly ledger: readonly (string | CaseInvoice)[]
}

export function settingOf({ config, ledger }: SettingInput, all: Definitions): Setting {
  return {
    config: entryOf(all.configs, config),
    invoices: ledger.map((invoice) => entryOf(all.invoices, invoice)),
    gateway: all.gateway
  }
}

/** The entry of that name, or the entry itself. */
export function entryOf<T extends object>(entries: Readonly<Record<string, T>>, name: string | T): T {
  if (typeof name !== 'string') return name
  const entry = Object.hasOwn(entries, name) ? entries[name] : undefined
  if (entry === undefined) throw new Error(`the definitions have no ${name}`)
  return entry
}

/** What came of a step that may be refused. */
export function outcomeOf(perform: () => Outcome): Outcome {
  try {
    return { ok: true, ...perform() }
  } catch (error) {
    return { ok: false, ...codeOf(error) }
  }
}

/** The code of a refusal. Every other error is a fault of the code under test. */
export function codeOf(error: unknown): Outcome {
  if (!(error instanceof InterkassaError)) throw error
  return { error: error.code }
}
