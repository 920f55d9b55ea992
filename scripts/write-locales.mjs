import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './root.mjs'

const from = `${root}dist/element/locales/`
const to = `${root}dist/cdn/locales/`

// For pages with a script tag: each language as a script that tells it to the element, whichever of them comes first.
// By its byte order mark it is read as UTF-8 also on a page in windows-1251, from a server that names no encoding.
mkdirSync(to, { recursive: true })
for (const file of readdirSync(from).filter((name) => name.endsWith('.js') && name !== 'en.js')) {
  const tag = basename(file, '.js')
  const { [tag]: messages } = await import(pathToFileURL(from + file).href)
  const [name, language, texts] = ['interkassa-checkout', tag, messages].map((value) => JSON.stringify(value))
  writeFileSync(
    to + file,
    `\ufeffcustomElements.whenDefined(${name}).then(c=>c.addLanguage(${language},${texts}))\n`
  )
}
