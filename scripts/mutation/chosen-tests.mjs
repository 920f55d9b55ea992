import { testFiles } from '../test-files.mjs'

/** Those that start programs, measure time or read the sources: a mutant is nothing to them, or takes them too long. */
const APART = [
  'frameworks/next',
  'processes',
  'abuse/growth',
  'abuse/overrides',
  'abuse/scenarios',
  'abuse/tokens',
  'sqlite-failing',
  'postgres-size'
]

/**
 * The test files that every mutant is given to.
 *
 * @param {boolean} withPostgres those of PostgreSQL, or those that need none
 */
export const chosenTests = (withPostgres) =>
  testFiles('node', ['test/server/', 'test/abuse/', 'test/protocol/', 'test/demo/minimal-server'])
    .filter((file) => APART.every((word) => !file.includes(word)))
    .filter((file) => file.includes('postgres') === withPostgres)
