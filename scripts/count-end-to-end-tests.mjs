import { writeFileSync } from 'node:fs'

/** @typedef {import('@playwright/test/reporter').Reporter} Reporter */
/** @typedef {import('@playwright/test/reporter').Suite} Suite */

/**
 * A reporter of Playwright that writes how many tests passed, failed and were skipped, as JSON.
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
    const outcomes = this.#suite?.allTests().map((test) => test.outcome()) ?? []
    const skipped = outcomes.filter((outcome) => outcome === 'skipped').length
    const passed = outcomes.filter((outcome) => outcome === 'expected').length
    writeFileSync(file, JSON.stringify({ passed, failed: outcomes.length - passed - skipped, skipped }))
  }
}
