import { readdirSync } from 'node:fs'
import { root } from './root.mjs'

const patterns = {
  node: /^test\/(?!element\/|e2e\/|chaos\/).*\.test\.ts$/,
  chaos: /^test\/chaos\/.*\.test\.ts$/,
  house: /^test\/house\/.*\.test\.ts$/,
  browser: /^test\/element\/.*\.test\.ts$/,
  e2e: /^test\/e2e\/.*\.spec\.ts$/,
  visual: /^test\/visual\/.*\.spec\.ts$/
}

/**
 * The test files of a part, or those whose path contains one of the given words.
 *
 * @param {keyof typeof patterns} part
 * @param {string[]} narrow
 */
export function testFiles(part, narrow) {
  const all = readdirSync(`${root}test`, { recursive: true, encoding: 'utf8' })
    .map((name) => `test/${name.replaceAll('\\', '/')}`)
    .filter((name) => patterns[part].test(name))
    .sort()
  if (narrow.length === 0) return all
  const unknown = narrow.find((word) => !all.some((name) => name.includes(word)))
  if (unknown !== undefined) throw new Error(`no ${part} test has "${unknown}" in its path`)
  return all.filter((name) => narrow.some((word) => name.includes(word)))
}
