import { ensureInstall } from './ensure-install.mjs'
import { isStale } from './is-stale.mjs'
import { everyPart, parts } from './test-parts.mjs'

ensureInstall()

const chosen = choose(process.argv.slice(2))
/** @type {import('./counts.mjs').Counts} */
const total = { passed: 0, failures: [], skipped: 0 }

for (const [name, files] of chosen) {
  console.log(`\n── ${name} ──`)
  const { passed, failures, skipped } = await partNamed(name)(files)
  total.passed += passed
  total.failures.push(...failures)
  total.skipped += skipped
}

process.exitCode = total.failures.length > 0 ? 1 : 0
// named again at the end, which is all that some see of a long run
console.log(total.failures.map((name) => `\nFAILED: ${name}`).join(''))
const left = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
console.log(`\n${total.passed} passed, ${total.failures.length} failed${left}`)

/**
 * The parts to run, in order, each with what narrows it: `node sign browser` is the node tests whose path contains
 * `sign`, then all browser tests.
 *
 * @param {string[]} words
 * @returns {Map<string, string[]>}
 */
function choose(words) {
  if (words.length === 0) return new Map(everyPart.map((name) => [name, []]))
  /** @type {Map<string, string[]>} */
  const named = new Map(isBuilt() ? [] : [['build', []]])
  let last = ''
  for (const word of words) {
    if (Object.hasOwn(parts, word)) named.set((last = word), [])
    else if (named.has(last)) named.get(last)?.push(word)
    else throw new Error(`"${word}" is no part; the parts are ${Object.keys(parts).join(', ')}`)
  }
  return named
}

function isBuilt() {
  const sources = ['src', 'package.json', 'package-lock.json', 'tsconfig.base.json', 'vite.config.ts']
  return !isStale(sources, 'dist/cdn/integrity.json')
}

/** @param {string} name */
function partNamed(name) {
  const part = parts[name]
  if (!part) throw new Error(`"${name}" is no part`)
  return part
}
