/**
 * Bullets are written as `- text`: one marker and one space, no numbers, no check boxes, no blank lines between them. Numbers
 * promise an order that was not meant; signs such as `•` look like a list, but do not make one. A line that begins with the bold lead of
 * other bullets (`**Must:**`) has lost its `-`. Options to choose from have a check box each, on a line of their own: `- [x] text`.
 * Marks such as `[×]`, `[✔️]` and `[y]` are ticks; what may be one (`[o]`, `[1]`) is reported, with both readings as suggestions.
 *
 * @off The order of the bullets matters, and the field is not of kind `content`. Better: declare it as `content`.
 * @limits Lists in fields of kind `content` are left alone. Blank lines stay between bullets that have more than one
 * paragraph. Options without check boxes are fixed only where the options of most cards have them. Letters before options stay, and
 * numbers do if the text after the options has one of them.
 */
import type {ListItem} from 'mdast'
import {findPadded, isIndented} from '../src/bank/bullets.ts'
import type {Bank, Bullet, Card, Field} from '../src/bank/model.ts'
import type {Range} from '../src/markdown/offsets.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import type {Line} from '../src/bank/text-lines.ts'
import {readLead} from '../src/template/label-syntax.ts'
import {fieldsOf} from './lib/fields.ts'
import type {CardField} from './lib/fields.ts'
import {findLeads} from './lib/bold-names.ts'
import {linesIn} from '../src/bank/text-lines.ts'
import {fold} from '../src/text/fuzzy-match.ts'
import {checkOptions} from './lib/options.ts'
import {beginsWithWord, findSign, mayHaveSigns} from './lib/pasted-bullets.ts'
import {isPlainLine} from '../src/markdown/offsets.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {count, quote} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'bullet-style',
    description: 'Require bullets as `- text`, one below the other',
    fixable: true,
    hasSuggestions: true,
    severity: 'error'
  },
  function* (bank) {
    const fields = fieldsOf(bank, 'bullets', 'options')
    for (const each of fields.filter((each) => !isRight(bank.text, each))) {
      const {card, field, template} = each
      const isOptions = template.kind === 'options'
      if (!isOptions && isTidy(bank, field)) {
        yield* checkSigns(bank, card, field)
        yield* checkLeads(bank, field)
        continue
      }

      const problems = [
        ...(isOptions
          ? checkOptions(bank, card, field)
          : checkBullets(bank, field)),
        ...checkGaps(bank, field),
        ...(isOptions
          ? []
          : [...checkSigns(bank, card, field), ...checkLeads(bank, field)])
      ]
      yield* problems.sort(
        (left, right) =>
          (left.place.start.offset ?? 0) - (right.place.start.offset ?? 0)
      )
    }
  }
)

/** Whether bullets or options certainly have no problem: most have none. */
function isRight(
  text: string,
  {card, isPlain, template, texts}: CardField<'bullets' | 'options'>
): boolean {
  if (!isPlain) return false
  const isOptions = template.kind === 'options'
  const length = isOptions ? '- [x] '.length : '- '.length
  let above = -1
  for (let at = 0; at < texts.length; at += 2) {
    const textStart = texts[at] as number
    const start = textStart - length
    if (above !== -1 && start !== above + 1) return false
    above = texts[at + 1] as number
    if (!text.startsWith(isOptions ? '- [' : '- ', start)) return false
    // Text that may be a symbol, or another box, needs a closer check.
    if (!beginsWithWord(text, textStart)) return false
  }

  // An option may be in the title.
  return !isOptions || !card.heading.title.includes('[')
}

/** Whether all bullets begin with `- ` and text, directly below each other, as most do. */
function isTidy({text}: Bank, {bullets}: Field): boolean {
  let above = -1
  for (const {start, end} of bullets) {
    const first = text.charCodeAt(start + 2)
    const isPlain = first > 32 /* space */ && first !== 91 /* `[` */
    if (!isPlain || !text.startsWith('- ', start)) return false
    if (above !== -1 && start !== above + 1) return false
    above = end
  }

  return true
}

/** A marker of any kind, the spaces after it, and a check box. */
const marker = /(?:[-+*]|\d{1,9}[.)])[ \t]*(?:\[[ xX]\][ \t]+)?/y

