/**
 * What people are shown of a report. A hundred lines of the same kind hide the one that matters, so a rule that speaks of many
 * cards is shown once, and of any other rule only the first places are. Programs get all of it, and all of it is counted.
 */
import type {ReportFile, ReportOptions} from './report.ts'
import type {MessageView} from './message-view.ts'
import {defaultFix, getJudged, nameOf, viewMessages} from './message-view.ts'
import {condenseTexts} from './texts.ts'

/** So many places stand for all, if there are more cards. */
const fewPlaces = 3

/** A rule is shown at no more places of a file. */
const mostPlaces = 20

/**
 * @param options with `diff`, every message shows a change of its own, and none is left out
 * @returns the messages of a file for people to read, by place; the last one of a rule says how many are left out
 */
export function viewForPeople(
  file: ReportFile,
  options: ReportOptions
): MessageView[] {
  const views = viewMessages(file, options)
  if (options.diff) return views
  const cards = getJudged(file).length
  const shown = new Map(
    [...groupByRule(views).values()].flatMap((group) =>
      condense(group, cards, options)
    )
  )
  return views.flatMap((view) => shown.get(view) ?? [])
}

function groupByRule(
  views: readonly MessageView[]
): Map<string, MessageView[]> {
  const groups = new Map<string, MessageView[]>()
  for (const view of views) {
    const key = `${view.severity} ${nameOf(view)}`
    const group = groups.get(key)
    if (group) group.push(view)
    else groups.set(key, [view])
  }

  return groups
}

/** Many of these have one cause: Prettier was not run, or a file was added twice. */
const rulesWithOneCause: ReadonlySet<string> = new Set([
  'format',
  'no-duplicate-card',
  'no-duplicate-title'
])

/** Those with one text, where that is most of them: the first of all would not say what they say. */
function findCommon(views: readonly MessageView[]): readonly MessageView[] {
  const texts = new Map<string, number>()
  for (const {text} of views) texts.set(text, (texts.get(text) ?? 0) + 1)
  const [most] = [...texts].find(([, count]) => count * 2 > views.length) ?? []
  return most === undefined ? views : views.filter(({text}) => text === most)
}

/**
 * @param views those of one rule
 * @param total how many cards there are
 * @returns the views that are shown, and as what
 */
function condense(
  views: readonly MessageView[],
  total: number,
  options: ReportOptions,
  isPart = false
): [MessageView, MessageView][] {
  const {fix = defaultFix} = options
  const all = views.map((view): [MessageView, MessageView] => [view, view])
  const cards = new Set(views.flatMap(({card}) => card ?? [])).size
  const hasOneCause = views.some((view) => rulesWithOneCause.has(nameOf(view)))
  const isEverywhere = cards > fewPlaces && (cards * 3 > total || hasOneCause)
  if (!isEverywhere && views.length <= mostPlaces) return all
  const common = isEverywhere ? findCommon(views) : views
  if (common.length < views.length) {
    const others = views.filter((view) => view.text !== common[0]?.text)
    return [common, others].flatMap((part) =>
      condense(part, total, options, true)
    )
  }

  const count = isEverywhere ? 1 : mostPlaces
  const last = views[count - 1]
  if (!last) return all
  const left = views.length - count
  const note = [
    ...(last.note === undefined ? [] : [last.note]),
    isEverywhere
      ? condenseTexts.everywhere(
          {problems: views.length, cards, total, isPart},
          views.slice(1, fewPlaces).map(({line}) => line)
        )
      : condenseTexts.more(left, nameOf(last)),
    views.every(({isFixable}) => isFixable)
      ? condenseTexts.fix(fix)
      : condenseTexts.list
  ]
  return [...all.slice(0, count - 1), [last, {...last, note: note.join(' ')}]]
}
