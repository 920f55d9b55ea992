import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { root } from './root.mjs'

const folder = `${root}dist/cdn/`

const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.m?js$/.test(name)
)

const hashes = scripts.sort().map((name) => {
  const digest = createHash('sha384')
    .update(readFileSync(folder + name))
    .digest('base64')
  return [name, `sha384-${digest}`]
})

writeFileSync(`${folder}integrity.json`, `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`)
