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
import {rulesById} from '../rules/index.ts'
import {refuseOthers} from './rule/named-rules.ts'

export {checkBank, fixBank, readBank} from './api.ts'
export type {BankOptions, BankResult} from './api.ts'
export type * from './bank/public-model.ts'
export {preset as default} from './engine/preset.ts'
export type {CardTemplate, FieldTemplate, Template} from './template/model.ts'
export type {
  Problem,
  Rule,
  RuleConfig,
  RuleMeta,
  RuleSeverity
} from './rule/types.ts'
export type {Severity} from './message/source.ts'

/** All rules by id, those of other packages that the preset brings along included. Another id throws an error. */
export const rules = refuseOthers({...rulesById, ...borrowedRules})
