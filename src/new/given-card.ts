/** Reads a card from flags, or from JSON. */
import {UserError} from '../text/user-error.ts'
import {newTexts} from './texts.ts'

/** What is known of a card before the person is asked. */
export interface GivenCard {
  readonly section?: string
  readonly title?: string
  /** Names of fields with their texts, in the order given. */
  readonly fields: readonly (readonly [name: string, text: string])[]
}

/**
 * @param fields `Label=value` each
 * @throws UserError if there is no `=`
 */
export function readFlags({
  section,
  title,
  field = []
}: {
  readonly section?: string
  readonly title?: string
  readonly field?: readonly string[]
}): GivenCard {
  return {
    ...(section !== undefined && {section}),
    ...(title !== undefined && {title}),
    fields: field.map((each) => {
      const at = each.indexOf('=')
      if (at < 1) throw new UserError(newTexts.field(each))
      return [each.slice(0, at).trim(), each.slice(at + 1)]
    })
  }
}

/** @throws UserError that names the wrong key */
export function readJson(text: string): GivenCard {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (error) {
    throw new UserError(newTexts.badJson((error as Error).message), {
      cause: error
    })
  }

  const card = asObject(data, 'card')
  for (const key of Object.keys(card)) {
    if (!['section', 'title', 'fields'].includes(key)) {
      throw new UserError(
        newTexts.badCard(key, '`section`, `title`, or `fields`')
      )
    }
  }

  const {section, title, fields = {}} = card
  return {
    ...(section !== undefined && {section: asText(section, 'section')}),
    ...(title !== undefined && {title: asText(title, 'title')}),
    fields: Object.entries(asObject(fields, 'fields')).map(([name, value]) => [
      name,
      // A list gives one line for each bullet, option or tag.
      Array.isArray(value)
        ? value.map((each) => asText(each, name)).join('\n')
        : asText(value, name)
    ])
  }
}

function asObject(value: unknown, key: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>
  }

  throw new UserError(newTexts.badCard(key, 'an object'))
}

function asText(value: unknown, key: string): string {
  if (typeof value === 'string') return value
  throw new UserError(newTexts.badCard(key, 'text, or a list of texts'))
}
