/**
 * The parser as a remark plugin, in place of remark-parse, remark-frontmatter and remark-gfm: the trees are theirs, but they
 * are loaded only for texts that the scanner declines, and for processors that know more Markdown than ours.
 */
import type {Root} from 'mdast'
import type {Processor} from 'unified'
import {createLazyTree} from './lazy-tree.ts'
import {extensions, parseAs} from './micromark.ts'
import {parse} from './parse.ts'
import {stripByteOrderMark} from './offsets.ts'

/** Keys of a processor's data; plugins add their extensions to the lists under these keys. */
const keys = [
  'micromarkExtensions',
  'fromMarkdownExtensions',
  'toMarkdownExtensions'
] as const

type Key = (typeof keys)[number]

/** Extensions for front matter and GFM, which are loaded on first access. */
const own: Readonly<Record<Key, readonly object[]>> = {
  micromarkExtensions: [
    lazy({}, () => extensions.micromarkExtensions[0]),
    lazy({}, () => extensions.micromarkExtensions[1])
  ],
  // Here, an extension may be a list of extensions.
  fromMarkdownExtensions: [lazy([], () => extensions.fromMarkdownExtensions)],
  toMarkdownExtensions: [
    lazy({}, () => extensions.toMarkdownExtensions[0]),
    lazy({}, () => extensions.toMarkdownExtensions[1])
  ]
}

/**
 * Front matter and GFM, and the parser for them. If another plugin adds to the Markdown that is read (remark-math,
 * remark-directive), whether it is listed before or after it, texts are read as remark-parse reads them.
 */
export function bankParser(this: Processor): void {
  const data = this.data() as Partial<Record<Key, object[]>>
  for (const key of keys) (data[key] ??= []).push(...own[key])
  this.parser = (text): Root => {
    const isOwn = (key: Key): boolean =>
      data[key]?.every((extension) => own[key].includes(extension)) ?? true
    return isOwn('micromarkExtensions') && isOwn('fromMarkdownExtensions')
      ? createLazyTree(stripByteOrderMark(text), () => parse(text))
      : parseAs(this, text)
  }
}

/** As remark-parse, which is loaded for the first text. */
export function lazyRemarkParse(this: Processor): void {
  this.parser = (text): Root => parseAs(this, text)
}

/**
 * @param kind an empty object or list, as which it passes before it is loaded
 * @returns an object that is loaded when it is looked into
 */
function lazy(kind: object, load: () => object | undefined): object {
  const get = (): object => load() ?? kind
  return new Proxy(kind, {
    get: (_, name): unknown => Reflect.get(get(), name),
    has: (_, name) => Reflect.has(get(), name),
    ownKeys: () => Reflect.ownKeys(get()),
    getOwnPropertyDescriptor: (_, name) =>
      Reflect.getOwnPropertyDescriptor(get(), name)
  })
}
