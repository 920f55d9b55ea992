/** Everything in a tree that is read out or shown: its texts, and the attributes that hold words. */
export function wordsIn(tree: ParentNode & Node): string[] {
  const words: string[] = []
  const walker = document.createTreeWalker(tree, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement?.localName !== 'style')
      words.push(walker.currentNode.nodeValue ?? '')
  }
  for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
    for (const each of tree.querySelectorAll(`[${name}]`)) words.push(each.getAttribute(name) ?? '')
  }
  return words.map((each) => each.replace(/\s+/g, ' ').trim()).filter((each) => each !== '')
}
