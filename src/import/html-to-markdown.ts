/**
 * Converts HTML of other programs to Markdown. It is sanitized first; elements without a form in Markdown become text.
 */
import type {
  Element,
  ElementContent,
  Properties,
  Root as HastRoot,
  RootContent
} from 'hast'
import {raw} from 'hast-util-raw'
import {sanitize} from 'hast-util-sanitize'
import type {
  BlockContent,
  ListItem,
  Paragraph,
  PhrasingContent,
  Root
} from 'mdast'
import {gfmToMarkdown} from 'mdast-util-gfm'
import {toMarkdown} from 'mdast-util-to-markdown'

type Node = ElementContent | RootContent

/** @returns Markdown without line breaks around it */
export function htmlToMarkdown(html: string): string {
  const tree = sanitize(
    raw({type: 'root', children: [{type: 'raw', value: html}]})
  ) as HastRoot
  const root: Root = {type: 'root', children: toBlocks(tree.children)}
  return toMarkdown(root, {
    bullet: '-',
    emphasis: '_',
    fences: true,
    listItemIndent: 'one',
    rule: '-',
    extensions: [gfmToMarkdown()]
  }).trim()
}

const blocks = new Set(
  'address,article,blockquote,center,details,dd,div,dl,dt,figure,h1,h2,h3,h4,h5,h6,hr,li,ol,p,pre,section,summary,table,ul'.split(
    ','
  )
)

function isBlock(node: Node): node is Element {
  return node.type === 'element' && blocks.has(node.tagName)
}

/** Text between blocks becomes a paragraph. */
function toBlocks(nodes: readonly Node[]): BlockContent[] {
  const found: BlockContent[] = []
  let open: Node[] = []
  const close = (): void => {
    const [paragraph] = toParagraph(open)
    if (paragraph) found.push(paragraph)
    open = []
  }

  for (const node of nodes) {
    if (isBlock(node)) {
      close()
      found.push(...toBlock(node))
    } else open.push(node)
  }

  close()
  return found
}

function toParagraph(nodes: readonly Node[]): Paragraph[] {
  const children = trim(toPhrasing(nodes))
  return children.length > 0 ? [{type: 'paragraph', children}] : []
}

/** Removes line breaks and white space at the ends of a paragraph. */
function trim(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const isBlank = (node: PhrasingContent | undefined): boolean =>
    node?.type === 'break' || (node?.type === 'text' && !/\S/.test(node.value))
  let start = 0
  let end = nodes.length
  while (start < end && isBlank(nodes[start])) start++
  while (end > start && isBlank(nodes[end - 1])) end--
  return nodes.slice(start, end)
}

function toBlock(node: Element): BlockContent[] {
  const {children, tagName} = node
  switch (tagName) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6': {
      const depth = Number(tagName.slice(1)) as 1 | 2 | 3 | 4 | 5 | 6
      return [{type: 'heading', depth, children: trim(toPhrasing(children))}]
    }

    case 'ol':
    case 'ul': {
      return [
        {
          type: 'list',
          ordered: tagName === 'ol',
          spread: false,
          children: children.flatMap((child) =>
            child.type === 'element' ? [toItem(child)] : []
          )
        }
      ]
    }

    case 'pre': {
      const value = textOf(node).replace(/^\n|\n$/g, '')
      return [{type: 'code', lang: findLanguage(node), value}]
    }

    case 'blockquote': {
      return [{type: 'blockquote', children: toBlocks(children)}]
    }

    case 'hr': {
      return [{type: 'thematicBreak'}]
    }

    default: {
      return toBlocks(children)
    }
  }
}

function toItem({children}: Element): ListItem {
  return {type: 'listItem', spread: false, children: toBlocks(children)}
}

function findLanguage({children}: Element): string | null {
  const [code] = children
  const names = code?.type === 'element' ? code.properties['className'] : null
  const name = Array.isArray(names) ? names.map(String) : []
  const found = name.find((each) => each.startsWith('language-'))
  return found?.slice('language-'.length) ?? null
}

function textOf(node: Node): string {
  if (node.type === 'text') return node.value
  if (node.type !== 'element') return ''
  return node.tagName === 'br' ? '\n' : node.children.map(textOf).join('')
}

function toPhrasing(nodes: readonly Node[]): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    if (node.type === 'text') {
      const value = node.value.replace(/\s+/g, ' ')
      return value === '' ? [] : [{type: 'text', value}]
    }

    return node.type === 'element' ? toInline(node) : []
  })
}

function toInline(node: Element): PhrasingContent[] {
  const {children, properties, tagName} = node
  const inner = toPhrasing(children)
  switch (tagName) {
    case 'b':
    case 'strong': {
      return [{type: 'strong', children: inner}]
    }

    case 'em':
    case 'i': {
      return [{type: 'emphasis', children: inner}]
    }

    case 'del':
    case 's': {
      return [{type: 'delete', children: inner}]
    }

    case 'br': {
      return [{type: 'break'}]
    }

    case 'code':
    case 'kbd':
    case 'tt': {
      return [{type: 'inlineCode', value: textOf(node)}]
    }

    case 'a': {
      const url = toAttribute(properties['href'])
      return url === '' ? inner : [{type: 'link', url, children: inner}]
    }

    case 'img': {
      const url = toAttribute(properties['src'])
      return [{type: 'image', url, alt: toAttribute(properties['alt'])}]
    }

    default: {
      return inner
    }
  }
}

function toAttribute(value: Properties[string]): string {
  return typeof value === 'string' ? value : ''
}
