/** Moodle XML: options make a multiple-choice question; without them, it is an essay with information for whoever marks it. */
import type {Element} from 'xast'
import {x} from 'xastscript'
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
import {formatXml, toXmlText} from '../xml.ts'

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

    return formatXml(x('quiz', elements))
  }
}

function renderCategory(path: string): Element {
  return x('question', {type: 'category'}, [
    x('category', textElement(`$course$/top/${path}`))
  ])
}

function renderQuestion(question: Question): Element {
  const {card, bank, options, tags} = question
  const isChoice = isMarkable(question)
  const asked = toAskedMarkdown(question)
  // A question of Moodle has to have a text; its name is for teachers.
  const text = asked === '' ? card.title : asked
  const others = htmlText(toOthersMarkdown(question), question)
  return x('question', {type: isChoice ? 'multichoice' : 'essay'}, [
    x('name', textElement(card.titleText)),
    x('questiontext', {format: 'html'}, htmlText(text, question)),
    x('generalfeedback', {format: 'html'}, isChoice ? others : textElement('')),
    x('defaultgrade', '1'),
    x('penalty', '0.3333333'),
    x('hidden', '0'),
    ...(card.id === undefined ? [] : [x('idnumber', toXmlText(card.id))]),
    ...(isChoice
      ? renderOptions(options, bank.definitions)
      : renderEssay(others)),
    ...(tags.length === 0
      ? []
      : [
          x(
            'tags',
            tags.map((tag) => x('tag', textElement(tag)))
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
    x('single', String(isSingle)),
    x('shuffleanswers', 'true'),
    x('answernumbering', 'abc'),
    ...options.map((option) =>
      x(
        'answer',
        {fraction: String(option.right ? right : -wrong), format: 'html'},
        [
          textElement(toSafeHtml(option.markdown, definitions)),
          x('feedback', {format: 'html'}, textElement(''))
        ]
      )
    )
  ]
}

function renderEssay(information: Element): Element[] {
  return [
    x('responseformat', 'editor'),
    x('responserequired', '1'),
    x('responsefieldlines', '15'),
    x('attachments', '0'),
    x('attachmentsrequired', '0'),
    x('graderinfo', {format: 'html'}, information),
    x('responsetemplate', {format: 'html'}, textElement(''))
  ]
}

function htmlText(markdown: string, {bank}: Question): Element {
  return textElement(
    markdown === '' ? '' : toSafeHtml(markdown, bank.definitions)
  )
}

function textElement(text: string): Element {
  return x('text', toXmlText(text))
}
