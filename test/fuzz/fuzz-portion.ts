import { allFuzzes } from './all.js'
import { fuzz, keepFound } from './fuzz.js'

/** So many inputs share a seed. */
const PORTION = 500_000

/** Tries so many inputs of one kind, each portion with a seed of its own, and keeps what it finds in the corpus. */
const [name, count] = process.argv.slice(2)
const one = allFuzzes.find((known) => known.name === name)
if (!one) throw new Error(`${String(name)} is no kind of input`)

for (let left = Number(count); left > 0; left -= PORTION) {
  const { runs, seed, found } = await fuzz(one, Math.min(left, PORTION))
  console.log(
    `${one.name}: ${runs} inputs, seed ${seed}${found ? `, found ${JSON.stringify(found.input)}` : ''}`
  )
  if (!found) continue
  keepFound(one.name, found.input)
  console.error(found.error)
  process.exitCode = 1
  break
}
