/** Text of messages as nodes of Markdown: nothing in it is markup of the page that it is shown on. */
import type {PhrasingContent} from 'mdast'

/** Other people's rules may say more than fits; looking for code in a text takes longer than its length. */
const mostCharacters = 1000

/** Words that GitHub makes links of when the Markdown is read, where an escape is no help. */
const active = /@|:\/\/|www\./i

/** @returns the text as code */
export function toCode(value: string): PhrasingContent {
  return value === '' ? {type: 'text', value} : {type: 'inlineCode', value}
}

/**
 * @param line a text, with code in backticks as messages have it
 * @returns the text with its code as code; so is what becomes a link, or calls for a person (`@name`), even behind an escape
 */
export function toPhrasing(line: string): PhrasingContent[] {
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
