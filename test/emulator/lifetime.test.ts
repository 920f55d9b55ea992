import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EmulatorSettings } from '../../src/emulator/index.js'
import { openWithClock, PROCESS } from './clock.js'
import { refusalOf, VISA } from './payer.js'

const DAY = 86_400_000
const LONGEST_TIMER = 2 ** 31 - 1

const cases: [what: string, lifetime: EmulatorSettings['lifetime'], asked: string, seconds: number][] = [
  ['the form’s lifetime', {}, '60', 60],
  ['the cabinet’s lifetime where the form may not change it', { seconds: 120, override: false }, '60', 120],
  ['the cabinet’s lifetime where the form gives none', { seconds: 120 }, '', 120]
]

for (const [what, lifetime, asked, seconds] of cases) {
  test(`ends an invoice canceled after ${what}, and tells the shop`, async (t) => {
    const { open, pass, states, told } = openWithClock(t, { lifetime })
    await open({ ...PROCESS, ik_ltm: asked })

    await pass(seconds * 1000 - 1)
    assert.deepEqual(states(), ['new'])
    await pass(1)

    assert.deepEqual(states(), ['canceled'])
    assert.deepEqual(told(), ['canceled'])
  })
}

test('counts thirty days, which is longer than any timer', async (t) => {
  const { open, pass, states } = openWithClock(t)
  await open(PROCESS)
  // a timer that is set too long fires at once
  await pass(1)
  await pass(6 * DAY - 1)
  assert.deepEqual(states(), ['new'])
  await pass(LONGEST_TIMER - 6 * DAY)
  await pass(30 * DAY - LONGEST_TIMER - 1)
  assert.deepEqual(states(), ['new'])
  await pass(1)
  assert.deepEqual(states(), ['canceled'])
})

test('counts from the invoice and not from the form', async (t) => {
  const { ask, open, pass, states } = openWithClock(t)
  const list = await open({ ik_ltm: '60' })
  await pass(60_000)
  await ask(list, { payway: VISA })
  await ask(`${list}/${VISA}`, { outcome: 'success' })
  assert.deepEqual(states(), ['success'])
})

test('counts from the first invoice, also when there was another try', async (t) => {
  const { ask, open, pass, states } = openWithClock(t)
  const page = await open({ ...PROCESS, ik_ltm: '60' })
  await ask(page, { outcome: 'fail' })
  await pass(30_000)
  await ask(page, { outcome: 'cancel' })
  await pass(30_000)
  assert.equal(await refusalOf(ask(page, { outcome: 'success' })), '410 payment-expired')
  assert.deepEqual(states(), ['fail', 'canceled'])
})

test('offers nothing but the way back when the lifetime is over', async (t) => {
  const { ask, open, pass, states } = openWithClock(t)
  const page = await open({ ...PROCESS, ik_ltm: '60' })
  await pass(60_000)

  const text = await (await ask(page)).text()

  assert.match(text, /Canceled.*href="http:\/\/shop\.example\/fail\?/s)
  assert.doesNotMatch(text, /name="outcome"/)
  assert.equal(await refusalOf(ask(page, { outcome: 'success' })), '410 payment-expired')
  assert.equal(await refusalOf(ask(page.replace(`/${VISA}`, ''), { payway: VISA })), '410 payment-expired')
  assert.deepEqual(states(), ['canceled'])
})

test('leaves a paid invoice paid', async (t) => {
  const { ask, open, pass, states } = openWithClock(t)
  await ask(await open({ ...PROCESS, ik_ltm: '60' }), { outcome: 'success' })
  await pass(60_000)
  assert.deepEqual(states(), ['success'])
})
