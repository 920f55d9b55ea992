import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { root } from './root.mjs'

/** @typedef {import('@web/test-runner').TestSuiteResult} Suite */

/**
 * Writes how many browser tests passed and were skipped, and which failed, as JSON.
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
      const failures = sessions.flatMap(failuresOf)
      writeFileSync(file, JSON.stringify({ passed, failures, skipped }))
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
 * @param {import('@web/test-runner').TestSession} session
 */
function failuresOf({ browser, passed, testFile = '', testResults }) {
  const file = `${browser.name} › ${relative(root, testFile)}`
  const failed = testResults ? testsOf(testResults).filter((test) => !test.passed && !test.skipped) : []
  if (failed.length > 0) return failed.map(({ name }) => `${file} › ${name}`)
  return passed ? [] : [`${file}, which did not load`]
}
