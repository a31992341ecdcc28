/**
 * Writes an answer to an issue about its card. Messages may repeat a stranger's text, which must never become markup.
 */
import type {List, Root, RootContent} from 'mdast'
import {gfmToMarkdown} from 'mdast-util-gfm'
import {toMarkdown} from 'mdast-util-to-markdown'
import {toPhrasing} from '../report/safe-markdown.ts'
import {clean} from '../text/clean.ts'

/** No more points are shown. */
const mostPoints = 30

/** @returns Markdown: our own paragraphs, each with its points */
export function formatAnswer(
  parts: readonly {readonly text: string; readonly points: readonly string[]}[]
): string {
  const children = parts.flatMap(({text, points}): RootContent[] => [
    // Our own text, which names pull requests.
    {type: 'html', value: text},
    ...(points.length === 0 ? [] : [toList(points)])
  ])
  const tree: Root = {type: 'root', children}
  return toMarkdown(tree, {bullet: '-', extensions: [gfmToMarkdown()]})
}

function toList(points: readonly string[]): List {
  return {
    type: 'list',
    spread: false,
    children: points.slice(0, mostPoints).map((point) => ({
      type: 'listItem',
      spread: false,
      children: [{type: 'paragraph', children: toPhrasing(clean(point))}]
    }))
  }
}
