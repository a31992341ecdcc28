/**
 * Every card answers the same questions about itself: a card without one of the fields is half a card.
 *
 * @keys `template.fields`, `optional` of a field
 * @off A field is not needed on every card. Better: give it `optional: true`.
 * @limits Suggestions insert the label, or the label and a text to replace, which `no-placeholder` reports until
 * someone writes it.
 */
import type {Bank, Card} from '../src/bank/model.ts'
import {getFieldEnd} from '../src/bank/model.ts'
import type {FieldTemplate, Template} from '../src/template/model.ts'
import {detailsEnd, formatLabel, getTailField} from '../src/template/model.ts'
import {lineStartOf} from '../src/markdown/offsets.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineCardRule} from '../src/rule/define-rule.ts'
import {skeletonWords} from '../src/rule/skeleton.ts'
import {rememberLast} from '../src/text/remember-last.ts'
import {count, quote, quoteAll} from '../src/text/wording.ts'
import {describeHiddenOptions} from './lib/hidden-lists.ts'
import {findUnknownLabels} from './lib/bold-names.ts'
import {nameField} from '../src/template/name-field.ts'

export default defineCardRule(
  {
    id: 'require-field',
    description: 'Require every field of the template on every card',
    hasSuggestions: true,
    severity: 'error',
    skipsCanonical: true
  },
  function* (card, bank) {
    if (card.fields.length === 0) {
      const [only, ...others] = card.template.fields
      // The template allows a heading without anything below it.
      if (only?.optional && others.length === 0) return
      yield describeBareCard(bank, card)
      return
    }

    const present = new Set(card.fields.map(({template}) => template))
    // A similar label is reported itself.
    let near: ReadonlySet<FieldTemplate | undefined> | undefined
    for (const [index, field] of card.template.fields.entries()) {
      if (present.has(field) || field.optional) continue
      near ??= new Set(
        Array.from(findUnknownLabels(card, bank), ({nearest}) => nearest)
      )
      if (near.has(field)) continue
      const {start, end, where, isBefore} = findPlace(bank, card, index)
      const anchor = bank.text.slice(start, end)
      const expected = makeSkeletons(field).map((skeleton) =>
        isBefore ? `${skeleton}\n${anchor}` : `${anchor}\n\n${skeleton}`
      )
      yield {
        place: bank.place(start, end),
        message: `Unexpected card without ${nameField(field)}, expected ${describe(field)} ${where}`,
        expected
      } satisfies Problem
    }
  }
)

/** One message for all fields, which are added together. */
function describeBareCard(bank: Bank, card: Card): Problem {
  const {start, end} = card.heading
  const place = bank.place(start, end)
  const [first] = getNeeded(card.template)
  if (first?.label === '' && first.kind === 'options') {
    const range = {start: end, end: card.end}
    const hidden = describeHiddenOptions(bank, card, range)
    if (hidden !== undefined) {
      return {
        place,
        message: `Unexpected card without options, expected ${hidden} below`
      }
    }
  }

  const {skeletons, ...described} = describeBare(card.template)
  const above = bank.text.slice(start, end)
  return {
    ...{place, ...described},
    ...(skeletons && {
      expected: skeletons.map((skeleton) => `${above}\n\n${skeleton}`)
    })
  }
}

/** Each field may be missing, but not all of them. */
function getNeeded({fields}: Template): readonly FieldTemplate[] {
  const required = fields.filter(({optional}) => !optional)
  return required.length > 0 ? required : fields
}

