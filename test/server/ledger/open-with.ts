import { openSqlite, type OpenSqlite } from '../../../src/server/ledger/sqlite/driver.js'

/** Opens SQLite so that `exec` is asked before anything is executed. */
export function openWith(exec: (sql: string, run: (sql: string) => unknown) => void): OpenSqlite {
  return (file) => {
    const database = openSqlite(file)
    return {
      exec: (sql) => exec(sql, (changed) => database.exec(changed)),
      prepare: (sql) => database.prepare(sql),
      close: () => database.close()
    }
  }
}
