import { setTimeout } from 'node:timers/promises'

/** Does a thing so often, several at once, and gives what each has come to. */
export async function rounds<Result>(
  count: number,
  atOnce: number,
  round: (index: number) => Promise<Result>
): Promise<Result[]> {
  const results: Result[] = []
  let begun = 0
  const work = async () => {
    while (begun < count) {
      const index = begun++
      results[index] = await round(index)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return results
}

/** Does a thing so often, at so many a second, whether or not it keeps up. */
export async function atRate(perSecond: number, count: number, act: (index: number) => void): Promise<void> {
  const begun = performance.now()
  for (let index = 0; index < count; index += 1) {
    await setTimeout(begun + (index * 1000) / perSecond - performance.now())
    act(index)
  }
}
