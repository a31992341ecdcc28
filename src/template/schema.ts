/**
 * JSON Schema of the key `bank` in a bank's front matter. It validates here (`read-config.ts`) and, written to
 * `schema/bank.schema.json` by `npm run generate`, completes front matter in editors.
 */
import type {Schema} from '@cfworker/json-schema'
import {colons} from './model.ts'
import {anyDigit, chineseDigit} from './numerals.ts'
import type {Word} from './page-words.ts'
import {defaultWords} from './page-words.ts'

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
  required: ['kind'],
  additionalProperties: false,
  properties: {
    label: {
      type: 'string',
      minLength: 1,
      pattern: '^[^*_:\\n]+$',
      description:
        'The label without bold and colon; one text and one list of options may go without, before all labels, and a text after them'
    },
    kind: {
      enum: [
        'choice',
        'tags',
        'date',
        'prose',
        'bullets',
        'options',
        'content'
      ],
      description:
        'What the value of the field is: one of `choices`, tags, a date, sentences, a list, check boxes to choose from, or anything'
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
        'Fewest sentences (kind `prose`), bullets (kind `bullets`), or options (kind `options`) allowed'
    },
    max: {
      ...count,
      description:
        'Most sentences (kind `prose`), bullets (kind `bullets`), or options (kind `options`) allowed'
    },
    words: {
      ...limits(count),
      description:
        'How many words the text (kind `prose`), or each bullet (kind `bullets`), has'
    },
    ticked: {
      enum: ['one', 'some', 'none'],
      description:
        'How many options are ticked, for kind `options`: exactly `one` (the default), at least one (`some`), or `none`, where another field says which are right'
    },
    optional: {
      type: 'boolean',
      description: 'Whether a card may lack the field'
    },
    repeat: {
      type: 'boolean',
      description: 'Whether a card may have the field more than once'
    },
    details: {
      enum: [true, false, 'bold'],
      description:
        'Whether the value is collapsed: in a `<details>` whose `<summary>` is the label, with `bold` in `<b>`'
    },
    heading: {
      type: 'integer',
      minimum: 3,
      maximum: 6,
      description:
        'Depth of the heading that is the label, with the value below it; deeper than that of the card'
    }
  }
}

function text(description: string): Schema {
  return {type: 'string', minLength: 1, description}
}

/** @returns the pattern of a text with one number of at most so many digits; the digits are those of a class */
function around(digit: string, most: number): string {
  const others = `[^${digit}\\n]*`
  return `${others}[${digit}]{1,${most}}${others}`
}

/** @returns schema for a word on the pages, with its English text */
function wordOf(word: Word): Schema {
  return {
    type: ['string', 'object'],
    minLength: 1,
    additionalProperties: {type: 'string', minLength: 1},
    description: typeof word === 'string' ? word : word['other']
  }
}

/** Options of `qbank site` in front matter; its flags have the same names. */
const site: Schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    title: text('Title of the page; otherwise that of the bank'),
    description: text('A sentence below the title, as Markdown'),
    lang: {
      ...text('Language of the cards, such as `de`'),
      pattern: '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$'
    },
    header: text('Text at the top of all pages, as Markdown'),
    footer: text('Text at the bottom of all pages, as Markdown'),
    head: text(
      'File with `<meta>` and `<link>` elements for the head of all pages, relative to the bank'
    ),
    css: text('Style sheet that is loaded after the own one'),
    base: text('Where the page will be, such as `https://example.org/bank/`'),
    source: text(
      'Where the files of the repository can be read, such as `https://github.com/me/bank/blob/main/`'
    ),
    math: {
      type: 'boolean',
      description:
        'Whether formulas between dollars, and in fences of `math`, are shown as such; otherwise their source is'
    },
    words: {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(
        Object.entries(defaultWords).map(([key, word]) => [key, wordOf(word)])
      ),
      description:
        'Words of the pages in the language of `lang`, such as `search: Suchen`; with a number, by plural: `cards: {one: "{n} Karte", other: "{n} Karten"}`'
    },
    synonyms: {
      type: 'object',
      additionalProperties: {
        type: 'array',
        items: {type: 'string', minLength: 1}
      },
      description:
        'Other words for a tag, with which its cards are found: `kubernetes: [k8s]`'
    }
  },
  description: 'The page that `qbank site` makes of the bank'
}

/** A section, a difficulty within it, and a tag within both. */
const planDepth = 3

