import type { AnyFuzz } from './fuzz.js'
import { ledger } from './ledger.js'
import { mutation } from './mutation.js'
import { oneMeaning, roundTrip } from './parser.js'
import { reflection } from './reflection.js'
import { session } from './session.js'
import { twoReadings } from './two-readings.js'

/** Every sentence that is fuzzed, a million inputs at each push in all. */
export const allFuzzes: readonly AnyFuzz[] = [
  reflection,
  twoReadings,
  oneMeaning,
  roundTrip,
  mutation,
  session,
  ledger
]
