import { timingSafeEqual } from 'node:crypto'

/**
 * Whether both are the same bytes. How long it takes says nothing of where they differ; that of different lengths, which
 * are no secret here, it says at once. The one place where anything is compared that a key has made.
 */
export function sameBytes(expected: Uint8Array, received: Uint8Array): boolean {
  return expected.byteLength === received.byteLength && timingSafeEqual(expected, received)
}
