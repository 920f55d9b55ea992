import type { ReactiveControllerHost } from 'lit'

/** Runs `arrive` whenever the host comes onto the page. What it starts with the signal ends when the host goes. */
export function whilePresent(host: ReactiveControllerHost, arrive: (presence: AbortSignal) => void): void {
  let presence = new AbortController()
  host.addController({
    hostConnected() {
      presence = new AbortController()
      arrive(presence.signal)
    },
    hostDisconnected() {
      presence.abort()
    }
  })
}
