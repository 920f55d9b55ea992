/** A stream of numbers from 0 up to, not including, 1 that one number decides: mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** So many of the items, in their order, as the numbers decide. */
export function someOf<T>(items: readonly T[], count: number, random: () => number): T[] {
  let wanted = Math.min(count, items.length)
  let left = items.length
  return items.filter(() => {
    const taken = random() * left < wanted
    left -= 1
    if (taken) wanted -= 1
    return taken
  })
}

/** The items in another order. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => [random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item)
}
