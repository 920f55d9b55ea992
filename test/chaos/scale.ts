/** How much is worth a figure: times in milliseconds, all else how often. `npm run chaos` does all of it, or a share. */
const FULL = { repeats: 500, crowds: 100, kills: 400, outage: 30_000, soak: 1_800_000, forged: 100_000 }

/** What is done with every change. */
const SHORT = { repeats: 50, crowds: 50, kills: 10, outage: 2_000, soak: 60_000, forged: 5_000 }

/** How much is done. */
export const SCALE = shareOf(process.env['CHAOS_SHARE'])

function shareOf(share: string | undefined): typeof FULL {
  if (share === undefined) return SHORT
  const scaled = Object.entries(FULL).map(([name, count]) => [name, Math.ceil(count * Number(share))])
  return Object.fromEntries(scaled) as typeof FULL
}
