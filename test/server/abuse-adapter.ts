import type { Input, Outcome } from './abuse-case.js'
import { differences } from './abuse-expectations.js'
import {
  buildFormCase,
  configCase,
  parseBodyCase,
  parseReturnCase,
  parseSessionCase,
  signCase,
  signNestedCase
} from './abuse-functions.js'
import { eventsCase, httpCase, notifyCase } from './abuse-routes.js'
import type { Definitions } from './abuse-stage.js'

/** One named attack and what must come of it. */
export interface AbuseCase {
  readonly id: string
  readonly area: string
  readonly why?: string
  readonly input: Input
  readonly expected: Outcome
}

type Operation = (input: never, definitions: Definitions) => Outcome | Promise<Outcome | readonly Outcome[]>

/** The whole catalogue, with the definitions that its first element holds. */
export interface Catalogue {
  readonly definitions: Definitions
  readonly cases: readonly AbuseCase[]
}

/** Reads the catalogue from the text of its file. */
export function readCatalogue(text: string): Catalogue {
  const [first, ...cases] = JSON.parse(text) as [{ input: Definitions }, ...AbuseCase[]]
  return { definitions: first.input, cases }
}

/** Operations that name a scenario or a later function, and are proved elsewhere. */
export const LEFT_OUT: ReadonlySet<string> = new Set(['browser', 'chaos', 'scan', 'property', 'reconcile'])

/** Operations that are performed here, by name. Each gives an outcome, or several that all have to be as expected. */
const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['sign', signCase],
  ['signNested', signNestedCase],
  ['buildForm', buildFormCase],
  ['config', configCase],
  ['parseBody', parseBodyCase],
  ['notify', notifyCase],
  ['events', eventsCase],
  ['http', httpCase],
  ['parseSession', parseSessionCase],
  ['parseReturn', parseReturnCase]
])

/** Whether {@link faultsOf} can perform the case. */
export const isExecutable = ({ input }: AbuseCase): boolean => OPERATIONS.has(input.op)

/** Performs a case and tells what differs from what was expected, a line each; nothing where all is well. */
export async function faultsOf(definitions: Definitions, { input, expected }: AbuseCase): Promise<string[]> {
  const perform = OPERATIONS.get(input.op)
  if (!perform) throw new Error(`${input.op} is no operation that is performed here`)
  const outcomes = [await perform(input as never, definitions)].flat()
  return outcomes.flatMap((outcome) => differences(expected, outcome))
}
