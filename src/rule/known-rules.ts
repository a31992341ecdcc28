/** Which rules a processor has, its configuration's included; a comment may name any of them. */
import type {Processor} from 'unified'
import {messageSource} from '../message/source.ts'

/** Sources of messages that `<!--lint …-->` switches off. */
export const controlledSources = [
  messageSource,
  'remark-lint',
  'remark-validate-links'
]

/** What is known of a processor's rules. */
export interface LoadedRules {
  /** Ids of the rules whose messages our comments switch off. */
  readonly ids: readonly string[]
  /** Those of ours among them. */
  readonly ownIds: readonly string[]
  /** Whether a configuration has a message control of its own: we do not see the messages that it switches off. */
  readonly hasOtherControl: boolean
  /** Whether that one also listens to sources whose rules only it knows. */
  readonly hasOtherSources: boolean
}

/**
 * Plugins made with unified-lint-rule have the name `remark-lint:<id>`, ours `question-bank:<id>`; there is no other
 * sign of what a plugin is.
 *
 * @param processor frozen, so that the list is complete
 */
export function findLoadedRules(processor: Processor): LoadedRules {
  const ids = new Set(['missing-file', 'missing-heading'])
  const ownIds: string[] = []
  let hasOtherControl = false
  let hasOtherSources = false
  // No other list shows what a configuration has added.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  for (const [plugin, options] of processor.attachers) {
    const [source = '', id] = plugin.name.split(':')
    if (id !== undefined && controlledSources.includes(source)) ids.add(id)
    if (id !== undefined && source === messageSource) ownIds.push(id)
    if (plugin.name === 'remarkLint') hasOtherControl = true
    if (plugin.name !== 'remarkMessageControl') continue
    const {name, source: given} = (options ?? {}) as {
      readonly name?: string
      readonly source?: string | readonly string[]
    }
    if (name !== 'lint') continue
    hasOtherControl = true
    hasOtherSources ||= [given ?? name]
      .flat()
      .some((source) => !controlledSources.includes(source))
  }

  return {ids: [...ids], ownIds, hasOtherControl, hasOtherSources}
}
