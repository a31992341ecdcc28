/**
 * QTI 2.1: an item for each card, and the manifest of the package. As a zip file, the folder is a package that learning
 * systems import.
 */
import type {Element} from 'xast'
import type {Raw} from 'xast-util-to-xml'
import type {ExportedFile, Format} from '../format.ts'
import {toSafeHtml, toSafeInlineHtml} from '../html.ts'
import type {Question} from '../question.ts'
import {toAskedMarkdown, toOthersMarkdown, toQuestions} from '../question.ts'
import {formatXml, x} from '../xml.ts'

const itemNamespace = 'http://www.imsglobal.org/xsd/imsqti_v2p1'
const packageNamespace = 'http://www.imsglobal.org/xsd/imscp_v1p1'
const template = 'http://www.imsglobal.org/question/qti_v2p1/rptemplates'

export const qti21: Format = {
  needsOptions: true,
  needsRight: true,
  renderFiles(banks, options) {
    const files: ExportedFile[] = []
    for (const question of toQuestions(banks, options)) {
      const identifier = `item-${String(files.length + 1).padStart(4, '0')}`
      files.push({
        path: `items/${identifier}.xml`,
        text: formatXml(renderItem(question, identifier))
      })
    }

    return [
      {
        path: 'imsmanifest.xml',
        text: formatXml(renderManifest(files.map(({path}) => path)))
      },
      ...files
    ]
  },
  isOwn: (text) => text.includes(itemNamespace)
}

function renderManifest(paths: readonly string[]): Element {
  return x(
    'manifest',
    {
      xmlns: packageNamespace,
      'xmlns:imsqti': itemNamespace,
      identifier: 'manifest'
    },
    [
      x('metadata', {}, [
        x('schema', {}, ['IMS Content']),
        x('schemaversion', {}, ['1.1'])
      ]),
      x('organizations', {}),
      x(
        'resources',
        {},
        paths.map((href, index) =>
          x(
            'resource',
            {
              identifier: `resource-${index + 1}`,
              type: 'imsqti_item_xmlv2p1',
              href
            },
            [x('file', {href})]
          )
        )
      )
    ]
  )
}

function renderItem(question: Question, identifier: string): Element {
  const {card, options} = question
  const right = options.flatMap((option, index) =>
    option.right ? [toChoice(index)] : []
  )
  const isSingle = right.length === 1
  const others = toOthersMarkdown(question)
  return x(
    'assessmentItem',
    {
      xmlns: itemNamespace,
      identifier,
      title: card.titleText,
      adaptive: 'false',
      timeDependent: 'false'
    },
    [
      x(
        'responseDeclaration',
        {
          identifier: 'RESPONSE',
          cardinality: isSingle ? 'single' : 'multiple',
          baseType: 'identifier'
        },
        [
          x(
            'correctResponse',
            {},
            right.map((choice) => x('value', {}, [choice]))
          )
        ]
      ),
      declareOutcome('SCORE', 'float', '0'),
      ...(others === ''
        ? []
        : [declareOutcome('FEEDBACK', 'identifier', 'shown')]),
      renderBody(question, isSingle),
      x('responseProcessing', {template: `${template}/match_correct`}),
      ...(others === '' ? [] : [renderFeedback(others, question)])
    ]
  )
}

function declareOutcome(
  identifier: string,
  baseType: string,
  value: string
): Element {
  return x(
    'outcomeDeclaration',
    {identifier, cardinality: 'single', baseType},
    [x('defaultValue', {}, [x('value', {}, [value])])]
  )
}

function renderBody(question: Question, isSingle: boolean): Element {
  const {card, bank, options} = question
  const {definitions} = bank
  const asked = toAskedMarkdown(question)
  return x('itemBody', {}, [
    renderDiv(card.title, definitions),
    ...(asked === '' ? [] : [renderDiv(asked, definitions)]),
    x(
      'choiceInteraction',
      {
        responseIdentifier: 'RESPONSE',
        shuffle: 'true',
        maxChoices: isSingle ? '1' : '0'
      },
      options.map(({markdown}, index) =>
        x('simpleChoice', {identifier: toChoice(index)}, [
          raw(toSafeInlineHtml(markdown, definitions, 'qti'))
        ])
      )
    )
  ])
}

function renderFeedback(markdown: string, {bank}: Question): Element {
  return x(
    'modalFeedback',
    {outcomeIdentifier: 'FEEDBACK', identifier: 'shown', showHide: 'show'},
    [renderDiv(markdown, bank.definitions)]
  )
}

function renderDiv(markdown: string, definitions: string): Element {
  return x('div', {}, [raw(toSafeHtml(markdown, definitions, 'qti'))])
}

function toChoice(index: number): string {
  return `choice-${index + 1}`
}

/** XML that has been sanitized before (`html.ts`). */
function raw(value: string): Raw {
  return {type: 'raw', value}
}
