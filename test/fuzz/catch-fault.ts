import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { signedText } from '../../src/server/signing/signature.js'
import { faultsOf, isExecutable, readCatalogue } from '../abuse/adapter.js'
import { overhear } from '../abuse/overhear.js'
import { variations } from '../abuse/variations.js'
import { allFuzzes } from './all.js'
import { fuzz } from './fuzz.js'
import { CARELESS_FORMS, sessionForms } from './rekeying-forms.js'
import { search } from './rekeying-search.js'
import { everyReading } from './rekeyings.js'

/** One input of so many is tried here: faults are coarse. */
const SHARE = 20

/** Says whether the catalogue or a property catches the code, and which: `caught by NOT-031` or `not caught`. */
const by = (await byCatalogue()) ?? (await byFuzz()) ?? (await bySearch().catch(brokenDown)) ?? byProperties()
console.log(by === null ? 'not caught' : `caught by ${by}`)

function brokenDown(error: unknown): string {
  return `a search that breaks down: ${String(error)}`
}

async function byCatalogue(): Promise<string | null> {
  const file = new URL('../fixtures/abuse-cases.json', import.meta.url)
  const { definitions, cases } = readCatalogue(readFileSync(file, 'utf8'))
  for (const one of [...cases, ...variations].filter(isExecutable)) {
    const { result: faults } = await overhear(() => faultsOf(definitions, one))
    if (faults.length > 0) return one.id.startsWith('VAR') ? `a variation: ${one.why ?? ''}` : one.id
  }
  return null
}

async function byFuzz(): Promise<string | null> {
  for (const one of allFuzzes) {
    if ((await fuzz(one, Math.ceil(one.runs / SHARE))).found) return `the property ${one.name}`
  }
  return null
}

async function bySearch(): Promise<string | null> {
  for (const { title, fields, isForgeable } of [...CARELESS_FORMS, ...sessionForms()]) {
    const { guarded, unguarded } = await search(fields, everyReading(signedText(fields)))
    if (guarded.length > 0 || unguarded.length > 0 !== isForgeable) return `all readings of ${title}`
  }
  return null
}

function byProperties(): string | null {
  const folder = fileURLToPath(new URL('../server/', import.meta.url))
  const files = readdirSync(folder).filter((name) => name.endsWith('.property.test.ts'))
  for (const file of files) {
    const args = ['--import', 'tsx', '--test', folder + file]
    if (spawnSync(process.execPath, args, { stdio: 'ignore' }).status !== 0) return file
  }
  return null
}
