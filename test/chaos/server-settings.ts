import type { Place } from './places.js'
import type { StoreSettings } from './store-settings.js'

/** What a server's process is told at its start. */
export interface ServerSettings {
  readonly store: StoreSettings
  /** The file into which the shop's handlers write what they are told. */
  readonly books: string
  /** By how many milliseconds its clock is ahead. */
  readonly ahead?: number
  /** Whether it tells the shop of anything; else it leaves that to others. */
  readonly background?: boolean
}

/** What a server's process can be told while it runs. It answers with its health. */
export interface Order {
  readonly ahead?: number
  /** Where it is to end, the first time that it comes by. */
  readonly dieAt?: Place
  /** Whether to answer only when the shop was told of all that is due. */
  readonly deliver?: true
  /** Whether to collect garbage first: how long it may lie depends on the memory that the machine has to spare. */
  readonly collect?: true
}

export interface Health {
  /** How often requests made it ask its ledger anything. */
  readonly ledgerCalls: number
  /** Bytes that the process takes, as the system sees it. */
  readonly memory: number
  /** Bytes that are still in use once garbage was collected. */
  readonly inUse: number
  /** What 99 of 100 delays of the event loop stay below, in milliseconds. */
  readonly delay: number
}
