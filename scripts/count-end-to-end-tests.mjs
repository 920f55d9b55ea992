import { writeFileSync } from 'node:fs'

/** @typedef {import('@playwright/test/reporter').Reporter} Reporter */
/** @typedef {import('@playwright/test/reporter').Suite} Suite */

/**
 * A reporter of Playwright that writes how many tests passed and were skipped, and which failed, as JSON.
 *
 * @implements {Reporter}
 */
export default class CountReporter {
  /** @type {Suite | undefined} */
  #suite

  /**
   * @param {unknown} _config
   * @param {Suite} suite
   */
  onBegin(_config, suite) {
    this.#suite = suite
  }

  onEnd() {
    const file = process.env['COUNTS_FILE']
    if (!file) return
    const tests = this.#suite?.allTests() ?? []
    const skipped = tests.filter((test) => test.outcome() === 'skipped').length
    const passed = tests.filter((test) => test.outcome() === 'expected').length
    const failures = tests.filter((test) => !['skipped', 'expected'].includes(test.outcome())).map(nameOf)
    writeFileSync(file, JSON.stringify({ passed, failures, skipped }))
  }
}

/** @param {import('@playwright/test/reporter').TestCase} test */
function nameOf(test) {
  return test.titlePath().filter(Boolean).join(' › ')
}
