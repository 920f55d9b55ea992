import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { build } from 'vite'
import { root, scratchFolder } from './scratch.js'

const forbidden = {
  server: ['src/server', `import '../../src/server/index.js'`],
  api: ['src/api', `import '../../src/api/index.js'`],
  emulator: ['src/emulator', `import '../../src/emulator/index.js'`],
  schemas: ['src/protocol/schemas', `import '../../src/protocol/schemas.js'`],
  zod: ['node_modules/zod', `import 'zod'`],
  node: ['vite-browser-external', `import 'node:crypto'`],
  'server, loaded late': ['src/server', `export const load = () => import('../../src/server/index.js')`]
} as const

for (const [name, [module, source]] of Object.entries(forbidden)) {
  test(`fails the browser build when the element imports ${name}`, async (t) => {
    const entry = join(scratchFolder(t, { 'entry.ts': source }), 'entry.ts')
    await assert.rejects(buildForBrowser(entry), (error: Error) => {
      assert.match(error.message, /server code must not reach the browser:\n/)
      assert.match(error.message, new RegExp(`entry.ts imports .*${module}`))
      return true
    })
  })
}

test('fails the browser build when the server itself is the entry', async () => {
  await assert.rejects(buildForBrowser('src/server/index.ts'), /src\/server\/index.ts is an entry/)
})

test('builds the element', async () => {
  await buildForBrowser('src/element/define.ts')
})

function buildForBrowser(entry: string) {
  return build({
    configFile: join(root, 'vite.config.ts'),
    mode: 'cdn',
    logLevel: 'silent',
    build: { write: false, lib: { entry } }
  })
}
