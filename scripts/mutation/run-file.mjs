import { loadTests } from './load-tests.mjs'
import { switches } from './switches.mjs'

/**
 * @typedef {'passed' | 'hung' | 'failed'} Verdict
 * @typedef {{ id: string, verdict: Verdict, message: string, took: number }} Outcome
 */

// the tests mock the clock
const { setTimeout, clearTimeout } = globalThis
const now = () => performance.now()

/** A test may take ten times as long as it did without a mutant, and this long in any case; milliseconds. */
const PATIENCE = 3_000

/** What names a test of a file. @param {string} file @param {string} name */
const idOf = (file, name) => `${file}: ${name}`

/** @param {string} id */
export const fileOf = (id) => id.slice(0, id.indexOf(': '))

/**
 * Runs the tests of a file on modules that have not run before: all of them, or those with these ids up to the first
 * that fails.
 *
 * @param {string} file
 * @param {{ only?: ReadonlySet<string>, times?: ReadonlyMap<string, number>, given?: Record<string, Record<string, unknown>> }} [how]
 * @returns {Promise<Outcome[]>}
 */
export async function runFile(file, { only, times, given } = {}) {
  /** @type {Outcome[]} */
  const outcomes = []
  const start = now()
  /** @type {(id: string, error: unknown, verdict?: Verdict) => void} */
  const fail = (id, error, verdict = 'failed') =>
    void outcomes.push({ id, verdict, message: String(error).slice(0, 500), took: 0 })

  switches.currentTestId = file
  /** @type {Awaited<ReturnType<typeof loadTests>>} */
  let loaded
  try {
    loaded = await loadTests(file, given)
  } catch (error) {
    fail(idOf(file, 'is loaded'), error)
    return outcomes
  }
  const loading = now() - start
  const wanted = loaded.tests.filter(({ name }) => !only || only.has(idOf(file, name)))
  for (const { name, run } of wanted) {
    const id = idOf(file, name)
    switches.currentTestId = id
    const begin = now()
    const error = await errorOf(run, Math.max(PATIENCE, 10 * (times?.get(id) ?? Infinity)))
    const took = now() - begin + loading / loaded.tests.length
    if (error === undefined) outcomes.push({ id, verdict: 'passed', message: '', took })
    else fail(id, error.thrown, error.verdict)
    if (error && only) break
  }
  const last = switches.currentTestId
  const error = await errorOf(loaded.close, PATIENCE)
  if (error && outcomes.every(({ verdict }) => verdict === 'passed')) fail(last, error.thrown, error.verdict)
  switches.currentTestId = undefined
  return outcomes
}

/**
 * @param {() => Promise<void>} run
 * @param {number} patience
 * @returns {Promise<{ verdict: Verdict, thrown: unknown } | undefined>}
 */
async function errorOf(run, patience) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer
  /** @type {((error: unknown) => void) | undefined} */
  let unhandled
  const elsewhere = new Promise((_, reject) => {
    unhandled = reject
    process.on('uncaughtException', reject)
    process.on('unhandledRejection', reject)
  })
  const isHung = new Promise((resolve) => {
    if (Number.isFinite(patience)) timer = setTimeout(resolve, patience, 'hung')
  })
  try {
    const end = await Promise.race([run(), elsewhere, isHung])
    return end === 'hung' ? { verdict: 'hung', thrown: 'it did not end' } : undefined
  } catch (thrown) {
    return { verdict: 'failed', thrown }
  } finally {
    clearTimeout(timer)
    if (unhandled) process.off('uncaughtException', unhandled).off('unhandledRejection', unhandled)
  }
}
