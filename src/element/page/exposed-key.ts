const NAME = /(?:key|secret)$/
const VALUE = /^[A-Za-z\d]{16,64}$/

/**
 * The name of an attribute that looks as if a key of the shop had been written into the page, where everybody can read
 * it. The element takes no key, under any name.
 */
export function exposedKey(element: Element): string | null {
  return (
    element
      .getAttributeNames()
      .find((name) => NAME.test(name) && VALUE.test(element.getAttribute(name) ?? '')) ?? null
  )
}
