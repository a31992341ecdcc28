/** Interview: the picked cards with their points to tick, notes, and the result as Markdown. */
import type {App} from './app.ts'
import {createTitle, fillText} from './card-view.ts'
import {button, h, toText} from './lib/dom.ts'
import type {Score} from './lib/picked.ts'
import {
  changeInterview,
  changeScore,
  clearInterview,
  getInterview,
  getScore,
  togglePicked
} from './lib/picked.ts'
import {pageTexts} from './lib/texts.ts'
import {escapeMarkdown} from '../../text/escape.ts'

const texts = pageTexts.interview

/** Number of random cards. */
const randomCards = 5

/** A point of an answer. */
interface Point {
  readonly text: string
  readonly isMust: boolean
}

/** Interview mode. */
export class InterviewView {
  readonly element = h('div', {class: 'interview-view'})
  readonly #app: App
  /** Points by card, when its text has been loaded. */
  readonly #points = new Map<number, readonly Point[]>()

  constructor(app: App) {
    this.#app = app
  }

  draw(): void {
    const cards = this.#findCards()
    if (cards.length === 0) {
      this.element.replaceChildren(this.#createEmpty())
      return
    }

    // The focused element is drawn again with all others.
    const focused = document.activeElement?.getAttribute('data-focus')
    const name = h('input', {
      type: 'text',
      value: getInterview().name,
      autocomplete: 'off',
      input: () => {
        changeInterview({name: name.value})
      }
    })
    this.element.replaceChildren(
      h('p', {class: 'name'}, h('label', {}, `${texts.candidate} `, name)),
      h(
        'ol',
        {class: 'rows'},
        ...cards.map((card, at) => this.#createCard(card, at, cards.length))
      ),
      this.#createEnd()
    )
    if (focused) {
      this.element
        .querySelector<HTMLElement>(`[data-focus="${CSS.escape(focused)}"]`)
        ?.focus()
    }
  }

  #findCards(): number[] {
    return getInterview().cards.flatMap((key) => this.#app.findCard(key) ?? [])
  }

  #createEmpty(): HTMLElement {
    const amount = Math.min(randomCards, this.#app.matches.cards.length)
    return h(
      'div',
      {class: 'nothing'},
      h('p', {}, h('strong', {}, texts.none)),
      h('p', {}, texts.noneHint),
      amount > 0 &&
        button(
          texts.take(amount),
          () => {
            this.#take(amount)
          },
          {class: 'primary'}
        )
    )
  }

  #take(amount: number): void {
    const rest = [...this.#app.matches.cards]
    const cards = Array.from({length: amount}, () => {
      const at = Math.floor(Math.random() * rest.length)
      return this.#app.list.keys[rest.splice(at, 1)[0] ?? 0] ?? ''
    })
    changeInterview({cards})
    this.draw()
  }

  #createCard(card: number, at: number, amount: number): HTMLElement {
    const key = this.#app.list.keys[card] ?? ''
    const title = h('h2', {dir: 'auto'}, createTitle(this.#app, card))
    const name = toText(title)
    const text = h('div', {class: 'text'}, h('p', {}, pageTexts.loading))
    const score = h('p', {class: 'score', role: 'status'})
    void fillText(text, card).then(() => {
      this.#fillPoints(card, text, score)
    })
    const move = (by: number): void => {
      const {cards} = getInterview()
      const others = cards.filter((each) => each !== key)
      changeInterview({
        cards: others.toSpliced(cards.indexOf(key) + by, 0, key)
      })
      this.draw()
    }
    return h(
      'li',
      {class: 'row open'},
      title,
      h(
        'p',
        {class: 'moves'},
        at > 0 &&
          button(
            '↑',
            () => {
              move(-1)
            },
            {'aria-label': texts.up(name), 'data-focus': `up ${key}`}
          ),
        at < amount - 1 &&
          button(
            '↓',
            () => {
              move(1)
            },
            {'aria-label': texts.down(name), 'data-focus': `down ${key}`}
          ),
        button(
          '×',
          () => {
            togglePicked(key)
            this.draw()
          },
          {'aria-label': texts.drop(name)}
        )
      ),
      text,
      score,
      this.#createRating(key, name),
      this.#createNotes(key)
    )
  }

  #createRating(key: string, title: string): HTMLElement {
    const select = h('select', {
      'aria-label': `${texts.rating}: ${title}`,
      change: () => {
        changeScore(key, {rating: select.selectedIndex})
      }
    })
    select.append(...texts.ratings.map((name) => h('option', {}, name)))
    select.selectedIndex = getScore(key).rating
    return h(
      'p',
      {class: 'overall'},
      h('label', {}, `${texts.rating} `, select)
    )
  }

  #createNotes(key: string): HTMLElement {
    const notes = h('textarea', {
      rows: 3,
      dir: 'auto',
      input: () => {
        changeScore(key, {notes: notes.value})
      }
    })
    notes.value = getScore(key).notes
    return h('label', {class: 'notes'}, texts.notes, notes)
  }

  /** Puts a box before each point of the answer. */
  #fillPoints(card: number, text: HTMLElement, score: HTMLElement): void {
    const key = this.#app.list.keys[card] ?? ''
    const items = [
      ...text.querySelectorAll<HTMLElement>(
        '.points > ul > li, .points > ol > li'
      )
    ]
    // The interviewer has to see what counts.
    const answer = text.querySelector<HTMLDetailsElement>('details.answer')
    if (answer) answer.open = true
    const points = items.map((item) => ({
      text: toText(item).replace(/\s+/g, ' ').trim(),
      isMust: item.classList.contains('must')
    }))
    this.#points.set(card, points)
    const drawScore = (): void => {
      score.textContent = describeScore(getScore(key), points)
    }
    for (const [at, item] of items.entries()) {
      const box = h('input', {
        type: 'checkbox',
        change: () => {
          const {made} = getScore(key)
          changeScore(key, {
            made: box.checked
              ? [...made, at].sort((left, right) => left - right)
              : made.filter((each) => each !== at)
          })
          drawScore()
        }
      })
      box.checked = getScore(key).made.includes(at)
      const label = h('label', {}, box, h('span', {}, ...item.childNodes))
      item.append(label)
    }

    drawScore()
  }

