import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import {
  notificationSchema,
  orderIdSchema,
  orderSchema,
  paymentStatusSchema,
  paywaySchema,
  receiptSchema,
  returnHintSchema
} from '../../src/protocol/schemas.js'

interface Schema {
  readonly safeParse: (value: unknown) => { readonly success: boolean }
}

const VISA = 'visa_cpaytrz_merchant_uah'

/** Checks that the schema takes these changes of something right, and refuses those. */
function holds(schema: Schema, right: object, takes: readonly object[], refuses: readonly object[]) {
  const isTaken = (changes: object) => schema.safeParse({ ...right, ...changes }).success
  assert.deepEqual(
    [{}, ...takes].filter((changes) => !isTaken(changes)),
    []
  )
  assert.deepEqual([...refuses, { more: 1 }].filter(isTaken), [])
}

/** Each of these members is needed. */
const without = (...names: string[]) => names.map((name) => ({ [name]: undefined }))

suite('The schema of', () => {
  test('an order takes what can be signed, and restricts it to what fits the field', () => {
    const long = Array.from({ length: 8 }, (_, index) => `${index}${'x'.repeat(61)}`)
    const fitting = [...long, 'x'.repeat(8)]
    assert.equal(fitting.join(';').length, 512)
    holds(
      orderSchema,
      { amount: '250.50', currency: 'UAH', description: 'Tea' },
      [{ payways: [VISA] }, { payways: fitting }, { payways: undefined }, { description: 'x' }],
      [
        ...without('amount', 'currency', 'description'),
        ...[{ amount: 250.5 }, { amount: '0' }, { amount: '1.234' }, { description: '' }],
        ...[{ currency: 'uah' }, { currency: 'UAHX' }, { currency: 'XUAH' }, { currency: 'U' }],
        ...[
          { payways: [] },
          { payways: ['a b'] },
          { payways: [...fitting.slice(0, -1), 'x'.repeat(9)] },
          { payways: VISA }
        ]
      ]
    )
  })

  test('a payway of a merchant’s list needs an alias, and takes what can be shown', () => {
    holds(
      paywaySchema,
      { id: VISA },
      [
        ...[
          { name: 'Visa' },
          { method: 'visa' },
          { kind: 'card' },
          { currency: 'UAH' },
          { currency: 'USDTTRC' }
        ],
        ...[
          { amount: '1.2345' },
          { limits: {} },
          { limits: { min: '1', max: '2.0001' } },
          { logo: '/visa.svg' }
        ]
      ],
      [
        ...without('id'),
        ...[
          { id: 'a b' },
          { id: ' a' },
          { id: 'x'.repeat(63) },
          { name: '' },
          { name: '\u200b' },
          { name: 'a\nb' }
        ],
        ...[
          { name: 'x'.repeat(256) },
          { method: 'a b' },
          { kind: 'coin' },
          { currency: 'uah' },
          { currency: 'UA' }
        ],
        ...[
          { currency: 'USDTTRCX' },
          { currency: 'xUAH' },
          { currency: 'UAHx' },
          { amount: '1.23456' },
          { amount: 1 }
        ],
        ...[{ limits: { min: '0' } }, { limits: { max: 1 } }, { limits: { mid: '1' } }, { logo: 1 }]
      ]
    )
  })

  test('an order’s id leaves room for the number of the attempt', () => {
    const right = ['A', 'x'.repeat(28), 'a-Z_9']
    const wrong = ['', 'x'.repeat(29), 'a b', ' a', 'a ', 'а', 1]
    assert.deepEqual(
      [...right, ...wrong].filter((id) => orderIdSchema.safeParse(id).success),
      right
    )
  })

  test('a notification has everything on which a verdict rests', () => {
    holds(
      notificationSchema,
      {
        ...{
          checkoutId: '64b0c1d2e3f4a5b6c7d8e9f0',
          paymentNo: 'A-1-1',
          invoiceId: '7',
          invoiceState: 'success'
        },
        ...{ state: 'paid', amount: '1.0000', currency: 'UAH', payway: VISA }
      },
      [
        ...[
          { state: null },
          { state: 'created' },
          { description: '' },
          { credited: '1' },
          { paywayPrice: '1' }
        ],
        ...[{ transactionId: '1' }, { invoiceCreated: 'then' }, { invoiceProcessed: 'now' }]
      ],
      [
        ...without(
          'checkoutId',
          'paymentNo',
          'invoiceId',
          'invoiceState',
          'state',
          'amount',
          'currency',
          'payway'
        ),
        ...[
          { state: 'success' },
          { amount: '1.00000' },
          { currency: 'uah' },
          { currency: 'UAHX' },
          { currency: 'xUAH' }
        ],
        ...[
          { payway: 'a b' },
          { invoiceId: 'x' },
          { invoiceState: 'a b' },
          { paymentNo: 'a b' },
          { checkoutId: 'a b' }
        ],
        ...[
          { description: 1 },
          { credited: 1 },
          { paywayPrice: 1 },
          { transactionId: 1 },
          { invoiceCreated: 1 }
        ],
        ...[{ invoiceProcessed: 1 }]
      ]
    )
  })

  test('a return’s hint is never to be trusted', () => {
    holds(
      returnHintSchema,
      { hint: 'none', trusted: false },
      [{ hint: 'success' }, { hint: 'pending' }, { hint: 'fail' }, { paymentNo: 'A-1-1' }],
      [{ hint: 'paid' }, { trusted: true }, { paymentNo: 'a b' }, ...without('hint', 'trusted')]
    )
  })

  test('a status and its receipt lets further members be', () => {
    const receipt = { amount: '1.00', currency: 'UAH', time: '2026-11-23T10:00:00Z' }
    const isReceipt = (changes: object) => receiptSchema.safeParse({ ...receipt, ...changes }).success
    assert.deepEqual([{}, { payway: 'Visa' }, { more: 1 }].map(isReceipt), [true, true, true])
    const wrong = [{ amount: '1.001' }, { currency: 'X' }, { time: 'now' }, { payway: 1 }]
    assert.deepEqual([...wrong, ...without('amount', 'currency', 'time')].filter(isReceipt), [])

    const reference = 'A-1-1'
    const isStatus = (status: object) => paymentStatusSchema.safeParse(status).success
    const right = [
      ...[
        { state: 'created' },
        { state: 'pending' },
        { state: 'failed' },
        { state: 'failed', reason: 'expired' }
      ],
      ...[
        { state: 'paid', receipt },
        { state: 'created', orderId: 'A-1', more: 1 }
      ]
    ].map((status) => ({ ...status, reference }))
    const wrongStatuses = [
      ...[
        { state: 'created', reason: 'expired' },
        { state: 'pending', reason: 'expired' },
        { state: 'created', receipt }
      ],
      ...[
        { state: 'pending', receipt },
        { state: 'failed', receipt },
        { state: 'failed', reason: 'tired' }
      ],
      ...[
        { state: 'paid' },
        { state: 'paid', receipt, reason: 'expired' },
        { state: 'lost' },
        { state: 'created', orderId: ' ' }
      ]
    ].map((status) => ({ ...status, reference }))
    const unnamed = [{ state: 'created' }, { state: 'paid', receipt }, { state: 'created', reference: ' ' }]
    assert.deepEqual([...right, ...wrongStatuses, ...unnamed].filter(isStatus), right)
  })
})
