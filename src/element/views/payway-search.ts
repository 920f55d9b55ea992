import { matching, type PaywayOption } from '../choosing/payway-option.js'
import { typeAhead } from '../choosing/type-ahead.js'
import type { PaywayList } from './payway-list.js'
import type { View } from './view.js'

/** Shows the rows that have every word of `query`, and the chosen one, and says how many were found. */
export function search({ element, options }: PaywayList, query: string, { say }: View): void {
  const found = new Set(matching(options, query).map(({ row }) => row))
  for (const { row } of options) row.hidden = !found.has(row) && !row.querySelector(':checked')
  const count = query && say('found', found.size)
  const field = element.querySelector<HTMLInputElement>('[part=find]')
  if (field) field.value = query
  const places = (element.getRootNode() as ShadowRoot).querySelectorAll('[part=found], [role=status]')
  // what is written again is heard again
  for (const place of places) if (place.textContent !== count) place.textContent = count
}

/**
 * What the browser's own radio buttons do not do. In the field Enter takes the first payway that was found, and Escape
 * empties it; in the list, letters lead to names. Both choose what they come to, as the arrow keys do.
 */
export function pressKey(event: KeyboardEvent, list: PaywayList, view: View): void {
  const { key, repeat } = event
  const field = event.target as HTMLInputElement
  const free = list.options.filter(({ radio }) => !radio.disabled)
  let next: PaywayOption | undefined
  if (field.type === 'radio') {
    const rows = free.filter(({ row }, index) => !row.hidden && row !== free[index - 1]?.row)
    if (/^\S$/u.test(key) && !event.ctrlKey && !event.metaKey && !event.altKey) next = typeAhead(event, rows)
    // held down since it was pressed in the field, it would pay at once
    else if (key !== 'Enter' || !repeat) return
  } else if (key === 'Enter') {
    if (field.value) [next] = matching(free, field.value)
  } else if (key === 'Escape' && field.value) {
    search(list, '', view)
  } else {
    return
  }
  // Enter would pay, and Escape close a dialog around the element
  event.preventDefault()
  next?.radio.focus()
  next?.radio.click()
}
