import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { allFuzzes } from './all.js'

/**
 * `npm run fuzz -- 2000000 ledger mutation`: tries so many inputs, of these kinds, in the shares of each push; fifty
 * million of every kind unless said otherwise. Each kind has a process, and every processor one of them at a time.
 */
const [given = '50000000', ...names] = process.argv.slice(2)
const count = Number(given)
const unknown = names.find((name) => !allFuzzes.some((one) => one.name === name))
if (!Number.isSafeInteger(count) || count < 1 || unknown !== undefined) {
  throw new Error(`expected a number, and of ${allFuzzes.map(({ name }) => name).join(', ')}`)
}

const chosen = allFuzzes.filter(({ name }) => names.length === 0 || names.includes(name))
const whole = chosen.reduce((sum, { runs }) => sum + runs, 0)
const waiting = chosen.map(({ name, runs }) => ({ name, runs: Math.ceil((count * runs) / whole) }))
const start = Date.now()
let failed = 0

await Promise.all(Array.from({ length: availableParallelism() }, work))
const seconds = Math.round((Date.now() - start) / 1000)
console.log(`${count} inputs of ${chosen.length} kinds in ${seconds} s, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

async function work(): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (!(await isFineFor(next.name, next.runs))) failed += 1
  }
}

function isFineFor(name: string, runs: number): Promise<boolean> {
  const portion = fileURLToPath(new URL('fuzz-portion.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', portion, name, String(runs)], {
    stdio: ['ignore', 'inherit', 'inherit']
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code === 0))
  })
}
