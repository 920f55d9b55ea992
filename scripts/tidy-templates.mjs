/**
 * Takes needless space out of the element's styles and markup, into which no minifier of scripts looks.
 *
 * @returns {import('vite').Plugin}
 */
export function tidyTemplates() {
  return {
    name: 'tidy-templates',
    transform(code, id) {
      if (!id.includes('/src/element/')) return null
      const styled = code.replace(/css`([^`]*)`/g, (_, style) => `css\`${tidy(style)}\``)
      // a line break is as good as a break and an indent, in markup as in code
      return { code: styled.replace(/\n\s+/g, '\n'), map: null }
    }
  }
}

/** @param {string} style */
const tidy = (style) =>
  style
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};]) ?|(?<=:) /g, '$1')
    .replaceAll(';}', '}')
