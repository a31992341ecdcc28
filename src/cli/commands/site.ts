/** `qbank site`: builds a page to read, search and study the cards. */
import process from 'node:process'
import {setImmediate} from 'node:timers/promises'
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
import type {ServeOptions} from '../../site/serve.ts'
import {serveSite} from '../../site/serve.ts'
import {siteTexts} from '../../site/texts.ts'
import {writeSite} from '../../site/write-site.ts'
import {exitCodes} from '../../text/exit-codes.ts'
import type {Surroundings} from '../lib/environment.ts'
import {explain} from '../lib/explain.ts'
import {addRoleOptions, loadCards} from '../lib/load-cards.ts'
import type {CliOptions} from '../lib/options.ts'
import {getCwd} from '../lib/options.ts'
import {printLines} from '../lib/run-banks.ts'
import type {CommandFile} from '../lib/command-file.ts'
import {cliTexts} from '../lib/texts.ts'
import {toPort} from '../lib/option-values.ts'

/** Options of `qbank site`. */
export interface SiteOptions extends CliOptions, RoleLabels, SiteFlags {
  readonly out: string
  readonly where?: string
  readonly must?: string
  readonly force?: boolean
  readonly strict?: boolean
  readonly watch?: boolean
  readonly port: number
}

/** The command, for `main.ts`. */
export const command: CommandFile = {
  argumentTexts: [cliTexts.cardFiles],
  addOptions: (command) => {
    addRoleOptions(
      command
        .option('--out <folder>', cliTexts.siteOut, 'site')
        .option('--where <terms>', cliTexts.where)
        .option('--force', cliTexts.siteForce)
        .option('--strict', cliTexts.siteStrict)
        .option('--watch', cliTexts.siteWatch)
        .option('--port <n>', cliTexts.sitePort, toPort, 4321)
        .option('--must <lead>', cliTexts.must)
    )
    for (const [flag, text] of Object.entries(cliTexts.siteFlags)) {
      command.option(flag, text)
    }
  },
  run: site
}

/** @returns the exit code: 1 if there is no card for the page, or `--strict` does not allow it */
async function site(
  names: readonly string[],
  options: SiteOptions,
  surroundings: Surroundings
): Promise<number> {
  const {stderr} = surroundings
  const cwd = getCwd(options, surroundings)
  const {out, force = false, port, watch} = options
  const built = await build(names, options, {cwd, stderr})
  if (!built) return exitCodes.problems
  if (watch) {
    await show(built, {
      port,
      rebuild: () => buildAgain(names, options, {...surroundings, cwd}),
      say: (line) => {
        printLines(stderr, [line])
      }
    })
    return exitCodes.clean
  }

  await writeSite(built.site.files, {out, cwd, force})
  const {cards, pages} = built.site
  printLines(stderr, [siteTexts.written(out, cards, pages)])
  return exitCodes.clean
}

/** A site, and its sources. */
interface Built {
  readonly site: Site
  /** Absolute paths. */
  readonly sources: readonly string[]
}

/** Serves until the program gets a signal to end. */
async function show(
  {site, sources}: Built,
  options: Pick<ServeOptions, 'port' | 'rebuild' | 'say'>
): Promise<void> {
  const controller = new AbortController()
  const stop = (): void => {
    controller.abort()
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    const {signal} = controller
    await serveSite({...options, site, sources, signal})
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
  }
}

/** Builds again; a mistake in a bank that is being edited does not end the server. */
async function buildAgain(
  names: readonly string[],
  options: SiteOptions,
  surroundings: Surroundings
): Promise<Site | undefined> {
  try {
    return (await build(names, options, surroundings))?.site
  } catch (error) {
    explain(error, surroundings)
    return undefined
  }
}

/** @returns the site, or `undefined` if it is not built; prints why */
async function build(
  names: readonly string[],
  options: SiteOptions,
  {cwd, stderr}: Pick<Surroundings, 'cwd' | 'stderr'>
): Promise<Built | undefined> {
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

  // The banks' trees can be freed only after a turn of the event loop: a hundred megabytes for ten thousand cards.
  await setImmediate()
  const siteOptions = await readSiteOptions(options, banks, cwd)
  const site = buildSite({
    banks,
    options: siteOptions,
    labels: options,
    root: findRepository(cwd),
    assets: loadAssets()
  })
  printLines(stderr, site.notices)
  return {
    site,
    sources: [...banks.map(({path}) => path), ...siteOptions.files]
  }
}
