/** Gives Prettier several texts in one: each call takes it as much time as some hundreds of characters. */
import {findExcess} from './find-excess.ts'
import type {SettledOptions} from './settle.ts'
import {dropBreaks, lineBreaks, prepare} from './settle.ts'

/** Written between texts. Prettier changes the first form to the second if it is a paragraph, and nowhere else. */
const cut = {given: '*qbank:cut*', printed: '_qbank:cut_'}

/**
 * Has Prettier print several texts, and print again those that it changed.
 *
 * @param texts Markdown; a definition in one does not affect another, none has front matter, each ends with a line
 *   break
 * @param options complete ones for Prettier
 * @returns for each text what Prettier prints, and prints again, with one blank line at its end; `undefined` for a
 *   text that has to be printed alone; an empty list if that is so for all of them
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
    // Something that is not closed includes what is below it, and then some cuts are missing.
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
    // Printed alone, each text shows whether it was the cause.
    return []
  }
}

/** Whether a comment continues below the text: each print would add a line. */
function isOpen(text: string): boolean {
  return text.lastIndexOf('<!--') > text.lastIndexOf('-->')
}
