import { InterkassaError } from '../../../protocol/index.js'
import { within } from './deadline.js'
import type { Ask, PostgresDriver } from './driver.js'
import { SCHEMA_STEPS } from './schema.js'
import { DURABLE, lockOn, settingsFor } from './settings.js'

/** How long the schema may take to be changed, or to be waited for while another process changes it. In milliseconds. */
const CHANGE = 60_000

/** What there is in place of the ledger's schema. A role that may not make one can be given an empty one. */
type Found = 'nothing' | 'empty schema' | 'other tables' | 'ledger'

const FIND = `
  SELECT CASE
    WHEN to_regnamespace($1) IS NULL THEN 'nothing'
    WHEN to_regclass($1 || '.ledger_version') IS NOT NULL THEN 'ledger'
    WHEN EXISTS (SELECT FROM pg_class WHERE relnamespace = to_regnamespace($1)) THEN 'other tables'
    ELSE 'empty schema'
  END`

/**
 * Brings the schema to the newest version, and makes it where there is none. Any number of processes may do so at once.
 * `patience` is for the look at what is there, in milliseconds.
 *
 * @throws InterkassaError `unavailable` where the schema is another program's or that of a newer version of this
 * package, or the database cannot hold every text.
 */
export async function migrate(driver: PostgresDriver, schema: string, patience: number): Promise<void> {
  const isNewest = await within(patience, (deadline) =>
    driver.transaction(
      settingsFor('READ ONLY', schema, patience),
      async (ask) => (await look(ask, schema)).version === SCHEMA_STEPS.length,
      deadline
    )
  )
  if (isNewest) return
  // Whoever comes second waits for the first, and then finds nothing to do.
  const first = [...settingsFor('READ WRITE', schema, CHANGE), DURABLE, lockOn(schema, ['schema'])]
  await within(CHANGE, (deadline) => driver.transaction(first, (ask) => takeSteps(ask, schema), deadline))
}

async function takeSteps(ask: Ask, schema: string): Promise<void> {
  const { found, version } = await look(ask, schema)
  if (found === 'nothing') await ask(`CREATE SCHEMA "${schema}"`)
  if (found !== 'ledger') {
    await checkEncoding(ask)
    await ask(`CREATE TABLE ledger_version (
      version INTEGER PRIMARY KEY, reached_at TIMESTAMPTZ NOT NULL DEFAULT now())`)
  }
  for (const [index, step] of SCHEMA_STEPS.entries()) {
    if (index < version) continue
    await ask(step)
    await ask(`INSERT INTO ledger_version (version) VALUES ($1)`, index + 1)
  }
}

/** What is there, and how many steps it has behind it. */
async function look(ask: Ask, schema: string): Promise<{ found: Found; version: number }> {
  const [found] = (await ask(FIND, schema)) as [Found]
  if (found === 'other tables') {
    throw new InterkassaError(
      'unavailable',
      `schema ${schema} holds another program’s tables: give the ledger its own schema`
    )
  }
  if (found !== 'ledger') return { found, version: 0 }
  const version = Number((await ask('SELECT max(version)::text FROM ledger_version'))[0])
  if (version > SCHEMA_STEPS.length) {
    throw new InterkassaError(
      'unavailable',
      `schema ${schema} has version ${version} of the ledger, this package knows ${SCHEMA_STEPS.length}`
    )
  }
  return { found, version }
}

async function checkEncoding(ask: Ask): Promise<void> {
  const [encoding] = await ask(`SELECT current_setting('server_encoding')`)
  if (encoding !== 'UTF8') {
    throw new InterkassaError('unavailable', `expected a database in UTF8 for the ledger, found ${encoding}`)
  }
}
