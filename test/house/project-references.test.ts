import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root, scratchFolder } from './scratch.js'

const modules = ['protocol', 'element', 'api', 'server', 'emulator']

const allowed = {
  'src/element/uses-protocol.ts': `export * from '../protocol/index.js'`,
  'src/element/uses-page.ts': `export const title = document.title`,
  'src/api/uses-protocol.ts': `export * from '../protocol/index.js'`,
  'src/server/signing/attempt.ts': `export interface Attempt {}`,
  'src/server/uses-protocol.ts': `export * from '../protocol/index.js'`,
  'src/server/uses-api.ts': `export * from '../api/index.js'`,
  'src/server/uses-node.ts': `export { createHash } from 'node:crypto'`,
  'src/emulator/uses-protocol.ts': `export * from '../protocol/index.js'`,
  'src/emulator/uses-server.ts': `export * from '../server/index.js'`
}

const forbidden = {
  'src/protocol/uses-element.ts': `export * from '../element/index.js'`,
  'src/protocol/uses-server.ts': `export * from '../server/index.js'`,
  'src/protocol/uses-node.ts': `export { createHash } from 'node:crypto'`,
  'src/protocol/uses-page.ts': `export const title = document.title`,
  'src/element/uses-server.ts': `export * from '../server/index.js'`,
  'src/element/uses-server-type.ts': `export type * from '../server/attempt.js'`,
  'src/element/uses-api.ts': `export * from '../api/index.js'`,
  'src/element/uses-emulator.ts': `export * from '../emulator/index.js'`,
  'src/element/uses-node.ts': `export { createHash } from 'node:crypto'`,
  'src/api/uses-server.ts': `export * from '../server/index.js'`,
  'src/api/uses-page.ts': `export const title = document.title`,
  'src/server/uses-element.ts': `export * from '../element/index.js'`,
  'src/server/uses-emulator.ts': `export * from '../emulator/index.js'`,
  'src/server/uses-page.ts': `export const title = document.title`,
  'src/emulator/uses-element.ts': `export * from '../element/index.js'`
}

test('compiles imports along the arrows, and not one against them', (t) => {
  const folder = scratchFolder(t, { ...skeleton(), ...allowed, ...forbidden })
  assert.deepEqual(filesWithErrors(folder), Object.keys(forbidden).sort())
})

test('compiles the same folders without the forbidden imports', (t) => {
  const folder = scratchFolder(t, { ...skeleton(), ...allowed })
  assert.deepEqual(filesWithErrors(folder), [])
})

/** Empty modules under the project's own compiler settings. */
function skeleton(): Record<string, string> {
  const settings = ['tsconfig.base.json', ...modules.map((name) => `src/${name}/tsconfig.json`)]
  return Object.fromEntries([
    ...settings.map((name) => [name, readFileSync(join(root, name), 'utf8')] as const),
    ...modules.map((name) => [`src/${name}/index.ts`, `export const ${name} = true`] as const)
  ])
}

function filesWithErrors(folder: string): string[] {
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const projects = modules.map((name) => `src/${name}`)
  const { stdout, status } = spawnSync(process.execPath, [tsc, '-b', '--pretty', 'false', ...projects], {
    cwd: folder,
    encoding: 'utf8'
  })
  const files = [...stdout.matchAll(/^(\S+)\(\d+,\d+\): error /gm)].map((match) => match[1] ?? '')
  assert.equal(status === 0, files.length === 0, stdout)
  return [...new Set(files)].sort()
}
