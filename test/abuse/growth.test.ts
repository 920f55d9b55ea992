import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { suite, test } from 'node:test'
import ts from 'typescript'
import { LIMITS } from '../../src/protocol/index.js'
import { attemptOf, notification, openShop } from '../server/fixtures.js'

/*
 * How long hostile input takes depends on the machine; that it takes twice as long for twice as much does not. Input of a
 * quarter of the largest size is compared with the largest: a quadratic step would take sixteen times as long, not four.
 */
const SMALL = LIMITS.bodyBytes / 4
const LARGE = LIMITS.bodyBytes
const WORST_GROWTH = 12
const ROUNDS = 9

/** What is done with less than this is not worth a measurement, in milliseconds. */
const NOTHING = 0.5

/** The shortest time of some rounds: whatever else the machine was doing lengthens only the others. */
async function shortest(work: () => unknown, rounds = ROUNDS): Promise<number> {
  let best = Infinity
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    await work()
    best = Math.min(best, performance.now() - start)
  }
  return best
}

async function growth(work: (size: number) => unknown): Promise<number> {
  const once = await shortest(() => work(LARGE), 1)
  if (once < NOTHING) return 1
  return (await shortest(() => work(LARGE))) / (await shortest(() => work(SMALL)))
}

/** Every regular expression that stands in the code, with its flags. */
function patternsIn(folder: URL): readonly RegExp[] {
  const patterns = new Map<string, RegExp>()
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.RegularExpressionLiteral) {
      const { text } = node as ts.RegularExpressionLiteral
      const end = text.lastIndexOf('/')
      patterns.set(text, new RegExp(text.slice(1, end), text.slice(end + 1)))
    }
    ts.forEachChild(node, visit)
  }
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue
    const source = readFileSync(new URL(name.replaceAll('\\', '/'), folder), 'utf8')
    visit(ts.createSourceFile(name, source, ts.ScriptTarget.Latest))
  }
  return [...patterns.values()]
}

const patterns = patternsIn(new URL('../../src/', import.meta.url))

/** Texts that nearly match many patterns, for long and in many ways. */
const hostile: readonly ((size: number) => string)[] = [
  ...[
    'a',
    '0',
    ' ',
    '_',
    '/',
    '=',
    '&',
    '%',
    '.',
    '-',
    '\n',
    'é',
    '%41',
    'ik_',
    '0.',
    '1,',
    'a=',
    '[]',
    'http://'
  ],
  ...['127.0.0.', 'application/x-www-form-urlencoded;', 'aA0 ', '/**', '<a ', '{"']
].flatMap((unit) => [
  (size: number) => unit.repeat(size / unit.length),
  (size: number) => `${unit.repeat(size / unit.length)}!`,
  (size: number) => `ik_${unit.repeat(size / unit.length)}\u0000`,
  (size: number) => `https://${unit.repeat(size / unit.length)} `
])

suite('Time grows no faster than input', () => {
  test('TIM-003: in every regular expression of the code, for 16 KiB of hostile text', async () => {
    assert.ok(patterns.length > 60)
    const slow: string[] = []
    for (const pattern of patterns) {
      for (const [index, text] of hostile.entries()) {
        const factor = await growth((size) => text(size).replace(pattern, ''))
        if (factor > WORST_GROWTH) slow.push(`${String(pattern)} on text ${index}: ${factor.toFixed(1)}`)
      }
    }
    assert.deepEqual(slow, [])
  })

  const bodies: Readonly<Record<string, (size: number) => string>> = {
    'one long value': (size) => `ik_desc=${'a'.repeat(size)}`,
    'separators alone': (size) => '&'.repeat(size),
    'names alone': (size) => 'a&'.repeat(size / 2),
    'many fields': (size) =>
      [...Array(size / 8).keys()]
        .map((at) => `ik_${at}=`)
        .join('&')
        .slice(0, size),
    'encoded text': (size) => `ik_desc=${'%D0%B9'.repeat(size / 6)}`,
    'half an encoding': (size) => `ik_desc=${'%'.repeat(size)}`,
    brackets: (size) => 'ik_a[]=1&'.repeat(size / 9),
    'equal signs': (size) => '='.repeat(size)
  }
  for (const [what, body] of Object.entries(bodies)) {
    test(`TIM-004: in the notification route, for a body of ${what}`, async () => {
      const shop = openShop()
      const factor = await growth((size) => shop.notify(body(size - 16)))
      assert.ok(factor <= WORST_GROWTH, `four times as much takes ${factor.toFixed(1)} times as long`)
    })
  }

  test('TIM-004: in the notification route, for as many signed fields as are read', async () => {
    const shop = openShop()
    const attempt = attemptOf(await shop.session())
    const factor = await growth((size) => {
      const fields = [...Array(40).keys()].map((at) => [`ik_x_${at}`, 'x'.repeat(Math.floor(size / 60))])
      return shop.notify(notification(attempt, Object.fromEntries(fields) as Record<string, string>))
    })
    assert.ok(factor <= WORST_GROWTH, `four times as much takes ${factor.toFixed(1)} times as long`)
  })

  test('a quadratic step is found', async () => {
    const pattern = /(?:a+)b/
    assert.ok((await growth((size) => 'a'.repeat(size).replace(pattern, ''))) > WORST_GROWTH)
  })
})
