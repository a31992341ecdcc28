/**
 * JSON Schema of `qbank export --to json`. Written to `schema/export.schema.json` by `npm run generate`; a line of
 * `--to jsonl` is one of its cards, with `version`.
 */
import type {Schema} from '@cfworker/json-schema'

/** Incremented if programs that read exports have to change. */
export const exportVersion = 1

const text: Schema = {type: 'string'}
const version: Schema = {
  const: exportVersion,
  description: 'Raised when programs that read this have to be changed'
}

const texts: Readonly<Record<string, Schema>> = {
  markdown: {...text, description: 'Markdown, as in the bank'},
  text: {...text, description: 'The same without markup'}
}

const field: Schema = {
  type: 'object',
  required: ['label', 'kind', 'markdown', 'text'],
  additionalProperties: false,
  properties: {
    label: {
      ...text,
      description: 'Label in the template; empty for a field without one'
    },
    kind: {
      enum: ['choice', 'tags', 'date', 'prose', 'bullets', 'options', 'content']
    },
    ...texts,
    below: {
      const: true,
      description: 'Content that begins below its label, not after it'
    },
    tags: {
      type: 'array',
      items: text,
      description: 'The tags, for kind `tags`'
    },
    bullets: {
      type: 'array',
      description: 'The bullets without their markers, for kind `bullets`',
      items: {
        type: 'object',
        required: ['markdown', 'text', 'must'],
        additionalProperties: false,
        properties: {
          ...texts,
          must: {
            type: 'boolean',
            description: 'Whether an answer has to have it'
          }
        }
      }
    },
    options: {
      type: 'array',
      description: 'The options without their boxes, for kind `options`',
      items: {
        type: 'object',
        required: ['markdown', 'text', 'right'],
        additionalProperties: false,
        properties: {
          ...texts,
          right: {type: 'boolean', description: 'Whether it is ticked'}
        }
      }
    }
  }
}

const card: Schema = {
  type: 'object',
  required: ['bank', 'title', 'titleText', 'line', 'fields'],
  additionalProperties: false,
  properties: {
    version,
    bank: {
      ...text,
      description: 'File of the bank, relative to the folder of the run'
    },
    id: {...text, description: 'Id of the card, where it has one'},
    template: {
      type: 'integer',
      minimum: 0,
      description:
        "Which of the bank's templates the card has, from 0, where there are several"
    },
    section: {...text, description: 'Section, where the bank has any'},
    number: {
      type: 'integer',
      description: 'Number before the title, where the template has one'
    },
    title: {...text, description: 'Title as Markdown'},
    titleText: {...text, description: 'Title without markup'},
    line: {
      type: 'integer',
      minimum: 1,
      description: 'Line of the heading in the bank'
    },
    fields: {type: 'array', items: field}
  }
}

/** Schema of the export. */
export const exportSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Cards that qbank has exported',
  type: 'object',
  required: ['version', 'cards'],
  additionalProperties: false,
  properties: {version, cards: {type: 'array', items: card}}
}
