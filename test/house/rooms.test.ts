import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, it } from 'node:test'
import { root } from './scratch.js'

/** The rooms of the server from the top floor down, as docs/architecture.md lists them. */
const ROOMS = roomsIn(readFileSync(join(root, 'docs/architecture.md'), 'utf8'))

describe('the rooms of the server', () => {
  it('are those that docs/architecture.md names', () => {
    const folders = readdirSync(join(root, 'src/server'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
    assert.deepEqual([...ROOMS].sort(), folders.sort())
  })

  it('know none above them', () => {
    const files = readdirSync(join(root, 'src/server'), { recursive: true, encoding: 'utf8' })
    const sources = files.filter((name) => name.endsWith('.ts'))
    const upward = sources.flatMap((file) =>
      upwardIn(file, readFileSync(join(root, 'src/server', file), 'utf8'))
    )
    assert.ok(sources.length > 50)
    assert.deepEqual(upward, [])
  })

  it('would be seen to know one above them', () => {
    const text =
      "import { handlePay } from '../../routes/pay.js'\nimport { sign } from '../../signing/signature.js'"
    assert.deepEqual(upwardIn('ledger/sqlite/index.ts', text), ['ledger/sqlite/index.ts: routes/pay.js'])
  })
})

function roomsIn(document: string): string[] {
  const [, section = ''] = document.split("## The server's rooms")
  const [table = ''] = section.split('\n## ')
  return [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, room = '']) => room)
}

function upwardIn(file: string, text: string): string[] {
  const floor = ROOMS.indexOf(roomOf(file))
  if (floor < 0) return []
  return [...text.matchAll(/ from '(\.[^']*)'/g)]
    .map(([, path = '']) => normalize(join(dirname(file), path)))
    .filter((path) => ROOMS.includes(roomOf(path)) && ROOMS.indexOf(roomOf(path)) < floor)
    .map((path) => `${file}: ${path}`)
}

/** Normalised for systems that write paths the other way. */
const roomOf = (path: string) => path.replaceAll('\\', '/').split('/')[0] ?? ''
