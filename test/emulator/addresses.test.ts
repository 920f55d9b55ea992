import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Outcome } from '../../src/emulator/index.js'
import { pay, post, refusalOf, signedForm, startEmulator, type Fields } from './payer.js'
import { openShop } from './shop.js'

test('calls the cabinet’s interaction address where the override is off', async (t) => {
  const shop = await openShop(t)
  const { emulator, url } = await startEmulator(t, {
    settings: { interaction: { url: `${shop.url}/cabinet` } }
  })
  await pay(url, 'success', { ik_ia_u: `${shop.url}/request`, ik_ia_m: 'get' })
  await emulator.settled()
  assert.deepEqual(
    shop.heard.map(({ method, path }) => `${method} ${path}`),
    ['POST /cabinet']
  )
})

test('calls the form’s interaction address where the override is on', async (t) => {
  const shop = await openShop(t)
  const { emulator, url } = await startEmulator(t, {
    settings: { interaction: { url: `${shop.url}/cabinet`, override: true } }
  })
  await pay(url, 'success', { ik_ia_u: `${shop.url}/request?shop=1`, ik_ia_m: 'GET' })
  await emulator.settled()
  const [heard] = shop.heard
  assert.equal(`${heard?.method} ${heard?.path}`, 'GET /request')
  assert.equal(heard?.fields.shop, '1')
  assert.equal(heard.fields.ik_inv_st, 'success')
})

test('keeps the cabinet’s address and method where the override is on and the form gives none', async (t) => {
  const shop = await openShop(t)
  const { emulator, url } = await startEmulator(t, {
    settings: { interaction: { url: `${shop.url}/cabinet`, method: 'get', override: true } }
  })
  await pay(url, 'success')
  await emulator.settled()
  assert.deepEqual(
    shop.heard.map(({ method, path }) => `${method} ${path}`),
    ['GET /cabinet']
  )
})

const returns: [name: 'success' | 'pending' | 'fail', field: string, outcome: Outcome][] = [
  ['success', 'ik_suc', 'success'],
  ['pending', 'ik_pnd', 'pending-success'],
  ['fail', 'ik_fal', 'cancel']
]

for (const [name, field, outcome] of returns) {
  const fromForm = { [`${field}_u`]: 'http://shop.example/request', [`${field}_m`]: 'post' }

  test(`ignores the form’s ${name} address where the override is off`, async (t) => {
    const { url } = await startEmulator(t, { settings: { [name]: { url: 'http://shop.example/cabinet' } } })
    const back = await pay(url, outcome, fromForm)
    assert.match(back.headers.get('location') ?? '', /^http:\/\/shop\.example\/cabinet\?/)
  })

  test(`takes the form’s ${name} address and method where the override is on`, async (t) => {
    const { url } = await startEmulator(t, {
      settings: { [name]: { url: 'http://shop.example/cabinet', override: true } }
    })
    const back = await pay(url, outcome, fromForm)
    assert.match(await back.text(), /<form method="post" action="http:\/\/shop\.example\/request">/)
  })
}

const elsewhere = [
  'http://169.254.169.254/latest/meta-data/',
  'https://shop.example/notify',
  'http://127.0.0.1.shop.example/',
  'http://127.0.0.1@shop.example/',
  'http://0.0.0.0/',
  'http://[::ffff:10.0.0.1]/',
  'http://10.0.0.1/'
]

for (const address of elsewhere) {
  test(`EMU-005: refuses to call ${address}`, async (t) => {
    const { emulator, url } = await startEmulator(t, { settings: { interaction: { override: true } } })
    const form = signedForm({ ik_ia_u: address })
    assert.equal(await refusalOf(post(url, form)), '400 interaction-not-loopback')
    assert.deepEqual(emulator.deliveries(), [])
  })
}

const broken: Record<string, Fields> = {
  'an address that is none': { ik_ia_u: 'shop.example/notify' },
  'an address of another kind': { ik_ia_u: 'file:///etc/passwd' },
  'a method that is none': { ik_ia_u: 'http://127.0.0.1/notify', ik_ia_m: 'put' }
}

for (const [what, changes] of Object.entries(broken)) {
  test(`refuses ${what}`, async (t) => {
    const { url } = await startEmulator(t, { settings: { interaction: { override: true } } })
    assert.equal(await refusalOf(post(url, signedForm(changes))), '400 bad-field')
  })
}
