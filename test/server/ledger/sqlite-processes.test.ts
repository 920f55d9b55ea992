import { processesConform } from './processes-conformance.js'
import { temporaryFile } from './temporary-file.js'

processesConform('a ledger in SQLite', () => ({ store: 'sqlite', file: temporaryFile() }))
