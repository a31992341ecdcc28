/**
 * Handles comments such as `<!--lint disable no-mojibake-->` for the messages of qbank's rules. Other plugins have a
 * remark-message-control of their own; ours has another name, so that their options stay theirs.
 */
import type {Html, Root} from 'mdast'
import type {Plugin, Processor} from 'unified'
import {messageControl} from 'unified-message-control'
import type {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import {findFirst} from '../text/binary-search.ts'
import type {Range} from '../markdown/offsets.ts'
import {startOf} from '../markdown/offsets.ts'
import {readBank} from '../bank/read-bank.ts'
import {messageSource} from '../message/source.ts'
import {runLast} from '../rule/run-last.ts'
import {dropEchoes} from './echoes.ts'
import type {PlacedDirective} from './directives.ts'
import {findDirectives, mayHaveDirectives, readDirective} from './directives.ts'
import {controlledSources, findLoadedRules} from '../rule/known-rules.ts'
import {stateOf} from '../rule/state.ts'

/** Control of the messages of the rules. */
export const controlRules: Plugin<[], Root> = function () {
  const control = createControl(this)
  return (tree, file) => {
    control(tree, file)
    const bank = readBank(tree, file)
    if (bank) file.messages = dropEchoes(bank, file.messages)
    if (!isBlocked(file)) return
    const blocking = new Set(
      file.messages.filter(isBlocking).map(({ruleId}) => ruleId)
    )
    // Other messages would be about a text that is neither side of the conflict, or about code as if it were text.
    file.messages = file.messages.filter(
      ({ruleId, source}) => blocking.has(ruleId) || source !== messageSource
    )
  }
}

/**
 * @returns whether it is not known what the file says: it has both sides of a merge, or an open fence. Nothing else
 *   is fixed until a person has fixed that
 */
export function isBlocked(file: VFile): boolean {
  return findBlocker(file) !== undefined
}

/** @returns the first message that blocks the file */
export function findBlocker({
  messages
}: {
  readonly messages: readonly VFileMessage[]
}): VFileMessage | undefined {
  return messages.find(isBlocking)
}

function isBlocking({isBlocking = false}: VFileMessage): boolean {
  return isBlocking
}

/** Control of the messages of `card-id`, which looks at the rules' messages about headings that are left. */
export const controlIds: Plugin<[], Root> = function () {
  return createControl(this)
}

/** Control of the messages of `format`, which looks at the messages that are left and so runs after the rules. */
export const controlFormat: Plugin<[], Root> = function () {
  return createControl(this)
}

/** Control of the messages of rules that a configuration lists after the preset. */
export const controlOthers = runLast<[]>(function () {
  return createControl(this)
})

/**
 * Control of the messages of `lint-directive`, which looks at what the other controls have done. A comment about all
 * rules does not include this one: it would switch off the messages about itself.
 */
export const controlDirectives = runLast<[]>(function () {
  return createControl(this, {namedOnly: true})
})

/** @param options whether comments that do not name a rule are skipped */
function createControl(
  processor: Processor,
  {namedOnly = false} = {}
): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    // Walking the tree takes as long as all rules together, and few banks need it.
    if (!mayHaveDirectives(String(file))) return
    const loadedRules = findLoadedRules(processor)
    const {messages} = file
    messageControl(tree, {
      name: 'lint',
      source: controlledSources,
      file,
      test: 'html',
      marker(node) {
        if (node.type !== 'html') return undefined
        const directive = readDirective((node as Html).value, loadedRules.ids)
        // remark-message-control throws at a verb that it does not know, which stops the engine.
        if (directive?.verb?.meant === undefined) return undefined
        if (namedOnly && directive.ids.length === 0) return undefined
        const words = directive.ids.map(({text, meant}) => meant ?? text)
        return {
          name: 'lint',
          attributes: [directive.verb.meant, ...words].join(' ')
        }
      }
    })
    const bank = readBank(tree, file)
    if (bank) {
      const isIgnored = findIgnored(
        findDirectives(bank, loadedRules.ids).filter(
          ({ids}) => ids.length > 0 || !namedOnly
        )
      )
      file.messages = file.messages.filter((message) => !isIgnored(message))
    }

    const kept = new Set(file.messages)
    const state = stateOf(file)
    state.loadedRules = loadedRules
    state.suppressed = [
      ...(state.suppressed ?? []),
      ...messages.filter((message) => !kept.has(message))
    ]
  }
}

/**
 * Finds the ranges of `ignore`. remark-message-control ignores only the card's heading that is next; we ignore the
 * card.
 */
function findIgnored(
  directives: readonly PlacedDirective[]
): (message: VFileMessage) => boolean {
  // By rule, or `*` for all, in source order; each `end` is the furthest so far.
  const ranges = new Map<string, Range[]>()
  for (const {verb, ids, node, nextEnd} of directives) {
    if (verb?.meant !== 'ignore' || nextEnd === undefined) continue
    const words = ids.map(({text, meant}) => meant ?? text)
    for (const id of words.length > 0 ? words : ['*']) {
      const list = ranges.get(id) ?? []
      list.push({
        start: startOf(node),
        end: Math.max(nextEnd, list.at(-1)?.end ?? 0)
      })
      ranges.set(id, list)
    }
  }

  return ({place, ruleId = '', source = ''}) => {
    const at = place && ('start' in place ? place.start : place).offset
    if (at === undefined || !controlledSources.includes(source)) return false
    return [ruleId, '*'].some((id) => {
      const list = ranges.get(id) ?? []
      const next = findFirst(list, ({start}) => start > at)
      return (list[next - 1]?.end ?? 0) > at
    })
  }
}
