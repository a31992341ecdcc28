/** Writes a suggestion as a comment: what is wrong, and a block with which GitHub replaces the lines. */
import {createHash} from 'node:crypto'
import type {Paragraph, Root, RootContent} from 'mdast'
import {gfmToMarkdown} from 'mdast-util-gfm'
import {toMarkdown} from 'mdast-util-to-markdown'
import {suggestTexts} from './texts.ts'
import {clean} from '../text/clean.ts'
import {toCode, toPhrasing} from '../report/safe-markdown.ts'
import type {ProblemRecord} from '../report/record.ts'
import {nameOf} from '../report/message-view.ts'
import type {NewComment} from './pull-request.ts'
import type {Suggestion} from './suggestions.ts'

/** GitHub accepts 65,536 characters. */
export const mostCharacters = 60_000

/** At the very end of a comment: no text of a message can be there. */
const mark = /<!--qbank-suggestion ([\da-f]{16})-->\s*$/

/**
 * @param path of the file, from the root of the repository
 * @param suggestion of problems; their texts may come from anywhere, and never become markup of the page
 */
export function toComment(path: string, suggestion: Suggestion): NewComment {
  const {first, last, after, problems} = suggestion
  const children: RootContent[] = problems.map(toParagraph)
  if (after.length > 1) {
    children.push({
      type: 'paragraph',
      children: toPhrasing(suggestTexts.choice)
    })
  }

  for (const lines of after) {
    children.push({type: 'html', value: toBlock(lines)})
  }

  const id = toFingerprint(path, suggestion)
  children.push({type: 'html', value: `<!--qbank-suggestion ${id}-->`})
  const tree: Root = {type: 'root', children}
  return {
    path,
    body: toMarkdown(tree, {bullet: '-', extensions: [gfmToMarkdown()]}),
    line: last,
    side: 'RIGHT',
    ...(first < last && {start_line: first, start_side: 'RIGHT'})
  }
}

function toParagraph(problem: ProblemRecord): Paragraph {
  const name = clean(nameOf(problem))
  return {
    type: 'paragraph',
    children: [
      ...toPhrasing(clean(problem.message)),
      ...(name === ''
        ? []
        : ([{type: 'text', value: ' · '}, toCode(name)] as const))
    ]
  }
}

/** Not a code node: it would write no lines and one empty line in the same way. */
function toBlock(lines: readonly string[]): string {
  const runs = lines.join('\n').match(/`+/g) ?? []
  const longest = Math.max(2, ...runs.map(({length}) => length))
  const fence = '`'.repeat(longest + 1)
  return [`${fence}suggestion`, ...lines, fence].join('\n')
}

/** @returns the fingerprint in a comment of ours; `undefined` for other comments */
export function readFingerprint(body: string): string | undefined {
  return mark.exec(body)?.[1]
}

/** @returns a fingerprint that is the same for the same change, anywhere in the file */
export function toFingerprint(
  path: string,
  {before, after}: Suggestion
): string {
  return createHash('sha256')
    .update(JSON.stringify([path, before, after]))
    .digest('hex')
    .slice(0, 16)
}
