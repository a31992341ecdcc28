/**
 * GIFT, Moodle's text format: a card with options becomes a multiple-choice question, any other an essay. Text is
 * Markdown. Fields that GIFT does not have go into the feedback, as in the bank.
 */
import type {Format} from '../format.ts'
import type {Question} from '../question.ts'
import {
  isMarkable,
  toAskedMarkdown,
  toOthersMarkdown,
  toQuestions
} from '../question.ts'
import {toShares} from '../shares.ts'

export const gift: Format = {
  needsRight: true,
  render(banks, options) {
    let text = ''
    let category: string | undefined
    for (const question of toQuestions(banks, options)) {
      const {bank, card} = question
      const current = [bank.title, card.section ?? []]
        .flat()
        .map(toCategory)
        .join('/')
      if (current !== category) text += `$CATEGORY: ${current}\n\n`
      category = current
      text += `${renderQuestion(question)}\n\n`
    }

    return text
  }
}

function renderQuestion(question: Question): string {
  const {card, options} = question
  const comment = renderComment(question)
  const title = escapeGift(card.title)
  // A question must have a text.
  const asked = escapeGift(toAskedMarkdown(question) || card.title)
  const others = toOthersMarkdown(question)
  const feedback =
    others === '' ? '' : `\t####[markdown]${escapeGift(others)}\n`
  const {right, wrong} = toShares(options)
  const isSingle = options.filter((option) => option.right).length === 1
  const answers = isMarkable(question)
    ? options.map((option) => {
        const mark = option.right ? '=' : '~'
        const share = option.right ? right : -wrong
        const lead = isSingle ? mark : `~%${share}%`
        return `\t${lead}[markdown]${escapeGift(option.markdown)}\n`
      })
    : []
  return `${comment}::${title}::[markdown]${asked}{\n${answers.join('')}${feedback}}`
}

/** The id and the tags, which Moodle reads from a comment. */
function renderComment({card, tags}: Question): string {
  const marks = [
    ...(card.id === undefined ? [] : [`[id:${escapeMark(card.id)}]`]),
    ...tags.map((tag) => `[tag:${escapeMark(tag)}]`)
  ]
  return marks.length === 0 ? '' : `// ${marks.join(' ')}\n`
}

function escapeMark(text: string): string {
  return text.replace(/[[\]\\]/g, '\\$&').replace(/\s+/g, ' ')
}

/** Moodle reads a slash as the start of a subcategory. */
function toCategory(name: string): string {
  return name.replace(/\s+/g, ' ').trim().replaceAll('/', '//')
}

/** An empty line ends a question, so none is written. */
export function escapeGift(text: string): string {
  return text.replace(/[\\~=#{}:]/g, '\\$&').replaceAll('\n', '\\n')
}
