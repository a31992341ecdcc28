/**
 * Shortens a report for people. A hundred lines of the same kind hide the one that matters. So a rule with problems on
 * many cards is shown once, and for any other rule only the first places are shown. Programs get all problems, and all
 * are counted.
 */
import type {ReportFile, ReportOptions} from './report.ts'
import type {MessageSketch, MessageView} from './message-view.ts'
import {
  defaultFix,
  getCheckedCards,
  nameOf,
  sketchMessages,
  viewMessage
} from './message-view.ts'
import {condenseTexts} from './texts.ts'

/** So few places are shown as examples, if there are more cards. */
const fewPlaces = 3

/** No rule is shown at more places of a file. */
const mostPlaces = 20

/**
 * @param options with `diff`, each message shows its own change, and all are shown
 * @returns the messages of a file as people read them, by place; the last one of a rule says how many are not shown
 */
export function viewForPeople(
  file: ReportFile,
  options: ReportOptions
): MessageView[] {
  const sketches = sketchMessages(file, options)
  if (options.diff) return sketches.map((sketch) => viewMessage(file, sketch))
  const cards = getCheckedCards(file).length
  const shown = new Map(
    [...groupByRule(sketches).values()].flatMap((group) =>
      condense(group, cards)
    )
  )
  return sketches.flatMap((sketch) => {
    const group = shown.get(sketch)
    if (!group) return []
    const view = viewMessage(file, sketch)
    return group === 'whole' ? view : addNote(view, group, cards, options)
  })
}

function ruleOf({message: {ruleId = '', source = ''}}: MessageSketch): string {
  return nameOf({ruleId, source})
}

function groupByRule(
  sketches: readonly MessageSketch[]
): Map<string, MessageSketch[]> {
  const groups = new Map<string, MessageSketch[]>()
  for (const sketch of sketches) {
    const key = `${sketch.severity} ${ruleOf(sketch)}`
    const group = groups.get(key)
    if (group) group.push(sketch)
    else groups.set(key, [sketch])
  }

  return groups
}

/** Many problems of these rules have one cause: Prettier was not run, or a file was added twice. */
const rulesWithOneCause: ReadonlySet<string> = new Set([
  'format',
  'no-duplicate-card',
  'no-duplicate-title'
])

/** Messages with the same text, if most have it: the first of all messages might not be typical. */
function findCommon(
  sketches: readonly MessageSketch[]
): readonly MessageSketch[] {
  const texts = new Map<string, number>()
  for (const {message} of sketches) {
    texts.set(message.reason, (texts.get(message.reason) ?? 0) + 1)
  }

  const [most] =
    [...texts].find(([, count]) => count * 2 > sketches.length) ?? []
  return most === undefined
    ? sketches
    : sketches.filter(({message}) => message.reason === most)
}

/** Messages that are not all shown. */
interface Group {
  readonly all: readonly MessageSketch[]
  /** How many are shown. */
  readonly count: number
  /** On how many cards they are; `undefined` if that is not said. */
  readonly cards: number | undefined
  /** Whether the rule has also reported other things. */
  readonly isPart: boolean
}

/**
 * @param sketches those of one rule
 * @param total how many cards there are
 * @returns those that are shown; one of them has the group of all, if it has to say how many are not shown
 */
function condense(
  sketches: readonly MessageSketch[],
  total: number,
  isPart = false
): [MessageSketch, Group | 'whole'][] {
  const cards = new Set(sketches.flatMap(({card}) => card ?? [])).size
  const hasOneCause = sketches.some((sketch) =>
    rulesWithOneCause.has(ruleOf(sketch))
  )
  const isEverywhere = cards > fewPlaces && (cards * 3 > total || hasOneCause)
  const isShort = !isEverywhere && sketches.length <= mostPlaces
  const common = isEverywhere ? findCommon(sketches) : sketches
  if (common.length < sketches.length) {
    const reason = common[0]?.message.reason
    const others = sketches.filter(({message}) => message.reason !== reason)
    return [common, others].flatMap((part) => condense(part, total, true))
  }

  const count = isShort ? sketches.length : isEverywhere ? 1 : mostPlaces
  const group = {
    ...{all: sketches, count, isPart},
    cards: isEverywhere ? cards : undefined
  }
  return sketches
    .slice(0, count)
    .map((sketch, at) => [sketch, isShort || at < count - 1 ? 'whole' : group])
}

/** @returns the last shown message of a group, which says how many are not shown */
function addNote(
  view: MessageView,
  {all, cards, count, isPart}: Group,
  total: number,
  {fix = defaultFix}: ReportOptions
): MessageView {
  const note = [
    ...(view.note === undefined ? [] : [view.note]),
    cards === undefined
      ? condenseTexts.more(all.length - count, nameOf(view))
      : condenseTexts.everywhere(
          {problems: all.length, cards, total, isPart},
          all.slice(1, fewPlaces).map(({line}) => line)
        ),
    all.every(({isFixable}) => isFixable)
      ? condenseTexts.fix(fix)
      : condenseTexts.list
  ]
  return {...view, note: note.join(' ')}
}