function* checkBullets(bank: Bank, {bullets}: Field): Iterable<Problem> {
  let padded: ReadonlySet<ListItem> | undefined
  for (const bullet of bullets) {
    const {start} = bullet
    if (!bullet.text) {
      // A bullet with only a block (code, a quote) is not a bullet of a card.
      const problem = checkSpaces(bank, bullet)
      if (problem) yield problem
      continue
    }

    const end = bullet.text.start
    marker.lastIndex = start
    const text = marker.exec(bank.text)?.[0]
    if (text === undefined || text === '- ') continue
    // `-[ ] text` without the space is text.
    if (end !== start + text.length) continue
    if (/^- +$/.test(text)) {
      padded ??= findPadded(bank)
      if (padded.has(bullet.node)) continue
    }

    yield {
      place: bank.place(start, end),
      message: describe(text),
      actual: text,
      expected: ['- ']
    }
  }
}

/** White space after the marker that makes code of the text, which hardly any author means. */
function checkSpaces(bank: Bank, bullet: Bullet): Problem | undefined {
  const {text} = bank
  const [code, ...others] = bullet.node.children
  // With a fence, it is meant as code; Prettier moves text on the next line after the marker.
  const source = text.slice(bullet.start, bullet.end)
  const [gap = ''] = /^(?:[-+*]|\d{1,9}[.)])\s+/.exec(source) ?? []
  if (code?.type !== 'code' || gap === '' || !isIndented(code, text)) {
    return undefined
  }

  const isSame = others.length === 0 && isPlainLine(code.value.trim())
  return {
    place: bank.place(bullet.start, bullet.start + gap.length),
    message: `Unexpected white space after ${quote(gap.trim())}, which makes code of the text, expected one space`,
    ...(isSame && {expected: ['- ']})
  }
}

function describe(text: string): string {
  const box = /\[[ xX]\]/.exec(text)?.[0]
  if (box !== undefined) {
    return `Unexpected check box ${quote(box)}, expected a plain \`-\``
  }

  const sign = text.trim()
  if (sign !== '-') {
    const kind = /\d/.test(sign) ? 'number' : 'bullet'
    return `Unexpected ${kind} ${quote(sign)}, expected \`-\``
  }

  return text === '-\t'
    ? 'Unexpected tab after `-`, expected one space'
    : `Unexpected ${count(text.length - 1, 'space')} after \`-\`, expected one`
}

function* checkGaps(bank: Bank, {bullets}: Field): Iterable<Problem> {
  for (const [index, bullet] of bullets.entries()) {
    const next = bullets[index + 1]
    if (!next || !bullet.text) continue
    const {end: start} = bullet.text
    const {start: end} = next
    // There is only white space between them, with more than one line break.
    const gap = bank.text.slice(start, end)
    if (gap.trim() !== '' || gap.split('\n').length < 3) continue
    // A bullet of several blocks keeps its blank line, as Prettier does.
    if (bullet.node.children.length !== 1) continue
    // The marker of an empty bullet stays, and another list begins with it.
    if (!next.text && bank.text[end] !== '-') continue
    yield {
      place: bank.place(start, end),
      message:
        'Unexpected blank line between bullets, expected one below the other',
      expected: ['\n']
    }
  }
}

function* checkSigns(bank: Bank, card: Card, field: Field): Iterable<Problem> {
  if (!mayHaveSigns(bank, card, field)) return
  for (const line of findParagraphLines(bank, field.value)) {
    const text = findSign(line, bank.text.slice(line.start, line.end))
    if (text === undefined || line.start + text.length >= line.end) continue
    // After a marker, only the symbol is removed; otherwise, only a marker separates the line from the one above.
    const start = line.isItemStart ? line.start : line.lineStart
    const end = line.start + text.length
    yield {
      place: bank.place(start, end),
      message:
        text === '-'
          ? 'Unexpected bullet `-` without a space, expected one space after it'
          : `Unexpected sign ${quote(text)} for a bullet, expected \`-\` and one space`,
      actual: bank.text.slice(start, end),
      expected: [line.isItemStart ? '' : '- ']
    }
  }
}

function* checkLeads(bank: Bank, {template, value}: Field): Iterable<Problem> {
  const {text} = bank
  // Without a marker, hardly any line begins in bold, so this is quick.
  if (!/^[ \t]*(?:\*\*|__)/m.test(text.slice(value.start, value.end))) return
  for (const line of findParagraphLines(bank, value)) {
    if (line.isItemStart) continue
    const lead = readLead(text, line.start, line.end)
    if (!lead || lead.end >= line.end) continue
    if (!findLeads(bank).get(template)?.has(fold(lead.name))) continue
    const actual = text.slice(line.start, lead.end)
    yield {
      place: bank.place(line.lineStart, lead.end),
      message: `Unexpected lead ${quote(actual)} without a bullet, expected \`-\` and one space before it`,
      expected: [`- ${actual}`]
    }
  }
}

function findParagraphLines({lines}: Bank, range: Range): Line[] {
  return linesIn(lines, range).filter(({node}) => node.type === 'paragraph')
}
