import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openWithClock, PROCESS } from './clock.js'

test('sends a pending payer away at once, and the success after the delay', async (t) => {
  const { ask, open, pass, told } = openWithClock(t, {}, { pendingDelay: 2_000 })
  await ask(await open(PROCESS), { outcome: 'pending-success' })
  await pass(1_999)
  assert.deepEqual(told(), ['waitAccept'])
  await pass(1)
  assert.deepEqual(told(), ['waitAccept', 'success'])
})

test('follows the last choice of a payer who went back while a payment was pending', async (t) => {
  const { ask, open, pass, told } = openWithClock(t)
  const page = await open(PROCESS)
  await ask(page, { outcome: 'pending-success' })
  assert.match(await (await ask(page)).text(), /still being processed/)
  await ask(page, { outcome: 'pending-fail' })
  await pass(60_000)
  assert.deepEqual(told(), ['waitAccept', 'fail'])
})

test('lets one payment succeed once: what waits on another payway is canceled', async (t) => {
  const { ask, open, pass, states, told } = openWithClock(t)
  const page = await open(PROCESS)
  const list = page.slice(0, page.lastIndexOf('/'))
  await ask(page, { outcome: 'pending-success' })
  await ask(list, { payway: 'privat24_merchant_uah' })
  await ask(`${list}/privat24_merchant_uah`, { outcome: 'success' })
  await pass(60_000)
  assert.deepEqual(states(), ['canceled', 'success'])
  assert.deepEqual(told().sort(), ['canceled', 'success', 'waitAccept'])
})
