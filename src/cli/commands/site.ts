/** `qbank site`: a page to read, search and study the cards. */
import type {RoleLabels} from '../../export/roles.ts'
import {selectCards} from '../../export/export-banks.ts'
import {findRepository} from '../../files/repository.ts'
import type {Site, SiteBank} from '../../site/build-site.ts'
import {buildSite} from '../../site/build-site.ts'
import type {BankLook} from '../../site/look-at-bank.ts'
import {lookAtBank} from '../../site/look-at-bank.ts'
import {loadAssets} from '../../site/load-assets.ts'
import type {SiteFlags} from '../../site/options.ts'
import {readSiteOptions} from '../../site/options.ts'
import {siteTexts} from '../../site/texts.ts'
import {writeSite} from '../../site/write-site.ts'
import {exitCodes} from '../../text/exit-codes.ts'
import type {Surroundings} from '../lib/environment.ts'
import {loadCards} from '../lib/load-cards.ts'
import type {CliOptions} from '../lib/options.ts'
import {getCwd} from '../lib/options.ts'
import {printLines} from '../lib/run-banks.ts'

/** Options of `qbank site`. */
export interface SiteCommandOptions extends CliOptions, RoleLabels, SiteFlags {
  readonly out: string
  readonly where?: string
  readonly must?: string
  readonly force?: boolean
  readonly strict?: boolean
  readonly watch?: boolean
  readonly port?: number
}

/** @returns the exit code: 1 where there is no card for the page, or `--strict` refuses */
export async function site(
  names: readonly string[],
  options: SiteCommandOptions,
  surroundings: Surroundings
): Promise<number> {
  const {stderr} = surroundings
  const cwd = getCwd(options, surroundings)
  const built = await build(names, options, {...surroundings, cwd})
  if (!built) return exitCodes.problems
  await writeSite(built.files, {
    out: options.out,
    cwd,
    force: options.force ?? false
  })
  printLines(stderr, [siteTexts.written(options.out, built.cards, built.pages)])
  return exitCodes.clean
}

/** @returns the site, or nothing where there is to be none; says why */
async function build(
  names: readonly string[],
  options: SiteCommandOptions,
  {cwd, stderr}: Pick<Surroundings, 'cwd' | 'stderr'>
): Promise<Site | undefined> {
  const looks: BankLook[] = []
  const loaded = await loadCards('site', names, {
    cwd,
    options,
    stderr,
    look: (bank, messages) => looks.push(lookAtBank(bank, messages))
  })
  if (options.strict && loaded.some(({errors}) => errors > 0)) {
    printLines(stderr, [siteTexts.refused])
    return undefined
  }

  const chosen = selectCards(
    loaded.map(({data}) => data),
    options.where
  )
  const banks = chosen.flatMap((data, index): SiteBank[] => {
    const look = looks[index]
    const path = loaded[index]?.path
    return look && path !== undefined ? [{data, path, ...look}] : []
  })
  if (banks.every(({data}) => data.cards.length === 0)) {
    printLines(stderr, [siteTexts.noCards])
    return undefined
  }

  const built = buildSite({
    banks,
    options: await readSiteOptions(options, banks, cwd),
    labels: options,
    root: findRepository(cwd),
    assets: loadAssets()
  })
  printLines(stderr, built.notices)
  return built
}
