import assert from 'node:assert/strict'
import { test } from 'node:test'
import { post, signedForm, startEmulator, VISA, type Fields } from './payer.js'

const evil = `"><script>alert(1)</script>`

test('shows what the form says as text, never as markup', async (t) => {
  const { url } = await startEmulator(t, { settings: { name: evil } })
  for (const changes of [{}, { ik_pw_via: VISA }]) {
    const text = await (await post(url, signedForm({ ik_desc: evil, ...changes }))).text()
    assert.match(text, /&#34;&#62;&#60;script&#62;/)
    assert.doesNotMatch(text, /<script/)
  }
})

test('shows what it refuses as text, never as markup', async (t) => {
  const { url } = await startEmulator(t)
  for (const changes of [{ ik_am: evil }, { ik_sign: evil }, { ik_co_id: evil }] as Fields[]) {
    const text = await (await post(url, { ...signedForm(), ...changes })).text()
    assert.match(text, /&#60;script&#62;/)
    assert.doesNotMatch(text, /<script/)
  }
})

test('gives every page a policy that allows its stylesheet and no script', async (t) => {
  const { url } = await startEmulator(t)
  for (const page of [await post(url, signedForm()), await fetch(url)]) {
    assert.equal(
      page.headers.get('content-security-policy'),
      `default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'`
    )
    assert.equal(page.headers.get('cache-control'), 'no-store')
  }
})

test('serves the stylesheet that its pages name', async (t) => {
  const { url } = await startEmulator(t)
  const [, path = ''] =
    /rel="stylesheet" href="([^"]+)"/.exec(await (await post(url, signedForm())).text()) ?? []
  const sheet = await fetch(new URL(path, url))
  assert.equal(sheet.headers.get('content-type'), 'text/css; charset=utf-8')
  assert.match(await sheet.text(), /prefers-color-scheme|light-dark/)
})

test('says on every page that no money moves', async (t) => {
  const { url } = await startEmulator(t)
  for (const page of [
    await post(url, signedForm()),
    await post(url, signedForm({ ik_pw_via: VISA })),
    await fetch(url)
  ]) {
    assert.match(await page.text(), /Local emulator\.<\/strong> No money moves/)
  }
})

const languages: [what: string, locale: Fields, accepted: string, language: string][] = [
  ['English', {}, 'de', 'en'],
  ['Ukrainian where the browser asks for it', {}, 'uk-UA,uk;q=0.9,en;q=0.8', 'uk'],
  ['Ukrainian where the form asks for it', { ik_loc: 'uk' }, 'en', 'uk'],
  ['Ukrainian where the form names a country too', { ik_loc: 'uk_ua' }, 'en', 'uk'],
  ['English where the form asks for it', { ik_loc: 'en' }, 'uk', 'en']
]

for (const [what, locale, accepted, language] of languages) {
  test(`speaks ${what}`, async (t) => {
    const { url } = await startEmulator(t)
    const page = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams(signedForm(locale)),
      headers: { 'accept-language': accepted }
    })
    assert.match(await page.text(), new RegExp(`<html lang="${language}">`))
  })
}
