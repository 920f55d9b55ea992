import { mock } from 'node:test'

/**
 * @typedef {(context?: object) => unknown} Step
 * @typedef {{ name: string, parent: Suite | null, before: Step[], after: Step[], beforeEach: Step[], afterEach: Step[], isOpen: boolean }} Suite
 * @typedef {{ name: string, run: () => Promise<void> }} Test
 */

const MockTracker = /** @type {new () => typeof mock} */ (mock.constructor)

/**
 * As much of `node:test` as the tests use, of which each test can be run alone. `close` is for when all were run that are
 * wanted.
 *
 * @returns {{ api: object, tests: Test[], close: () => Promise<void> }}
 */
export function collectTests() {
  /** @type {Test[]} */
  const tests = []
  /** @type {Map<string, number>} */
  const names = new Map()
  /** @type {Suite[]} */
  const opened = []
  const root = suiteOf('', null)
  let current = root

  /** @type {(name: string, ...rest: unknown[]) => Promise<void>} */
  const test = (name, ...rest) => {
    const suite = current
    const path = [...ancestors(suite).map((one) => one.name), name].filter(Boolean).join(' > ')
    const times = (names.get(path) ?? 0) + 1
    names.set(path, times)
    tests.push({
      name: times === 1 ? path : `${path} (${times})`,
      run: () => runTest(suite, lastOf(rest), opened)
    })
    return Promise.resolve()
  }

  /** @type {(name: string, ...rest: unknown[]) => Promise<void>} */
  const describe = (name, ...rest) => {
    const outer = current
    current = suiteOf(name, outer)
    try {
      lastOf(rest)()
    } finally {
      current = outer
    }
    return Promise.resolve()
  }

  const api = {
    __esModule: true,
    test,
    it: test,
    describe,
    suite: describe,
    mock: new MockTracker(),
    before: (/** @type {Step} */ step) => void current.before.push(step),
    after: (/** @type {Step} */ step) => void current.after.push(step),
    beforeEach: (/** @type {Step} */ step) => void current.beforeEach.push(step),
    afterEach: (/** @type {Step} */ step) => void current.afterEach.push(step)
  }
  const close = async () => {
    await runAll([...opened.reverse(), root].flatMap(({ after }) => after))
  }
  return { api, tests, close }
}

/** @param {Suite} suite @param {Step} body @param {Suite[]} opened */
async function runTest(suite, body, opened) {
  const suites = ancestors(suite)
  for (const one of suites.filter(({ isOpen }) => !isOpen)) {
    one.isOpen = true
    if (one.parent) opened.push(one)
    for (const step of one.before) await step()
  }
  /** @type {Step[]} */
  const after = []
  const tracker = new MockTracker()
  const context = { mock: tracker, after: (/** @type {Step} */ step) => void after.push(step) }
  try {
    for (const step of suites.flatMap(({ beforeEach }) => beforeEach)) await step(context)
    await body(context)
  } finally {
    try {
      await runAll([...after, ...suites.reverse().flatMap(({ afterEach }) => afterEach)])
    } finally {
      tracker.reset()
    }
  }
}

/** Runs all of them, and throws what was thrown first. @param {Step[]} steps */
async function runAll(steps) {
  /** @type {unknown[]} */
  const errors = []
  for (const step of steps) {
    try {
      await step()
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length > 0) throw errors[0]
}

/** @param {string} name @param {Suite | null} parent @returns {Suite} */
const suiteOf = (name, parent) => ({
  name,
  parent,
  before: [],
  after: [],
  beforeEach: [],
  afterEach: [],
  isOpen: false
})

/** The outermost first. @param {Suite | null} suite @returns {Suite[]} */
const ancestors = (suite) => (suite ? [...ancestors(suite.parent), suite] : [])

/** @param {unknown[]} values */
const lastOf = (values) => /** @type {Step} */ (values.at(-1) ?? (() => undefined))
