import { WORKSHOPS } from './reports.mjs'

const postgres = process.env['MUTATION_POSTGRES'] === '1'
const workshop = WORKSHOPS[postgres ? 'postgres' : 'others']

const config = {
  mutate: postgres
    ? ['src/server/ledger/postgres/*.ts']
    : ['src/{server,protocol}/**/*.ts', '!src/server/ledger/postgres/*.ts'],
  testRunner: 'fresh-modules',
  plugins: ['./scripts/mutation/runner.mjs', './scripts/mutation/wording.mjs'],
  ignorers: ['wording'],
  coverageAnalysis: 'perTest',
  buildCommand: 'node scripts/mutation/compile.mjs',
  ignorePatterns: ['dist', '.cache', 'docs', 'test/e2e', 'test/visual', 'bench'],
  tempDirName: `${workshop}/sandbox`,
  incremental: true,
  incrementalFile: `${workshop}/incremental.json`,
  jsonReporter: { fileName: `${workshop}/report.json` },
  reporters: ['clear-text', 'json', 'progress-append-only'],
  clearTextReporter: { logTests: false, reportTests: false, reportScoreTable: false, allowColor: false },
  allowConsoleColors: false,
  concurrency: 2,
  timeoutMS: 30_000,
  disableTypeChecks: true,
  tsconfigFile: 'none',
  cleanTempDir: 'always',
  allowEmpty: false
}

export { config as default }
