/** Reads the cards of a bank for their numbers, and marks those that nothing has to account for. */
import {findNumerals, type Numeral} from './numbers.ts'

/** A card's text from its title on, with the numbers in it by offset. */
export interface CardText {
  readonly section: string
  readonly title: string
  readonly text: string
  readonly numerals: ReadonlyArray<Numeral & {readonly isExempt: boolean}>
}

/** Fields about the card, not about its subject. */
const about = /^\*\*(?:Minutes|Reviewed|Difficulty|Tags):\*\*.*$/gm

/** The references close a card. */
const references = /^\*\*References:\*\*[^]*/m

/** A fenced block. */
const fence = /^ {0,3}(`{3,}|~{3,})[^]*?\n {0,3}\1/gm

const codeSpan = /(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)/g

/** The year of "(Kwon et al., 2023; Dao, 2024)" and of "Kwon et al. (2023)". */
const year = /(?<=\(\p{L}[^()\n]*, )\d{4}(?=[a-z]?[;)])|(?<=et al\. \()\d{4}/gu

/** All cards of a bank, in order. */
export function readCards(bank: string): CardText[] {
  const cards: CardText[] = []
  let section = ''
  let start: number | undefined
  const outside = hide(bank, fence)
  const end = (offset: number): void => {
    if (start !== undefined) {
      cards.push(readCard(section, bank.slice(start, offset)))
    }
    start = undefined
  }
  for (const {index, 1: marks, 2: text} of outside.matchAll(
    /^(##|### Q:) (.*)$/gm
  )) {
    end(index)
    if (marks === '##') section = text?.trim() ?? ''
    else start = index + '### Q: '.length
  }
  end(bank.length)
  return cards
}

function readCard(section: string, text: string): CardText {
  const title = /^.*/.exec(text)?.[0].trim() ?? ''
  const counted = [/^.*/, about, references, fence, codeSpan, year].reduce(
    (left, part) => hide(left, part),
    text
  )
  const numerals = findNumerals(text).map((numeral) => ({
    ...numeral,
    isExempt: !/\d/.test(counted.slice(numeral.start, numeral.end))
  }))
  return {section, title, text, numerals}
}

/** The text with spaces instead of what matches, line ends apart. */
function hide(text: string, part: RegExp): string {
  return text.replace(part, (found) => found.replace(/[^\n]/g, ' '))
}
