import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { Script } from 'node:vm'
import fc from 'fast-check'
import { COMPILED } from './compiled.mjs'
import { collectTests } from './collect-tests.mjs'

/** @typedef {Record<string, unknown>} Module */
/** @typedef {(exports: Module, require: (name: string) => unknown, module: { exports: Module }) => unknown} Body */

/** How many inputs a property gets at most; the same ones for every mutant. */
const PROPERTY = { numRuns: 30, seed: 20_261_123 }

/** Those that count what their inputs came to, and want as many as they have asked for. */
const COUNTING = /reconcile\.property|create-session|session-guard/

/** @type {Map<string, Body>} */
const bodies = new Map()
// of those whose number can be told
process.env['PROPERTY_RUNS'] = '500'

const requireInstalled = createRequire(resolve('package.json'))

/**
 * Runs a compiled test file with modules of its own, none of which has run before, and gives its tests.
 *
 * @param {string} file such as `test/server/signature.test.ts`
 * @param {Readonly<Record<string, Module>>} [given] modules by their path below the compiled ones, in place of their own
 */
export async function loadTests(file, given = {}) {
  const { api, tests, close } = collectTests()
  const properties = propertiesOf(COUNTING.test(file) ? Infinity : PROPERTY.numRuns)
  await loadModule(file.replace(/\.ts$/, '.js'), { ...given, 'node:test': api, 'fast-check': properties })
  return { tests, close }
}

/**
 * Runs a compiled module, and whatever it imports, anew.
 *
 * @param {string} entry below the compiled ones, such as `src/server/signing/hash.js`
 * @param {Readonly<Record<string, unknown>>} [given]
 * @returns {Promise<unknown>}
 */
export async function loadModule(entry, given = {}) {
  /** @type {Map<string, { exports: Module }>} */
  const loaded = new Map()

  /** @param {string} path @returns {unknown} */
  function load(path) {
    if (given[path]) return given[path]
    const known = loaded.get(path)
    if (known) return known.exports
    const made = { exports: /** @type {Module} */ ({}) }
    loaded.set(path, made)
    const ended = bodyOf(path)(made.exports, requireFrom(path), made)
    if (path === entry) return Promise.resolve(ended).then(() => made.exports)
    if (path === RETRY) made.exports = withoutPauses(made.exports)
    return made.exports
  }

  /** @param {string} path @returns {(name: string) => unknown} */
  const requireFrom = (path) => (name) => {
    if (given[name]) return given[name]
    if (!name.startsWith('.')) return requireInstalled(name)
    return load(join(dirname(path), name).replace(/\.mjs$/, '.js'))
  }

  return load(entry)
}

/**
 * The client of the REST API waits for seconds before it asks again, and is no part of what is mutated.
 *
 * @param {Module} retry
 * @returns {Module}
 */
function withoutPauses({ ask, ...others }) {
  const real = /** @type {(transport: unknown, settings: object, ...rest: unknown[]) => unknown} */ (ask)
  /** @type {typeof real} */
  const soon = (transport, settings, ...rest) => real(transport, { ...settings, retryDelay: 1 }, ...rest)
  return { ...others, ask: soon }
}

const RETRY = 'src/api/retry.js'

/** @param {string} path @returns {Body} */
function bodyOf(path) {
  const known = bodies.get(path)
  if (known) return known
  const filename = resolve(COMPILED, path)
  if (!existsSync(filename)) throw new Error(`${path} was not compiled`)
  // only tests wait for something at their top
  const kind = /\.test\.js$/.test(path) ? 'async function' : 'function'
  const text = `(${kind} (exports, require, module) {${readFileSync(filename, 'utf8')}\n})`
  const body = /** @type {Body} */ (new Script(text, { filename }).runInThisContext())
  bodies.set(path, body)
  return body
}

/** fast-check, with fewer inputs. @param {number} most */
function propertiesOf(most) {
  /** @type {(property: import('fast-check').IRawProperty<unknown>, settings?: { numRuns?: number }) => unknown} */
  const assert = (property, { numRuns = most, ...settings } = {}) =>
    fc.assert(property, { ...settings, seed: PROPERTY.seed, numRuns: Math.min(numRuns, most) })
  const few = { ...fc, assert }
  return { __esModule: true, ...few, default: few }
}
