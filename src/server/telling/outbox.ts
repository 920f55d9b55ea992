import type { ClaimedEvent, Ledger } from '../ledger/ledger.js'
import type { EventOwner } from '../ledger/outbox-event.js'
import type { Settings } from '../options.js'

/** For how long an event is held, and, well within that, for how long its handler is waited for. In milliseconds. */
const LEASE = 60_000
const PATIENCE = 50_000

/** After how many milliseconds the next event is handed over beside a slow one, and how many there may be at once. */
const SLOW = 1_000
const AT_ONCE = 10

const TICK = 2_000
const LONGEST_PAUSE = 600_000

/** Calls the shop's handlers for what is in the ledger's outbox. */
export interface Outbox {
  /**
   * Delivers all that is due and tells how many events it delivered. A handler that throws, or has not ended in 50
   * seconds, is called again later.
   */
  deliver(): Promise<number>
  /** Delivers soon, without anybody waiting for it. */
  kick(): void
  /** Begins nothing more, and waits for the handlers that are at work until their time is up. */
  close(): Promise<void>
}

type Handlers = Pick<Settings, 'onPaid' | 'onFlag' | 'background'> & { readonly account: EventOwner }

/** A handler at work; whether it delivered its event. Rejects where the ledger could not be told. */
type Work = Promise<boolean>

/**
 * Events are taken one by one, oldest first, each under a lease of its own, and settled after the handler has returned.
 * So each is delivered at least once, also by the process that comes after one that died with it, and nobody else is
 * given it while its handler is at work. The next one waits for the handler, but not long: one that hangs holds up
 * nobody else.
 */
export function createOutbox(ledger: Ledger, { account, onPaid, onFlag, background }: Handlers): Outbox {
  const atWork = new Set<Work>()
  let round: Promise<Work[]> | null = null
  let asked = 0
  let isClosed = false
  const timer = background ? setInterval(kick, TICK).unref() : null

  async function handle({ event }: ClaimedEvent): Promise<void> {
    await (event.kind === 'paid' ? onPaid(event.payment) : onFlag(event.flag))
  }

  async function handOver(claimed: ClaimedEvent, leaseUntil: number): Work {
    const { id } = claimed.event
    try {
      const ended = await within(PATIENCE, handle(claimed))
      if (ended === 'late') throw new Error(`it has not ended in ${PATIENCE / 1000} seconds`)
    } catch (error) {
      console.error(`interkassa-checkout: a handler failed for ${id}, it will be called again`, error)
      const pause = Math.min(1000 * 2 ** claimed.tries, LONGEST_PAUSE)
      await ledger.postponeEvent(id, leaseUntil, Date.now() + pause)
      return false
    }
    await ledger.settleEvent(id)
    return true
  }

  function begin(claimed: ClaimedEvent, leaseUntil: number): Work {
    const work = handOver(claimed, leaseUntil)
    const done = () => void atWork.delete(work)
    atWork.add(work)
    work.then(done, done)
    return work
  }

  async function claim(now: number): Promise<ClaimedEvent | undefined> {
    const [claimed] = await ledger.claimEvents(account, now, now + LEASE, 1)
    return claimed
  }

  /** Hands over what is due until nothing is, and gives the work that it has begun. */
  async function goRound(): Promise<Work[]> {
    const begun: Work[] = []
    try {
      while (!isClosed) {
        const answers = asked
        const now = Date.now()
        const claimed = await claim(now)
        if (claimed) {
          const work = begin(claimed, now + LEASE)
          begun.push(work)
          await within(SLOW, work)
          while (atWork.size >= AT_ONCE) await Promise.race(atWork)
        } else if (asked === answers) break
      }
      return begun
    } finally {
      round = null
    }
  }

  async function deliver(): Promise<number> {
    if (isClosed) return 0
    // Whoever asks while a round ends may have queued what its last look has not found.
    asked += 1
    round ??= goRound()
    const outcomes = await Promise.all(await round)
    return outcomes.filter(Boolean).length
  }

  function kick(): void {
    if (!background) return
    if (round) asked += 1
    else
      deliver().catch((error: unknown) => {
        console.error('interkassa-checkout: the outbox could not be read, it will be tried again', error)
      })
  }

  return {
    deliver,
    kick,
    async close() {
      isClosed = true
      if (timer) clearInterval(timer)
      await Promise.allSettled([round])
      await Promise.allSettled(atWork)
    }
  }
}

/** What the work comes to, or `late` when it has not ended by then. Nobody can stop it, and it goes on. */
function within<T>(milliseconds: number, work: Promise<T>): Promise<T | 'late'> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds, 'late').unref()
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
