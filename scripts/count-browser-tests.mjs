import { writeFileSync } from 'node:fs'

/** @typedef {import('@web/test-runner').TestSuiteResult} Suite */

/**
 * Writes how many browser tests passed, failed and were skipped, as JSON.
 *
 * @param {string | undefined} file
 * @returns {import('@web/test-runner').Reporter}
 */
export function countReporter(file) {
  return {
    onTestRunFinished({ sessions }) {
      if (!file) return
      const tests = sessions.flatMap(({ testResults }) => (testResults ? testsOf(testResults) : []))
      const skipped = tests.filter((test) => test.skipped).length
      const passed = tests.filter((test) => test.passed && !test.skipped).length
      const broken = sessions.filter(({ passed, testResults }) => !passed && allPassed(testResults)).length
      const failed = tests.length - passed - skipped + broken
      writeFileSync(file, JSON.stringify({ passed, failed, skipped }))
    }
  }
}

/**
 * @param {Suite} suite
 * @returns {import('@web/test-runner').TestResult[]}
 */
function testsOf(suite) {
  return [...suite.tests, ...suite.suites.flatMap(testsOf)]
}

/**
 * A file that fails without a failed test did not load.
 *
 * @param {Suite | undefined} suite
 */
function allPassed(suite) {
  return !suite || testsOf(suite).every((test) => test.passed || test.skipped)
}
