import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { SECRET_KEY } from '../server/made-up-keys.js'
import { root, scratchFolder } from './scratch.js'

/** Runs a script under the watch. */
function watched(t: TestContext, script: string) {
  const folder = scratchFolder(t, { 'script.mjs': script.replaceAll('KEY', SECRET_KEY) })
  const args = ['--import', 'tsx', '--import', './test/leak-watch.ts', join(folder, 'script.mjs')]
  return spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
}

const leaks = {
  'a log line': `console.log({ account: { key: 'KEY' } })`,
  'a line of a silenced console': `import { mock } from 'node:test'
    mock.method(console, 'error', () => undefined)
    console.error(new Error('failed', { cause: 'KEY' }))`,
  'an answer': `new Response('{"expected":"KEY"}', { status: 400 })`,
  'the head of an answer': `new Response(null, { headers: { 'x-key': 'KEY' } })`
}

for (const [where, script] of Object.entries(leaks)) {
  test(`LEK-003, LEK-004: a test in which a key is in ${where} fails`, (t) => {
    const { status, stderr } = watched(t, script)
    assert.equal(status, 1)
    assert.match(stderr, /a key was seen: SECRET_KEY in /)
  })
}

test('a test in which none is seen does not', (t) => {
  const { status, stderr } = watched(t, `console.log('key'); new Response('OK')`)
  assert.equal(status, 0, stderr)
})
