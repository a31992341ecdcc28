/**
 * Moodle XML: a card with options becomes a multiple-choice question, any other an essay with information for the
 * grader.
 */
import type {Element} from 'xast'
import type {OptionData} from '../card-data.ts'
import type {Format} from '../format.ts'
import {toSafeHtml} from '../html.ts'
import type {Question} from '../question.ts'
import {
  isMarkable,
  toAskedMarkdown,
  toOthersMarkdown,
  toQuestions
} from '../question.ts'
import {toShares} from '../shares.ts'
import {formatXml, x} from '../xml.ts'

export const moodle: Format = {
  needsRight: true,
  render(banks, options) {
    const elements: Element[] = []
    let category: string | undefined
    for (const question of toQuestions(banks, options)) {
      const {bank, card} = question
      const path = [bank.title, card.section ?? []]
        .flat()
        .map((name) => name.replaceAll('/', '//'))
        .join('/')
      if (path !== category) elements.push(renderCategory(path))
      category = path
      elements.push(renderQuestion(question))
    }

    return formatXml(x('quiz', {}, elements))
  }
}

function renderCategory(path: string): Element {
  return x('question', {type: 'category'}, [
    x('category', {}, [text(`$course$/top/${path}`)])
  ])
}

function renderQuestion(question: Question): Element {
  const {card, bank, options, tags} = question
  const isChoice = isMarkable(question)
  const asked = toAskedMarkdown(question)
  const others = toOthersMarkdown(question)
  const answer = toSafeHtml(others, bank.definitions)
  // A question of Moodle must have a text; its name is for teachers.
  const shown = toSafeHtml(asked === '' ? card.title : asked, bank.definitions)
  return x('question', {type: isChoice ? 'multichoice' : 'essay'}, [
    x('name', {}, [text(card.titleText)]),
    html('questiontext', shown),
    html('generalfeedback', isChoice ? answer : ''),
    x('defaultgrade', {}, ['1']),
    x('penalty', {}, ['0.3333333']),
    x('hidden', {}, ['0']),
    ...(card.id === undefined ? [] : [x('idnumber', {}, [card.id])]),
    ...(isChoice
      ? renderOptions(options, bank.definitions)
      : renderEssay(answer)),
    ...(tags.length === 0
      ? []
      : [
          x(
            'tags',
            {},
            tags.map((tag) => x('tag', {}, [text(tag)]))
          )
        ])
  ])
}

function renderOptions(
  options: readonly OptionData[],
  definitions: string
): Element[] {
  const {right, wrong} = toShares(options)
  const isSingle = options.filter((option) => option.right).length === 1
  return [
    x('single', {}, [String(isSingle)]),
    x('shuffleanswers', {}, ['true']),
    x('answernumbering', {}, ['abc']),
    ...options.map((option) =>
      x(
        'answer',
        {fraction: String(option.right ? right : -wrong), format: 'html'},
        [text(toSafeHtml(option.markdown, definitions)), html('feedback', '')]
      )
    )
  ]
}

function renderEssay(information: string): Element[] {
  return [
    x('responseformat', {}, ['editor']),
    x('responserequired', {}, ['1']),
    x('responsefieldlines', {}, ['15']),
    x('attachments', {}, ['0']),
    x('attachmentsrequired', {}, ['0']),
    html('graderinfo', information),
    html('responsetemplate', '')
  ]
}

function html(name: string, value: string): Element {
  return x(name, {format: 'html'}, [text(value)])
}

function text(value: string): Element {
  return x('text', {}, [value])
}
