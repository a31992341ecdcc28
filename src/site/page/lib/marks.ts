/** Marks words that were found. */
import {toWords} from '../../words.ts'

const word = /[\p{L}\p{M}\p{N}_]+(?:\+\+|#)?/gu

/** @param words as the index has them */
export function markWords(root: Node, words: ReadonlySet<string>): void {
  if (words.size === 0) return
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const texts: Text[] = []
  while (walker.nextNode()) {
    const text = walker.currentNode as Text
    // A mark inside would break a formula.
    if (!text.parentElement?.closest('math')) texts.push(text)
  }

  for (const text of texts) markText(text, words)
}

function markText(text: Text, words: ReadonlySet<string>): void {
  const parts: (Node | string)[] = []
  let end = 0
  for (const match of text.data.matchAll(word)) {
    const [whole] = match
    if (!toWords(whole).some((each) => words.has(each))) continue
    const mark = document.createElement('mark')
    mark.textContent = whole
    parts.push(text.data.slice(end, match.index), mark)
    end = match.index + whole.length
  }

  if (parts.length > 0) text.replaceWith(...parts, text.data.slice(end))
}
