/** The browser's storage. It may be forbidden, or full: then the page works without it. */

const prefix = 'qbank:'

/** @returns the stored text of a name */
export function readStored(name: string): string | undefined {
  try {
    return localStorage.getItem(prefix + name) ?? undefined
  } catch {
    return undefined
  }
}

/** @returns whether it is stored; `undefined` as the value deletes the entry */
export function store(name: string, value: string | undefined): boolean {
  try {
    if (value === undefined) localStorage.removeItem(prefix + name)
    else localStorage.setItem(prefix + name, value)
    return true
  } catch {
    return false
  }
}
