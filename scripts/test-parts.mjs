import { isBaselinePlatform } from './baseline-platform.mjs'
import { buildShop } from './build-shop.mjs'
import { check, counted } from './counts.mjs'
import { findEngines, isAllRequired, isRequired, remedyFor, wantedEngines } from './find-engines.mjs'
import { findPostgres, postgresRemedy } from './find-postgres.mjs'
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
  node: (narrow) => withPostgres(testFiles('node', narrow), nodeTests),
  chaos: (narrow) => nodeTests(testFiles('chaos', narrow), ['--test-concurrency=1', '--test-timeout=300000']),
  house: (narrow) => nodeTests(testFiles('house', narrow)),
  browser: (narrow) => inBrowsers(wantedEngines(), testFiles('browser', narrow), browserTests),
  e2e: (narrow) => inBrowsers(['chromium'], testFiles('e2e', narrow), playwrightTests),
  visual: (narrow) => inBrowsers(['chromium', 'firefox'], testFiles('visual', narrow), visualTests),
  package: () =>
    check(['publint', '--strict'], ['attw', '--pack', '.', '--profile', 'esm-only'], ['size-limit'])
}

/** The parts of a whole run; `house` is already in `node`. */
export const everyPart = Object.keys(parts).filter((name) => name !== 'house')

/**
 * @param {string[]} files
 * @param {string[]} more
 */
function nodeTests(files, more = []) {
  return counted(files, (counts) => [
    'node',
    ['--import', 'tsx', '--import', './test/leak-watch.ts', '--test', '--test-timeout=120000', ...more],
    ['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ['--test-reporter=./scripts/count-node-tests.mjs', `--test-reporter-destination=${counts}`],
    files
  ])
}

/** @param {string[]} files */
function browserTests(files) {
  return counted(files, () => ['web-test-runner', '--files', files])
}

/**
 * @param {string[]} files
 * @param {string} [config]
 */
async function playwrightTests(files, config = 'playwright.config.ts') {
  if ((await buildShop()) !== 0) return { passed: 0, failures: ['the build of the demo shop'], skipped: 0 }
  return counted(files, () => [
    'playwright',
    'test',
    `--config=${config}`,
    '--reporter=list,./scripts/count-end-to-end-tests.mjs',
    files
  ])
}

/**
 * Elsewhere the same fonts come out a little differently, so nothing is compared there.
 *
 * @param {string[]} files
 */
async function visualTests(files) {
  if (isBaselinePlatform()) return playwrightTests(files, 'playwright.visual.config.ts')
  const isWanted = process.env['REQUIRE_ALL'] === '1'
  console.log(`${isWanted ? 'MISSING' : 'LEFT OUT'}: pictures are compared on Linux with the DejaVu fonts`)
  return { passed: 0, failures: isWanted ? ['pictures, which nothing can be compared with'] : [], skipped: 0 }
}

/**
 * Runs tests on those of these engines that are there. On the others they are left out, unless somebody counts on them.
 *
 * @param {import('./find-engines.mjs').EngineName[]} names
 * @param {string[]} files
 * @param {(files: string[]) => Promise<Counts>} tests
 * @returns {Promise<Counts>}
 */
async function inBrowsers(names, files, tests) {
  if (files.length === 0) return tests(files)
  const { missing } = await findEngines(names)
  for (const name of missing) {
    const word = isRequired(name) ? 'MISSING' : 'LEFT OUT'
    console.log(`${word}, for want of ${name}: ${files.length} test files there. ${remedyFor(name)}`)
  }
  const failures = missing.filter(isRequired).map((name) => `${name}, which is missing`)
  const isPossible = failures.length === 0 && missing.length < names.length
  return isPossible ? tests(files) : { passed: 0, failures, skipped: 0 }
}

/**
 * Runs tests, without those that need PostgreSQL where there is none, unless somebody counts on them. They have its name in theirs.
 *
 * @param {string[]} files
 * @param {(files: string[]) => Promise<Counts>} tests
 * @returns {Promise<Counts>}
 */
async function withPostgres(files, tests) {
  const needing = files.filter((file) => file.includes('postgres'))
  if (needing.length === 0 || findPostgres()) return tests(files)
  const word = isAllRequired() ? 'MISSING' : 'LEFT OUT'
  console.log(`${word}, for want of PostgreSQL: ${needing.length} test files. ${postgresRemedy}`)
  const counts = await tests(files.filter((file) => !needing.includes(file)))
  return isAllRequired()
    ? { ...counts, failures: [...counts.failures, 'PostgreSQL, which is missing'] }
    : counts
}
