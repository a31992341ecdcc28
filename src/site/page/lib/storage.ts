/** What the browser keeps. It may be forbidden, or full: then the page works, and keeps nothing. */

const prefix = 'qbank:'

/** @returns what was kept under a name */
export function readStored(name: string): string | undefined {
  try {
    return localStorage.getItem(prefix + name) ?? undefined
  } catch {
    return undefined
  }
}

/** @returns whether it is kept; nothing as the value drops what was */
export function store(name: string, value: string | undefined): boolean {
  try {
    if (value === undefined) localStorage.removeItem(prefix + name)
    else localStorage.setItem(prefix + name, value)
    return true
  } catch {
    return false
  }
}
