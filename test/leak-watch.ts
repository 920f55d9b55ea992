import { mock } from 'node:test'
import { format } from 'node:util'
import * as keys from './server/made-up-keys.js'

/*
 * Loaded before each file of the node tests: whatever is logged or answered in any of them holds no key. A file in which
 * one is found fails, even where the test itself has silenced the console.
 */
const METHODS = ['debug', 'error', 'info', 'log', 'warn'] as const
const found = new Set<string>()

const look = (where: string, text: string) => {
  for (const [name, key] of Object.entries(keys)) if (text.includes(key)) found.add(`${name} in ${where}`)
}

for (const method of METHODS) {
  const print = console[method].bind(console)
  console[method] = (...values: unknown[]) => {
    look(`console.${method}`, format(...values))
    print(...values)
  }
}

type Replace = (this: unknown, owner: unknown, name: unknown, ...rest: unknown[]) => unknown

const tracker = Object.getPrototypeOf(mock) as { method: Replace }
const replace = tracker.method
tracker.method = function (owner, name, silent, ...rest) {
  if (owner !== console || typeof silent !== 'function')
    return replace.call(this, owner, name, silent, ...rest)
  const watched = (...values: unknown[]): unknown => {
    look(`console.${String(name)}`, format(...values))
    return Reflect.apply(silent, console, values)
  }
  return replace.call(this, owner, name, watched, ...rest)
}

globalThis.Response = new Proxy(Response, {
  construct(original, values: ConstructorParameters<typeof Response>, called) {
    const [body, init] = values
    if (typeof body === 'string') look('an answer', body)
    if (init?.headers) look('the head of an answer', JSON.stringify([...new Headers(init.headers)]))
    return Reflect.construct(original, values, called) as object
  }
})

process.once('exit', () => {
  if (found.size === 0) return
  process.stderr.write(`a key was seen: ${[...found].join(', ')}\n`)
  process.exitCode = 1
})
