/**
 * The package's main entrance: the remark preset, its rules for those who configure them one by one, and functions for
 * other programs.
 *
 * @example
 *   // .remarkrc.mjs
 *   export {default} from 'qbank'
 *
 * @example
 *   // .remarkrc.mjs
 *   import qbank, {rules} from 'qbank'
 *
 *   export default {plugins: [qbank, [rules['bullet-count'], 'warn']]}
 */
import {borrowedRules} from '../rules/borrowed/index.ts'
import {allRules} from '../rules/index.ts'
import type {Rule} from './rule/define-rule.ts'

export {checkBank, fixBank, readBank} from './api.ts'
export type {BankOptions, BankResult} from './api.ts'
export type {
  Bank,
  Block,
  Card,
  CardHeading,
  Field,
  Label,
  Range,
  Section
} from './bank/model.ts'
export {preset as default} from './preset.ts'
export type {
  Rule,
  RuleConfig,
  RuleMeta,
  RuleSeverity,
  Severity
} from './rule/define-rule.ts'

/** All rules by id, those of other packages that the preset brings along included. */
export const rules: Readonly<Record<string, Rule>> = Object.fromEntries(
  [...allRules, ...borrowedRules].map((rule) => [rule.meta.id, rule])
)