/** @returns schema of a plan: keys of a filter, their values, and how many cards there are to be */
function planOf(depth: number): Schema {
  const goal: Schema = {
    type: ['integer', 'object'],
    minimum: 0,
    additionalProperties: false,
    properties: {
      cards: count,
      name: text('What the goal is called, where its value does not say it'),
      about: text('What else is said of it'),
      ...(depth > 1 && {plan: planOf(depth - 1)})
    }
  }
  return {
    type: 'object',
    additionalProperties: {type: 'object', additionalProperties: goal}
  }
}

const template: Schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    card: {
      type: 'object',
      additionalProperties: false,
      properties: {
        as: {
          enum: ['details', 'bold', 'item'],
          description:
            'What a card is, where it does not begin with a heading: a whole `<details>`, a paragraph in `bold` with what follows it, or an `item` of a list'
        },
        depth: {
          type: 'integer',
          minimum: 2,
          maximum: 6,
          description:
            'Depth of the heading that begins a card; beside `as`, the depth from which on headings are content of cards'
        },
        prefix: {
          type: 'string',
          description: 'Text before the title of a card; empty for none'
        },
        number: {
          type: 'string',
          pattern: `^(?:${around(anyDigit, 9)}|${around(chineseDigit, 7)})$`,
          description:
            'The number before the title of the first card, as it is written: `1.`, `Question 1:`'
        },
        restart: {
          type: 'boolean',
          description: 'Whether numbers begin anew in each section'
        },
        title: {
          type: 'boolean',
          description:
            'Whether a title follows the number (the default); `false` where the number is the whole heading'
        }
      },
      description: 'How a card begins'
    },
    colon: {
      enum: [...colons],
      description:
        'Where the colon of a label is: `inside` the bold (the default), `outside`, or outside after a space (`spaced`); a full-width `：` inside (`wide`) or outside (`wide-outside`)'
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

/** Schema of the value of `bank`. */
export const bankSchema: Schema = {
  type: ['object', 'null'],
  additionalProperties: false,
  properties: {
    readme: {
      type: ['string', 'object', 'boolean'],
      minLength: 1,
      required: ['path'],
      additionalProperties: false,
      properties: {
        path: {type: 'string', minLength: 1},
        on: {
          type: 'string',
          minLength: 1,
          description:
            'The one branch on which the README follows the bank, such as `main`'
        }
      },
      description:
        'Path of the README whose regions are generated from this bank, relative to the bank; `false` for none'
    },
    table: {
      type: 'object',
      additionalProperties: false,
      properties: {
        bank: {type: 'string', minLength: 1},
        section: {type: 'string', minLength: 1},
        cards: {type: 'string', minLength: 1},
        total: {
          type: 'string',
          minLength: 1,
          description:
            'Name of a last row with totals, in which branches that add different numbers of cards conflict; without it, there is none'
        }
      },
      description:
        'What the tables of the README say instead of `Bank`, `Section` and `Cards`'
    },
    contents: {
      type: 'string',
      minLength: 1,
      description:
        'Heading of the list of contents, where it is not `Contents` or `Table of Contents`'
    },
    readmeLimit: {
      type: 'integer',
      minimum: 0,
      description:
        'Most bytes that the README is to have (default: 512000, after which GitHub truncates it); beyond, it links to the cards instead of showing them'
    },
    inbox: {
      type: 'string',
      pattern: '^(?!.*\\.\\.)(\\./)?[^./\\\\:\\n][^\\\\:\\n]*$',
      description:
        'Folder below that of the bank, in which each file holds new cards; `qbank collect` moves them into the bank'
    },
    embeddedLanguageFormatting: {
      enum: ['auto', 'off'],
      description:
        "Whether Prettier formats code in fences: `auto` or `off`; by default code is left alone, unless Prettier's configuration says otherwise"
    },
    ids: {
      type: 'boolean',
      description:
        'Whether each card has an id, in a comment below its heading, by which it is known when its title changes'
    },
    maxAge: {
      type: 'integer',
      minimum: 1,
      description: 'Most days that a date (kind `date`) may be old'
    },
    sections: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: {type: 'string', minLength: 1},
      description: 'Names of the sections, in order'
    },
    plan: {
      ...planOf(planDepth),
      type: ['string', 'object'],
      minLength: 1,
      description:
        'How many cards of each kind there are to be, such as `{tag: {caching: 3}}`; or the YAML file that says it, relative to the bank'
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
    rules: {
      type: 'object',
      additionalProperties: {enum: ['off', 'on', 'warn', 'error', false, true]},
      description:
        'Rules that this bank has in another way than the configuration: `off`, `on`, or their severity, `warn` or `error`'
    },
    site,
    template: {
      ...template,
      type: ['object', 'array'],
      minItems: 1,
      // Each is tried on the whole bank.
      maxItems: 10,
      items: template,
      description:
        'The card template; or several, in a list: each card has the one that it fits'
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
