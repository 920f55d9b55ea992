/** Ways to do a piece of work, by name. What they promise is waited for. */
export type Ways = Readonly<Record<string, () => unknown>>

const ROUNDS = 40
const ROUND_NS = 4_000_000n

/**
 * Times every way in turn, round after round, so that a machine which speeds up or slows down does so for all of them,
 * and prints each one's median time and its ratio to the first. Only the ratios mean anything elsewhere.
 */
export async function compare(title: string, ways: Ways): Promise<void> {
  const names = Object.keys(ways)
  const times = new Map(names.map((name) => [name, [] as number[]]))
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, work] of Object.entries(ways)) {
      const time = await timeOf(work)
      // the first round only warms up
      if (round > 0) times.get(name)?.push(time)
    }
  }
  const medians = names.map((name) => median(times.get(name) ?? []))
  const [floor = 1] = medians
  console.log(`\n${title}`)
  names.forEach((name, index) => {
    const time = medians[index] ?? 0
    console.log(`  ${(time / floor).toFixed(2).padStart(7)}  ${time.toFixed(0).padStart(9)} ns  ${name}`)
  })
}

async function timeOf(work: () => unknown): Promise<number> {
  const start = process.hrtime.bigint()
  let count = 0
  let elapsed = 0n
  while (elapsed < ROUND_NS) {
    for (let index = 0; index < 20; index++) {
      const result = work()
      if (result instanceof Promise) await result
    }
    count += 20
    elapsed = process.hrtime.bigint() - start
  }
  return Number(elapsed) / count
}

/** The one in the middle. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
