/**
 * Adapts the sanitized tree of a value to a page: colors for code, valid links and images, headings below those of the
 * page, and what people without a mouse need.
 */
import type {Element, ElementContent, Root} from 'hast'
import {common, createLowlight} from 'lowlight'
import type {VisitorResult} from 'unist-util-visit'
import {SKIP, visit} from 'unist-util-visit'
import type {Say} from '../template/page-words.ts'

/** Where links and images lead. */
export interface Targets {
  /** @returns the address, or `undefined` if there is none: then only the text stays */
  readonly toLink: (href: string) => string | undefined
  /** @returns the address of the copy; otherwise the address for a link, or nothing */
  readonly toImage: (src: string) => {
    readonly src?: string
    readonly href?: string
  }
}

const lowlight = createLowlight(common)

/** Coloring more than this takes too long, in UTF-16 units. */
const longestCode = 10_000

/** Headings on cards begin at this depth. */
const highestHeading = 4

/** @param tree is changed */
export function adaptTree(tree: Root, targets: Targets, say: Say): Root {
  // Done last, so that the new elements around tables are not visited.
  const wrappings: (() => void)[] = []
  visit(tree, 'element', (node, index, parent): VisitorResult => {
    const {tagName} = node
    switch (tagName) {
      case 'a': {
        adaptLink(node, targets)
        return
      }

      case 'img': {
        const image = toImage(node, targets, say)
        if (parent && index !== undefined) parent.children[index] = image
        return SKIP
      }

      case 'input': {
        const box = node.properties['checked'] ? '\u2611 ' : '\u2610 '
        const text = {type: 'text', value: box} as const
        if (parent && index !== undefined) parent.children[index] = text
        return SKIP
      }

      case 'pre': {
        highlight(node)
        // It may be wider than the screen, and must be scrollable with the keyboard.
        node.properties['tabIndex'] = 0
        return SKIP
      }

      case 'table': {
        if (parent && index !== undefined) {
          wrappings.push(() => {
            parent.children[index] = wrapTable(node, say)
          })
        }

        return
      }

      default: {
        const depth = /^h([1-6])$/.exec(tagName)?.[1]
        if (depth === undefined) return
        node.tagName = `h${Math.min(6, Number(depth) + highestHeading - 1)}`
      }
    }
  })
  for (const wrap of wrappings) wrap()
  return tree
}

function adaptLink(node: Element, {toLink}: Targets): void {
  const {href} = node.properties
  const target = typeof href === 'string' ? toLink(href) : undefined
  if (target === undefined) {
    delete node.properties['href']
    return
  }

  node.properties['href'] = target
  if (/^https?:/i.test(target)) {
    node.properties['rel'] = ['noopener', 'nofollow', 'ugc']
  }
}

function toImage(
  {properties}: Element,
  {toImage}: Targets,
  say: Say
): ElementContent {
  const {src, alt, title} = properties
  const text = typeof alt === 'string' ? alt : ''
  const target = typeof src === 'string' ? toImage(src) : {}
  if (target.src !== undefined) {
    return {
      type: 'element',
      tagName: 'img',
      properties: {
        src: target.src,
        alt: text,
        loading: 'lazy',
        ...(typeof title === 'string' && {title})
      },
      children: []
    }
  }

  const children: ElementContent[] = [
    {
      type: 'text',
      value: text === '' ? say('image') : say('imageOf', {alt: text})
    }
  ]
  return target.href === undefined
    ? {type: 'element', tagName: 'em', properties: {}, children}
    : {
        type: 'element',
        tagName: 'a',
        properties: {href: target.href, rel: ['noopener', 'nofollow', 'ugc']},
        children
      }
}

/** A table may be wider than the screen. */
function wrapTable(table: Element, say: Say): Element {
  return {
    type: 'element',
    tagName: 'div',
    properties: {
      className: ['table'],
      tabIndex: 0,
      role: 'region',
      ariaLabel: say('table')
    },
    children: [table]
  }
}

function highlight(pre: Element): void {
  const code = pre.children.find(
    (node): node is Element =>
      node.type === 'element' && node.tagName === 'code'
  )
  const names = code?.properties['className']
  const language = Array.isArray(names)
    ? /^language-(.+)$/.exec(String(names[0]))?.[1]
    : undefined
  const [text] = code?.children ?? []
  if (!code || text?.type !== 'text' || code.children.length > 1) return
  if (language === undefined || !lowlight.registered(language)) return
  if (text.value.length > longestCode) return
  const colored = lowlight.highlight(language, text.value)
  code.children = colored.children as ElementContent[]
}
