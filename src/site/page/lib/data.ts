/** Loads the files of data as scripts: on a disk, nothing can be fetched. */
import type {CardList, CardTexts, SearchIndex, SiteData} from '../../data.ts'
import {cardsPerFile, indexName, listName, toTextsName} from '../../data.ts'
import {pageTexts} from './texts.ts'

declare global {
  interface Window {
    /** Called by each file of data. */
    qbank?: (name: string, value: unknown) => void
  }
}

const received = new Map<string, unknown>()
const loading = new Map<string, Promise<unknown>>()

/** Must be called before data are loaded. */
export function listen(): void {
  window.qbank = (name, value) => {
    received.set(name, value)
  }
}

function load<Name extends keyof SiteData>(
  name: Name
): Promise<SiteData[Name]> {
  const known = loading.get(name) ?? start(name)
  loading.set(name, known)
  return known as Promise<SiteData[Name]>
}

function start(name: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    const {version = ''} = document.documentElement.dataset
    script.src = `data/${name}.js?v=${version}`
    script.addEventListener('load', () => {
      script.remove()
      resolve(received.get(name))
      received.delete(name)
    })
    script.addEventListener('error', () => {
      script.remove()
      loading.delete(name)
      reject(new Error(pageTexts.notLoaded(`data/${name}.js`)))
    })
    document.head.append(script)
  })
}

/** @returns the list of all cards */
export function loadList(): Promise<CardList> {
  return load(listName)
}

/** @returns the index for the search */
export function loadIndex(): Promise<SearchIndex> {
  return load(indexName)
}

/** @returns HTML of a card below its title */
export async function loadText(card: number): Promise<string> {
  const texts: CardTexts = await load(toTextsName(card) as `texts-${number}`)
  return texts[card % cardsPerFile] ?? ''
}
