/** Texts about a README and its regions. */
import {clean} from '../text/clean.ts'
import type {ConflictLines} from '../text/conflicts.ts'
import {quote} from '../text/wording.ts'

/** Texts about README.md and its regions. */
export const readmeTexts = {
  none: (readme: string, bank: string) =>
    `${clean(readme)}: does not exist, so nothing is generated from ${clean(bank)}`,
  noRegions: (readme: string) =>
    `${clean(readme)}: has no regions, so nothing is generated into it (\`npx --no -- qbank readme\` says which lines to add)`,
  create: (readme: string) =>
    addLines(
      `${clean(readme)}: does not exist. Create it with these two lines where the cards should be:`
    ),
  addRegions: (readme: string) =>
    addLines(
      `${clean(readme)}: has no regions to generate. Add these two lines where the cards should be:`
    ),
  unwanted: (bank: string) =>
    `${clean(bank)}: front matter says \`readme: false\`, so nothing is generated from it`,
  outside: (bank: string, readme: string) =>
    `${clean(bank)}: front matter names ${quote(readme)} as README, which is outside the repository. Name a file inside`,
  itself: (bank: string) =>
    `${clean(bank)}: front matter names the bank itself as its README, so there is nothing to generate. Name another file`,
  taken: (bank: string, readme: string, other: string) =>
    `${clean(bank)}: its README would be ${clean(readme)}, which is generated from ${clean(other)} already. Name another in front matter (\`bank: {readme: OTHER.md}\`), or none (\`bank: {readme: false}\`)`,
  unknownCards: (bank: string, line: number, reason: string) =>
    `${clean(bank)}:${line}: front matter is broken, so qbank cannot know what a card is, and the README is left as it is. ${clean(reason)}`,
  blocked: (bank: string, line: number, reason: string) =>
    `${clean(bank)}:${line}: qbank cannot know what the cards are, so the README is left as it is. ${clean(reason)}`,
  regenerated: (readme: string, names: readonly string[], isDryRun = false) =>
    `${clean(readme)}: ${names.join(', ')} ${isDryRun ? 'would be regenerated' : 'regenerated'}`,
  current: (readme: string) => `${clean(readme)}: up to date`,
  stale: (name: string, fix: string) =>
    `Unexpected content of region \`${name}\`, expected what the bank gives now (\`${fix}\` regenerates it)`,
  /** Where the text of the table of all banks belongs. */
  listed: 'the bank that the row names',
  edited: (name: string) =>
    `Unexpected edit in region \`${name}\`, expected text as it was generated`,
  editedNote: (line: string, where: string, force: string) =>
    `Not generated from the bank: ${line}. Make the edit in ${clean(where)} instead; then \`${force}\` drops it here.`,
  removedNote: (where: string, force: string) =>
    `Lines that were generated are missing or in another order. Make the edit in ${clean(where)} instead; then \`${force}\` restores them here.`,
  unsure: (name: string) =>
    `Unexpected text in region \`${name}\`, expected what the bank gives now`,
  unsureNote: (line: string, where: string, force: string) =>
    `Written by hand, or generated from an earlier version of the bank, which is not known without git's history: ${line}. If it should be kept, put it into ${clean(where)}; \`${force}\` drops it here.`,
  foreign: (name: string) =>
    `Unexpected text in new region \`${name}\`, expected nothing between its markers: move the text out of the region`,
  conflict: (
    name: string,
    {first, last}: {readonly first: number; readonly last: number},
    fix: string
  ) =>
    `Unexpected conflict in region \`${name}\` (lines ${first} to ${last}), expected what the bank gives now (\`${fix}\` resolves it)`,
  conflictOfMarkers:
    'Unexpected conflict about the markers of regions, expected one of its two sides: resolve it by hand, the text between markers does not matter',
  openConflict: ({last, ours, theirs}: ConflictLines) =>
    `Unexpected merge conflict up to line ${last}, expected one of its sides: ${ours} or ${theirs}`,
  openConflictNote:
    'This text is not generated: keep one side or combine both, and delete the lines with the markers.',
  noBank: (name: string, bank: string) =>
    `Unexpected bank ${quote(bank)} of region \`${name}\`, expected the path of a bank from this README`
}

/** The two lines that begin a region, for a message. */
function addLines(text: string): string {
  return [
    text,
    '',
    '    <!--bank-cards start-->',
    '    <!--bank-cards end-->',
    '',
    'In the same way `bank-stats` is a table of the cards, `bank-contents` a list of the sections, and `bank-index` a table of all banks.'
  ].join('\n')
}
