/**
 * Markdown, for the summary of a job or a comment: problems by card, and what to do next. Built as a tree, so that
 * nothing in a card is markup of the page.
 */
import type {List, ListItem, PhrasingContent, Root} from 'mdast'
import {gfmToMarkdown} from 'mdast-util-gfm'
import {toMarkdown} from 'mdast-util-to-markdown'
import {reportTexts, summaryTexts} from '../messages.ts'
import {clean} from './clean.ts'
import type {ReportFile, Reporter, ReportOptions} from './report.ts'
import type {MessageView} from './view.ts'
import {
  cardTitleOf,
  countMessages,
  describeClean,
  nameOf,
  pathInRepository,
  viewMessages
} from './view.ts'

/** GitHub drops a summary of more than a megabyte, and nobody reads one. */
const mostProblems = 200

/** Other people's rules may say more than fits; looking for code in a text takes longer than its length. */
const mostCharacters = 1000

export const markdown: Reporter = (files, options) => {
  const {errors, warnings, fixable} = countMessages(files)
  const problems = files.flatMap((file) =>
    viewMessages(file, options).map((view) => ({file, view}))
  )
  const hasProblems = errors + warnings > 0
  const title = hasProblems
    ? summaryTexts.problems(errors, warnings, fixable)
    : describeClean(files)
  const tree: Root = {
    type: 'root',
    children: [
      {type: 'heading', depth: 2, children: toPhrasing(title)},
      ...(hasProblems
        ? [
            {
              type: 'paragraph' as const,
              children: toPhrasing(
                reportTexts.next(fixable, errors + warnings - fixable)
              )
            }
          ]
        : [])
    ]
  }
  let group: string | undefined
  let list: List | undefined
  for (const {file, view} of problems.slice(0, mostProblems)) {
    const name =
      cardTitleOf(file, view) ?? clean(pathInRepository(file, options))
    if (list === undefined || name !== group) {
      group = name
      list = {type: 'list', spread: false, children: []}
      tree.children.push(
        {
          type: 'paragraph',
          children: [{type: 'strong', children: [toCode(name)]}]
        },
        list
      )
    }

    list.children.push(toItem(file, view, options))
  }

  if (problems.length > mostProblems) {
    const text = reportTexts.more(problems.length - mostProblems)
    tree.children.push({type: 'paragraph', children: toPhrasing(text)})
  }

  return toMarkdown(tree, {
    bullet: '-',
    emphasis: '_',
    extensions: [gfmToMarkdown()]
  })
}

function toItem(
  file: ReportFile,
  view: MessageView,
  options: ReportOptions
): ListItem {
  const {line, column, severity, text, note} = view
  const path = clean(pathInRepository(file, options))
  const rule = nameOf(view)
  return {
    type: 'listItem',
    spread: false,
    children: [
      {
        type: 'paragraph',
        children: [
          toCode(`${path}:${line}:${column}`),
          {type: 'text', value: ` ${severity}: `},
          ...toPhrasing(text),
          ...(rule === ''
            ? []
            : ([{type: 'text', value: ' · '}, toCode(rule)] as const)),
          ...(note === undefined
            ? []
            : ([{type: 'break'}, ...toPhrasing(note)] as const))
        ]
      }
    ]
  }
}

/** Words that GitHub makes links of when the Markdown is read, where an escape is no help. */
const active = /@|:\/\/|www\./i

function toCode(value: string): PhrasingContent {
  return value === '' ? {type: 'text', value} : {type: 'inlineCode', value}
}

/**
 * @param line a text, with code in backticks as messages have it
 * @returns the text with its code as code; so is what becomes a link, or calls for a person (`@name`), even behind an escape
 */
function toPhrasing(line: string): PhrasingContent[] {
  const text = shorten(line)
  const nodes: PhrasingContent[] = []
  let end = 0
  for (const match of text.matchAll(/(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)/g)) {
    pushText(nodes, text.slice(end, match.index))
    const code = match[2] ?? ''
    // A space on both sides is part of the fence (CommonMark 6.1).
    nodes.push(toCode(/^ .*\S.* $/.test(code) ? code.slice(1, -1) : code))
    end = match.index + match[0].length
  }

  pushText(nodes, text.slice(end))
  return nodes
}

function shorten(text: string): string {
  return text.length > mostCharacters
    ? `${Array.from(text.slice(0, mostCharacters)).slice(0, -1).join('')}…`
    : text
}

function pushText(nodes: PhrasingContent[], text: string): void {
  for (const part of text.split(/(\s+)/)) {
    const last = nodes.at(-1)
    if (active.test(part)) nodes.push(toCode(part))
    else if (last?.type === 'text') last.value += part
    else if (part !== '') nodes.push({type: 'text', value: part})
  }
}
