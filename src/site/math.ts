/**
 * Formulas as MathML, which browsers show without a script. TeX of a card is not trusted: its size is limited, it
 * cannot link anywhere, and only MathML gets into the result.
 */
import type {Element, ElementContent, Root} from 'hast'
import {raw} from 'hast-util-raw'
import type {Schema} from 'hast-util-sanitize'
import {sanitize} from 'hast-util-sanitize'
import temml from 'temml'
import type {VisitorResult} from 'unist-util-visit'
import {SKIP, visit} from 'unist-util-visit'
import {displayClass, formulaClass} from './math-syntax.ts'

/** Longest formula, in UTF-16 units. */
const longestFormula = 3000

/** Longest MathML of a formula, in UTF-16 units: a macro can repeat its arguments. */
const longestResult = 200_000

/** Commands that would affect the rest of a formula, or grow without limit. */
const definition =
  /\\(?:[egx]?def|(?:future)?let|global|long|(?:re)?newcommand|providecommand)(?![A-Za-z])/

/** Presentation MathML, without links or code. */
const schema: Schema = {
  ancestors: {},
  clobber: [],
  protocols: {},
  required: {},
  strip: [],
  tagNames: [
    ...['math', 'mfrac', 'mi', 'mmultiscripts', 'mn', 'mo', 'mover'],
    ...['mpadded', 'mphantom', 'mprescripts', 'mroot', 'mrow', 'mspace'],
    ...['msqrt', 'mstyle', 'msub', 'msubsup', 'msup', 'mtable', 'mtd'],
    ...['mtext', 'mtr', 'munder', 'munderover', 'none']
  ],
  attributes: {
    math: ['display'],
    mfrac: ['linethickness'],
    mo: [
      ...['fence', 'form', 'largeop', 'lspace', 'maxsize', 'minsize'],
      ...['movablelimits', 'rspace', 'separator', 'stretchy', 'symmetric']
    ],
    mover: ['accent'],
    mpadded: ['depth', 'height', 'lspace', 'voffset', 'width'],
    mspace: ['depth', 'height', 'mathbackground', 'width'],
    mtable: ['columnalign', 'rowspacing'],
    mtd: [['className', 'tml-left', 'tml-right']],
    munder: ['accentunder'],
    '*': ['displaystyle', 'mathsize', 'mathvariant', 'scriptlevel']
  }
}

const known = new Set([...(schema.tagNames ?? []), 'span'])

/**
 * Replaces the source of formulas by formulas.
 *
 * @param tree of the source that `parseWithMath` read, sanitized; is changed
 * @param fail called for a formula that cannot be shown: its source stays
 */
export function showMath(tree: Root, fail: () => void): void {
  visit(tree, 'element', (node, index, parent): VisitorResult => {
    if (!parent || index === undefined) return
    const isBlock = node.tagName === 'pre'
    const [only] = node.children
    const code = isBlock && only?.type === 'element' ? only : node
    const name = [code.properties['className']].flat()[0]
    if (name !== formulaClass && name !== displayClass) return
    const [text] = code.children
    const tex = text?.type === 'text' ? text.value.trim() : ''
    const isDisplay = isBlock || name === displayClass
    try {
      const formula = toMath(tex, isDisplay)
      parent.children[index] = isDisplay ? wrap(formula) : formula
    } catch {
      // It may be any error of the parser, which has 14,000 lines.
      fail()
    }

    return SKIP
  })
}

/** A formula may be wider than the screen, and must be scrollable with the keyboard. */
function wrap(formula: Element): Element {
  return {
    type: 'element',
    tagName: 'span',
    properties: {className: ['formula'], tabIndex: 0},
    children: [formula]
  }
}

/** @throws an error if it is not valid TeX, or cannot be shown completely */
function toMath(tex: string, isDisplay: boolean): Element {
  if (tex === '' || tex.length > longestFormula || definition.test(tex)) {
    throw new RangeError('Not shown')
  }

  const value = temml.renderToString(tex, {
    displayMode: isDisplay,
    throwOnError: true,
    trust: false,
    maxSize: [20, 200],
    maxExpand: 500
  })
  if (value.length > longestResult) throw new RangeError('Too long')
  const written = raw({type: 'root', children: [{type: 'raw', value}]}) as Root
  visit(written, 'element', ({tagName, properties: {style}}) => {
    // Without a box, or a line through a part, the formula would mean something else.
    if (!known.has(tagName) || String(style).includes('border')) {
      throw new RangeError('Not drawn')
    }
  })
  const clean = sanitize(written, schema) as Root
  const [formula, ...others] = clean.children as ElementContent[]
  if (formula?.type !== 'element' || others.length > 0) {
    throw new RangeError('Not one formula')
  }

  // For copying a card as text.
  formula.properties['alttext'] = tex
  return formula
}
