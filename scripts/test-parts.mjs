import { buildShop } from './build-shop.mjs'
import { check, counted } from './counts.mjs'
import { findBrowser } from './find-browser.mjs'
import { testFiles } from './test-files.mjs'

/** @typedef {import('./counts.mjs').Counts} Counts */

/**
 * What `npm test` can run; each part takes what narrows it and gives its counts.
 *
 * @type {Record<string, (narrow: string[]) => Promise<Counts>>}
 */
export const parts = {
  build: () => check(['npm', 'run', '--silent', 'build']),
  typecheck: () => check(['tsc', '-b']),
  lint: () => check(['eslint', '.'], ['prettier', '--check', '--log-level', 'warn', '.']),
  node: (narrow) => nodeTests(testFiles('node', narrow)),
  house: (narrow) => nodeTests(testFiles('house', narrow)),
  browser: (narrow) => inBrowser(testFiles('browser', narrow), browserTests),
  e2e: (narrow) => inBrowser(testFiles('e2e', narrow), endToEndTests),
  package: () =>
    check(['publint', '--strict'], ['attw', '--pack', '.', '--profile', 'esm-only'], ['size-limit'])
}

/** The parts of a whole run; `house` is already in `node`. */
export const everyPart = Object.keys(parts).filter((name) => name !== 'house')

/** @param {string[]} files */
function nodeTests(files) {
  return counted(files, (counts) => [
    'node',
    ['--import', 'tsx', '--test', '--test-timeout=120000'],
    ['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ['--test-reporter=./scripts/count-node-tests.mjs', `--test-reporter-destination=${counts}`],
    files
  ])
}

/** @param {string[]} files */
function browserTests(files) {
  return counted(files, () => ['web-test-runner', '--files', files])
}

/** @param {string[]} files */
async function endToEndTests(files) {
  if ((await buildShop()) !== 0) return { passed: 0, failed: 1, skipped: 0 }
  return counted(files, () => [
    'playwright',
    'test',
    '--reporter=list,./scripts/count-end-to-end-tests.mjs',
    files
  ])
}

/**
 * Runs tests that need a browser. Without one they are left out, unless somebody counts on them.
 *
 * @param {string[]} files
 * @param {(files: string[]) => Promise<Counts>} tests
 * @returns {Promise<Counts>}
 */
async function inBrowser(files, tests) {
  if (files.length === 0 || (await findBrowser())) return tests(files)
  const required = process.env['REQUIRE_ALL'] === '1' || process.env['BROWSERS'] !== undefined
  console.log(`${required ? 'MISSING' : 'LEFT OUT'}, for want of a browser: ${files.join(', ')}`)
  console.log('install Chromium, Chrome or Edge, or name one in CHROME_PATH')
  return { passed: 0, failed: required ? 1 : 0, skipped: 0 }
}
