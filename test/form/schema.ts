/** What GitHub's documentation says of issue forms, as a check. No package has it. */
import * as yaml from 'yaml'

interface Element {
  readonly type?: unknown
  readonly id?: unknown
  readonly attributes?: Readonly<Record<string, unknown>>
  readonly validations?: Readonly<Record<string, unknown>>
}

/** Keys that an element may have, by its type. */
const attributes: Readonly<Record<string, readonly string[]>> = {
  markdown: ['value'],
  input: ['label', 'description', 'placeholder', 'value'],
  textarea: ['label', 'description', 'placeholder', 'value', 'render'],
  dropdown: ['label', 'description', 'multiple', 'options', 'default'],
  checkboxes: ['label', 'description', 'options']
}

/** @returns what GitHub would refuse */
export function checkIssueForm(text: string): string[] {
  const form = yaml.parse(text) as Record<string, unknown>
  const problems: string[] = []
  const expect = (isTrue: boolean, problem: string): void => {
    if (!isTrue) problems.push(problem)
  }

  for (const key of ['name', 'description']) {
    expect(isText(form[key]), `${key} is required`)
  }

  const known = ['name', 'description', 'title', 'labels', 'assignees', 'body']
  for (const key of Object.keys(form)) expect(known.includes(key), `key ${key}`)
  const body = (form['body'] ?? []) as readonly Element[]
  const asked = body.filter(({type}) => type !== 'markdown')
  expect(asked.length > 0, 'a form needs a field')
  const values = (key: string): unknown[] =>
    asked.map((each) =>
      key === 'id' ? each.id : String(each.attributes?.['label']).toLowerCase()
    )
  for (const key of ['id', 'label']) {
    const all = values(key)
    expect(new Set(all).size === all.length, `${key} comes twice`)
  }

  for (const element of body) checkElement(element, expect)
  return problems
}

function checkElement(
  {type, id, attributes: own = {}, validations = {}}: Element,
  expect: (isTrue: boolean, problem: string) => void
): void {
  const known = attributes[String(type)]
  expect(known !== undefined, `type ${String(type)}`)
  for (const key of Object.keys(own)) {
    expect(known?.includes(key) ?? false, `${String(type)} with ${key}`)
  }

  if (type === 'markdown') {
    expect(isText(own['value']), 'markdown without a value')
    return
  }

  expect(/^[\w-]+$/.test(String(id)), `id ${String(id)}`)
  expect(isText(own['label']), 'no label')
  for (const [key, value] of Object.entries(validations)) {
    expect(
      key === 'required' && typeof value === 'boolean',
      `validation ${key}`
    )
  }

  if (own['description'] !== undefined) {
    expect(isText(own['description']), 'description is not text')
  }

  if (type !== 'dropdown') return
  const options = (own['options'] ?? []) as readonly unknown[]
  expect(options.length > 0, 'no options')
  // `No` without quotation marks is a boolean to GitHub's parser.
  expect(options.every(isText), 'options that are not text')
  expect(new Set(options).size === options.length, 'an option comes twice')
  expect(
    options.every((option) => !/^none$/i.test(String(option))),
    'None is reserved'
  )
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== ''
}
