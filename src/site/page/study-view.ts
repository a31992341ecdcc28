/** Study: a card that is due, its answer, and how well it was known. */
import type {App} from './app.ts'
import {createMeta, createTitle, fillText} from './card-view.ts'
import {button, h} from './lib/dom.ts'
import {createEmpty} from './list-view.ts'
import {grades} from '../../study/progress-file.ts'
import {Progress} from './lib/progress.ts'
import {readStored, store} from './lib/storage.ts'
import {pageTexts} from './lib/texts.ts'

const texts = pageTexts.study

/** New cards a day, by default. */
const newPerDay = 10

/** A card that is due again within this time stays in this session. */
const soon = 20 * 60_000

const day = 86_400_000

/** Study mode. */
export class StudyView {
  readonly element = h('div', {class: 'study-view'})
  readonly #app: App
  readonly #progress: Progress
  readonly #stage = h('div', {class: 'stage'})
  readonly #counts = h('p', {class: 'counts', role: 'status'})
  readonly #message = h('p', {class: 'message', role: 'status'})
  readonly #limit: HTMLInputElement
  /** The card that is shown. */
  #card: number | undefined
  #isShown = false
  /** New cards that the learner wants in addition to those of the day. */
  #extra = 0

  constructor(app: App) {
    this.#app = app
    this.#progress = new Progress(app.list.name)
    this.#limit = h('input', {
      type: 'number',
      min: 0,
      max: 999,
      value: readStored('new-per-day') ?? newPerDay,
      change: () => {
        store('new-per-day', this.#limit.value)
        this.draw()
      }
    })
    this.element.append(
      this.#counts,
      this.#stage,
      this.#message,
      this.#createTools()
    )
  }

  draw(): void {
    this.#progress.reload()
    const {due, fresh, studied} = this.#sort(new Date())
    this.#counts.textContent = `${texts.counts(due.length, fresh.length)} · ${texts.totals(studied, this.#app.matches.cards.length)}`
    const queue = [...due, ...fresh]
    const isStill = this.#card !== undefined && queue.includes(this.#card)
    if (isStill && this.#stage.childElementCount > 0) return
    this.#card = queue[0]
    this.#isShown = false
    if (this.#app.matches.cards.length === 0) {
      this.#stage.replaceChildren(createEmpty())
    } else if (this.#card === undefined) this.#drawDone()
    else this.#drawCard(this.#card)
  }

  /** Shows the answer. */
  step(): void {
    if (this.#card !== undefined && !this.#isShown) this.#show(this.#card)
  }

  /** @param at index of the rating, from 0 (Again) to 3 (Easy); without effect before the answer is shown */
  rate(at: number): void {
    const grade = grades[at]
    if (this.#card === undefined || !this.#isShown || !grade) return
    this.#progress.rate(
      this.#app.list.keys[this.#card] ?? '',
      grade,
      new Date()
    )
    this.#message.textContent = this.#progress.isKept ? '' : texts.notKept
    this.#card = undefined
    this.draw()
    // Not the first button of the card, which filters.
    this.#stage
      .querySelector<HTMLElement>('.primary')
      ?.focus({preventScroll: true})
  }

  /** @returns the cards that match: due ones in their order, and as many new ones as are allowed today */
  #sort(now: Date): {
    readonly due: number[]
    readonly fresh: number[]
    readonly studied: number
  } {
    const due: {readonly card: number; readonly at: number}[] = []
    const fresh: number[] = []
    const midnight = new Date(now).setHours(0, 0, 0, 0)
    let studied = 0
    let newToday = 0
    for (const card of this.#app.matches.cards) {
      const known = this.#progress.get(this.#app.list.keys[card] ?? '')
      if (!known) {
        fresh.push(card)
        continue
      }

      studied++
      const last = known.last_review?.getTime() ?? 0
      if (known.reps === 1 && last >= midnight) newToday++
      const at = known.due.getTime()
      if (at <= now.getTime()) due.push({card, at})
    }

    const limit = Number(this.#limit.value) + this.#extra - newToday
    return {
      due: due.sort((left, right) => left.at - right.at).map(({card}) => card),
      fresh: fresh.slice(0, Math.max(0, limit)),
      studied
    }
  }

  #drawCard(card: number): void {
    const text = h('div', {class: 'text asking'})
    void fillText(text, card)
    this.#stage.replaceChildren(
      h(
        'article',
        {class: 'card'},
        h('h2', {dir: 'auto'}, createTitle(this.#app, card)),
        createMeta(this.#app, card),
        text
      ),
      h(
        'div',
        {class: 'ratings'},
        button(
          texts.show,
          () => {
            this.#show(card)
          },
          {class: 'primary'}
        )
      )
    )
    // After the previous answer, the page is scrolled down.
    if (this.#stage.getBoundingClientRect().top < 0) {
      this.#stage.scrollIntoView()
    }
  }

  #show(card: number): void {
    this.#isShown = true
    const text = this.#stage.querySelector('.text')
    text?.classList.remove('asking')
    const answer = text?.querySelector<HTMLDetailsElement>('details.answer')
    if (answer) {
      answer.open = true
      // On a phone, it opens below the end of the screen.
      const {bottom} = answer.getBoundingClientRect()
      if (bottom > window.innerHeight) answer.scrollIntoView()
    }

    const now = new Date()
    const previews = this.#progress.preview(
      this.#app.list.keys[card] ?? '',
      now
    )
    const buttons = texts.ratings.map((name, at) =>
      button(
        h(
          'span',
          {},
          name,
          h(
            'small',
            {},
            describeTime((previews[at] ?? now).getTime() - now.getTime())
          )
        ),
        () => {
          this.rate(at)
        },
        {class: `rating rating-${at + 1}`}
      )
    )
    this.#stage.querySelector('.ratings')?.replaceChildren(...buttons)
    buttons[2]?.focus({preventScroll: true})
  }

  #drawDone(): void {
    const now = Date.now()
    const next = this.#app.matches.cards
      .flatMap(
        (card) =>
          this.#progress.get(this.#app.list.keys[card] ?? '')?.due.getTime() ??
          []
      )
      .reduce((least, each) => Math.min(least, each), Infinity)
    const more = button(
      texts.more,
      () => {
        this.#extra += newPerDay
        this.draw()
      },
      {class: 'primary'}
    )
    const hasNew = this.#app.matches.cards.some(
      (card) => !this.#progress.get(this.#app.list.keys[card] ?? '')
    )
    this.#stage.replaceChildren(
      h(
        'div',
        {class: 'nothing'},
        h('p', {}, h('strong', {}, texts.done)),
        h(
          'p',
          {},
          Number.isFinite(next)
            ? texts.next(describeWhen(next - now))
            : texts.never
        ),
        hasNew && more
      )
    )
    // A card that is due again soon is shown automatically.
    if (next - now < soon) {
      setTimeout(
        () => {
          if (this.element.isConnected && this.#card === undefined) this.draw()
        },
        Math.max(1000, next - now + 50)
      )
    }
  }

  #createTools(): HTMLElement {
    const file = h('input', {
      type: 'file',
      accept: 'application/json,.json',
      hidden: true,
      change: () => {
        void this.#import(file)
      }
    })
    return h(
      'details',
      {class: 'tools'},
      h('summary', {}, texts.progress),
      h('p', {}, texts.about),
      h('p', {}, h('label', {}, `${texts.newPerDay} `, this.#limit)),
      h(
        'p',
        {class: 'actions'},
        button(texts.export, () => {
          download('qbank-progress.json', this.#progress.export())
        }),
        button(texts.import, () => {
          file.click()
        }),
        file,
        button(
          texts.forget,
          () => {
            if (!confirm(texts.forgetSure)) return
            this.#progress.clear()
            this.#card = undefined
            this.draw()
          },
          {class: 'danger'}
        )
      )
    )
  }

  async #import(input: HTMLInputElement): Promise<void> {
    const [file] = input.files ?? []
    if (!file) return
    const result = this.#progress.import(await file.text())
    this.#message.textContent =
      typeof result === 'number'
        ? texts.imported(result)
        : texts.notImported(texts.reasons[result])
    input.value = ''
    this.#card = undefined
    this.draw()
  }
}

function download(name: string, text: string): void {
  const href = URL.createObjectURL(new Blob([text], {type: 'application/json'}))
  h('a', {href, download: name}).click()
  setTimeout(() => {
    URL.revokeObjectURL(href)
  }, 10_000)
}

/** @returns a time span in one unit: 10 min, 3 d */
function describeTime(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000))
  const {spans} = texts
  if (minutes < 60) return spans.minutes(minutes)
  const hours = Math.round(minutes / 60)
  if (hours < 24) return spans.hours(hours)
  const days = Math.round(milliseconds / day)
  if (days < 31) return spans.days(days)
  const months = Math.round(days / 30.4)
  return months < 12
    ? spans.months(months)
    : spans.years(Number((days / 365).toFixed(1)))
}

function describeWhen(milliseconds: number): string {
  return milliseconds <= 0 ? texts.now : texts.later(describeTime(milliseconds))
}
