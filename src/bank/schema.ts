/**
 * JSON Schema of the key `bank` in a bank's front matter. It validates here (`config.ts`) and, written to
 * `schema/bank.schema.json` by `npm run generate`, completes front matter in editors.
 */
import type {Schema} from '@cfworker/json-schema'

const count: Schema = {type: 'integer', minimum: 0}

function limits(value: Schema): Schema {
  return {
    type: 'object',
    additionalProperties: false,
    properties: {min: value, max: value}
  }
}

const field: Schema = {
  type: 'object',
  required: ['label', 'kind'],
  additionalProperties: false,
  properties: {
    label: {
      type: 'string',
      minLength: 1,
      pattern: '^[^*_:\\n]+$',
      description: 'The label without bold and colon'
    },
    kind: {
      enum: ['choice', 'tags', 'prose', 'bullets'],
      description: 'What the value of the field is'
    },
    choices: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: {type: 'string', minLength: 1},
      description: 'The values allowed, for kind `choice`'
    },
    min: {
      ...count,
      description:
        'Fewest sentences (kind `prose`) or bullets (kind `bullets`) allowed'
    },
    max: {
      ...count,
      description:
        'Most sentences (kind `prose`) or bullets (kind `bullets`) allowed'
    }
  }
}

/** Schema of the value of `bank`. */
export const bankSchema: Schema = {
  type: ['object', 'null'],
  additionalProperties: false,
  properties: {
    readme: {
      type: 'string',
      minLength: 1,
      description:
        'Path of the README whose regions are generated from this bank, relative to the bank'
    },
    sections: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: {type: 'string', minLength: 1},
      description: 'Names of the sections, in order'
    },
    cards: {
      type: 'object',
      additionalProperties: false,
      properties: {
        section: {
          ...limits(count),
          description: 'How many cards each section has'
        },
        share: {
          type: 'object',
          additionalProperties: limits({
            type: 'number',
            minimum: 0,
            maximum: 100
          }),
          description:
            'Percent of the cards with each value of the first choice field'
        }
      },
      description: 'How many cards there are to be'
    },
    template: {
      type: 'object',
      additionalProperties: false,
      properties: {
        card: {
          type: 'object',
          additionalProperties: false,
          properties: {
            depth: {
              type: 'integer',
              minimum: 2,
              maximum: 6,
              description: 'Depth of the heading that begins a card'
            },
            prefix: {
              type: 'string',
              minLength: 1,
              description: 'Text in front of the title of a card'
            }
          },
          description: 'How a card begins'
        },
        fields: {
          type: 'array',
          minItems: 1,
          items: field,
          description: 'The fields of a card, in order'
        }
      },
      description: 'The card template'
    }
  }
}

/** Schema of a bank's whole front matter: any key, and `bank` as above. */
export const frontMatterSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Front matter of a question bank',
  type: 'object',
  properties: {bank: bankSchema}
}
