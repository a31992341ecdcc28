/** QTI 1.2, which older learning systems read: one assessment, with a section for each section of the bank. */
import type {Element} from 'xast'
import type {Format, FormatOptions} from '../format.ts'
import type {BankData} from '../card-data.ts'
import {toSafeHtml} from '../html.ts'
import type {Question} from '../question.ts'
import {toAskedMarkdown, toOthersMarkdown, toQuestions} from '../question.ts'
import {formatXml, x} from '../xml.ts'

export const qti12: Format = {
  needsOptions: true,
  needsRight: true,
  render(banks, options) {
    const sections = groupBySection(banks, options)
    const title = banks.map((bank) => bank.title).join(', ')
    return formatXml(
      x(
        'questestinterop',
        {xmlns: 'http://www.imsglobal.org/xsd/ims_qtiasiv1p2'},
        [
          x(
            'assessment',
            {ident: 'assessment', title},
            sections.map(renderSection)
          )
        ]
      )
    )
  }
}

interface NamedSection {
  readonly name: string
  readonly questions: Question[]
}

function groupBySection(
  banks: readonly BankData[],
  options: FormatOptions
): NamedSection[] {
  const sections: NamedSection[] = []
  let last: Question | undefined
  for (const question of toQuestions(banks, options)) {
    const {bank, card} = question
    if (bank !== last?.bank || card.section !== last.card.section) {
      sections.push({name: card.section ?? bank.title, questions: []})
    }

    sections.at(-1)?.questions.push(question)
    last = question
  }

  return sections
}

function renderSection({name, questions}: NamedSection, at: number): Element {
  return x(
    'section',
    {ident: `section_${at + 1}`, title: name},
    questions.map((question, index) =>
      renderItem(question, `item_${at + 1}_${index + 1}`)
    )
  )
}

function renderItem(question: Question, ident: string): Element {
  const {card, bank} = question
  const others = toOthersMarkdown(question)
  return x('item', {ident, title: card.titleText}, [
    renderPresentation(question),
    x('resprocessing', {}, [
      x('outcomes', {}, [
        x('decvar', {
          varname: 'SCORE',
          vartype: 'Decimal',
          minvalue: '0',
          maxvalue: '100'
        })
      ]),
      renderCondition(question, others !== '')
    ]),
    ...(others === ''
      ? []
      : [
          x('itemfeedback', {ident: 'feedback'}, [
            renderText(toSafeHtml(others, bank.definitions))
          ])
        ])
  ])
}

function renderPresentation(question: Question): Element {
  const {card, bank, options} = question
  const isSingle = options.filter(({right}) => right).length === 1
  const asked = [card.title, toAskedMarkdown(question)]
    .filter((text) => text !== '')
    .map((text) => toSafeHtml(text, bank.definitions))
  return x('presentation', {}, [
    renderText(asked.join('\n')),
    x(
      'response_lid',
      {ident: 'response', rcardinality: isSingle ? 'Single' : 'Multiple'},
      [
        x(
          'render_choice',
          {},
          options.map(({markdown}, index) =>
            x('response_label', {ident: `option_${index + 1}`}, [
              renderText(toSafeHtml(markdown, bank.definitions))
            ])
          )
        )
      ]
    )
  ])
}

/** The condition that exactly the right options are chosen. */
function renderCondition({options}: Question, hasFeedback: boolean): Element {
  const conditions = options.map(({right}, index) => {
    const equal = x('varequal', {respident: 'response'}, [
      `option_${index + 1}`
    ])
    return right ? equal : x('not', {}, [equal])
  })
  const right = conditions.filter((_, index) => options[index]?.right)
  return x('respcondition', {continue: 'No'}, [
    x(
      'conditionvar',
      {},
      right.length === 1 ? right : [x('and', {}, conditions)]
    ),
    x('setvar', {action: 'Set', varname: 'SCORE'}, ['100']),
    ...(hasFeedback
      ? [
          x('displayfeedback', {
            feedbacktype: 'Response',
            linkrefid: 'feedback'
          })
        ]
      : [])
  ])
}

function renderText(html: string): Element {
  return x('material', {}, [x('mattext', {texttype: 'text/html'}, [html])])
}
