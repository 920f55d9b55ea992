type Engine = 'chromium' | 'firefox' | 'webkit'

/** The engine that runs these tests. */
export const engine: Engine = navigator.userAgent.includes('Firefox/')
  ? 'firefox'
  : navigator.userAgent.includes('Chrome/')
    ? 'chromium'
    : 'webkit'

/** An `it` for what can be tested on these engines alone. Elsewhere it is left out, and its name says why. */
export function itOn(
  engines: readonly Engine[],
  reason: string
): (name: string, test: Mocha.AsyncFunc) => void {
  return (name, test) => {
    if (engines.includes(engine)) it(name, test)
    else it.skip(`${name} (not on ${engine}: ${reason})`, test)
  }
}
