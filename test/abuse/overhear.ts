import { format } from 'node:util'

const METHODS = ['debug', 'error', 'info', 'log', 'warn'] as const

/** Runs the work, keeps what is logged meanwhile off the screen, and gives its lines beside the result. */
export async function overhear<T>(work: () => T | Promise<T>): Promise<{ result: T; lines: string[] }> {
  const lines: string[] = []
  const before = { ...console }
  for (const name of METHODS) console[name] = (...values: unknown[]) => void lines.push(format(...values))
  try {
    return { result: await work(), lines }
  } finally {
    Object.assign(console, before)
  }
}
