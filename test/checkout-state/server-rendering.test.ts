import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { render } from '@lit-labs/ssr'
import { collectResult } from '@lit-labs/ssr/lib/render-result.js'
import { html, type TemplateResult } from 'lit'
import '../../src/element/define.js'
import { aSession } from '../element/support/session.js'

/** What comes with the page: what the element shows of itself, and what stands inside the tag. */
async function rendered(tag: TemplateResult) {
  const text = (await collectResult(render(tag))).replaceAll(/<style>[^]*?<\/style>|<!--[^]*?-->/g, '')
  const [, shadow, inside] =
    /<template shadowroot="open" shadowrootmode="open">([^]*)<\/template>([^]*)<\/interkassa-checkout>/.exec(
      text
    ) ?? []
  return { text, shadow: shadow?.trim(), inside: inside?.trim() }
}

const EMPTY = /^<slot><\/slot>\s*<p role="status" class="unseen"><\/p>$/

describe('a server that renders the element, where there is no page', () => {
  it('leaves the plain form inside the tag to be seen, and shows nothing of its own', async () => {
    const tag = html`<interkassa-checkout src="/interkassa" order-id="A-1001" layout="grid">
      <form method="post" action="/interkassa/pay"><button>Continue to payment</button></form>
    </interkassa-checkout>`

    const { text, shadow, inside } = await rendered(tag)

    assert.match(text, /^<interkassa-checkout +src="\/interkassa" order-id="A-1001" layout="grid">/)
    assert.match(shadow ?? '', EMPTY)
    assert.match(inside ?? '', /^<form [^]+<\/form>$/)
    assert.equal('document' in globalThis, false)
  })

  it('writes nothing of a session into the page', async () => {
    const tag = html`<interkassa-checkout
      .session=${aSession()}
      .texts=${{ pay: 'Buy' }}
    ></interkassa-checkout>`

    const { text, shadow } = await rendered(tag)

    assert.match(shadow ?? '', EMPTY)
    assert.doesNotMatch(text, /1250|A-1001|Buy/)
  })
})
