/**
 * `npm run demo`: commits a broken card that is fixed, and one that is refused, in a temporary repository, and shows
 * both screens. `npm run generate` draws them for the README.
 */
import process from 'node:process'
import {
  breakCard,
  cards,
  makeBankRepository,
  ruinCard,
  stage,
  toBank
} from '../test/git/support.ts'
import {git} from '../test/support/temp.ts'

/** What is typed, and what the terminal shows. */
export interface Screen {
  readonly command: string
  readonly lines: readonly string[]
}

/** Commits for real; the hook is the one that was last built. */
export function runDemo(): Screen[] {
  const folder = makeBankRepository()
  const show = (message: string): Screen => {
    const args = ['commit', '--quiet', '--message', message]
    const {stdout, stderr} = git(folder, ...args)
    const {stdout: summary} = git(
      folder,
      ...['show', '--stat=80', '--format=%s', 'HEAD']
    )
    const said = `${stderr}${stdout}`.trimEnd().split('\n')
    return {
      command: `git commit -m '${message}'`,
      lines: summary.startsWith(message)
        ? [...said, '', ...summary.trimEnd().split('\n').slice(2)]
        : said.filter((line) => !line.startsWith('husky - '))
    }
  }

  stage(folder, {
    'QUESTION_BANK.md': toBank(cards.dough, cards.crust, breakCard(cards.chain))
  })
  const repaired = show('Add a card on chains')
  stage(folder, {
    'QUESTION_BANK.md': toBank(
      cards.dough,
      cards.crust,
      cards.chain,
      ruinCard(cards.tyre)
    )
  })
  return [repaired, show('Add a card on tyres')]
}

/** @returns the screens as a picture that follows the reader's theme, light or dark */
export function drawScreens(screens: readonly Screen[]): string {
  const rows = screens.flatMap(({command, lines}, index) => [
    ...(index > 0 ? [''] : []),
    `$ ${command}`,
    ...lines.flatMap((line) => wrap(line))
  ])
  const height = rows.length * 20 + 32
  const texts = rows.flatMap((row, index) =>
    row === ''
      ? []
      : [
          `<text x="16" y="${index * 20 + 32}"${row.startsWith('$ ') ? ' class="typed"' : ''}>${escape(row)}</text>`
        ]
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="880" height="${height}" viewBox="0 0 880 ${height}" role="img" aria-label="Two commits in a terminal: a broken card is repaired, and one that only its author can repair is refused">
<style>
  rect {fill: #f6f8fa; stroke: #d1d9e0}
  text {fill: #1f2328; font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; white-space: pre}
  .typed {font-weight: bold}
  @media (prefers-color-scheme: dark) {
    rect {fill: #151b23; stroke: #3d444d}
    text {fill: #f0f6fc}
  }
</style>
<rect x="0.5" y="0.5" width="879" height="${height - 1}" rx="6"/>
${texts.join('\n')}
</svg>
`
}

/** Breaks a long line as a terminal does, so that the picture shows all of it. */
function wrap(line: string): string[] {
  const most = 106
  if (line.length <= most) return [line]
  const at = line.lastIndexOf(' ', most)
  return at <= 4
    ? [line]
    : [line.slice(0, at), ...wrap(`      ${line.slice(at + 1)}`)]
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

if (process.argv[1] === import.meta.filename) {
  for (const {command, lines} of runDemo()) {
    process.stdout.write(`$ ${command}\n${lines.join('\n')}\n\n`)
  }
}
