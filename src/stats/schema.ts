/** JSON Schema of `qbank stats --json`. Written to `schema/stats.schema.json` by `npm run generate`. */
import type {Schema} from '@cfworker/json-schema'

/** Incremented if programs that read counts have to change. */
export const statsVersion = 1

const text: Schema = {type: 'string'}
const amount: Schema = {type: 'integer', minimum: 0}

function object(
  properties: Readonly<Record<string, Schema>>,
  optional: readonly string[] = []
): Schema {
  return {
    type: 'object',
    required: Object.keys(properties).filter((key) => !optional.includes(key)),
    additionalProperties: false,
    properties
  }
}

const tally: Schema = {
  type: 'object',
  additionalProperties: amount,
  description: 'Cards by tag, the most frequent first'
}

const section = object({
  section: {...text, description: 'Empty for cards outside of sections'},
  cards: amount,
  choices: {
    type: 'object',
    description: 'For each field of kind `choice`, its values',
    additionalProperties: {
      type: 'object',
      additionalProperties: object({cards: amount, tags: tally})
    }
  },
  tags: tally
})

const words = object({
  label: {...text, description: 'Empty for a field without a label'},
  kind: text,
  cards: {...amount, description: 'Cards that have the field'},
  total: amount,
  median: amount,
  most: amount
})

const goal = object(
  {
    where: {
      type: 'array',
      description: 'Which cards are meant: each of these has to match',
      items: object({key: text, value: text})
    },
    name: text,
    about: text,
    wanted: {...amount, description: 'How many cards there are to be'},
    cards: amount,
    missing: amount,
    found: {
      type: 'array',
      items: object({line: {type: 'integer', minimum: 1}, title: text})
    }
  },
  ['about', 'wanted']
)

/** Schema of the counts. */
export const statsSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Counts of qbank',
  ...object({
    version: {const: statsVersion},
    banks: {
      type: 'array',
      items: object(
        {
          bank: {...text, description: 'Relative to the folder of the run'},
          cards: amount,
          sections: {type: 'array', items: section},
          tags: tally,
          words: {type: 'array', items: words},
          withoutAnswer: {
            type: 'array',
            description: 'Cards that lack the field with the answer',
            items: object({line: {type: 'integer', minimum: 1}, title: text})
          },
          coverage: {
            type: 'array',
            description:
              'Goals of the plan in its order, each before those among its cards',
            items: goal
          },
          lastChange: {
            ...text,
            description: 'Date of the last commit, in ISO 8601'
          },
          changes: {
            type: 'array',
            description:
              'With --changes: when each card was last committed, the oldest first',
            items: object({
              line: {type: 'integer', minimum: 1},
              title: text,
              lastChange: text
            })
          }
        },
        ['coverage', 'lastChange', 'changes']
      )
    }
  })
}
