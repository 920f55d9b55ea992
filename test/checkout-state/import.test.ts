import assert from 'node:assert/strict'
import { it } from 'node:test'

it('the element can be imported on a server, where there is no page, and nothing is registered', async () => {
  const { InterkassaCheckout } = await import('../../src/element/index.js')

  assert.equal(typeof InterkassaCheckout, 'function')
  assert.equal(globalThis.customElements.get('interkassa-checkout'), undefined)
  assert.equal('document' in globalThis, false)
})
