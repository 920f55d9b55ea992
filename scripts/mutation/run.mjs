import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ensureInstall } from '../ensure-install.mjs'
import { findPostgres, postgresRemedy } from '../find-postgres.mjs'
import { run } from '../run.mjs'
import { printScores } from './scores.mjs'

/*
 * `npm run mutation`: everything but the ledger in PostgreSQL; `-- postgres`: that one. Whatever else stands there is
 * Stryker's, such as `-- --mutate src/server/signing/signature.ts`, or `--force`, which asks again what is known.
 */
ensureInstall()

const here = fileURLToPath(new URL('.', import.meta.url))
const [first, ...rest] = process.argv.slice(2)
const isPostgres = first === 'postgres'
const args = isPostgres || first === undefined ? rest : [first, ...rest]

if (isPostgres && !findPostgres()) throw new Error(`there is no PostgreSQL. ${postgresRemedy}`)
if (!existsSync(`${here}node_modules/.package-lock.json`)) {
  console.log('npm ci in scripts/mutation, this once')
  const { status } = spawnSync('npm ci', { cwd: here, stdio: 'inherit', shell: true })
  if (status !== 0) throw new Error('npm ci has failed')
}

const program = `${here}node_modules/@stryker-mutator/core/bin/stryker.js`
process.exitCode = await run(process.execPath, [program, 'run', `${here}stryker.config.mjs`, ...args], {
  MUTATION_POSTGRES: isPostgres ? '1' : '0'
})
printScores()
