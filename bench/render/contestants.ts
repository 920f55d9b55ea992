/**
 * Who is compared. `nothing` is an empty page, whose cost is taken off everybody's; `adyen` gets its logos, `adyen, no
 * logos` has them refused like everything else that is not on this computer.
 */
export const CONTESTANTS = ['nothing', 'by hand', 'ours', 'shoelace', 'adyen', 'adyen, no logos'] as const
export type Contestant = (typeof CONTESTANTS)[number]

/** Those that come as a script of their own, and what an empty one costs. */
export const SCRIPTS = ['nothing', 'ours', 'shoelace', 'adyen'] as const satisfies readonly Contestant[]
