/** Asks for a card in a terminal, in the words of the bank's template. */
import type {Readable, Writable} from 'node:stream'
import type * as Prompts from '@clack/prompts'
import type {Bank} from '../bank/model.ts'
import type {Answer} from '../insert/draft-card.ts'
import {
  assignAnswers,
  fitTemplate,
  nameField,
  nameTemplate
} from '../insert/draft-card.ts'
import {createLikeTitles} from '../insert/like-titles.ts'
import {listTags} from '../insert/list-tags.ts'
import {listSections} from '../bank/model.ts'
import type {FieldTemplate, Template, Templates} from '../template/model.ts'
import {clean} from '../text/clean.ts'
import type {GivenCard} from './given-card.ts'
import {newTexts} from './texts.ts'

/** The terminal, and the library for its questions. */
export interface Terminal {
  readonly prompts: typeof Prompts
  readonly input: Readable
  readonly output: Writable
}

/** The answers; if the person has stopped, those given so far. */
export interface Asked {
  readonly section?: string
  readonly title: string
  readonly template: Template
  readonly answers: readonly Answer[]
  readonly isStopped: boolean
}

/** The person wants to stop. */
class Stopped extends Error {}

/** Asks for the parts that are not given. */
export async function askForCard(
  bank: Bank,
  given: GivenCard,
  terminal: Terminal
): Promise<Asked> {
  const asked: {
    section?: string
    title: string
    template: Template
    answers: Answer[]
  } = {
    ...(given.section !== undefined && {section: given.section}),
    title: given.title ?? '',
    template: fitTemplate(given.fields, bank.templates),
    answers: []
  }
  try {
    if (given.fields.length === 0) {
      asked.template = await chooseTemplate(bank.templates, terminal)
    }

    const {template} = asked
    asked.answers.push(...assignAnswers(given.fields, template))
    const names = listSections(bank)
    if (asked.section === undefined && names.length > 1) {
      asked.section = await choose(newTexts.section, names, terminal)
    }

    if (given.title === undefined && template.card.title !== false) {
      asked.title = await askForTitle(bank, terminal)
    }

    for (const field of template.fields) {
      if (asked.answers.some((answer) => answer.field === field)) continue
      const text = await askForField(field, bank, terminal)
      if (text !== '') asked.answers.push({field, text})
    }
  } catch (error) {
    if (error instanceof Stopped) return {...asked, isStopped: true}
    throw error
  }

  return {...asked, isStopped: false}
}

/** @returns the template that the person chooses, if there are several */
async function chooseTemplate(
  templates: Templates,
  terminal: Terminal
): Promise<Template> {
  const [first, ...others] = templates
  if (others.length === 0) return first
  const names = templates.map(nameTemplate)
  const name = await choose(newTexts.kind, names, terminal)
  return templates[names.indexOf(name)] ?? first
}

/** @returns one of the names */
export async function choose(
  message: string,
  names: readonly string[],
  {prompts, input, output}: Terminal
): Promise<string> {
  return orStop(
    await prompts.select({
      ...{message, input, output},
      options: names.map((value) => ({value, label: clean(value)}))
    })
  )
}

/** @throws Stopped if a person has */
function orStop<Value>(answer: Value | typeof Prompts.CANCEL_SYMBOL): Value {
  if (typeof answer === 'symbol') throw new Stopped()
  return answer
}

/** Asks for the title; similar titles are shown below it. */
async function askForTitle(
  bank: Bank,
  {prompts, input, output}: Terminal
): Promise<string> {
  const findLike = createLikeTitles(bank)
  return orStop(
    await prompts.autocomplete<string>({
      ...{message: newTexts.title, input, output},
      filter: () => true,
      options() {
        const typed = this.userInput.trim()
        if (typed === '') return []
        const like = findLike(typed).map(({heading}) => {
          const {line} = bank.place(heading.start, heading.end).start
          const label = newTexts.like(heading.title, line)
          return {value: label, label, disabled: true}
        })
        return [{value: typed, label: clean(typed)}, ...like]
      },
      validate: (value) => (value ? undefined : newTexts.required)
    })
  )
}

async function askForField(
  field: FieldTemplate,
  bank: Bank,
  terminal: Terminal
): Promise<string> {
  const {prompts, input, output} = terminal
  const name = nameField(field)
  const message = field.optional ? newTexts.optional(name) : clean(name)
  const validate = (value: string | undefined): string | undefined =>
    field.optional || value?.trim() ? undefined : newTexts.required
  switch (field.kind) {
    case 'choice': {
      const none = field.optional ? [newTexts.none] : []
      const choice = await choose(
        message,
        [...field.choices, ...none],
        terminal
      )
      return choice === newTexts.none ? '' : choice
    }

    case 'tags': {
      return askForTags(newTexts.tags(message), {field, bank}, terminal)
    }

    case 'date': {
      const initialValue = new Date().toISOString().slice(0, 10)
      const day = await prompts.text({
        ...{message, input, output, validate},
        ...(!field.optional && {initialValue})
      })
      return orStop(day)
    }

    case 'prose': {
      return orStop(await prompts.text({message, input, output, validate}))
    }

    case 'bullets':
    case 'options': {
      const text = await prompts.multiline({
        ...{input, output, validate},
        message: newTexts.lines(message, field.optional ? 0 : (field.min ?? 0))
      })
      const lines = orStop(text)
      return field.kind === 'options' ? tick(lines, field, terminal) : lines
    }

    case 'content': {
      const text = await prompts.multiline({
        ...{input, output, validate},
        message: newTexts.text(message)
      })
      return orStop(text)
    }
  }
}

/** Offers the bank's tags, most used first, and accepts others. */
async function askForTags(
  message: string,
  {field, bank}: {readonly field: FieldTemplate; readonly bank: Bank},
  {prompts, input, output}: Terminal
): Promise<string> {
  const known = listTags(field, bank)
  const taken: string[] = []
  const tags = await prompts.autocompleteMultiselect<string>({
    ...{message, input, output},
    required: !field.optional,
    maxItems: 8,
    options() {
      const typed = this.userInput.trim().toLowerCase()
      for (const value of this.selectedValues as readonly string[]) {
        if (!known.includes(value) && !taken.includes(value)) taken.push(value)
      }

      const others = taken.includes(typed) ? taken : [...taken, typed]
      return [
        ...known.map((value) => ({value, label: clean(value)})),
        ...others
          .filter((value) => value !== '' && !known.includes(value))
          .map((value) => ({
            ...{value, label: clean(value), hint: newTexts.newTag}
          }))
      ]
    }
  })
  return orStop(tags).join(',')
}

/** Asks which options are right, if no line shows it. */
async function tick(
  lines: string,
  field: FieldTemplate & {kind: 'options'},
  {prompts, input, output}: Terminal
): Promise<string> {
  const options = lines.split('\n').filter((line) => line.trim() !== '')
  const isSaid = options.some((line) => /^\W*\[x\]/i.test(line))
  if (options.length === 0 || isSaid || field.ticked === 'none') return lines

  const all = {
    ...{message: newTexts.rightOptions, input, output},
    options: options.map((label, value) => ({value, label: clean(label)}))
  }
  const right =
    field.ticked === 'one'
      ? [orStop(await prompts.select(all))]
      : orStop(await prompts.multiselect(all))
  return options
    .map((line, index) => {
      const text = line.replace(/^[ \t]*(?:[-*+][ \t]+)?(?:\[ ?\])?[ \t]*/, '')
      return `[${right.includes(index) ? 'x' : ' '}] ${text}`
    })
    .join('\n')
}
