import { memoryLedger } from '../../../src/server/ledger/memory.js'
import { ledgerConformance } from './conformance.js'

ledgerConformance('a ledger in memory', memoryLedger)
