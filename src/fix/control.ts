/**
 * `<!--lint disable no-mojibake-->` and its like, for the messages of ours. Other people's plugins have a
 * remark-message-control of their own; this one has its own name in unified, so that their options stay theirs.
 */
import type {Root} from 'mdast'
import remarkMessageControl from 'remark-message-control'
import type {Plugin} from 'unified'
import type {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import {markMessage, messageSource} from '../rule/define-rule.ts'

/** Control of the messages of the rules. */
export const controlRules: Plugin<[], Root> = function () {
  const control = createControl({reports: true}) as Transformer
  return (tree, file) => {
    control(tree, file)
    if (!hasConflict(file)) return
    // Anything else would be about a text that is neither side of the conflict.
    file.messages = file.messages.filter(
      (message) => message.source !== messageSource || isConflict(message)
    )
  }
}

type Transformer = (tree: Root, file: VFile) => void

function isConflict({ruleId, source}: VFileMessage): boolean {
  return source === messageSource && ruleId === 'no-conflict-marker'
}

/** @returns whether both sides of a merge are in the file: nothing is formatted until a person has chosen */
export function hasConflict(file: VFile): boolean {
  return file.messages.some(isConflict)
}

/** Control of the messages of `format`, which looks at what is left of the rules' and so runs behind them. */
export const controlFormat: Plugin<[], Root> = function () {
  return createControl({reports: false})
}

/** @param options whether to tell about comments that cannot be understood; once a file is enough */
function createControl({
  reports
}: {
  reports: boolean
}): ReturnType<Plugin<[], Root>> {
  const transform = remarkMessageControl({
    name: 'lint',
    source: [messageSource, 'remark-lint']
  })
  return (tree, file) => {
    // Walking the tree costs as much as all rules together, and hardly a bank needs it.
    if (!/<!--\s*lint\b/.test(String(file))) return
    try {
      transform(tree, file)
    } catch (error) {
      const message = file.messages.find((message) => message === error)
      // A misspelt verb stops remark-message-control, and with it the engine; for us it is one more problem.
      if (!message) throw error
      if (!reports) {
        file.messages.splice(file.messages.indexOf(message), 1)
        return
      }

      message.ruleId = 'lint-directive'
      message.source = messageSource
      markMessage(message, 'error', 'lint-directive')
    }
  }
}
