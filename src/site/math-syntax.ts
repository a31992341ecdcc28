/**
 * Formulas in Markdown: blocks between lines of `$$` as remark-math has them, and `$…$` and `$$…$$` in a text as GitHub
 * has them, so that prices are not formulas.
 */
import type {Element} from 'hast'
import type {Root} from 'mdast'
import {mathFromMarkdown} from 'mdast-util-math'
import {math as mathSyntax} from 'micromark-extension-math'
import type {Processor} from 'unified'
import {unified} from 'unified'
import {visit} from 'unist-util-visit'
import {bankParser} from '../markdown/remark-plugin.ts'
import {startOf} from '../markdown/offsets.ts'

type Extension = Exclude<ReturnType<typeof mathSyntax>['text'], undefined>
type Construct = Exclude<Extension[number], readonly unknown[] | undefined>
type Tokenizer = Construct['tokenize']
type State = Parameters<Tokenizer>[1]
type Code = Parameters<State>[0]

/** Class of a formula, as a fence of `math` has it. */
export const formulaClass = 'language-math'

/** Class of a formula on lines of its own. */
export const displayClass = 'language-math-display'

const dollar = 36
const backslash = 92

function isSpace(code: Code): boolean {
  return code !== null && (code < 0 || code === 32)
}

function isDigit(code: Code): boolean {
  return code !== null && code >= 48 && code <= 57
}

/**
 * One dollar or two, and what is there up to the next dollar. The end is not searched for beyond that, so that a text
 * takes no more than linear time. Inside, no space is next to a single dollar, and no digit follows it.
 */
const tokenize: Tokenizer = (effects, ok, nok) => {
  let size = 0
  let closed = 0
  let last: Code = null

  const open: State = (code) => {
    if (code === dollar) {
      effects.consume(code)
      size++
      return size > 2 ? nok : open
    }

    if (size === 1 && isSpace(code)) return nok(code)
    effects.exit('mathTextSequence')
    return between(code)
  }
  const between: State = (code) => {
    if (code === null) return nok(code)
    if (code === dollar) {
      const isOpen = last === backslash || (size === 1 && isSpace(last))
      if (isOpen) return nok(code)
      effects.enter('mathTextSequence')
      return close(code)
    }

    last = code
    if (code < -2) {
      effects.enter('lineEnding')
      effects.consume(code)
      effects.exit('lineEnding')
      return between
    }

    effects.enter('mathTextData')
    return data(code)
  }
  const data: State = (code) => {
    if (code === null || code === dollar || code < -2) {
      effects.exit('mathTextData')
      return between(code)
    }

    last = code
    effects.consume(code)
    return data
  }
  const close: State = (code) => {
    if (code === dollar) {
      effects.consume(code)
      closed++
      return close
    }

    if (closed !== size || (size === 1 && isDigit(code))) return nok(code)
    effects.exit('mathTextSequence')
    effects.exit('mathText')
    return ok(code)
  }
  return (code) => {
    effects.enter('mathText')
    effects.enter('mathTextSequence')
    return open(code)
  }
}

const formula: Construct = {
  name: 'mathText',
  tokenize,
  previous: (code) => code !== dollar
}

const extensions = {
  micromarkExtensions: {flow: mathSyntax().flow, text: {[dollar]: formula}},
  fromMarkdownExtensions: mathFromMarkdown()
}

function mathParser(this: Processor): void {
  const data = this.data() as Partial<Record<string, object[]>>
  for (const [key, extension] of Object.entries(extensions)) {
    ;(data[key] ??= []).push(extension)
  }
}

const processor = unified().use(bankParser).use(mathParser).freeze()

/** @returns the tree of a text, with each formula as `code` with one of the classes above */
export function parseWithMath(text: string): Root {
  const tree = processor.parse(text) as Root
  visit(tree, (node) => {
    if (node.type !== 'inlineMath' && node.type !== 'math') return
    const start = startOf(node)
    const isDisplay = text.startsWith('$$', start)
    // GitHub's other form: $`…`$.
    const value = node.value.replace(/^`([^]*)`$/, '$1')
    const code: Element = {
      type: 'element',
      tagName: 'code',
      properties: {className: [isDisplay ? displayClass : formulaClass]},
      children: [{type: 'text', value}]
    }
    const {tagName: hName, properties: hProperties, children: hChildren} = code
    node.data =
      node.type === 'math'
        ? {hName: 'pre', hChildren: [code]}
        : {hName, hProperties, hChildren}
  })
  return tree
}
