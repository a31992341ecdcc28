/** A field's value: its tree, and its text for readers without markup. */
import type {Nodes, Root, RootContent} from 'mdast'
import {parse} from '../markdown/parse.ts'

/** A value, and the text that it was parsed from. */
export interface ParsedValue {
  /** The text that positions of the tree refer to; the value is at its end. */
  readonly text: string
  readonly tree: Root
}

/**
 * @param markdown value of a field
 * @param definitions of the bank that it is from
 * @param read returns the tree of a text
 * @returns its tree
 */
export function parseValue(
  markdown: string,
  definitions: string,
  read = parse
): ParsedValue {
  // Definitions are before the value, so that no open fence hides them. With them, a value that begins with `---` is
  // not front matter.
  const head = markdown.includes('[') ? definitions : ''
  const text = `${head}\n${markdown}`
  return {text, tree: read(text)}
}

/** @returns the text without markup: paragraphs with a blank line between, bullets with a dash, code as it is */
export function toPlainText(nodes: readonly Nodes[]): string {
  const blocks: string[] = []
  for (const node of nodes) {
    const text = blockToText(node)
    if (text !== '') blocks.push(text)
  }

  return blocks.join('\n\n')
}

/** Nodes that are not text, or are read in another way. */
function blockToText(node: Nodes): string {
  switch (node.type) {
    case 'definition':
    case 'footnoteDefinition':
    case 'thematicBreak':
    case 'yaml': {
      return ''
    }

    case 'list': {
      return node.children
        .map((item, index) => {
          const marker = node.ordered ? `${(node.start ?? 1) + index}.` : '-'
          const box =
            typeof item.checked === 'boolean'
              ? `[${item.checked ? 'x' : ' '}] `
              : ''
          return `${marker} ${box}${indent(toPlainText(item.children))}`
        })
        .join('\n')
    }

    case 'table': {
      return node.children
        .map(({children}) => children.map(inlineToText).join('\t'))
        .join('\n')
    }

    case 'blockquote': {
      return toPlainText(node.children)
    }

    default: {
      return inlineToText(node).trim()
    }
  }
}

function inlineToText(node: Nodes): string {
  if (node.type === 'break') return '\n'
  if (node.type === 'html') return htmlToText(node.value)
  if ('children' in node) {
    return (node.children as readonly RootContent[]).map(inlineToText).join('')
  }

  if ('value' in node) return node.value
  return 'alt' in node ? (node.alt ?? '') : ''
}

/** Leaves out markup; this is for readers, and not a protection. */
function htmlToText(html: string): string {
  return html
    .replace(/<br\s{0,9}\/?>/gi, '\n')
    .replace(/<!--[^]*?(?:-->|$)|<[^<>]*>/g, '')
}

function indent(text: string): string {
  return text.replace(/\n(?!\n)/g, '\n  ')
}
