/**
 * Checks how options are written: each should be a bullet with a check box. If it is unclear, the author has to decide.
 */
import type {Bank, Bullet, Card, Field} from '../../src/bank/model.ts'
import type {Range} from '../../src/markdown/offsets.ts'
import {trimEnd} from '../../src/markdown/offsets.ts'
import type {OptionMarker} from '../../src/bank/options/check-box.ts'
import {
  endsInTick,
  formatOption,
  longestMarker,
  readOption
} from '../../src/bank/options/check-box.ts'
import {isRemark} from '../../src/bank/options/find-options.ts'
import type {LooseOption} from '../../src/bank/options/loose-options.ts'
import type {Problem} from '../../src/rule/define-rule.ts'
import {quote} from '../../src/text/wording.ts'

/** @returns problems of a field's options, in any order */
export function* checkOptions(
  bank: Bank,
  card: Card,
  field: Field
): Iterable<Problem> {
  const {bullets, looseOptions} = field
  const hasBoxes =
    bullets.some((bullet) => hasBox(bank, bullet)) ||
    looseOptions.some(({hasBox}) => hasBox)
  if (!hasBoxes && bullets.length + looseOptions.length > 0) {
    const problem = askForBoxes(bank, field)
    if (problem) {
      yield problem
      return
    }
  }

  const keepsNumbers = isReferredTo(bank, card, field)
  for (const bullet of bullets) {
    const hasInner = looseOptions.some(
      ({start, isCertain}) =>
        !isCertain && bullet.start < start && start < bullet.end
    )
    yield* checkBullet(bank, bullet, {hasInner, keepsNumbers})
  }

  for (const option of looseOptions) yield checkLoose(bank, option)
  const first = bullets[0] ?? looseOptions[0]
  if (hasBoxes && first) yield* checkTitle(bank, card, first)
}

/** The first option after the card's title: it has a bullet with a box, and the other options are directly below. */
function* checkTitle(
  bank: Bank,
  {heading, template}: Card,
  first: Range
): Iterable<Problem> {
  // Content of a title in another form has to stay in it.
  if (template.card.as) return
  const {text} = bank
  const {start, end} = heading.titleRange
  if (text.slice(heading.end, first.start).trim() !== '') return
  const title = text.slice(start, end)
  const [match, more] = title.matchAll(titleOption)
  if (!match || more) return
  const at = start + match.index
  const actual = match[0]
  const expected = formatOption(match[1] !== ' ')
  yield {
    place: bank.place(trimEnd(text, at), at + actual.length),
    message: `Unexpected ${quote(actual)} in a title, expected it on a line of its own, below the heading`,
    actual,
    expected: [`\n\n${expected}`]
  }
}

/** A bullet with a check box, outside of code. */
const titleOption = /(?<=^[^`]*[ \t])[-*+][ \t]{1,3}\[([ xX])\][ \t]+(?=\S)/g

/** Whether text after numbered options has one of their numbers, and so may refer to an option. */
function isReferredTo(
  {text}: Bank,
  {end}: Card,
  {bullets, value}: Field
): boolean {
  const numbers = new Set(
    bullets.map(
      ({start}) => /^\d{1,9}(?=[.)])/.exec(text.slice(start, start + 10))?.[0]
    )
  )
  numbers.delete(undefined)
  if (numbers.size === 0) return false
  const after = text.slice(value.end, end).match(/\d+/g) ?? []
  return after.some((number) => numbers.has(number))
}

function hasBox({text}: Bank, {checked, text: words}: Bullet): boolean {
  return (
    checked !== undefined ||
    (words !== undefined && readAt(text, words)?.isTicked !== undefined)
  )
}

function readAt(
  text: string,
  {start, end}: {start: number; end: number}
): OptionMarker | undefined {
  return readOption(text.slice(start, Math.min(end, start + longestMarker)))
}

/** Options without any check box: in a bank whose other options have them, they were forgotten; else it is unclear. */
function askForBoxes(bank: Bank, field: Field): Problem | undefined {
  const {bullets, looseOptions, template} = field
  const marked = bullets.find(
    ({text}) => text && endsInTick(bank.text.slice(text.start, text.end))
  )
  if (!marked && isUsual(bank)) return undefined
  const [first] = [...bullets, ...looseOptions]
  const where = template.label === '' ? '' : ` in ${quote(template.label)}`
  const {start, end} = marked?.text ?? first ?? {start: 0, end: 0}
  return {
    place: bank.place(start, end),
    message: `Unexpected options${where} without check boxes, expected \`- [x] \` before each that is right and \`- [ ] \` before the others`
  }
}

const usual = new WeakMap<Bank, boolean>()

/** Whether options have check boxes on most cards of the bank. */
function isUsual(bank: Bank): boolean {
  const known = usual.get(bank)
  if (known !== undefined) return known
  let balance = 0
  for (const {fields} of bank.cards) {
    for (const {bullets, looseOptions, template} of fields) {
      if (template.kind !== 'options') continue
      const isBoxed =
        bullets.some((bullet) => hasBox(bank, bullet)) ||
        looseOptions.some(({hasBox}) => hasBox)
      balance += isBoxed ? 1 : -1
    }
  }

  usual.set(bank, balance > 0)
  return balance > 0
}

/** A marker of any kind, the spaces after it, and a check box. */
const marker = /(?:[-+*]|\d{1,9}[.)])[ \t]*(?:\[[ xX]\][ \t]+)?/y

