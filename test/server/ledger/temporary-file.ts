import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'

const folder = mkdtempSync(join(tmpdir(), 'ledger-'))
after(() => rmSync(folder, { recursive: true }))

let files = 0

/** The path of a file that does not exist yet, in a folder that goes when the tests of the file are over. */
export function temporaryFile(): string {
  files += 1
  return join(folder, `${files}.db`)
}
