import { memoryLedger } from '../../../src/server/ledger/memory/index.js'
import { ledgerConformance } from './conformance.js'

ledgerConformance('a ledger in memory', memoryLedger)
