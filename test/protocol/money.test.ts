import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { compareAmounts, formatAmount, isAmount, sameAmount } from '../../src/protocol/index.js'

/** An amount in ten-thousandths, and one of the ways in which it can be written. */
const written = fc
  .record({
    units: fc.bigInt({ min: 1n, max: 999_999_999_999n }),
    leading: fc.integer({ min: 0, max: 7 }),
    keepsZeros: fc.boolean()
  })
  .map(({ units, leading, keepsZeros }) => {
    const whole = String(units / 10_000n)
    const fraction = String(units % 10_000n).padStart(4, '0')
    const shown = keepsZeros ? fraction : fraction.replace(/0+$/, '')
    const padded = whole.padStart(Math.min(8, whole.length + leading), '0')
    return { units, text: shown === '' ? padded : `${padded}.${shown}` }
  })

suite('isAmount', () => {
  for (const text of ['1', '0.01', '100', '100.0', '100.00', '00100.50', '99999999.99', '0.1']) {
    test(`takes ${text}`, () => assert.ok(isAmount(text)))
  }

  const refused = [
    ...[
      '',
      '0',
      '0.00',
      '00',
      '.5',
      '1.',
      '1.005',
      '100000000',
      '+1',
      '-1',
      ' 1',
      '1 ',
      '1\n',
      '1,00',
      '1e2',
      '0x64'
    ],
    ...['NaN', 'Infinity', '١٠٠', '１', '1_000', '1 000', '1.0.0', '1..0', '$1', '1|5']
  ]
  for (const text of refused) {
    test(`refuses ${JSON.stringify(text)}`, () => assert.ok(!isAmount(text)))
  }

  for (const value of [1, 1n, null, undefined, ['1'], { toString: () => '1' }, true]) {
    test(`refuses ${typeof value}, which is no text`, () => assert.ok(!isAmount(value)))
  }

  test('takes four decimals where the gateway writes, and two where we do', () => {
    assert.ok(isAmount('100.0000', 4))
    assert.ok(!isAmount('100.0000'))
    assert.ok(!isAmount('100.00000', 4))
  })
})

suite('Amounts', () => {
  test('compare as whole numbers of ten-thousandths do', () => {
    fc.assert(
      fc.property(written, written, (a, b) => {
        assert.ok(isAmount(a.text, 4))
        assert.equal(sameAmount(a.text, b.text), a.units === b.units)
        assert.equal(
          Math.sign(compareAmounts(a.text, b.text)),
          a.units < b.units ? -1 : a.units > b.units ? 1 : 0
        )
      })
    )
  })

  test('are the same however they are written', () => {
    for (const text of ['100', '100.0', '100.00', '100.0000', '00100.00'])
      assert.ok(sameAmount('100.00', text))
    assert.ok(!sameAmount('100.00', '100.0001'))
    assert.ok(!sameAmount('99999999.99', '99999999.9901'))
  })

  test('are formatted with two decimals and no leading zeros, and stay the same sum', () => {
    const inOrders = written.filter(({ units }) => units % 100n === 0n)
    const cents = fc.oneof(
      inOrders,
      fc
        .bigInt({ min: 1n, max: 9_999_999_999n })
        .map((n) => ({ text: `${n / 100n}.${String(n % 100n).padStart(2, '0')}` }))
    )
    fc.assert(
      fc.property(cents, ({ text }) => {
        const trimmed = text.replace(/(\.\d\d)0+$/, '$1')
        assert.match(formatAmount(trimmed), /^(0|[1-9]\d{0,7})\.\d\d$/)
        assert.ok(sameAmount(formatAmount(trimmed), trimmed))
        assert.equal(formatAmount(formatAmount(trimmed)), formatAmount(trimmed))
      })
    )
  })

  test('that are none are not compared', () => {
    assert.throws(() => sameAmount('1e2', '100'), RangeError)
    assert.throws(() => compareAmounts('100', ''), RangeError)
  })
})
