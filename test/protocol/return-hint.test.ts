import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { readReturn, writeReturnFragment } from '../../src/protocol/index.js'
import { returnHintSchema } from '../../src/protocol/schemas.js'

const read = (query: string) => readReturn(new URLSearchParams(query))

suite('readReturn', () => {
  const cases: [string, Readonly<Record<string, string>>][] = [
    ['', { hint: 'none' }],
    ['ik_inv_st=success&ik_pm_no=A-1', { hint: 'success', paymentNo: 'A-1' }],
    ['ik_inv_st=waitAccept', { hint: 'pending' }],
    ['ik_inv_st=process', { hint: 'pending' }],
    ['ik_inv_st=new', { hint: 'pending' }],
    ['ik_inv_st=fail&ik_inv_prc=', { hint: 'fail' }],
    ['ik_inv_st=canceled&ik_co_id=1&ik_inv_id=2', { hint: 'fail' }],
    ['ik_inv_st=SUCCESS', { hint: 'none' }],
    ['ik_inv_st=toString', { hint: 'none' }],
    ['ik_inv_st[]=success', { hint: 'none' }],
    ['IK_INV_ST=success', { hint: 'none' }],
    ['ik_inv_st=success&ik_inv_st=success', { hint: 'none' }],
    ['ik_inv_st=success&ik_pm_no=A-1&ik_pm_no=A-2', { hint: 'success' }],
    ['ik_pm_no=%3Cscript%3E', { hint: 'none' }],
    ['ik_pm_no=', { hint: 'none' }]
  ]
  for (const [query, expected] of cases) {
    test(`reads ${query || 'nothing'} as ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(read(query), { ...expected, trusted: false })
    })
  }

  test('reads the whole return of 2015, and trusts none of it', () => {
    const captured =
      'ik_co_id=54be5909bf4efc7f6b8ab8f5&ik_inv_id=33274174&ik_inv_st=success&ik_inv_crt=2015-01-23+11%3A20%3A09' +
      '&ik_inv_prc=2015-01-23+11%3A20%3A09&ik_pm_no=ID_4233&ik_pw_via=test_interkassa_test_xts&ik_am=100.00' +
      '&ik_co_rfn=100.0000&ik_ps_price=103.00&ik_cur=USD&ik_desc=x&ik_x_user_id=3'
    assert.deepEqual(read(captured), { hint: 'success', paymentNo: 'ID_4233', trusted: false })
  })

  test('gives what its schema takes, whatever it is given', () => {
    const name = fc.oneof(fc.constantFrom('ik_inv_st', 'ik_pm_no'), fc.string())
    const value = fc.oneof(fc.constantFrom('success', 'fail', 'A-1'), fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value)), (params) => {
        assert.ok(returnHintSchema.safeParse(readReturn(params)).success)
      })
    )
  })
})

test('the fragment of a return is its token, or says that it is one', () => {
  assert.equal(writeReturnFragment('q3v0Jm5kYt8Rz1Nw6Xb2Hc'), '#interkassa=q3v0Jm5kYt8Rz1Nw6Xb2Hc')
  assert.equal(writeReturnFragment(undefined), '#interkassa=return')
})
