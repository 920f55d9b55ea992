import { paywayDefaults } from '../../protocol/index.js'
import type { CabinetPayway } from '../settings.js'

/** The cabinet's name of a payway, or the directory's. */
export const paywayName = ({ alias, name }: CabinetPayway): string => name ?? paywayDefaults(alias).name

/** The currency that a payway's alias tells, in which the payer pays. */
export const paywayCurrency = ({ alias }: CabinetPayway): string => paywayDefaults(alias).currency ?? ''
