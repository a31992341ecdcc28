import type {Nodes} from 'mdast'
import {fromMarkdown} from 'mdast-util-from-markdown'
import {gfmFromMarkdown} from 'mdast-util-gfm'
import {gfm} from 'micromark-extension-gfm'

/** What a fixed text lacks, of one kind. */
export interface Loss {
  /** In the plural, for a report. */
  readonly kind: 'words' | 'numbers' | 'ticks' | 'code blocks' | 'signs'
  /** Each text as often as it is missing. */
  readonly texts: readonly string[]
}

/** Whatever people put between brackets for “this one”: a letter, a check mark, a cross; in any script's brackets. */
const mark = '[xXyYvV×✓✔✅☑🗸✗✘√*][\\uFE0E\\uFE0F]?'
const tick = new RegExp(`[[［]\\s*(?:${mark})\\s*[\\]］]`, 'gu')

/** A box as text, where it begins a line; with a bullet before it, it may be one that Markdown does not know. */
const box = new RegExp(`^\\s*[[［]\\s*(?:${mark})?\\s*[\\]］](?![([])`, 'gmu')

/** What a box is counted as, whether it is text or has become one to click; `ticks` are counted separately. */
const seenBox = '☐'

/** Its quotes and brackets are YAML's; its words count. */
const frontMatter = /^---\n[^]*?\n---(?=\n|$)/

/** The marker of a bullet that is text, as the spaces before it are not ASCII: as a bullet, it looks the same. */
const bullet = /^\s*[-+*](?=\s)/gm

/** Where a link leads to within its file, with its brackets, which readers do not see once it is a link. */
const fragment = /\[([^\]\n]*)\]\(#[^()\n]*\)/g

/**
 * Compares a text with what `fix` made of it, without anything of the program's own reading: the words and numbers of
 * the source, in any order; the ticks; the code; and the signs that a reader sees.
 */
export function whatIsLost(before: string, after: string): Loss[] {
  const was = read(before)
  const is = read(after)
  return (['words', 'numbers', 'ticks', 'code blocks', 'signs'] as const)
    .map((kind) => ({kind, texts: missing(was[kind], is[kind])}))
    .filter(({texts}) => texts.length > 0)
}

type Found = Record<Loss['kind'], string[]>

function read(given: string): Found {
  const text = given.replace(/\r\n?/g, '\n')
  const tree = fromMarkdown(text.replace(frontMatter, ''), {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()]
  })
  const seen: string[] = []
  const code: string[] = []
  collect(tree, seen, code)
  const words = text.replace(fragment, '$1')
  return {
    words: words.match(/[\p{L}\p{M}]+/gu) ?? [],
    numbers: words.match(/\p{N}+/gu) ?? [],
    ticks: (text.match(tick) ?? []).map(() => 'a tick'),
    'code blocks': code,
    signs:
      seen
        .join('\n')
        .replace(bullet, '')
        .replace(box, seenBox)
        .match(/[\p{P}\p{S}]/gu) ?? []
  }
}

function collect(node: Nodes, seen: string[], code: string[]): void {
  if (node.type === 'text') seen.push(node.value.replace(fragment, '$1'))
  if (node.type === 'inlineCode') seen.push(node.value)
  if (node.type === 'code') code.push(node.value)
  if (node.type === 'listItem' && typeof node.checked === 'boolean') {
    seen.push(seenBox)
  }

  if ('children' in node) {
    for (const child of node.children) collect(child, seen, code)
  }
}

/** The elements of `was` that `is` has not as often. */
function missing(was: readonly string[], is: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const text of is) left.set(text, (left.get(text) ?? 0) + 1)
  return was.filter((text) => {
    const count = left.get(text) ?? 0
    left.set(text, count - 1)
    return count <= 0
  })
}
