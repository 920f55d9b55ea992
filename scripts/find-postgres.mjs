import { readdirSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { chosenProgram, findProgram } from './find-program.mjs'

/** What to do where there is none. */
export const postgresRemedy =
  'Install PostgreSQL (Debian: `apt-get install postgresql`), or name its program `postgres` in POSTGRES_PATH'

/** Debian's folder, with one of its own for each version, off the PATH. */
const versions = '/usr/lib/postgresql'

/**
 * The PostgreSQL of this computer: its server, and what makes a folder for it. Or undefined, as on Windows, where its tests do not run.
 *
 * @returns {{ postgres: string, initdb: string } | undefined}
 */
export function findPostgres() {
  if (process.platform === 'win32') return undefined
  const found = chosenProgram('POSTGRES_PATH') ?? findProgram(['postgres'], debianPlaces())
  if (!found) return undefined
  const postgres = realpathSync(found)
  const initdb = findProgram([], [join(dirname(postgres), 'initdb')])
  return initdb ? { postgres, initdb } : undefined
}

/** The newest first. */
function debianPlaces() {
  try {
    return readdirSync(versions)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(versions, version, 'bin/postgres'))
  } catch {
    return []
  }
}
