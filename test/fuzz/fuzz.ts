import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'

/**
 * Something that holds for every input, said of an implementation that is handed in: so the same sentence can be said
 * of one whose defence is off, and has to be found false there.
 */
export interface Fuzz<Input, Code> {
  /** Also the name of its corpus. */
  readonly name: string
  /** Inputs at each push, of a million for all. */
  readonly runs: number
  /** Inputs are plain JSON, so that those that were found can be kept. */
  readonly inputs: fc.Arbitrary<Input>
  /** Throws where the sentence is false. */
  readonly holds: (input: Input, code: Code) => void | Promise<void>
  readonly code: Code
  /** Implementations without one of their defences, by what they lack. */
  readonly withoutDefence: Readonly<Record<string, Code>>
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- inputs and implementations differ from one to the next
export type AnyFuzz = Fuzz<any, any>

const corpusFile = (name: string): string => fileURLToPath(new URL(`corpus/${name}.json`, import.meta.url))

/** The inputs that were once found to break something, or would break it without a defence. */
function readCorpus(name: string): readonly unknown[] {
  const file = corpusFile(name)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown[]) : []
}

/** Adds an input to the corpus, one a line, unless it is there. */
export function keepFound(name: string, input: unknown): void {
  const lines = new Set([...readCorpus(name), input].map((one) => JSON.stringify(one)))
  writeFileSync(corpusFile(name), `[\n  ${[...lines].join(',\n  ')}\n]\n`)
}

/** What came of a run. */
export interface Fuzzed<Input> {
  readonly runs: number
  readonly seed: number
  /** The smallest input that was found to make the sentence false, and how. */
  readonly found: { readonly input: Input; readonly error: unknown } | null
}

/** Tries so many inputs, the corpus first. */
export function fuzz<Input, Code>(one: Fuzz<Input, Code>, runs: number): Promise<Fuzzed<Input>> {
  const examples = readCorpus(one.name).map((input): [Input] => [input as Input])
  return tryOut(one, one.code, { numRuns: runs, examples })
}

/** Tries inputs on another implementation until one is found, without the corpus: what finds it are the inputs made. */
export function fuzzWithout<Input, Code>(one: Fuzz<Input, Code>, code: Code): Promise<Fuzzed<Input>> {
  return tryOut(one, code, { numRuns: one.runs, endOnFailure: true })
}

async function tryOut<Input, Code>(
  { inputs, holds }: Fuzz<Input, Code>,
  code: Code,
  parameters: fc.Parameters<[Input]>
): Promise<Fuzzed<Input>> {
  const { stackTraceLimit } = Error
  // most inputs are refused, and nobody reads where
  Error.stackTraceLimit = 0
  const details = await fc.check(
    fc.asyncProperty(inputs, async (input) => holds(input, code)),
    parameters
  )
  Error.stackTraceLimit = stackTraceLimit
  const [input] = details.counterexample ?? []
  return {
    runs: details.numRuns,
    seed: details.seed,
    found: details.failed ? { input: input as Input, error: details.errorInstance } : null
  }
}
