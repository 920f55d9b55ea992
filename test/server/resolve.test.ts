import { memoryLedger } from '../../src/server/ledger/memory/index.js'
import { sqliteLedger } from '../../src/server/ledger/sqlite/index.js'
import { temporaryFile } from './ledger/temporary-file.js'
import { resolvingConforms } from './resolve-cases.js'

resolvingConforms('memory', () => {
  const ledger = memoryLedger()
  return { open: () => ledger, remove: () => ledger.close() }
})

resolvingConforms('SQLite', () => {
  const file = temporaryFile()
  const first = sqliteLedger(file)
  let opened = 0
  return {
    open: () => (opened++ === 0 ? first : sqliteLedger(file)),
    remove: () => first.close()
  }
})
