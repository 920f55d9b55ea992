import type { Ledger, ClaimedEvent } from './ledger/ledger.js'
import type { EventOwner } from './ledger/outbox-event.js'
import type { Settings } from './options.js'

/** For how long an event is held, and, well within that, for how long its handler is waited for. In milliseconds. */
const LEASE = 60_000
const PATIENCE = 50_000

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
  /** Begins nothing more, and waits for the handler that is at work until its time is up. */
  close(): Promise<void>
}

type Handlers = Pick<Settings, 'onPaid' | 'onFlag' | 'background'> & { readonly account: EventOwner }

/**
 * Events are taken one by one, each under a lease of its own, and settled after the handler has returned. So each is
 * delivered at least once, also by the process that comes after one that died with it; nobody else is given it while
 * its handler is at work; and a handler that hangs holds up no other order for longer than its time.
 */
export function createOutbox(ledger: Ledger, { account, onPaid, onFlag, background }: Handlers): Outbox {
  let running: Promise<number> | null = null
  let closed = false
  const timer = background ? setInterval(kick, TICK).unref() : null

  async function handle({ event }: ClaimedEvent): Promise<void> {
    await (event.kind === 'paid' ? onPaid(event.payment) : onFlag(event.flag))
  }

  async function handOver(claimed: ClaimedEvent): Promise<boolean> {
    const { id } = claimed.event
    try {
      await inTime(handle(claimed))
    } catch (error) {
      console.error(`interkassa-checkout: a handler failed for ${id}, it will be called again`, error)
      await ledger.postponeEvent(id, Date.now() + Math.min(1000 * 2 ** claimed.tries, LONGEST_PAUSE))
      return false
    }
    await ledger.settleEvent(id)
    return true
  }

  async function drain(): Promise<number> {
    let delivered = 0
    while (!closed) {
      const now = Date.now()
      const [claimed] = await ledger.claimEvents(account, now, now + LEASE, 1)
      if (!claimed) break
      if (await handOver(claimed)) delivered += 1
    }
    return delivered
  }

  function deliver(): Promise<number> {
    running ??= drain().finally(() => {
      running = null
    })
    return running
  }

  function kick(): void {
    if (!background) return
    deliver().catch((error: unknown) => {
      console.error('interkassa-checkout: the outbox could not be read, it will be tried again', error)
    })
  }

  return {
    deliver,
    kick,
    async close() {
      closed = true
      if (timer) clearInterval(timer)
      await running?.catch(() => 0)
    }
  }
}

/** Waits until the work is done or its time is up. Nobody can stop it then, and how it ends is not heard any more. */
function inTime(work: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`it has not ended in ${PATIENCE / 1000} seconds`))
    }, PATIENCE).unref()
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
