import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { SIGNED_NAME } from '../../src/protocol/index.js'
import { signedText } from '../../src/server/signing/signature.js'
import { gatewaySign, SECRET_KEY } from '../server/fixtures.js'
import { CARELESS_FORMS, sessionForms } from './rekeying-forms.js'
import { search } from './rekeying-search.js'
import { countRekeyings, everyReading, everyRekeying } from './rekeyings.js'

const textOf = ({ fields }: (typeof CARELESS_FORMS)[number]) => signedText(fields)

suite('All readings of a form’s signature', () => {
  for (const form of CARELESS_FORMS) {
    test(`${form.title}: are refused where forms are remembered`, async () => {
      const { unguarded, guarded } = await search(form.fields, everyReading(textOf(form)))
      assert.deepEqual(guarded, [])
      assert.equal(
        unguarded.length > 0,
        form.isForgeable,
        'without that memory the forgeable ones are forged'
      )
    })
  }

  for (const form of sessionForms()) {
    test(`${form.title}: are refused even where forms are not remembered`, async () => {
      const { unguarded } = await search(form.fields, everyReading(textOf(form)))
      assert.deepEqual(unguarded, [])
    })
  }

  test('are none where no value of them could be a state', async () => {
    const [basis] = CARELESS_FORMS
    assert.ok(basis)
    const text = textOf(basis)
    const { tried, unguarded } = await search(basis.fields, everyRekeying(text))
    assert.equal(tried, countRekeyings(text))
    assert.equal(tried, 26_334)
    assert.deepEqual(unguarded, [])
  })
})

suite('The search', () => {
  test('makes each message once, and only such as have the form’s signature', () => {
    const text = 'a:b:c:d'
    const names = ['ik_a', 'ik_b', 'ik_c', 'ik_d', 'ik_e']
    const all = [...everyRekeying(text, names)]
    assert.equal(all.length, countRekeyings(text, names))
    assert.equal(new Set(all.map((fields) => JSON.stringify(Object.entries(fields).sort()))).size, all.length)
    assert.deepEqual(new Set(all.map(signedText)), new Set([text]))
  })

  test('reads by names that keep the signature, too', () => {
    for (const form of [...CARELESS_FORMS, ...sessionForms()]) {
      const text = textOf(form)
      const sign = gatewaySign({ text }, SECRET_KEY)
      for (const message of everyReading(text)) {
        assert.equal(gatewaySign(message, SECRET_KEY), sign, JSON.stringify(message))
        assert.ok(Object.keys(message).every((name) => SIGNED_NAME.test(name)))
      }
    }
  })

  test('finds by any names what it finds by those of a notification', async () => {
    const form = CARELESS_FORMS.find(({ title }) => title.startsWith('three fields'))
    assert.ok(form)
    const text = textOf(form)
    const needed = 'ik_am ik_co_id ik_cur ik_desc ik_inv_id ik_inv_st ik_pm_no ik_pw_via ik_trn_id'
    const byNames = await search(form.fields, everyRekeying(text, needed.split(' ')))
    const byReading = await search(form.fields, everyReading(text))
    const deciding = (fields: object) =>
      JSON.stringify(fields)
        .match(/"ik_(?:inv_id|inv_st|pm_no)":"[^"]*"/g)
        ?.join()
    assert.ok(byNames.unguarded.length > 0)
    for (const forged of byNames.unguarded) {
      assert.ok(
        byReading.unguarded.some((other) => deciding(other) === deciding(forged)),
        JSON.stringify(forged)
      )
    }
  })
})
