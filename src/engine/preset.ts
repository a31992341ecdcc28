/**
 * The remark preset: what `.remarkrc.mjs` names, and what every entrance runs.
 *
 * The order matters. Rules see the document with front matter and GFM; comments switch off their messages;
 * `card-id` looks at what the rules leave of a heading, and `format` at what they leave of a card. After the plugins
 * that a configuration lists after this preset, comments switch off their messages, `lint-directive` looks at the
 * comments, and the fixer is last. Plugins have no options here: a configuration's own would be lost.
 */
import type {Root} from 'mdast'
import type {Preset, Processor, Transformer} from 'unified'
import {borrowedRules} from '../../rules/borrowed/index.ts'
import {cardId, format, lintDirective, rules} from '../../rules/index.ts'
import {bankParser} from '../markdown/remark-plugin.ts'
import {readBank} from '../bank/read-bank.ts'
import {
  controlDirectives,
  controlFormat,
  controlIds,
  controlOthers,
  controlRules
} from '../fix/suppressions.ts'
import {checkDeclaredRules} from '../fix/declared-rules.ts'
import {leaveIgnored, leaveIgnoredByOthers} from '../fix/leave-ignored.ts'
import {repair} from '../fix/repair.ts'
import {stateOf} from '../rule/state.ts'
import {lendConfig} from './lend.ts'
import {countText} from '../text/brief.ts'
import {timingTexts} from '../text/texts.ts'
import {measureOn} from '../text/timing.ts'

/** Key of a processor's data that says that the preset is in use. */
const presetKey = 'qbankPreset'

declare module 'unified' {
  interface Data {
    [presetKey]?: boolean
  }
}

/** Leaves a mark that another copy of this package finds, too (for example a global one beside a local one). */
function markPreset(this: Processor): void {
  this.data(presetKey, true)
}

/**
 * Measures parsing, and reads the bank before the first rule needs it, so that the rule's time does not include that.
 */
function timeReading(this: Processor): Transformer<Root> {
  const {parser} = this
  if (parser) {
    this.parser = (text, file) => {
      // Each pass of a fix begins here.
      stateOf(file).signal?.throwIfAborted()
      countText(text)
      return measureOn(file, timingTexts.parse, () => parser(text, file))
    }
  }

  return (tree, file) => {
    if (!file.data.qbank?.timing) return
    measureOn(file, timingTexts.read, () => readBank(tree, file))
  }
}

/** The preset. */
export const preset: Preset = {
  plugins: [
    markPreset,
    bankParser,
    lendConfig,
    timeReading,
    ...rules,
    checkDeclaredRules,
    leaveIgnored,
    ...Object.values(borrowedRules),
    controlRules,
    cardId,
    controlIds,
    format,
    controlFormat,
    controlOthers,
    lintDirective,
    controlDirectives,
    leaveIgnoredByOthers,
    repair
  ]
}

/**
 * For entrances: uses the preset unless the project's configuration has done so. Naming the preset a second
 * time would make unified-engine forget the options that the configuration gives to single rules.
 */
export function ensurePreset(this: Processor): void {
  if (!this.data(presetKey)) this.use(preset)
}
