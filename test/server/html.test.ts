import assert from 'node:assert/strict'
import { test } from 'node:test'
import { html } from '../../src/server/selling/html.js'

test('escapes every text of a template, also within lists, and leaves markup as it is', () => {
  const evil = `<img src=x onerror='alert("1")'>&`
  const row = html`<li title="${evil}">${evil}</li>`
  const safe = '&#60;img src=x onerror=&#39;alert(&#34;1&#34;)&#39;&#62;&#38;'
  assert.equal(
    html`<ul>
      ${[row, [evil]]}${null}${1}
    </ul>`
      .toString()
      .replace(/\s*\n\s*/g, ''),
    `<ul><li title="${safe}">${safe}</li>${safe}1</ul>`
  )
})
