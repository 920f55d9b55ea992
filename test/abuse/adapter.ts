import { mock } from 'node:test'
import { LIMITS } from '../../src/protocol/index.js'
import type { AbuseCase, Outcome } from './case.js'
import { differences } from './expectations.js'
import {
  buildFormCase,
  configCase,
  parseBodyCase,
  parseReturnCase,
  parseSessionCase,
  signCase,
  signNestedCase
} from './functions.js'
import { httpCase } from './http.js'
import { eventsCase, notifyCase } from './notifications.js'
import { reconcileCase } from './reconcile.js'
import type { Definitions } from './stage.js'

/** The whole catalogue, with the definitions that its first element holds. */
export interface Catalogue {
  readonly definitions: Definitions
  readonly cases: readonly AbuseCase[]
}

/** Reads a catalogue from the text of its file. */
export function readCatalogue(text: string): Catalogue {
  const [first, ...cases] = JSON.parse(text) as [{ input: Definitions }, ...AbuseCase[]]
  return { definitions: first.input, cases }
}

/** Operations that name a scenario: what they want to see is seen by a test that carries the case's id. */
export const SCENARIOS: ReadonlySet<string> = new Set(['browser', 'chaos', 'scan', 'property'])

interface Operation {
  /** What an input may have beside `op`. A case that says more is not performed as it is meant. */
  readonly members: readonly string[]
  /** Gives an outcome, or several that all have to be as expected. */
  readonly perform: (input: never, definitions: Definitions) => Performed | Promise<Performed>
}

type Performed = Outcome | readonly Outcome[]

const operation = (members: string, perform: Operation['perform']): Operation => ({
  members: members.split(' '),
  perform
})

const BODY = 'body bodyHex bodyRepeat'

/** Operations that are performed here, by name. */
const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ['sign', operation('alg key params', signCase)],
  ['signNested', operation('alg key params', signNestedCase)],
  ['buildForm', operation('config order', buildFormCase)],
  ['config', operation('config', configCase)],
  ['parseBody', operation(`contentType contentEncoding ${BODY}`, parseBodyCase)],
  ['notify', operation(`config ledger contentType ${BODY} times then issuedForms`, notifyCase)],
  ['events', operation('config invoice events permute', eventsCase)],
  ['http', operation('handler config ledger request', httpCase)],
  ['parseSession', operation('raw now status pollute', parseSessionCase)],
  ['parseReturn', operation('url', parseReturnCase)],
  ['reconcile', operation('config invoice item', reconcileCase)]
])

/** Whether {@link faultsOf} can perform the case. */
export const isExecutable = ({ input }: AbuseCase): boolean => OPERATIONS.has(input.op)

/**
 * Performs a case at the catalogue's moment and tells what differs from what was expected, a line each; nothing where
 * all is well. Cases are performed one after the other, since each sets the clock.
 */
export async function faultsOf(
  definitions: Definitions,
  { input, expected }: AbuseCase
): Promise<readonly string[]> {
  const { op, ...rest } = input
  const known = OPERATIONS.get(op)
  if (!known) return [`no operation is called ${op}`]
  const unknown = Object.keys(rest).filter((name) => !known.members.includes(name))
  if (unknown.length > 0) return [`${op} knows nothing of ${unknown.join(', ')}`]
  mock.timers.enable({ apis: ['Date'], now: Date.parse(definitions.now) })
  try {
    const performed = await known.perform(rest as never, definitions)
    return [...new Set([performed].flat().flatMap((outcome) => differences(expected, outcome)))]
  } catch (error) {
    return [`broke down: ${String(error)}`]
  } finally {
    mock.timers.reset()
  }
}

/** Where the definitions ask for other limits than ours, a line each. Cases about sizes would mean nothing then. */
export function faultsOfDefinitions({ limits }: Definitions): readonly string[] {
  const ours = {
    body: LIMITS.bodyBytes,
    params: LIMITS.params,
    name: LIMITS.nameBytes,
    value: LIMITS.valueBytes
  }
  return differences(limits, ours)
}
