import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { root } from './root.mjs'
import { run } from './run.mjs'

/** @typedef {{ passed: number, failures: string[], skipped: number }} Counts What failed is given by name. */

// runs side by side count for themselves
const file = `.cache/counts-${process.pid}.json`

/**
 * Runs programs that are no test runners; each counts as one.
 *
 * @param {[string, ...string[]][]} commands
 * @returns {Promise<Counts>}
 */
export async function check(...commands) {
  /** @type {Counts} */
  const counts = { passed: 0, failures: [], skipped: 0 }
  for (const [command, ...args] of commands) {
    const code = await run(command, args)
    const line = [command, ...args].join(' ')
    console.log(`${code === 0 ? 'passed' : 'FAILED'}: ${line}`)
    if (code === 0) counts.passed += 1
    else counts.failures.push(line)
  }
  return counts
}

/**
 * Runs a test runner that writes its counts to the file that it is told.
 *
 * @param {string[]} files
 * @param {(countsFile: string) => [string, ...(string | string[])[]]} commandFor
 * @returns {Promise<Counts>}
 */
export async function counted(files, commandFor) {
  if (files.length === 0) return { passed: 0, failures: [], skipped: 0 }
  mkdirSync(`${root}.cache`, { recursive: true })
  rmSync(root + file, { force: true })
  const [command, ...args] = commandFor(file)
  const code = await run(command, args.flat(), { COUNTS_FILE: file })
  const counts = readCounts()
  rmSync(root + file, { force: true })
  // a runner that fails without a failed test broke down itself
  return code !== 0 && counts.failures.length === 0 ? { ...counts, failures: [`${command} itself`] } : counts
}

/** @returns {Counts} */
function readCounts() {
  try {
    return JSON.parse(readFileSync(root + file, 'utf8'))
  } catch {
    return { passed: 0, failures: ['a runner, which left no counts'], skipped: 0 }
  }
}
