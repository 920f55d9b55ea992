import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { root, scratchFolder } from './scratch.js'

const locked = [
  ...['server', 'node', 'lambda', 'api', 'emulator'],
  ...['ledger/memory', 'ledger/sqlite', 'ledger/postgres']
]

// what bundlers ask for besides `browser`: Cloudflare's sets both, for instance
const runtimes = ['workerd', 'worker', 'edge-light', 'deno', 'bun', 'node']

for (const entry of locked) {
  describe(`interkassa-checkout/${entry}`, () => {
    it('LEK-002: throws as soon as a bundle for the browser is loaded', async (t) => {
      const shop = shopUsing(t, entry)
      const lib = { entry: 'shop.js', formats: ['es' as const], fileName: 'bundle' }
      await build({ root: shop, configFile: false, logLevel: 'silent', build: { lib } })
      const bundle = pathToFileURL(join(shop, 'dist/bundle.js'))
      await assert.rejects(import(bundle.href), /must not be loaded in a browser/)
    })

    it('loads in Node', (t) => {
      const { status, stderr } = spawnSync(process.execPath, ['shop.js'], {
        cwd: shopUsing(t, entry),
        encoding: 'utf8'
      })
      assert.equal(status, 0, stderr)
    })

    for (const runtime of runtimes) {
      it(`is the real module for ${runtime}, even where browser is a condition too`, () => {
        assert.notEqual(targetOf(entry, [runtime, 'browser']), targetOf(entry, ['browser']))
      })
    }
  })
}

/** A folder in which the package is installed and imported. */
function shopUsing(test: TestContext, entry: string): string {
  const folder = scratchFolder(test, {
    'package.json': '{ "type": "module" }',
    'shop.js': `import 'interkassa-checkout/${entry}'`
  })
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(root, join(folder, 'node_modules/interkassa-checkout'), 'junction')
  return folder
}

/** The first condition that holds wins, in the order of package.json. */
function targetOf(entry: string, conditions: string[]): string | undefined {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, Record<string, string>>
  }
  const targets = Object.entries(exports[`./${entry}`] ?? {})
  return targets.find(([condition]) => [...conditions, 'default'].includes(condition))?.[1]
}
