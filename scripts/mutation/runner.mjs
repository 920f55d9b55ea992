import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { chosenTests } from './chosen-tests.mjs'
import { startDatabases } from './databases.mjs'
import { fileOf, runFile } from './run-file.mjs'
import { switches } from './switches.mjs'

/** @typedef {{ testFilter?: string[], hitLimit?: number, activeMutant: { id: string, fileName: string } }} MutantRun */

const withPostgres = process.env['MUTATION_POSTGRES'] === '1'

/** How long each test took without a mutant, for all processes; in Stryker's copy of the project. */
const TIMES = 'mutation-times.json'

/**
 * Tests that take long and know these folders from afar only, though they load them: mutants there do without. What they
 * would have found besides counts as survived.
 */
const FAR = [
  {
    from: /\/src\/protocol\//,
    tests: /^test\/server\/(?:frameworks|ledger|leaks|outbox|reconcil|resolve|.*\.property)/
  },
  {
    from: /\/src\/server\/(?:calls|hearing|hosts|signing)\//,
    tests: /^test\/server\/(?:ledger|outbox|reconcil|resolve|order-state\.property)/
  }
]

/** How many tests that have found a mutant of a file are tried first on its next one. */
const TRIED_FIRST = 8

/**
 * A test runner for Stryker that starts no process for a mutant: the modules are run anew for it within one process. A
 * mutant that leaves something behind, such as an open socket, gets the process ended after it.
 */
class FreshModulesRunner {
  /** @type {Map<string, string[]>} */
  #finders = new Map()
  /** @type {Map<string, number>} */
  #times = new Map()
  #resources = 0
  #isUsedUp = false
  /** @type {Awaited<ReturnType<typeof startDatabases>> | undefined} */
  #databases

  capabilities() {
    return { reloadEnvironment: true }
  }

  async init() {
    for (const method of /** @type {const} */ (['debug', 'error', 'info', 'log', 'warn']))
      console[method] = () => undefined
    if (existsSync(TIMES)) this.#times = new Map(JSON.parse(readFileSync(TIMES, 'utf8')))
    if (withPostgres) this.#databases = await startDatabases()
    this.#resources = process.getActiveResourcesInfo().length
  }

  async dispose() {
    await this.#databases?.end()
  }

  /** Runs everything once without a mutant: which mutants lie behind which test, and how long each takes. */
  async dryRun() {
    const coverage = (switches.mutantCoverage ??= { static: {}, perTest: {} })
    const tests = []
    for (const file of chosenTests(withPostgres)) {
      const outcomes = await runFile(file, { ...(await this.#given()) })
      const { [file]: whileLoading, ...others } = coverage.perTest
      coverage.perTest = others
      for (const { id, verdict, message, took } of outcomes) {
        coverage.perTest[id] = { ...whileLoading, ...coverage.perTest[id] }
        this.#times.set(id, took)
        const failure = verdict === 'passed' ? {} : { failureMessage: message }
        const status = verdict === 'passed' ? 0 : 1
        tests.push({ id, name: id, fileName: file, timeSpentMs: Math.round(took), status, ...failure })
      }
    }
    coverage.static = {}
    writeFileSync(TIMES, JSON.stringify([...this.#times]))
    return { status: 'complete', tests, mutantCoverage: coverage }
  }

  /** @param {MutantRun} run */
  async mutantRun({ testFilter = [], hitLimit, activeMutant: { id, fileName } }) {
    // Stryker starts another process then, and gives it the mutant
    if (this.#isUsedUp) throw new Error('a mutant has left something behind')
    switches.activeMutant = id
    switches.hitCount = hitLimit === undefined ? undefined : 0
    switches.hitLimit = hitLimit
    let nrOfTests = 0
    try {
      for (const [file, only] of this.#inOrder(fileName, testFilter)) {
        if (FAR.some(({ from, tests }) => from.test(fileName) && tests.test(file))) continue
        const outcomes = await runFile(file, { only, times: this.#times, ...(await this.#given()) })
        nrOfTests += outcomes.length
        const found = outcomes.find(({ verdict }) => verdict !== 'passed')
        if (!found) continue
        if ((switches.hitCount ?? 0) > (hitLimit ?? Infinity))
          return { status: 'timeout', reason: `${found.id} went on for ever` }
        if (found.verdict === 'hung') {
          this.#isUsedUp = true
          return { status: 'timeout', reason: `${found.id} did not end` }
        }
        const finders = this.#finders.get(fileName) ?? []
        this.#finders.set(
          fileName,
          [found.id, ...finders.filter((one) => one !== found.id)].slice(0, TRIED_FIRST)
        )
        const killer = testFilter.includes(found.id)
          ? found.id
          : testFilter.find((one) => fileOf(one) === file)
        return { status: 'killed', killedBy: [killer], failureMessage: found.message, nrOfTests }
      }
      return { status: 'survived', nrOfTests }
    } finally {
      switches.activeMutant = undefined
      if (await this.#hasLeftSomething()) this.#isUsedUp = true
    }
  }

  /**
   * The tests by their files: those that have found mutants here just before, then the quickest files.
   *
   * @param {string} fileName
   * @param {string[]} wanted
   * @returns {[file: string, ids: Set<string>][]}
   */
  #inOrder(fileName, wanted) {
    const all = new Set(wanted)
    const first = (this.#finders.get(fileName) ?? []).filter((id) => all.has(id))
    const took = (/** @type {Set<string>} */ ids) =>
      [...ids].reduce((sum, id) => sum + (this.#times.get(id) ?? 0), 0)
    return [...byFile(first), ...byFile(wanted).sort(([, a], [, b]) => took(a) - took(b))]
  }

  async #given() {
    return this.#databases ? { given: await this.#databases.next() } : {}
  }

  /** Whether more is open than at first, a moment after the tests have closed what they had opened. */
  async #hasLeftSomething() {
    for (let turn = 0; turn < 50; turn++) {
      if (process.getActiveResourcesInfo().length <= this.#resources) return false
      await setImmediate()
    }
    return true
  }
}

/** @param {string[]} ids @returns {[file: string, ids: Set<string>][]} */
function byFile(ids) {
  /** @type {Map<string, Set<string>>} */
  const files = new Map()
  for (const id of ids) files.set(fileOf(id), (files.get(fileOf(id)) ?? new Set()).add(id))
  return [...files]
}

/** What Stryker looks for in a plugin. */
export const strykerPlugins = [
  { kind: 'TestRunner', name: 'fresh-modules', injectableClass: FreshModulesRunner }
]
