/** What a hostile page or library has lent to every object of the process. */
export type Pollution = Readonly<Record<string, unknown>>

/** Runs the work while every object of the process has been lent these members. */
export function polluted<T>(members: Pollution, work: () => T): T {
  const before = Object.keys(members).map(
    (name) => [name, Object.getOwnPropertyDescriptor(Object.prototype, name)] as const
  )
  for (const [name, value] of Object.entries(members)) {
    Object.defineProperty(Object.prototype, name, {
      value,
      configurable: true,
      enumerable: true,
      writable: true
    })
  }
  try {
    return work()
  } finally {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(Object.prototype, name, descriptor)
      else Reflect.deleteProperty(Object.prototype, name)
    }
  }
}
