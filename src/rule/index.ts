/**
 * What you need to write a rule of your own. List it in `.remarkrc.mjs` after the preset; then it is reported, switched
 * off by comments, and fixed as qbank's own rules are.
 *
 * @example
 *   import {defineCardRule, quote} from 'qbank/rule'
 *
 *   export default defineCardRule(
 *     {id: 'no-exclamation', description: 'Disallow titles that end in `!`', severity: 'warning', fixable: true},
 *     function* ({heading: {title, titleRange: {start, end}}}, bank) {
 *       if (!title.endsWith('!')) return
 *       yield {place: bank.place(start, end), message: `Unexpected title ${quote(title)}`, expected: [title.slice(0, -1)]}
 *     }
 *   )
 */
import type {Bank} from '../bank/public-model.ts'
import * as own from './define-rule.ts'
import type {GivenOptions, OptionsSchema} from './options-schema.ts'
import {checkSchema} from './read-options.ts'
import type {CardCheck, Check, Rule, RuleMeta} from './types.ts'

export type * from '../bank/public-model.ts'
export type {CardTemplate, FieldTemplate, Template} from '../template/model.ts'
export type {
  FromSchema,
  FullOptions,
  GivenOptions,
  OptionSchema,
  OptionsSchema
} from './options-schema.ts'
export {count, joinOr, quote, quoteAll} from '../text/wording.ts'
export {nameField} from '../template/name-field.ts'
export type {
  CardCheck,
  Check,
  Problem,
  Rule,
  RuleConfig,
  RuleMeta,
  RuleSeverity
} from './types.ts'
export type {Severity} from '../message/source.ts'

/**
 * Makes a rule that looks at a bank as a whole.
 *
 * @param meta the rule's metadata
 * @param check finds the rule's problems, in source order; a generator, asynchronous where it has to be
 * @returns the rule as a remark plugin; it is silent on files that are not banks
 * @throws Error if the metadata cannot be used
 */
export function defineRule<
  const Schema extends OptionsSchema | undefined = undefined
>(
  meta: RuleMeta<Schema>,
  check: Check<Bank, Schema>
): Rule<GivenOptions<Schema>> {
  return own.defineRule(complete(meta), check)
}

/**
 * Makes a rule that looks at each card on its own.
 *
 * @param meta the rule's metadata
 * @param check finds the problems of one card, in source order; a generator
 * @returns the rule as a remark plugin; it is silent on files that are not banks
 * @throws Error if the metadata cannot be used
 */
export function defineCardRule<
  const Schema extends OptionsSchema | undefined = undefined
>(
  meta: RuleMeta<Schema>,
  check: CardCheck<Bank, Schema>
): Rule<GivenOptions<Schema>> {
  return own.defineCardRule(complete(meta), check)
}

const severities: readonly string[] = ['error', 'warning']

/** Fills in the URL: qbank documents its own rules; other rules give theirs in the metadata. */
function complete<Schema extends OptionsSchema | undefined>(
  meta: RuleMeta<Schema>
): RuleMeta<Schema> {
  if (!/^[a-z]+(?:-[a-z\d]+)*$/.test(meta.id)) {
    throw new Error(
      `Unexpected id ${JSON.stringify(meta.id)} of a rule, expected lower-case words with hyphens between them, such as \`no-long-title\``
    )
  }

  if (!severities.includes(meta.severity)) {
    throw new Error(
      `Unexpected severity ${JSON.stringify(meta.severity)} in the metadata of rule \`${meta.id}\`, expected \`error\` or \`warning\``
    )
  }

  if (meta.options) checkSchema(meta.id, meta.options)
  return {url: undefined, ...meta}
}
