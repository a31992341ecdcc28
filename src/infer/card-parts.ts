/** Splits the content of a card at its labels. */
import type {List, PhrasingContent, RootContent} from 'mdast'
import type {Colon} from '../template/model.ts'
import {toString} from 'mdast-util-to-string'

/** A label with the content up to the next one. */
export interface Part {
  /** Without markup and colon. */
  readonly label: string
  readonly form: Exclude<Colon, 'spaced'> | 'details' | 'heading'
  /** Depth of the heading. */
  readonly depth?: number
  /** Whether it is a summary in `<b>`. */
  readonly isBold?: boolean
  /** Text on the label's own lines. */
  readonly text: string
  /** The content after it. */
  readonly nodes: readonly RootContent[]
}

/** A card's content. */
export interface Parts {
  /** Content before the first label; check boxes are in `options`. */
  readonly before: readonly RootContent[]
  /** The first list of check boxes, if no label is before it. */
  readonly options: List | undefined
  /** Content between these and the first label. */
  readonly afterOptions: readonly RootContent[]
  readonly labelled: readonly Part[]
  /** Content after the last part, if that has an end: `</details>`. */
  readonly after: readonly RootContent[]
}

/** Says whether a text that looks like a label is one. */
export type LabelTest = (
  part: Pick<Part, 'depth' | 'form' | 'label'>
) => boolean

type Draft = Part & {text: string; nodes: RootContent[]}

/**
 * @param nodes of a card's content, in source order
 * @param isLabel says which labels count; default: all that look like one
 */
export function readParts(
  nodes: readonly RootContent[],
  isLabel: LabelTest = () => true
): Parts {
  const drafts: Draft[] = []
  const before: RootContent[] = []
  const afterOptions: RootContent[] = []
  const after: RootContent[] = []
  let open = 0
  let options: List | undefined
  for (const node of nodes) {
    // Labels and headings in a collapsed value belong to it.
    const isInside = drafts.at(-1)?.form === 'details' && open > 0
    // Bold names below a heading belong to its text.
    const isBelow = drafts.some(({form}) => form === 'heading')
    const labels = isInside
      ? []
      : readLabels(
          node,
          (part) => (!isBelow || part.form === 'heading') && isLabel(part)
        )
    const [first] = labels
    if (first) {
      // Content on the lines before a label belongs to the label above.
      drafts.at(-1)?.nodes.push(...after.splice(0))
      drafts.push(...labels)
      open = countOpened(node)
    } else if (drafts.length > 0) {
      const last = drafts.at(-1)
      if (last?.form === 'details' && open <= 0) after.push(node)
      else last?.nodes.push(node)
      open += countOpened(node)
    } else if (options) {
      afterOptions.push(node)
    } else if (isCheckList(node)) {
      options = node
    } else {
      before.push(node)
    }
  }

  return {before, options, afterOptions, labelled: drafts, after}
}

/** @returns how many more `<details>` begin in the node than end */
function countOpened(node: RootContent): number {
  if (node.type !== 'html') return 0
  const tags = node.value.match(/<\/?details\b/gi) ?? []
  return tags.reduce((sum, tag) => sum + (tag.startsWith('</') ? -1 : 1), 0)
}

function isCheckList(node: RootContent): node is List {
  return (
    node.type === 'list' &&
    node.children.some(({checked}) => typeof checked === 'boolean')
  )
}

function readLabels(node: RootContent, isLabel: LabelTest): Draft[] {
  if (node.type === 'heading') {
    const label = toString(node)
      .trim()
      .replace(/\s*[:：]$/, '')
    const form = 'heading'
    const {depth} = node
    return isShort(label) && isLabel({label, form, depth})
      ? [{label, form, depth, text: '', nodes: []}]
      : []
  }

  if (node.type === 'html') {
    const summary = /<summary[^>]*>([\s\S]*?)<\/summary>/i.exec(node.value)?.[1]
    const label = summary?.replace(/<[^>]*>/g, '').trim() ?? ''
    const isOne = /^<details\b/i.test(node.value) && isShort(label)
    const isBold = /^\s*<b>/i.test(summary ?? '')
    return isOne && isLabel({label, form: 'details'})
      ? [{label, form: 'details', isBold, text: '', nodes: []}]
      : []
  }

  if (node.type !== 'paragraph') return []
  const drafts: Draft[] = []
  for (const [index, child] of node.children.entries()) {
    const label = startsLine(node.children, index)
      ? readLabel(child, node.children[index + 1])
      : undefined
    const last = drafts.at(-1)
    if (label && isLabel(label)) drafts.push(label)
    else if (last) last.text += textOf(child)
  }

  for (const draft of drafts)
    draft.text = draft.text.replace(/^\s*[:：]/, '').trim()
  // A text that no label begins is the value of the label above.
  return startsWithLabel(node.children, isLabel) ? drafts : []
}

function startsWithLabel(
  [first, second]: readonly PhrasingContent[],
  isLabel: LabelTest
): boolean {
  const label = first && readLabel(first, second)
  return label !== undefined && isLabel(label)
}

function startsLine(
  children: readonly PhrasingContent[],
  index: number
): boolean {
  const previous = children[index - 1]
  if (!previous) return true
  return (
    previous.type === 'break' ||
    (previous.type === 'text' && /\n\s*$/.test(previous.value))
  )
}

function readLabel(
  node: PhrasingContent,
  next: PhrasingContent | undefined
): Draft | undefined {
  if (node.type !== 'strong') return undefined
  const written = toString(node).trim()
  const label = written.replace(/\s*[:：]$/, '')
  if (!isShort(label)) return undefined
  if (label !== written) {
    const form = written.endsWith('：') ? 'wide' : 'inside'
    return {label, form, text: '', nodes: []}
  }

  const [colon] = next?.type === 'text' ? next.value : ''
  if (colon !== ':' && colon !== '：') return undefined
  const form = colon === '：' ? 'wide-outside' : 'outside'
  return {label, form, text: '', nodes: []}
}

/** Labels are a few words, and front matter does not allow any text as a label. */
function isShort(label: string): boolean {
  return label !== '' && label.length <= 40 && !/[*_:\n]/.test(label)
}

function textOf(node: PhrasingContent): string {
  return node.type === 'break' ? '\n' : toString(node)
}
