/** Cards as lines of plain text, for any terminal and for screen readers. */
import type {FieldData} from '../export/card-data.ts'
import type {Question} from '../export/question.ts'
import {
  isHint,
  isMarkable,
  toLabelledText,
  toLetter
} from '../export/question.ts'
import {isWordField} from '../template/model.ts'
import {cleanLine} from '../text/clean.ts'
import {studyTexts} from './texts.ts'

/** @returns the lines of a question */
export function showQuestion(question: Question): string[] {
  const {asked, card, given, options} = question
  return toLines([
    card.titleText,
    ...asked.map(({text}) => text),
    ...given.map(showField),
    options.map(({text}, index) => `${toLetter(index)}. ${text}`).join('\n')
  ])
}

/** @returns the lines of its hints; none if the card has no such field */
export function showHints({others}: Question): string[] {
  return toLines(others.filter(isHint).map(showField))
}

/** @returns the right options, and all fields that were not shown, in lines */
export function showAnswer(question: Question): string[] {
  const {options, others} = question
  const right = options.flatMap(({right: isRight}, index) =>
    isRight ? [toLetter(index)] : []
  )
  const fields = others.filter((field) => !isWordField(field) && !isHint(field))
  return toLines([
    isMarkable(question) ? studyTexts.right(right) : '',
    ...fields.map(showField),
    fields.length === 0 && right.length === 0 ? studyTexts.noAnswer : ''
  ])
}

function showField(field: FieldData): string {
  const {bullets, text} = field
  const lines = bullets?.map(
    (bullet) => `- ${bullet.must ? studyTexts.must : ''}${bullet.text}`
  )
  return toLabelledText(field, lines?.join('\n') ?? text)
}

/** Puts blank lines between texts, and makes them safe for the terminal. */
function toLines(texts: readonly string[]): string[] {
  const shown = texts.filter((text) => text.trim() !== '')
  return shown.flatMap((text, index) => [
    ...(index > 0 ? [''] : []),
    ...text.split('\n').map(cleanLine)
  ])
}
