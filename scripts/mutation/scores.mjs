import { existsSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { WORKSHOPS } from './reports.mjs'

/** @typedef {{ status: string }} Mutant */
/** @typedef {{ files: Record<string, { mutants: Mutant[] }> }} Report */

const COLUMNS = ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'RuntimeError', 'Ignored']

/** Prints what is known of all mutants by now, by folder: the newest result of each, of both kinds of run. */
export function printScores() {
  /** @type {Map<string, Mutant[]>} */
  const folders = new Map()
  for (const [name, { mutants }] of Object.values(WORKSHOPS).flatMap(filesOf)) {
    for (const key of [dirname(name), 'all']) folders.set(key, [...(folders.get(key) ?? []), ...mutants])
  }
  const rows = [...folders].sort(([a], [b]) => (a < b ? -1 : 1))
  console.log(line(['Folder', ...COLUMNS, 'Score']))
  console.log(line(['---', ...[...COLUMNS, ''].map(() => '---:')]))
  for (const [name, mutants] of rows) {
    const counts = COLUMNS.map((status) => mutants.filter((one) => one.status === status).length)
    console.log(line([name, ...counts.map(String), scoreOf(mutants)]))
  }
}

/** @param {string} workshop */
function filesOf(workshop) {
  const path = `${workshop}/incremental.json`
  if (!existsSync(path)) return []
  return Object.entries(/** @type {Report} */ (JSON.parse(readFileSync(path, 'utf8'))).files)
}

/** Those that a test has found, of those that count. @param {Mutant[]} mutants */
function scoreOf(mutants) {
  const found = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length
  const counted = mutants.filter(
    ({ status }) => !['Ignored', 'RuntimeError', 'CompileError'].includes(status)
  )
  return `${((100 * found) / counted.length).toFixed(1)} %`
}

/** @param {string[]} cells */
const line = (cells) => `| ${cells.join(' | ')} |`
