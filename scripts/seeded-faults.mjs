import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { spawn } from 'node:child_process'
import { ensureInstall } from './ensure-install.mjs'
import { root } from './root.mjs'
import { SEEDED_FAULTS } from './seeded-faults-list.mjs'

/**
 * Puts one fault after the other into a copy of the sources and runs the catalogue and the properties on it. Prints what
 * caught each, and ends with `N of M caught`; exit code 1 where one was not, or the code without a fault was.
 *
 * `npm run seeded-faults -- parse-form`: only those of files whose path contains the word.
 */
ensureInstall()

const words = process.argv.slice(2)
const chosen = SEEDED_FAULTS.filter(({ file }) => words.every((word) => file.includes(word)))
const base = `${root}.cache/seeded-faults`
const waiting = [...chosen]
/** @type {string[]} */
const uncaught = []

rmSync(base, { recursive: true, force: true })
const copies = Array.from({ length: availableParallelism() }, (_, index) => copyOf(`${base}/${index}`))
const [first = ''] = copies
const sound = await check(first)
if (sound !== null) throw new Error(`the code without a fault is caught: ${sound}`)
await Promise.all(copies.map(work))
rmSync(base, { recursive: true, force: true })

for (const fault of uncaught) console.log(`NOT CAUGHT: ${fault}`)
console.log(`${chosen.length - uncaught.length} of ${chosen.length} caught`)
process.exitCode = uncaught.length > 0 ? 1 : 0

/** @param {string} copy */
async function work(copy) {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { file, fault, find, put } = next
    const source = readFileSync(`${copy}/${file}`, 'utf8')
    if (source.split(find).length !== 2)
      throw new Error(`${file}: the text of "${fault}" stands there not once`)
    writeFileSync(
      `${copy}/${file}`,
      source.replace(find, () => put)
    )
    const caught = await check(copy)
    writeFileSync(`${copy}/${file}`, source)
    console.log(`${file}: ${fault}: ${caught ?? 'NOT CAUGHT'}`)
    if (caught === null) uncaught.push(`${file}: ${fault}`)
  }
}

/**
 * What catches the code in this copy, or null.
 *
 * @param {string} copy
 * @returns {Promise<string | null>}
 */
function check(copy) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/fuzz/catch-fault.ts'], {
    cwd: copy,
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (text) => (said.stdout += String(text)))
  child.stderr.on('data', (text) => (said.stderr += String(text)))
  return new Promise((resolve, reject) => {
    child.once('close', () => {
      const verdict = /^(?:caught by (.*)|not caught)$/m.exec(said.stdout)
      // a fault that does not even load is none that anybody would make
      if (verdict) resolve(verdict[1] ?? null)
      else reject(new Error(`no verdict in ${copy}: ${said.stderr}`))
    })
  })
}

/** @param {string} copy */
function copyOf(copy) {
  mkdirSync(copy, { recursive: true })
  for (const name of ['src', 'test', 'scripts', 'package.json', 'tsconfig.base.json']) {
    cpSync(root + name, `${copy}/${name}`, { recursive: true })
  }
  symlinkSync(`${root}node_modules`, `${copy}/node_modules`, 'junction')
  return copy
}
