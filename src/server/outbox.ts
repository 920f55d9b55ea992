import type { Ledger, ClaimedEvent } from './ledger/ledger.js'
import type { EventOwner } from './ledger/outbox-event.js'
import type { Settings } from './options.js'

const LEASE = 60_000
const BATCH = 20
const TICK = 2_000
const LONGEST_PAUSE = 600_000

/** Calls the shop's handlers for what is in the ledger's outbox. */
export interface Outbox {
  /** Delivers all that is due and tells how many events it delivered. A handler that throws is called again later. */
  deliver(): Promise<number>
  /** Delivers soon, without anybody waiting for it. */
  kick(): void
  /** Stops the timer and waits for the delivery that is under way. */
  close(): Promise<void>
}

type Handlers = Pick<Settings, 'onPaid' | 'onFlag' | 'background'> & { readonly account: EventOwner }

/**
 * Events are taken under a lease, handed over one by one, and settled after the handler has returned. So each is
 * delivered at least once, also by the process that comes after one that died with it.
 */
export function createOutbox(ledger: Ledger, { account, onPaid, onFlag, background }: Handlers): Outbox {
  let running: Promise<number> | null = null
  const timer = background ? setInterval(kick, TICK).unref() : null

  async function handOver({ event, tries }: ClaimedEvent): Promise<boolean> {
    try {
      await (event.kind === 'paid' ? onPaid(event.payment) : onFlag(event.flag))
    } catch (error) {
      console.error(`interkassa-checkout: a handler failed for ${event.id}, it will be called again`, error)
      await ledger.postponeEvent(event.id, Date.now() + Math.min(1000 * 2 ** tries, LONGEST_PAUSE))
      return false
    }
    await ledger.settleEvent(event.id)
    return true
  }

  async function drain(): Promise<number> {
    let delivered = 0
    for (;;) {
      const now = Date.now()
      const claimed = await ledger.claimEvents(account, now, now + LEASE, BATCH)
      if (claimed.length === 0) return delivered
      for (const event of claimed) if (await handOver(event)) delivered += 1
    }
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
      if (timer) clearInterval(timer)
      await running?.catch(() => 0)
    }
  }
}
