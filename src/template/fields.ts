/** What the schema of front matter cannot say about a template's fields: which keys go together, and what must differ. */
import type {Document} from 'yaml'
import type {ConfigProblem} from './config.ts'
import {formatPath, listOf, locate, show} from './yaml-places.ts'
import {findNearest, fold} from '../text/fuzzy-match.ts'
import type {DeclaredCard, DeclaredField} from './declared.ts'
import type {CardPromise} from './config.ts'
import type {ChoiceField, Template} from './model.ts'

/** Kinds of field that can stand without a label, in front of all that have one. */
const unlabelledKinds = ['content', 'options', 'prose']

/** Keys that only fields of some kinds have. */
const kindsOf = {
  choices: ['choice'],
  ticked: ['options'],
  min: ['prose', 'bullets', 'options'],
  max: ['prose', 'bullets', 'options'],
  words: ['prose', 'bullets'],
  details: ['prose', 'bullets', 'content']
} as const

/** @param fields of a template that fits the schema */
export function describeFields(
  fields: readonly DeclaredField[],
  document: Document
): ConfigProblem[] {
  const problems: ConfigProblem[] = [...describeUnlabelled(fields, document)]
  const labels = new Map<string, number>()
  for (const [index, field] of fields.entries()) {
    const path = ['template', 'fields', String(index)]
    const {choices, kind, label, words: wordLimits = {}} = field
    const tell = (keys: string, isKey: boolean, message: string): void => {
      problems.push({
        ...locate(document, [...path, ...keys.split('/')], isKey),
        message
      })
    }

    if (kind === 'choice' && !choices) {
      problems.push({
        ...locate(document, [...path, 'kind']),
        key: 'template',
        message: `Unexpected lack of \`choices\` in ${formatPath(path)}, expected the list of values of kind \`choice\``
      })
    }

    for (const [key, kinds] of Object.entries(kindsOf)) {
      if (!(key in field) || (kinds as readonly string[]).includes(kind)) {
        continue
      }

      tell(
        key,
        true,
        `Unexpected \`${key}\` in ${formatPath(path)} of kind \`${kind}\`, expected kind ${listOf(kinds)}`
      )
    }

    for (const [{min = 0, max = Infinity}, ...keys] of [
      [field, 'min'],
      [wordLimits, 'words', 'min']
    ] as const) {
      if (min <= max) continue
      tell(
        keys.join('/'),
        false,
        `Unexpected \`${min}\` in ${formatPath([...path, ...keys])}, expected at most ${max}, which \`max\` says`
      )
    }

    const first = label === undefined ? undefined : labels.get(fold(label))
    if (label === undefined) {
      // Fields without a label are looked at together.
    } else if (first === undefined) {
      labels.set(fold(label), index)
    } else {
      const other = [...path.slice(0, -1), String(first)]
      problems.push({
        ...locate(document, [...path, 'label']),
        key: 'template',
        message: `Unexpected label ${show(label)} again, expected another one: first used in ${formatPath(other)}`
      })
    }

    const words = new Set<string>()
    for (const [at, choice] of (choices ?? []).entries()) {
      const word = fold(choice)
      if (words.has(word)) {
        tell(
          `choices/${at}`,
          false,
          `Unexpected ${show(choice)} again in ${formatPath([...path, 'choices'])}, expected choices that differ in more than case`
        )
      }

      words.add(word)
    }
  }

  return problems
}

/** Fields without a label are told apart by where they stand: a text, options, and a text again, in front of all labels. */
function* describeUnlabelled(
  fields: readonly DeclaredField[],
  document: Document
): Iterable<ConfigProblem> {
  const labelled = fields.findIndex(({label}) => label !== undefined)
  const seen: string[] = []
  for (const [index, field] of fields.entries()) {
    if (field.label !== undefined) continue
    const {kind, repeat, details} = field
    const path = ['template', 'fields', String(index)]
    const group = kind === 'options' ? 'options' : 'text'
    if (!unlabelledKinds.includes(kind) || details || repeat) {
      yield {
        ...locate(document, [...path, 'kind']),
        key: 'template',
        message: `Unexpected lack of \`label\` in ${formatPath(path)}, expected that key${unlabelledKinds.includes(kind) ? '' : ` for kind \`${kind}\``}`
      }
    } else if (labelled !== -1 && labelled < index) {
      yield {
        ...locate(document, [...path, 'kind']),
        key: 'template',
        message: `Unexpected field without a label after ${formatPath(['template', 'fields', String(labelled)])}, expected it before all labels`
      }
    } else if (
      seen.at(-1) === group ||
      (group === 'options' && seen.includes(group))
    ) {
      yield {
        ...locate(document, [...path, 'kind']),
        key: 'template',
        message: `Unexpected second field of kind \`${kind}\` without a label in ${formatPath(path)}, expected a label to tell them apart`
      }
    }

    seen.push(group)
  }
}

/** @param card how cards begin, as front matter has it */
export function* describeCard(
  card: DeclaredCard | undefined,
  document: Document
): Iterable<ConfigProblem> {
  const {number, prefix, restart} = card ?? {}
  const path = ['template', 'card']
  if (number !== undefined && prefix !== undefined && prefix !== '') {
    yield {
      ...locate(document, [...path, 'prefix'], true),
      key: 'template',
      message: `Unexpected \`prefix\` beside \`number\` in ${formatPath(path)}, expected it in the number: ${show(`${prefix} ${number}`)}`
    }
  }

  if (number === undefined && restart !== undefined) {
    yield {
      ...locate(document, [...path, 'restart'], true),
      message: `Unexpected \`restart\` in ${formatPath(path)}, expected \`number\` beside it`
    }
  }
}

/** @param share of each choice, as front matter promises it */
export function* describeShares(
  share: CardPromise['share'],
  {fields}: Template,
  document: Document
): Iterable<ConfigProblem> {
  if (!share) return
  const field = fields.find(
    (each): each is ChoiceField => each.kind === 'choice'
  )
  const path = ['cards', 'share']
  if (!field) {
    yield {
      ...locate(document, path, true),
      message: `Unexpected ${formatPath(path)} in a template without a choice, expected a field of kind \`choice\``
    }
    return
  }

  const choices = new Set(field.choices)
  for (const name of Object.keys(share)) {
    if (choices.has(name)) continue
    const nearest = findNearest(name, field.choices, (choice) => choice)
    const others = field.choices.filter((choice) => choice !== nearest)
    yield {
      ...locate(document, [...path, name], true),
      message: `Unexpected key ${formatPath([...path, name])}, expected ${nearest === undefined ? `a choice of ${show(field.label)}` : show(nearest)}`,
      ...(nearest !== undefined &&
        others.length > 0 && {expected: [nearest, ...others]})
    }
  }
}

/** @param maxAge of dates, as front matter declares it */
export function* describeMaxAge(
  maxAge: number | undefined,
  {fields}: Template,
  document: Document
): Iterable<ConfigProblem> {
  if (maxAge === undefined || fields.some(({kind}) => kind === 'date')) return
  const path = ['maxAge']
  yield {
    ...locate(document, path, true),
    message: `Unexpected ${formatPath(path)} in a template without a date, expected a field of kind \`date\``
  }
}
