import { relative } from 'node:path'
import { root } from './root.mjs'

/**
 * A reporter of node:test that gives how many tests passed and were skipped, and which failed, as JSON.
 *
 * @param {AsyncIterable<{ type: string, data: object }>} events
 */
export default async function* count(events) {
  /** @type {import('./counts.mjs').Counts} */
  const counts = { passed: 0, failures: [], skipped: 0 }
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue
    if (isSuite(data)) continue
    if (isLeftOut(data)) counts.skipped += 1
    else if (type === 'test:pass') counts.passed += 1
    else counts.failures.push(nameOf(data))
  }
  yield JSON.stringify(counts)
}

/** @param {{ details?: { type?: string } }} data */
function isSuite(data) {
  return data.details?.type === 'suite'
}

/** @param {{ skip?: unknown, todo?: unknown }} data */
function isLeftOut({ skip, todo }) {
  return skip !== undefined || todo !== undefined
}

/** @param {{ name?: string, file?: string }} data */
function nameOf({ name = '', file }) {
  return file ? `${relative(root, file)} › ${name}` : name
}
