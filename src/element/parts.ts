/** Every part of the element that a page may style with `::part()`. The test ribbon is none. */
export const PARTS = [
  'base',
  'summary',
  'merchant',
  'description',
  'amount',
  'skeleton',
  'notice',
  'payways',
  'legend',
  'find',
  'found',
  'group',
  'group-title',
  'payway',
  'payway-logo',
  'payway-name',
  'payway-note',
  'currency',
  'pay',
  'hosted-page',
  'countdown',
  'hint',
  'message',
  'icon',
  'title',
  'text',
  'receipt',
  'copy',
  'print',
  'actions',
  'action',
  'another-way'
] as const

/** The name of a part. */
export type Part = (typeof PARTS)[number]
