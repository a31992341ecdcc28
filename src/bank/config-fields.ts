/** What the schema of front matter cannot say about a template's fields: which keys go together, and what must differ. */
import type {Document} from 'yaml'
import type {ConfigProblem} from './config.ts'
import {formatPath, locate, show} from './config-words.ts'
import {fold} from './match.ts'
import type {FieldTemplate} from './template.ts'

/** @param fields of a template that fits the schema */
export function describeFields(
  fields: readonly FieldTemplate[],
  document: Document
): ConfigProblem[] {
  const problems: ConfigProblem[] = []
  const labels = new Map<string, number>()
  for (const [index, field] of fields.entries()) {
    const path = ['template', 'fields', String(index)]
    const {kind} = field
    const {choices, min, max} = field as {
      choices?: readonly string[]
      min?: number
      max?: number
    }
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

    if (kind !== 'choice' && choices) {
      tell(
        'choices',
        true,
        `Unexpected \`choices\` in ${formatPath(path)} of kind \`${kind}\`, expected kind \`choice\``
      )
    }

    if (kind === 'choice' || kind === 'tags') {
      for (const key of ['min', 'max']) {
        if (!(key in field)) continue
        tell(
          key,
          true,
          `Unexpected \`${key}\` in ${formatPath(path)} of kind \`${kind}\`, expected kind \`prose\` or \`bullets\``
        )
      }
    }

    if (min !== undefined && max !== undefined && min > max) {
      tell(
        'min',
        false,
        `Unexpected \`${min}\` in ${formatPath([...path, 'min'])}, expected at most ${max}, which \`max\` says`
      )
    }

    const first = labels.get(fold(field.label))
    if (first === undefined) {
      labels.set(fold(field.label), index)
    } else {
      const other = [...path.slice(0, -1), String(first)]
      problems.push({
        ...locate(document, [...path, 'label']),
        key: 'template',
        message: `Unexpected label ${show(field.label)} again, expected another one: first used in ${formatPath(other)}`
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
