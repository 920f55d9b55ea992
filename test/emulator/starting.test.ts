import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { createEmulator, type EmulatorSettings } from '../../src/emulator/index.js'
import { CHECKOUT_ID, SECRET_KEY, TEST_KEY } from './payer.js'

const required = { checkoutId: CHECKOUT_ID, secretKey: SECRET_KEY, testSecretKey: TEST_KEY }
const badOptions = (message: RegExp) => ({ name: 'InterkassaError', code: 'bad-options', message })

function setEnvironment(t: TestContext, value: string): void {
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = value
  t.after(() => {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
  })
}

test('EMU-007: refuses to start where NODE_ENV is production', (t) => {
  setEnvironment(t, 'production')
  assert.throws(() => createEmulator({ settings: required }), badOptions(/production/))
})

for (const host of ['0.0.0.0', '::', '192.168.1.10', 'emulator.example', '']) {
  test(`EMU-007: refuses to listen on ${host || 'an empty host, which is every address'}`, async () => {
    const emulator = createEmulator({ settings: required })
    await assert.rejects(emulator.listen({ host }), badOptions(/this machine only/))
  })
}

for (const host of ['127.0.0.1', 'localhost', '::1']) {
  test(`listens on ${host} and says where`, async (t) => {
    const server = await createEmulator({ settings: required }).listen({ host })
    t.after(server.close)
    assert.match(server.url, /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+\/$/)
    assert.equal((await fetch(server.url)).status, 400)
  })
}

test('needs the checkout and its two keys, and nothing else', () => {
  assert.ok(createEmulator({ settings: required }))
  assert.throws(() => createEmulator({ settings: {} as EmulatorSettings }), badOptions(/checkoutId/))
})

const wrong: Record<string, Partial<Record<keyof EmulatorSettings | 'colour', unknown>>> = {
  'a checkout id that no form could carry': { checkoutId: 'a b' },
  'an unknown algorithm': { algorithm: 'sha1' },
  'an unknown setting': { colour: 'blue' },
  'a currency in lower case': { currencies: ['uah'] },
  'a lifetime of nothing': { lifetime: { seconds: 0 } },
  'a success code that is none': { successCode: 20 },
  'a return address that is no URL': { success: { url: '/thanks' } },
  'a return address of another kind': { fail: { url: 'javascript:alert(1)' } },
  'an interaction address elsewhere (EMU-005)': { interaction: { url: 'http://169.254.169.254/notify' } }
}

for (const [what, settings] of Object.entries(wrong)) {
  test(`refuses ${what}`, () => {
    const given = { ...required, ...settings } as EmulatorSettings
    const [name = ''] = Object.keys(settings)
    assert.throws(() => createEmulator({ settings: given }), badOptions(new RegExp(name)))
  })
}

test('never tells a key in what it refuses', () => {
  const settings = { ...required, algorithm: 'sha1' } as unknown as EmulatorSettings
  assert.throws(
    () => createEmulator({ settings }),
    (error: Error) => !error.message.includes(SECRET_KEY) && !error.message.includes(TEST_KEY)
  )
})
