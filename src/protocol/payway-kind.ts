/** The groups in which payways are shown. */
export const PAYWAY_KINDS = ['card', 'bank', 'wallet', 'cash', 'mobile', 'crypto', 'test'] as const
export type PaywayKind = (typeof PAYWAY_KINDS)[number]
