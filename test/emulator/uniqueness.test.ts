import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EmulatorSettings, Outcome } from '../../src/emulator/index.js'
import { post, press, refusalOf, signedForm, startEmulator, VISA } from './payer.js'

type Uniqueness = NonNullable<EmulatorSettings['uniqueness']>

/** How far a payer came with a payment number before it is posted again. */
type Moment = 'posted' | 'invoice' | Outcome

const used: Record<Uniqueness, Moment[]> = {
  off: [],
  'first-post': ['posted', 'invoice', 'fail', 'pending-success', 'success'],
  invoice: ['invoice', 'fail', 'pending-success', 'success'],
  success: ['success']
}

for (const [uniqueness, moments] of Object.entries(used) as [Uniqueness, Moment[]][]) {
  for (const moment of used['first-post']) {
    const isUsed = moments.includes(moment)
    test(`"${uniqueness}": a number is ${isUsed ? 'used' : 'free'} after "${moment}"`, async (t) => {
      const { url } = await startEmulator(t, { settings: { uniqueness }, pendingDelay: 600_000 })
      const page = await post(url, signedForm(moment === 'posted' ? {} : { ik_pw_via: VISA }))
      if (moment !== 'posted' && moment !== 'invoice') await press(page.url, moment)

      const again = post(url, signedForm())

      assert.equal(await refusalOf(again), isUsed ? '409 number-used' : '200 no refusal')
    })
  }
}

test('refuses an invoice for a number that another form used meanwhile', async (t) => {
  const { emulator, url } = await startEmulator(t, { settings: { uniqueness: 'invoice' } })
  const [one, two] = await Promise.all([post(url, signedForm()), post(url, signedForm())])
  await post(one.url, { payway: VISA })
  assert.equal(await refusalOf(post(two.url, { payway: VISA })), '409 number-used')
  assert.equal(emulator.invoices().length, 1)
})

test('refuses a second success for a number that another form paid meanwhile', async (t) => {
  const { emulator, url } = await startEmulator(t, { settings: { uniqueness: 'success' } })
  const form = signedForm({ ik_pw_via: VISA })
  const [one, two] = await Promise.all([post(url, form), post(url, form)])
  await press(one.url, 'success')
  assert.equal(await refusalOf(press(two.url, 'success')), '409 number-used')
  assert.deepEqual(
    emulator
      .invoices()
      .map(({ state }) => state)
      .sort(),
    ['new', 'success']
  )
})

test('allows another try of the same form, whatever the uniqueness', async (t) => {
  const { emulator, url } = await startEmulator(t, { settings: { uniqueness: 'first-post' } })
  const page = await post(url, signedForm({ ik_pw_via: VISA }))
  await press(page.url, 'fail')
  await press(page.url, 'success')
  assert.deepEqual(
    emulator.invoices().map(({ state }) => state),
    ['fail', 'success']
  )
})
