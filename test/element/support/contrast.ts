/** How much an element's colour stands out from a background, from 1 to 21, as WCAG reckons it. */
export function contrastOf(
  element: Element,
  property: 'color' | 'outline-color',
  background: string
): number {
  const color = getComputedStyle(element).getPropertyValue(property)
  const [darker = 0, lighter = 0] = [luminanceOf(color), luminanceOf(background)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

/** However a colour is written, a canvas knows its red, green and blue. */
function luminanceOf(color: string): number {
  const context = document.createElement('canvas').getContext('2d')
  if (!context) throw new Error('there is no canvas')
  context.fillStyle = color
  context.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = Array.from(context.getImageData(0, 0, 1, 1).data, linear)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function linear(channel: number): number {
  const share = channel / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}
