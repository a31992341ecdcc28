/** Texts of messages as nodes of Markdown: they never become markup of the page that shows them. */
import type {PhrasingContent} from 'mdast'

/** Messages of other rules may be very long, and finding code in a text takes more than linear time. */
const mostCharacters = 1000

/**
 * What GitHub acts on when the Markdown is read, even if it is escaped: mentions, links, issues (which `Fixes #1` would
 * close), formulas, emoji, and names of commits.
 */
const active = /[@#$]|:\/\/|www\.|\bgh-\d|:[\w+-]+:|\b[\da-f]{7,}\b/i

/** @returns the text as code */
export function toCode(value: string): PhrasingContent {
  return value === '' ? {type: 'text', value} : {type: 'inlineCode', value}
}

/**
 * @param line a text, with code in backticks as messages have it
 * @returns the text with its code as code; text that GitHub acts on even after an escape becomes code, too
 */
export function toPhrasing(line: string): PhrasingContent[] {
  const text = shorten(line)
  const nodes: PhrasingContent[] = []
  let end = 0
  for (const match of text.matchAll(/(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)/g)) {
    pushText(nodes, text.slice(end, match.index))
    const code = match[2] ?? ''
    // A space on both sides is part of the fence (CommonMark 6.1).
    pushCode(nodes, /^ .*\S.* $/.test(code) ? code.slice(1, -1) : code)
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

/** Joins code with code beside it: otherwise, their backticks would form another fence. */
function pushCode(nodes: PhrasingContent[], value: string): void {
  const last = nodes.at(-1)
  if (last?.type === 'inlineCode') last.value += value
  else nodes.push(toCode(value))
}

function pushText(nodes: PhrasingContent[], text: string): void {
  for (const part of text.split(/(\s+)/)) {
    const last = nodes.at(-1)
    if (active.test(part)) pushCode(nodes, part)
    else if (last?.type === 'text') last.value += part
    else if (part !== '') nodes.push({type: 'text', value: part})
  }
}
