/**
 * Sets of questions for testing language models. The question is the input. Each point of a strong answer is a
 * criterion; each pitfall is a criterion for what must not be in the answer. Options are answered by letter.
 */
import type {BankData, BulletData, FieldData} from '../card-data.ts'
import type {Format, FormatOptions} from '../format.ts'
import type {Question} from '../question.ts'
import {isMarkable, toLabelledText, toLetter, toQuestions} from '../question.ts'
import {fieldsOf} from '../roles.ts'
import {exportedTexts} from '../texts.ts'
import {toJson} from './json.ts'

/** A must-have counts as much as so many other points. */
const mustWeight = 2

/** Share of the weight that an answer needs to pass. */
const threshold = 0.7

/** A question with what both tools need. */
interface Task {
  readonly id: string
  readonly input: string
  readonly points: readonly BulletData[]
  readonly accepted: readonly string[]
  readonly mistakes: readonly string[]
  /** An answer that is a text, not a list of points. */
  readonly answer: string
  /** Letters of the right options; none if there are no options. */
  readonly letters: readonly string[]
  readonly choices: readonly string[]
  readonly metadata: Readonly<Record<string, unknown>>
}

export const promptfoo: Format = {
  render: (banks, options) =>
    `${toJson(listTasks(banks, options).map(toTest), 2)}\n`
}

export const inspect: Format = {
  render: (banks, options) =>
    listTasks(banks, options)
      .map((task) => `${toJson(toSample(task))}\n`)
      .join('')
}

function listTasks(banks: readonly BankData[], options: FormatOptions): Task[] {
  const names = new Map<string, number>()
  return [...toQuestions(banks, options)].map((question) => {
    const {card, bank} = question
    const name = card.id ?? card.titleText
    const times = (names.get(name) ?? 0) + 1
    names.set(name, times)
    return toTask(question, {
      id: times === 1 ? name : `${name} (${times})`,
      bank: bank.path,
      line: card.line
    })
  })
}

function toTask(
  question: Question,
  {id, ...place}: {id: string; bank: string; line: number}
): Task {
  const {asked, card, given, options, roles, tags} = question
  const answers = fieldsOf(card, roles.answer)
  const points = answers.flatMap(({bullets}) => bullets ?? [])
  const isChoice = isMarkable(question)
  const letters = options.flatMap(({right}, index) =>
    isChoice && right ? [toLetter(index)] : []
  )
  const choices = isChoice ? options.map(({text}) => text) : []
  return {
    id,
    input: [
      card.titleText,
      ...asked.map(({text}) => text),
      ...given.map((field) => toLabelledText(field, field.text))
    ].join('\n\n'),
    points: isChoice ? [] : points,
    accepted: toTexts(fieldsOf(card, roles.accept)),
    mistakes: isChoice ? [] : toTexts(fieldsOf(card, roles.pitfalls)),
    answer: points.length > 0 ? '' : answers.map(({text}) => text).join('\n\n'),
    letters,
    choices,
    metadata: {
      ...place,
      ...(card.section !== undefined && {section: card.section}),
      ...Object.fromEntries(
        card.fields
          .filter(({kind}) => kind === 'choice')
          .map(({label, text}) => [label, text])
      ),
      ...(tags.length > 0 && {tags})
    }
  }
}

function toTexts(fields: readonly FieldData[]): string[] {
  return fields.flatMap(({bullets, text}) =>
    bullets ? bullets.map((bullet) => bullet.text) : [text]
  )
}

/** A test case of promptfoo (its "Test case" reference). */
function toTest(task: Task): unknown {
  const {id, input, choices, letters, points, mistakes, metadata} = task
  const {choose} = exportedTexts
  const lines = choices.map((text, index) => `${toLetter(index)}. ${text}`)
  const request = letters.length > 1 ? choose.some : choose.one
  const prompt =
    choices.length === 0
      ? input
      : `${input}\n\n${lines.join('\n')}\n\n${request}`
  return {
    description: id,
    vars: {input: toPlainTemplate(prompt)},
    metadata,
    threshold: choices.length === 0 ? threshold : 1,
    assert: [
      ...(letters.length > 0
        ? [{type: 'regex', value: toPattern(letters), metric: 'choice'}]
        : []),
      ...points.map(({must, text}) => ({
        type: 'llm-rubric',
        metric: must ? 'must-have' : 'point',
        weight: must ? mustWeight : 1,
        value: toPlainTemplate(
          exportedTexts.makesPoint(text) + (must ? '' : describeAccepted(task))
        )
      })),
      ...(task.answer === '' || letters.length > 0
        ? []
        : [
            {
              type: 'llm-rubric',
              metric: 'answer',
              value: toPlainTemplate(
                exportedTexts.matches(task.answer) + describeAccepted(task)
              )
            }
          ]),
      ...mistakes.map((mistake) => ({
        type: 'llm-rubric',
        metric: 'pitfall',
        value: toPlainTemplate(exportedTexts.avoids(mistake))
      }))
    ]
  }
}

function describeAccepted({accepted}: Task): string {
  return accepted.length === 0 ? '' : exportedTexts.orAccepted(accepted)
}

/** The letters in their order, with anything between them. */
function toPattern(letters: readonly string[]): string {
  return `^\\W*${letters.join('\\W+')}\\W*$`
}

/**
 * promptfoo renders its input as a template of Nunjucks, and loads text that begins with `file://`: both are escaped.
 */
function toPlainTemplate(text: string): string {
  return text
    .replace(/\{(?=[{%#])/g, '{{ "{" }}')
    .replace(/^(?=[a-z]{1,20}:\/\/|package:)/i, ' ')
}

/** A sample of Inspect (its `json_dataset`). */
function toSample(task: Task): unknown {
  const {id, input, choices, letters, metadata} = task
  const isChoice = letters.length > 0
  return {
    id,
    input,
    target: !isChoice
      ? toRubric(task)
      : letters.length === 1
        ? letters[0]
        : letters,
    ...(isChoice && {choices}),
    metadata: {
      ...metadata,
      ...(!isChoice && {
        points: task.points.map(({text, must}) => ({text, must})),
        pitfalls: task.mistakes
      })
    }
  }
}

function toRubric({points, accepted, mistakes, answer}: Task): string {
  const list = (title: string, items: readonly string[]): string[] =>
    items.length === 0
      ? []
      : [`${title}\n${items.map((item) => `- ${item}`).join('\n')}`]
  return [
    ...(answer === '' ? [] : [answer]),
    ...list(
      exportedTexts.includes,
      points.map(({text, must}) => text + (must ? exportedTexts.must : ''))
    ),
    ...list(exportedTexts.accept, accepted),
    ...list(exportedTexts.pitfalls, mistakes)
  ].join('\n\n')
}
