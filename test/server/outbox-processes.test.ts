import { sqliteLedger } from '../../src/server/ledger/sqlite/index.js'
import { temporaryFile } from './ledger/temporary-file.js'
import { processesConform } from './outbox-processes.js'

processesConform('SQLite', () => {
  const file = temporaryFile()
  return { place: { file }, open: () => sqliteLedger(file) }
})