  #createEnd(): HTMLElement {
    const result = h('div', {class: 'result', role: 'status'})
    return h(
      'div',
      {class: 'end'},
      h(
        'p',
        {class: 'actions'},
        button(
          texts.copy,
          () => {
            void this.#copy(result)
          },
          {class: 'primary'}
        ),
        button(
          texts.clear,
          () => {
            if (!confirm(texts.clearSure)) return
            clearInterview()
            this.draw()
          },
          {class: 'danger'}
        )
      ),
      result
    )
  }

  async #copy(result: HTMLElement): Promise<void> {
    const text = this.#toMarkdown()
    try {
      await navigator.clipboard.writeText(text)
      result.replaceChildren(h('p', {}, texts.copied))
    } catch {
      const area = h('textarea', {
        rows: 12,
        readonly: true,
        'aria-label': texts.notCopied
      })
      area.value = text
      result.replaceChildren(h('p', {}, texts.notCopied), area)
      area.select()
    }
  }

  #toMarkdown(): string {
    const parts = this.#findCards().map((card) => {
      const key = this.#app.list.keys[card] ?? ''
      const score = getScore(key)
      const points = this.#points.get(card) ?? []
      const title = toText(h('p', {}, createTitle(this.#app, card)))
      const lines = points.map(
        ({text, isMust}, at) =>
          `- [${score.made.includes(at) ? 'x' : ' '}] ${escapeMarkdown(text)}${isMust ? ` (${texts.must})` : ''}`
      )
      return [
        `## ${escapeMarkdown(title)}`,
        describeScore(score, points),
        ...(score.rating > 0
          ? [`${texts.rating}: ${texts.ratings[score.rating] ?? ''}`]
          : []),
        lines.join('\n'),
        score.notes.trim()
      ]
    })
    const date = new Date().toLocaleDateString('sv')
    return [
      `# ${escapeMarkdown(texts.heading(getInterview().name))}`,
      date,
      ...parts.flat()
    ]
      .filter((part) => part !== '')
      .join('\n\n')
      .concat('\n')
  }
}

function describeScore({made}: Score, points: readonly Point[]): string {
  const count = (isMust: boolean): string | undefined => {
    const all = points.filter((point) => point.isMust === isMust).length
    const reached = made.filter((at) => points[at]?.isMust === isMust).length
    const name = isMust ? texts.musts : texts.others
    return all === 0 ? undefined : `${name}: ${texts.score(reached, all)}`
  }
  return [count(true), count(false)].filter(Boolean).join(' · ')
}
