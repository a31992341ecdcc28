/**
 * Markdown, for the summary of a job or a comment: problems by card, and what to do next. Built as a tree, so that text
 * of a card never becomes markup of the page.
 */
import type {List, ListItem, Root} from 'mdast'
import {gfmToMarkdown} from 'mdast-util-gfm'
import {toMarkdown} from 'mdast-util-to-markdown'
import {reportTexts} from './texts.ts'
import {clean} from '../text/clean.ts'
import {toCode, toPhrasing} from './safe-markdown.ts'
import type {ReportFile, Reporter, ReportOptions} from './report.ts'
import {viewForPeople} from './condense.ts'
import type {MessageView} from './message-view.ts'
import {
  cardTitleOf,
  countMessages,
  describeClean,
  describeNext,
  describeProblems,
  nameOf,
  pathInRepository
} from './message-view.ts'

/** GitHub drops a summary of more than a megabyte, and it would be too long to read. */
const mostProblems = 200

export const markdown: Reporter = (files, options) => {
  const {errors, warnings} = countMessages(files)
  const problems = files.flatMap((file) =>
    viewForPeople(file, options).map((view) => ({file, view}))
  )
  const hasProblems = errors + warnings > 0
  const title = hasProblems
    ? describeProblems(files, options)
    : describeClean(files)
  const tree: Root = {
    type: 'root',
    children: [
      {type: 'heading', depth: 2, children: toPhrasing(title)},
      ...(hasProblems
        ? [
            {
              type: 'paragraph' as const,
              children: toPhrasing(describeNext(files, options))
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
