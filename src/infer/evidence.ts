/**
 * Finds out whether similar headings are those of cards: the steps of an instruction and the chapters of an article
 * also have numbers.
 */
import {hasQuestionMark} from '../text/question-mark.ts'
import type {RootContent} from 'mdast'
import {isAsking} from '../template/card-shapes.ts'
import {readParts} from './card-parts.ts'
import type {CardShape} from './card-shapes.ts'
import type {Entry} from './outline.ts'

// cspell:disable
/** Words by which a file, its title or the lead of a card shows that there are questions. */
export const questionWords =
  /question|interview|quiz|q\s?&\s?a|\bfaq|flash\s?-?cards?|trivia|exam(?!ple)|exercise|challenge|puzzle|riddle|frage|aufgabe|prüfung|pregunta|entrevista|ejercicio|pergunta|domand[ae]|вопрос|задача|собеседован|面试|面試|(?<![主标標话話专專])[题題]|質問|問題|질문|문제|면접/iu

/** Headings that a list of cards may begin or end with, but that are not cards. */
const asides =
  /^\P{L}*(?:about|acknowledg|author|check-?list|cheat ?sheet|conclusion|contact|contribut|credit|further reading|introduction|licen[cs]e|other\b|overview|preface|references|resources|revision|summary|support|thanks|einleitung|introducción|введение|заключение|前言|总结|參考|参考)/iu
// cspell:enable

/** The share of headings that ask; numbers that begin again are more often those of steps. */
const enoughAsking = {counting: 0.25, restarting: 0.5}

/** So many numbered headings are not steps. */
const manyNumbers = 30

/** The share of headings with the same labels below them. */
const enoughAlike = 0.6

/** So many repeated labels are not a coincidence. */
const fewestLabels = 2

/** @returns whether headings with a number or a prefix begin cards */
export function areQuestions({card, headings}: CardShape): boolean {
  const enough = (share: number, isOne: (entry: Entry) => boolean): boolean =>
    headings.filter(isOne).length >= share * headings.length
  return (
    saysQuestion(card) ||
    enough(
      card.restart ? enoughAsking.restarting : enoughAsking.counting,
      ({text}) => hasQuestionMark(text)
    ) ||
    (headings.length >= manyNumbers && !card.restart) ||
    enough(enoughAlike, hasAnswer) ||
    hasLabels(headings)
  )
}

/** @returns whether what is before the titles of cards is a word for a question, or `Q` */
export function saysQuestion({
  number,
  prefix
}: Pick<CardShape['card'], 'number' | 'prefix'>): boolean {
  const lead = (number ?? prefix).replace(/\P{L}+/gu, '')
  return /^q$/i.test(lead) || questionWords.test(lead)
}

/** `2.3 Title`, below a heading `2. Title`. */
const numberInSection = /^\d{1,3}\.\d{1,3}[.):]?\s/

/**
 * Whether a heading shows that it is a card's: it asks, has a number in a numbered section, or has options or a closed
 * answer below it, exactly once (sections have them more often).
 */
export function hasSign(entry: Entry): boolean {
  const {text} = entry
  return (
    findAnswers(entry).length <= 1 &&
    (hasQuestionMark(text) || numberInSection.test(text) || hasAnswer(entry))
  )
}

/** Whether there is an answer that opens with a click, or a list of options. */
function hasAnswer(entry: Entry): boolean {
  const [first, ...more] = findAnswers(entry)
  if (!first || more.length > 0) return false
  if (first.type !== 'list') return true
  // A list of tasks has no ticks, or only ticks.
  const ticks = first.children.map(({checked}) => checked)
  return ticks.includes(true) && ticks.includes(false)
}

function findAnswers({nodes}: Entry): RootContent[] {
  return nodes.filter((node) =>
    node.type === 'html'
      ? /^<details\b/i.test(node.value)
      : node.type === 'list' &&
        node.children.some(({checked}) => typeof checked === 'boolean')
  )
}

function hasLabels(headings: readonly Entry[]): boolean {
  const counts = new Map<string, number>()
  for (const {nodes} of headings) {
    const labels = readParts(nodes).labelled.map(({label}) => label)
    for (const label of new Set(labels)) {
      counts.set(label, (counts.get(label) ?? 0) + 1)
    }
  }

  const common = [...counts.values()].filter(
    (count) => count >= enoughAlike * headings.length
  )
  return common.length >= fewestLabels
}

/** Fewer headings than this are not a list. */
const fewestInList = 10

/** The share of a text's headings that have the depth of its list. */
const nearlyAll = 0.9

/** @returns whether a text is a list of questions: its title says so, and it has hardly any other headings */
export function isQuestionList(
  entries: readonly Entry[],
  headings: readonly Entry[]
): boolean {
  const [title, ...others] = entries
  return (
    title?.depth === 1 &&
    questionWords.test(title.text) &&
    headings.length >= fewestInList &&
    headings.length >= nearlyAll * others.length &&
    !headings.some((heading) => asides.test(heading.text) && !isAsking(heading))
  )
}
