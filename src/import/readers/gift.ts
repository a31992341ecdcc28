/** GIFT, Moodle's text format, read with the grammar of gift-pegjs. */
import type {
  Essay,
  GIFTQuestion,
  Matching,
  MultipleChoice,
  Numerical,
  NumericalFormat,
  ShortAnswer,
  TextFormat,
  TrueFalse
} from 'gift-pegjs'
import {parse} from 'gift-pegjs'
import {UserError} from '../../text/user-error.ts'
import type {
  ForeignCard,
  ForeignField,
  ImportTarget,
  Reader
} from '../foreign-card.ts'
import {asRole, readBody, toAsked} from '../foreign-card.ts'
import {htmlToMarkdown} from '../html-to-markdown.ts'
import {importTexts} from '../texts.ts'

/** A question with an answer. */
type Asked =
  Essay | Matching | MultipleChoice | Numerical | ShortAnswer | TrueFalse

export const readGift: Reader = (text, target) => {
  const cards: ForeignCard[] = []
  let section: string | undefined
  for (const [index, question] of parseGift(text).entries()) {
    if (question.type === 'Category') section = toSection(question.title)
    else if (question.type !== 'Description') {
      const card = toCard(question, index + 1, target)
      cards.push({...card, ...(section !== undefined && {section})})
    }
  }

  return cards
}

/** @throws UserError with the line */
function parseGift(text: string): readonly GIFTQuestion[] {
  try {
    return parse(text)
  } catch (error) {
    const {location, message} = error as Error & {
      location?: {start: {line: number}}
    }
    throw new UserError(importTexts.notGift(location?.start.line ?? 1, message))
  }
}

/** The last part of a path, in which `//` is a slash; the first part is the course, or the bank. */
function toSection(path: string): string | undefined {
  const parts = path
    .replaceAll('//', '\0')
    .split('/')
    .map((part) => part.replaceAll('\0', '/').trim())
  return parts.length > 1 ? parts.at(-1) : undefined
}

function toCard(
  question: Asked,
  index: number,
  target: ImportTarget
): Omit<ForeignCard, 'section'> {
  const {globalFeedback, id, stem, tags, title} = question
  const asked = toMarkdown(stem)
  const [first = '', ...more] = asked.split('\n')
  const name = unescapeTitle(title) ?? first
  const rest = title === null ? more.join('\n').trim() : asked
  const feedback = globalFeedback ? toMarkdown(globalFeedback) : ''
  const others = readBody(feedback, target)
  const hasTags = others?.some(({kind}) => kind === 'tags') ?? false
  const given: ForeignField[] = [
    ...toAsked(rest === name ? '' : rest, target),
    ...toAnswers(question, target),
    ...(others ??
      (feedback === '' ? [] : [asRole(feedback, 'answer', target)])),
    ...(tags?.length && !hasTags
      ? [{label: 'tags', kind: 'tags' as const, markdown: tags.join(',')}]
      : [])
  ]
  return {
    ...(id && {id}),
    title: name.replace(/\s+/g, ' ').trim(),
    place: `question ${index}`,
    fields: given
  }
}

function unescapeTitle(title: string | null): string | undefined {
  return title === null ? undefined : title.replaceAll('\\n', ' ')
}

function toAnswers(question: Asked, target: ImportTarget): ForeignField[] {
  switch (question.type) {
    case 'MC': {
      return [
        toOptions(
          question.choices.map(({isCorrect, text, weight}) => ({
            markdown: toMarkdown(text),
            right: isCorrect || (weight ?? 0) > 0
          })),
          target
        )
      ]
    }

    case 'TF': {
      const {no, yes} = importTexts
      return [
        toOptions(
          [
            {markdown: yes, right: question.isTrue},
            {markdown: no, right: !question.isTrue}
          ],
          target
        )
      ]
    }

    case 'Short': {
      const texts = question.choices.map(({text}) => toMarkdown(text))
      return [asRole(toList(texts), 'answer', target)]
    }

    case 'Numerical': {
      const {choices} = question
      const numbers = Array.isArray(choices)
        ? choices.map(({text}) => text)
        : [choices]
      return [asRole(toList(numbers.map(toNumber)), 'answer', target)]
    }

    case 'Matching': {
      const pairs = question.matchPairs.map(
        ({subquestion, subanswer}) =>
          `${toMarkdown(subquestion)} → ${subanswer}`
      )
      return [asRole(toList(pairs), 'answer', target)]
    }

    case 'Essay': {
      return []
    }
  }
}

function toOptions(
  options: readonly {readonly markdown: string; readonly right: boolean}[],
  {roles}: ImportTarget
): ForeignField {
  const lines = options.map(
    ({markdown, right}) =>
      `- [${right ? 'x' : ' '}] ${markdown.replaceAll('\n', '\n  ')}`
  )
  return {
    label: roles.options?.label ?? importTexts.options,
    kind: 'options',
    markdown: lines.join('\n'),
    role: 'options'
  }
}

/** One answer becomes a text, several become a list. */
function toList(texts: readonly string[]): string {
  return texts.length === 1
    ? (texts[0] ?? '')
    : texts.map((text) => `- ${text}`).join('\n')
}

function toNumber(value: NumericalFormat): string {
  const {number, numberHigh, numberLow, range, type} = value
  if (type === 'range') return `${number ?? ''} ± ${range ?? 0}`
  return type === 'high-low'
    ? `${numberLow ?? ''} – ${numberHigh ?? ''}`
    : String(number ?? '')
}

function toMarkdown({format, text}: TextFormat): string {
  return format === 'html' || format === 'moodle'
    ? htmlToMarkdown(text)
    : text.trim()
}
