import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { faultsOf, faultsOfDefinitions, readCatalogue, SCENARIOS } from './adapter.js'
import { overhear } from './overhear.js'
import { OVERRIDES } from './overrides.js'

/**
 * Performs every case of a catalogue, ours unless another file is named, and prints what was wrong with each that
 * fails. What the code under test logs is swallowed; many cases are about what makes it log.
 */
const [given] = process.argv.slice(2)
const { definitions, cases } = readCatalogue(readFileSync(fileOf(given), 'utf8'))
const counts = { passed: 0, failed: 0, overridden: 0, scenario: 0 }

report('DEF-001', faultsOfDefinitions(definitions))
for (const one of cases) {
  if (SCENARIOS.has(one.input.op)) counts.scenario += 1
  else if (OVERRIDES.some(({ id }) => id === one.id)) counts.overridden += 1
  else {
    const { result: faults } = await overhear(() => faultsOf(definitions, one))
    report(one.id, faults)
    if (faults.length === 0) counts.passed += 1
  }
}

const { passed, failed, overridden, scenario } = counts
console.log(`${passed} passed, ${failed} failed, ${overridden} overridden, ${scenario} scenario`)
process.exitCode = failed > 0 ? 1 : 0

function report(id: string, faults: readonly string[]): void {
  if (faults.length > 0) counts.failed += 1
  for (const fault of faults) console.log(`${id} ${fault}`)
}

/** npm runs us in the project's folder; a file is named from where npm was called. */
function fileOf(name: string | undefined): string {
  if (name === undefined) return fileURLToPath(new URL('../fixtures/abuse-cases.json', import.meta.url))
  const fromCaller = resolve(process.env['INIT_CWD'] ?? '.', name)
  return existsSync(fromCaller) ? fromCaller : resolve(name)
}
