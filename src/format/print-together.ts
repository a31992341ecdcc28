/** Several texts for Prettier in one: each call costs it as much as some hundreds of characters do. */
import {findExcess} from './find-excess.ts'
import type {SettledOptions} from './settle.ts'
import {dropBreaks, lineBreaks, prepare} from './settle.ts'

/** Between texts; Prettier changes its first form to its second one where it sees a paragraph, and in nothing else. */
const cut = {given: '*qbank:cut*', printed: '_qbank:cut_'}

/**
 * Asks Prettier about several texts, and about what it changed once more.
 *
 * @param texts Markdown; what one defines does not concern another, none has front matter, each ends with a line break
 * @param options complete ones for Prettier
 * @returns for each text what Prettier prints, and prints again, with one blank line at its end; `undefined` if it has to be
 *   alone to find out; nothing at all where that is so for each of them
 */
export async function printTogether(
  texts: readonly string[],
  options: SettledOptions
): Promise<readonly (string | undefined)[]> {
  const eol = lineBreaks[options.endOfLine]
  const whole = texts.join(eol)
  if (whole.includes('qbank:cut') || findExcess(whole)) return []
  const prepared = await Promise.all(
    texts.map((text) => prepare(text, options))
  )
  const [{print} = {}] = prepared
  const printAll = async (parts: readonly string[]): Promise<string[]> => {
    const given = parts.join(eol + cut.given + eol + eol)
    const printed = (await print?.(given)) ?? ''
    const found = printed.split(eol + eol + cut.printed + eol + eol)
    // Something that is open takes in what is below it, and not all cuts are seen.
    return found.length === parts.length
      ? found.map((part) => dropBreaks(part) + eol + eol)
      : []
  }
  try {
    const first = await printAll(prepared.map(({given}) => given))
    const answers = prepared.map(({restore}, index) =>
      restore(first[index] ?? '')
    )
    const changed = first.filter((_, index) => answers[index] !== texts[index])
    const second = changed.length > 0 ? await printAll(changed) : []
    let next = 0
    return first.map((part, index) => {
      const answer = answers[index] ?? ''
      const isSettled = answer === texts[index] || second[next++] === part
      return isSettled && !isOpen(part) ? answer : undefined
    })
  } catch {
    // Alone, each text says whether it was the cause.
    return []
  }
}

/** Whether a comment goes on below the text: each print would add a line. */
function isOpen(text: string): boolean {
  return text.lastIndexOf('<!--') > text.lastIndexOf('-->')
}
