import { InterkassaError } from '../../../protocol/index.js'

/**
 * Rejects with `unavailable` when `run` has not ended in time. It is told so by its signal, and what it still does is
 * not heard any more.
 */
export function within<T>(milliseconds: number, run: (deadline: AbortSignal) => Promise<T>): Promise<T> {
  const deadline = new AbortController()
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      const error = new InterkassaError('unavailable', `the database has not answered in ${milliseconds} ms`)
      deadline.abort(error)
      reject(error)
    }, milliseconds)
    run(deadline.signal)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer))
  })
}