function* checkBullet(
  bank: Bank,
  bullet: Bullet,
  {hasInner, keepsNumbers}: {hasInner: boolean; keepsNumbers: boolean}
): Iterable<Problem> {
  const {text} = bank
  const {checked, start, text: words} = bullet
  if (!words) return
  const isBoxed = checked !== undefined
  const box = readAt(text, words)
  // A box without text is an empty option.
  if (!isBoxed && box && box.length >= words.end - words.start) return
  const doubt = findDoubt(bank, bullet, box)
  if (doubt) yield doubt
  marker.lastIndex = start
  // Before code and other markup, the box is part of the paragraph's text.
  const length = isBoxed ? marker.exec(text)?.[0].length : undefined
  // A box in the text may be meant as the missing one before it.
  const isLeft = !isBoxed && (doubt !== undefined || (!box && hasInner))
  const end =
    length === undefined
      ? words.start + (isLeft ? 0 : (box?.length ?? 0))
      : start + length
  const actual = text.slice(start, end)
  const number = keepsNumbers ? /^\d{1,9}[.)]/.exec(actual)?.[0] : undefined
  const expected =
    (isLeft ? '- ' : formatOption(checked ?? box?.isTicked ?? false)) +
    (number ? `${number} ` : '') +
    (isBoxed || isLeft ? '' : (box?.enumerator ?? ''))
  if (actual === expected) return
  yield {
    place: bank.place(start, end),
    message: describe(actual, expected, isLeft || isBoxed || box !== undefined),
    actual,
    expected: [expected]
  }
}

/**
 * @returns what is unclear about a bullet: the mark in its box, or whether it is an option; its marker is fixed
 *   anyway
 */
function findDoubt(
  bank: Bank,
  bullet: Bullet,
  box: OptionMarker | undefined
): Problem | undefined {
  const {checked, start, text: words} = bullet
  if (!words) return undefined
  const end = words.start + (box?.length ?? 0)
  if (checked !== undefined) {
    const isSecond = box?.isTicked !== undefined && end < words.end
    return isSecond && box.enumerator === '' && box.isTicked !== checked
      ? askForTick(bank, {start, end}, formatOption)
      : undefined
  }

  if (!box)
    return isRemark(bullet, bank.text) ? askForRemark(bank, bullet) : undefined
  return box.isTicked === undefined
    ? askForTick(
        bank,
        {start: words.start, end},
        (isTicked) => `[${isTicked ? 'x' : ' '}] ${box.enumerator}`
      )
    : undefined
}

/** Only the author knows what the mark in the box means. */
function askForTick(
  bank: Bank,
  {start, end}: Range,
  write: (isTicked: boolean) => string
): Problem {
  const actual = bank.text.slice(start, end)
  const expected = [write(true), write(false)]
  const wanted = expected.map((each) => quote(each.trim())).join(' or ')
  return {
    place: bank.place(start, end),
    message: `Unexpected ${quote(actual)} before an option, expected ${wanted}`,
    actual,
    expected
  }
}

function askForRemark(bank: Bank, {start, text: words}: Bullet): Problem {
  const end = words?.end ?? start
  const actual = bank.text.slice(start, end)
  return {
    place: bank.place(start, end),
    message: `Unexpected bullet ${quote(actual)} without a check box among the options, expected a box before it, or a blank line if it is not an option`,
    actual,
    expected: [
      formatOption(false) + bank.text.slice(words?.start, end),
      `\n${bank.text.slice(words?.start, end)}`
    ]
  }
}

function checkLoose(bank: Bank, option: LooseOption): Problem {
  const {start, end, enumerator, hasBox, isTicked, lineBreaks} = option
  const {text} = bank
  const actual = text.slice(start, end).trim()
  const place = bank.place(start, end)
  const write = (isTicked: boolean): string =>
    lineBreaks + formatOption(isTicked) + enumerator
  if (isTicked === undefined) return askForTick(bank, option, write)

  const expected = write(isTicked)
  if (lineBreaks === '' && !option.isCertain) {
    return {
      place,
      message: `Unexpected ${quote(actual)} without a space below an option, expected ${quote(expected)} for an option, or a blank line above other text`,
      actual,
      expected: [expected, `\n${actual} `],
      // Prettier would indent it as text of the option above.
      delaysFormat: true
    }
  }

  if (lineBreaks === '') {
    const message = describe(actual, expected, hasBox)
    return {place, message, actual, expected: [expected]}
  }

  const isSame = actual === expected.trim()
  const wanted = isSame ? 'it' : quote(expected.trim())
  const escaped = text.slice(start, end).replace(/[[［]/, '\\$&')
  return {
    place,
    message: hasBox
      ? `Unexpected ${quote(actual)} after other text, expected ${wanted} on a line of its own`
      : `Unexpected option after other text, expected ${wanted} before it, on a line of its own`,
    actual,
    expected: option.isCertain ? [expected] : [expected, escaped]
  }
}

function describe(actual: string, expected: string, hasBox: boolean): string {
  const wanted = quote(expected)
  if (!hasBox) {
    return `Unexpected option without a check box, expected ${wanted} before it`
  }

  const isBox = expected.startsWith('- [')
  return quote(actual) === wanted
    ? `Unexpected white space around ${wanted}, expected one space after \`-\`${isBox ? ' and one after the box' : ''}`
    : `Unexpected ${quote(actual)} before an option, expected ${wanted}`
}
