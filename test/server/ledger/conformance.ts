import { describe, it } from 'node:test'
import type { Ledger } from '../../../src/server/ledger/ledger.js'
import { gatewayLookUpsConform } from './conformance/gateway-look-ups.js'
import { lookUpsConform } from './conformance/look-ups.js'
import { outboxConforms } from './conformance/outbox.js'
import { recordsConform } from './conformance/records.js'
import { transactionsConform } from './conformance/transactions.js'

/** Says what a ledger of its own, empty, does; it is closed afterwards. */
export type LedgerTest = (sentence: string, test: (ledger: Ledger) => Promise<void>) => void

/** What every store of payments has to do, whatever it is made of. */
export function ledgerConformance(name: string, createLedger: () => Ledger | Promise<Ledger>): void {
  const ledgerTest: LedgerTest = (sentence, test) => {
    it(sentence, async () => {
      const ledger = await createLedger()
      try {
        await test(ledger)
      } finally {
        await ledger.close()
      }
    })
  }

  describe(name, () => {
    describe('records', () => recordsConform(ledgerTest))
    describe('look-ups', () => lookUpsConform(ledgerTest))
    describe('look-ups at the gateway', () => gatewayLookUpsConform(ledgerTest))
    describe('transactions', () => transactionsConform(ledgerTest))
    describe('outbox', () => outboxConforms(ledgerTest))
  })
}
