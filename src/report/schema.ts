/**
 * JSON Schema of the report that `--reporter json` prints. Written to `schema/report.schema.json` by
 * `npm run generate`, and used to check a report of unknown origin.
 */
import type {Schema} from '@cfworker/json-schema'

/** Incremented if programs that read reports have to change. */
export const reportVersion = 1

const text: Schema = {type: 'string'}
const fromOne: Schema = {type: 'integer', minimum: 1}
const amount: Schema = {type: 'integer', minimum: 0}

const place: Readonly<Record<string, Schema>> = {
  line: {...fromOne, description: 'Line on which the text begins'},
  column: {...fromOne, description: 'Column, in UTF-16 units'},
  endLine: {...fromOne, description: 'Line on which the text ends'},
  endColumn: {...fromOne, description: 'Column after the last character'}
}

const message: Schema = {
  type: 'object',
  required: [
    ...['ruleId', 'source', 'severity', 'message', 'line', 'column'],
    ...['endLine', 'endColumn', 'expected', 'fixable']
  ],
  additionalProperties: false,
  properties: {
    ruleId: {...text, description: 'Id of the rule; may be empty'},
    source: {
      ...text,
      description: 'Who speaks: `question-bank`, or another plugin of remark'
    },
    severity: {enum: ['error', 'warning']},
    message: {...text, description: 'What is wrong, in one line'},
    note: {...text, description: 'More than fits in one line'},
    ...place,
    expected: {
      type: 'array',
      items: text,
      description: 'What may be there instead'
    },
    fixable: {
      type: 'boolean',
      description: 'Whether `qbank fix` fixes it'
    },
    card: {...text, description: 'Heading of the card in which it is'},
    url: {...text, description: 'Where the rule is explained'},
    related: {
      type: 'array',
      description: 'Other places in the file that the problem is about',
      items: {
        type: 'object',
        required: [...Object.keys(place), 'text'],
        additionalProperties: false,
        properties: {
          ...place,
          text: {...text, description: 'What is there, in one line'}
        }
      }
    }
  }
}

/** Schema of the report. */
export const reportSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Report of qbank',
  type: 'object',
  required: ['version', 'files', 'summary'],
  additionalProperties: false,
  properties: {
    version: {const: reportVersion},
    files: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'messages'],
        additionalProperties: false,
        properties: {
          path: {
            ...text,
            description: 'Relative to the folder of the run, with `/`'
          },
          messages: {type: 'array', items: message}
        }
      }
    },
    summary: {
      type: 'object',
      required: ['errors', 'warnings', 'fixable'],
      additionalProperties: false,
      description: 'Sums, with warnings that `--quiet` leaves out',
      properties: {errors: amount, warnings: amount, fixable: amount}
    }
  }
}
