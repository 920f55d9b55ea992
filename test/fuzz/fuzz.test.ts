import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { allFuzzes } from './all.js'
import { fuzz, fuzzWithout, keepFound, type AnyFuzz } from './fuzz.js'
import { ledger } from './ledger.js'
import { mutation } from './mutation.js'
import { oneMeaning, roundTrip } from './parser.js'
import { reflection } from './reflection.js'
import { session } from './session.js'
import { twoReadings } from './two-readings.js'

/** Tries as many inputs as at each push, and keeps what it finds. */
async function holds(one: AnyFuzz): Promise<void> {
  const { runs, seed, found } = await fuzz(one, one.runs)
  console.log(`${one.name}: ${runs} inputs, seed ${seed}`)
  if (!found) return
  if (process.env['CI'] === undefined) keepFound(one.name, found.input)
  const input = JSON.stringify(found.input)
  throw new Error(`false for ${input}, seed ${seed}; the input belongs into the corpus`, {
    cause: found.error
  })
}

suite('For any input', () => {
  test('MAL-020: no form is taken for a notification, whatever its fields are called', () =>
    holds(reflection))
  test('MAL-021: what was recorded once is refused under other names, and pays once', () =>
    holds(twoReadings))
  test('a body has one meaning, for us and for every other parser', () => holds(oneMeaning))
  test('a body is read as its sender meant it', () => holds(roundTrip))
  test('a changed message is refused, or says what was signed', () => holds(mutation))
  test('a session that is taken posts what it shows, to the gateway', () => holds(session))
  test('an order ends alike in whatever order it is heard of, and is paid once', () => holds(ledger))
})

test('a million inputs are tried', () => {
  const runs = allFuzzes.map((one) => one.runs)
  assert.ok(runs.reduce((sum, more) => sum + more) >= 1_000_000)
})

for (const one of allFuzzes) {
  suite(`The sentence on ${one.name} is found false`, () => {
    for (const [defence, code] of Object.entries<unknown>(one.withoutDefence)) {
      test(`without ${defence}`, async () => {
        const { found } = await fuzzWithout(one, code)
        assert.ok(found?.error instanceof assert.AssertionError, 'the sentence itself is what is false')
      })
    }
  })
}

test('one form in ten would be taken for a payment if forms were not remembered', async () => {
  const unguarded = reflection.withoutDefence['the memory of forms'] ?? assert.fail()
  let forged = 0
  for (const input of fc.sample(reflection.inputs, 10_000)) {
    await Promise.resolve(reflection.holds(input, unguarded)).catch(() => (forged += 1))
  }
  assert.ok(forged >= 1_000, `${forged} of 10000`)
})