/** What is said of a card without fields, and what may be below its heading; the same for all cards of a template. */
const describeBare = rememberLast(
  (
    template: Template
  ): Pick<Problem, 'message' | 'note'> & {
    readonly skeletons?: readonly string[]
  } => {
    const fields = getNeeded(template)
    const [first] = fields
    const more = fields.length - 1
    const labels = fields.filter(({label}) => label !== '').map(formatLabel)
    if (first?.label === '') {
      const others =
        more > 0 && labels.length > 0 ? ` and ${quoteAll(labels)}` : ''
      return {
        message: `Unexpected card without ${first.kind === 'options' ? 'options' : 'text'}, expected ${describe(first)}${others} below its heading`,
        // If text of any kind is missing, there is nothing to suggest.
        ...(fields.some(
          ({kind, label}) => label !== '' || kind === 'options'
        ) && {
          skeletons: [0, -1].map((at) =>
            fields
              .map((field) => makeSkeletons(field).at(at))
              .join('\n')
              .trimEnd()
          )
        })
      }
    }

    const empty = fields.map((field) => makeSkeletons(field).at(-1) ?? '')
    const filled = fields.map((field, index) =>
      // A default would look like the choice of an author.
      field.kind === 'choice' ? empty[index] : makeSkeletons(field)[0]
    )
    return {
      message: `Unexpected card without fields, expected ${quote(first ? formatLabel(first) : '')}${more > 0 ? ` and ${count(more, 'more label')}` : ''} below its heading`,
      ...(more > 0 && {
        note: `The labels of a card are ${labels.map(quote).join(', ')}.`
      }),
      skeletons: [filled, empty].map((skeletons) => skeletons.join('\n'))
    }
  }
)

/** Before the next existing field, or after all existing ones. */
function findPlace(
  {text}: Bank,
  {fields, heading, template}: Card,
  index: number
): {start: number; end: number; where: string; isBefore: boolean} {
  const later = new Set(template.fields.slice(index + 1))
  const tail = getTailField(template)
  const own = fields.filter((field) => field.template !== tail)
  const next = own.find((field) => later.has(field.template))
  const last = own.at(-1)
  if (!last || next?.label.form === 'none') {
    const {start, end} = heading
    return {start, end, where: 'below the heading', isBefore: false}
  }

  if (next) {
    const {start, end} = next.label
    const where = `before ${quote(next.template.label)}`
    return {start, end, where, isBefore: true}
  }

  // The last line is enough to show the place.
  const end = getFieldEnd(last)
  const line = text.slice(lineStartOf(text, end), end)
  const start = Math.max(last.label.start, end - line.trimStart().length)
  const where = `after ${nameField(last.template)}`
  return {start, end, where, isBefore: false}
}

function describe(field: FieldTemplate): string {
  if (field.label !== '') return quote(formatLabel(field))
  return field.kind === 'options' ? 'check boxes' : 'the question or its answer'
}

/** At least two candidates: a single one would be applied automatically, and would look like a finished card. */
function makeSkeletons(field: FieldTemplate): string[] {
  const label = formatLabel(field)
  if (field.details) {
    const [filled = ''] = makeSkeletons({...field, details: false, label: ''})
    return [
      `${label}\n\n${filled.trim()}\n\n${detailsEnd}\n`,
      `${label}\n\n${detailsEnd}\n`
    ]
  }

  if (field.heading !== undefined && label !== '') {
    const [filled = ''] = makeSkeletons({...field, label: ''})
    return [`${label}\n\n${filled.trim()}\n`, `${label}\n`]
  }

  return makeValues(field, label)
}

function makeValues(field: FieldTemplate, label: string): string[] {
  switch (field.kind) {
    case 'choice': {
      const values = field.choices.map((choice) => `${label} ${choice}  `)
      return [...values, `${label} `]
    }

    case 'date': {
      // The rule about dates reports it as long as it is not written.
      return [`${label} YYYY-MM-DD  `, `${label} `]
    }

    case 'tags': {
      return [`${label} ${skeletonWords.tags}  `, `${label} `]
    }

    case 'content': {
      const text = skeletonWords.content
      return label === ''
        ? [`${text}\n`, '']
        : [`${label} ${text}\n`, `${label}\n`]
    }

    case 'options': {
      const above = label === '' ? '' : `${label}\n\n`
      const more = Math.max(field.min ?? 2, 2) - 1
      const option = skeletonWords.option
      return [
        `${above}- [x] ${option}\n${`- [ ] ${option}\n`.repeat(more)}`,
        `${above}${'- [ ]\n'.repeat(more + 1)}`
      ]
    }

    case 'prose': {
      if (label === '') return [`${skeletonWords.prose}\n`, '']
      return [`${label} ${skeletonWords.prose}  `, `${label} `]
    }

    case 'bullets': {
      const bullets = Array.from(
        {length: Math.max(field.min ?? 1, 1)},
        () => `- ${skeletonWords.bullet}`
      )
      const above = label === '' ? '' : `${label}\n\n`
      return [`${above}${bullets.join('\n')}\n`, `${label}\n`]
    }
  }
}
