/**
 * A reporter of node:test that gives how many tests passed, failed and were skipped, as JSON.
 *
 * @param {AsyncIterable<{ type: string, data: object }>} events
 */
export default async function* count(events) {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue
    if (isSuite(data)) continue
    if (isLeftOut(data)) counts.skipped += 1
    else if (type === 'test:pass') counts.passed += 1
    else counts.failed += 1
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
