/** What `qbank site` says; the words on its pages are in `page-words.ts`. */
import {clean} from '../text/clean.ts'
import {count, quote} from '../text/wording.ts'

/** How many places are named in one sentence. */
const mostPlaces = 10

/** Texts of the command. */
export const siteTexts = {
  refused:
    'No page is built, because --strict is given. Fix the errors, or leave --strict out',
  noCards: 'No card for the page. Check --where, or leave it out',
  isFile: (path: string) =>
    `${clean(path)}: is a file. Name a folder with --out`,
  foreign: (folder: string, path: string) =>
    `${clean(path)}: was not written by \`qbank site\`, or has been changed since. Nothing is written into ${clean(folder)}. Name another folder with --out, or add --force to keep such files and write over those of the page`,
  notWritten: (path: string, reason: string) =>
    `${clean(path)}: cannot be written (${clean(reason)}). Name a place that you may write to`,
  written: (path: string, cards: number, pages: number) =>
    `${clean(path)}: ${count(cards, 'card')} on ${count(pages, 'page')}`,
  unreadable: (path: string, reason: string) =>
    `${clean(path)}: cannot be read (${clean(reason)}). Name a file with --head or --css, or in the front matter`,
  badHead: (path: string, element: string) =>
    `${clean(path)}: unexpected ${quote(element)}, expected \`<meta>\` and \`<link>\` elements alone`,
  badBase: (value: string) =>
    `Unexpected ${quote(value)} for the base, expected a path such as \`/bank/\` or an address such as \`https://example.org/bank/\``,
  badSource: (value: string) =>
    `Unexpected ${quote(value)} for the source, expected an address such as \`https://github.com/me/bank/blob/main/\``,
  outside: (path: string) =>
    `${clean(path)}: is outside the repository, and front matter names it, so it is not read. Name a file in the repository`,
  noImage: (places: readonly string[], reason: string) =>
    `${list(places)}: image left out, ${clean(reason)}`,
  remoteImage: (places: readonly string[]) =>
    `${list(places)}: image from another server becomes a link, so that the page needs no network. Copy it into the repository to show it`,
  brokenLink: (places: readonly string[]) =>
    `${list(places)}: link leads nowhere, its text is kept`,
  fileLink: (places: readonly string[]) =>
    `${list(places)}: link to a file that is not on the page, its text is kept. Add --source with the address of the repository's files to keep such links`,
  noMath: (places: readonly string[]) =>
    `${list(places)}: formula cannot be shown, its source is kept. docs/site.md says which TeX is read`,
  serving: (address: string) =>
    `${address} shows the page, and follows the bank. Stop with Ctrl+C`,
  rebuilt: (cards: number, milliseconds: number) =>
    `${count(cards, 'card')} built again in ${milliseconds} ms`,
  portTaken: (port: number) =>
    `Port ${port} is taken. Name another one with --port, or 0 for any`,
  imageReasons: {
    missing: 'there is no such file',
    outside: 'its file is outside the project',
    kind: 'its file has no ending of an image',
    size: 'its file is larger than 20 MB',
    script: 'its SVG has scripts, links or content from elsewhere'
  }
} as const

function list(places: readonly string[]): string {
  const shown = places.slice(0, mostPlaces).map(clean).join(', ')
  return places.length > mostPlaces
    ? `${shown} and ${places.length - mostPlaces} more`
    : shown
}
