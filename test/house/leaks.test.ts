import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { FIELD_BY_WIRE } from '../../src/protocol/index.js'
import { root } from './scratch.js'

const read = (path: string) => readFileSync(join(root, path), 'utf8')

const filesIn = (folder: string, pattern: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => pattern.test(name))

const sources = filesIn('src', /\.ts$/)

/** Where a pattern is found, as `file: line`. Comments are no code. */
function hits(files: readonly string[], pattern: RegExp, mayHold = /(?!)/): string[] {
  return files.flatMap((file) =>
    read(file)
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .split('\n')
      .map((line) => line.replace(/^\s*\/\/.*/, ''))
      .filter((line) => pattern.test(line) && !mayHold.test(line))
      .map((line) => `${file}: ${line.trim()}`)
  )
}

suite('What reaches a browser', () => {
  const words = /createHash|timingSafeEqual|secretKey|node:crypto|process\.env/i

  test('LEK-001: scripts and their source maps hold no signing and no name of a key', () => {
    const files = filesIn('dist/cdn', /\.(?:m?js|map)$/)
    assert.ok(files.some((file) => file.endsWith('.js.map')) && files.length > 10)
    const found = files.filter((file) => words.test(read(file)))
    assert.deepEqual(found, [])
  })

  test('LEK-001: nor does any module that the element is made of', () => {
    const files = filesIn('dist/element', /\.(?:js|map)$/)
    assert.ok(files.length > 50)
    assert.deepEqual(
      files.filter((file) => words.test(read(file))),
      []
    )
  })

  test('LEK-010: no field asks for a card, and none is named like one', () => {
    const pages = [...sources, ...filesIn('demo', /\.(?:ts|html)$/)]
    assert.deepEqual(hits(pages, /\bcc-(?:name|number|csc|exp)/), [])
    const inputs = hits(pages, /<input\b/)
    assert.ok(inputs.length > 2)
    assert.deepEqual(
      inputs.filter((input) => /card|cvv|cvc|pan\b|type="(?:tel|number|password)"/i.test(input)),
      []
    )
    assert.deepEqual(
      [...FIELD_BY_WIRE.keys()].filter((name) => /card|cvv|cvc/.test(name)),
      []
    )
  })
})

suite('What is published', () => {
  test('LEK-006: are the built files, and what says what they are', () => {
    const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
      encoding: 'utf8',
      shell: process.platform === 'win32'
    })
    const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }]
    const names = new Set(files.map(({ path }) => path.replace(/\/.*/, '')))
    const expected = ['dist', 'README.md', 'LICENSE', 'SECURITY.md', 'package.json']
    assert.deepEqual(
      [...names].filter((name) => !expected.includes(name)),
      []
    )
    assert.ok(names.has('dist'))
    assert.deepEqual(
      files.filter(
        ({ path }) => /test|\.tsbuildinfo|\.env|keys?\.json/.test(path) && !/^dist\/emulator\//.test(path)
      ),
      []
    )
  })

  test('LEK-007: depends on lit in the page and on zod on the server, and installs nothing by script', () => {
    const { dependencies, scripts } = JSON.parse(read('package.json')) as Record<
      string,
      Record<string, string>
    >
    assert.deepEqual(Object.keys(dependencies ?? {}).sort(), ['lit', 'zod'])
    assert.deepEqual(
      Object.keys(scripts ?? {}).filter((name) => /install|^prepare$/.test(name)),
      []
    )
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { dev?: boolean; devOptional?: boolean; hasInstallScript?: boolean }>
    }
    const shipped = Object.entries(packages).filter(
      ([name, { dev, devOptional }]) => name && !dev && !devOptional
    )
    assert.ok(shipped.length < 10)
    assert.deepEqual(
      shipped.filter(([, { hasInstallScript }]) => hasInstallScript),
      []
    )
  })

  test('LEK-007: the page imports lit alone, the server zod and what the runtime has', () => {
    const foreign = /from '(?!\.)([^']+)'/
    const packagesOf = (folder: string) =>
      new Set(
        hits(filesIn(folder, /\.ts$/), foreign).map((line) =>
          foreign.exec(line)?.[1]?.replace(/^(node:|lit\b).*/, '$1')
        )
      )
    assert.deepEqual(packagesOf('src/element'), new Set(['lit']))
    assert.deepEqual([...packagesOf('src/server')].sort(), ['node:', 'zod'])
    assert.deepEqual([...packagesOf('src/protocol')].sort(), ['zod'])
  })
})

suite('The sources', () => {
  const secret = '(?:sign|signature|seal|hmac|mac|digest\\([^)]*\\))'
  const compared = new RegExp(
    `\\b\\w*${secret}\\s*[!=]={1,2}(?!=|\\s*undefined)|[!=]==?\\s*(?:\\w+\\.)*${secret}(?![.\\w])`,
    'i'
  )

  test('LEK-009: compare no signature with an operator', () => {
    // the emulator is a gateway on this machine, whose answers tell what the right signature would be
    assert.deepEqual(
      hits(
        sources.filter((file) => !file.startsWith('src/emulator/')),
        compared
      ),
      []
    )
    for (const line of [
      'if (sign === expected)',
      'return received !== signature',
      'a.seal == b',
      'x === digest(text)'
    ]) {
      assert.match(line, compared)
    }
  })

  test('LEK-009: make nothing of text that others wrote', () => {
    const pattern =
      /\beval\(|innerHTML|outerHTML|unsafeHTML|unsafeSVG|insertAdjacentHTML|document\.write|new Function/
    assert.deepEqual(hits(sources, pattern), [])
  })

  test('LEK-009: leave nothing to mere chance but the length of pauses', () => {
    assert.deepEqual(hits(sources, /Math\.random/, /pause|jitter/i), [])
  })

  test('TIM-001: have one comparison of what a key has made', () => {
    assert.deepEqual(
      hits(sources, /timingSafeEqual\(/).map((hit) => hit.split(':')[0]),
      ['src/server/signing/same-bytes.ts']
    )
  })
})
