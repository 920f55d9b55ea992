/** How much is done: a little with every change, or as much as makes the figures worth something. */
export const SCALE =
  process.env['CHAOS_SCALE'] === 'full'
    ? { repeats: 500, crowds: 100, kills: 400, outage: 30_000, soak: 600_000, forged: 100_000 }
    : { repeats: 50, crowds: 50, kills: 10, outage: 2_000, soak: 60_000, forged: 5_000 }
