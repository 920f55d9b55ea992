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
