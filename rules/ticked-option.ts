/**
 * Options to choose from say which of them are right: exactly one is ticked, or at least one, as the template has it. Only the
 * author knows which one, so each is offered. With `ticked: none`, another field says which are right, and a tick would say it
 * too early.
 *
 * @keys `ticked` of a field
 * @off You hand out the bank without answers.
 * @limits Up to 10 options are suggested. A tick in other brackets counts, and `bullet-style` fixes it.
 */
import type {Bank, Bullet, Field} from '../src/bank/model.ts'
import type {Range} from '../src/markdown/offsets.ts'
import type {Ticked} from '../src/template/model.ts'
import type {CardField} from './lib/fields.ts'
import {fieldsOf} from './lib/fields.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {count, quote} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'ticked-option',
    description: 'Require as many ticked options as the template asks for',
    hasSuggestions: true,
    severity: 'error'
  },
  function* (bank) {
    const fields = fieldsOf(bank, 'options')
    for (const each of fields.filter((each) => !isRight(bank.text, each))) {
      const {field, template} = each
      const {bullets, looseOptions} = field
      if (bullets.length === 0) continue
      // A box that Markdown does not recognize is fixed first.
      if (looseOptions.length > 0) continue
      if (bullets.some(({checked}) => checked === undefined)) continue
      const amount = bullets.filter(isTicked).length
      if (!expectations[template.ticked].isRight(amount)) {
        yield describe(bank, field, template.ticked)
      }
    }
  }
)

const expectations: Readonly<
  Record<Ticked, {isRight: (amount: number) => boolean; limit: string}>
> = {
  one: {isRight: (amount) => amount === 1, limit: 'exactly 1 ticked'},
  some: {isRight: (amount) => amount > 0, limit: 'at least 1 ticked'},
  none: {
    isRight: (amount) => amount === 0,
    limit: 'none ticked: another field has the answer'
  }
}

/** Whether the options of a field are certainly ticked as they should be. */
function isRight(
  text: string,
  {isPlain, template, texts}: CardField<'options'>
): boolean {
  if (!isPlain) return false
  const box = '[x] '
  let amount = 0
  for (let at = 0; at < texts.length; at += 2) {
    const start = texts[at] as number
    // Some texts begin with the box.
    const hasTick =
      text.startsWith(box, start - box.length) || text.startsWith(box, start)
    if (hasTick) amount++
  }

  return expectations[template.ticked].isRight(amount)
}

/** For more options than this, no candidates are offered. */
const mostOffered = 10

function describe(
  bank: Bank,
  {bullets, template, value}: Field,
  ticked: Ticked
): Problem {
  const amount = bullets.filter(isTicked).length
  const range = {start: bullets[0]?.start ?? 0, end: value.end}
  const where = template.label === '' ? '' : ` in ${quote(template.label)}`
  // If several are ticked, one of them is right; if none is, any may be.
  const candidates = amount === 0 ? bullets : bullets.filter(isTicked)
  const isOffered =
    ticked !== 'none' &&
    candidates.length > 1 &&
    candidates.length <= mostOffered
  return {
    place: bank.place(range.start, range.end),
    message: `Unexpected ${amount === 0 ? 'options without a tick' : count(amount, 'ticked option')}${where}, expected ${expectations[ticked].limit}`,
    ...(isOffered && {
      expected: candidates.map((option) => tick(bank, bullets, option, range))
    })
  }
}

function isTicked({checked}: Bullet): boolean {
  return checked === true
}

/** @returns the options with only that one ticked */
function tick(
  {text}: Bank,
  options: readonly Bullet[],
  ticked: Bullet,
  {start, end}: Range
): string {
  let result = ''
  let at = start
  for (const option of options) {
    const box = text.indexOf('[', option.start)
    result += `${text.slice(at, box)}[${option === ticked ? 'x' : ' '}]`
    at = box + '[x]'.length
  }

  return result + text.slice(at, end)
}
