/**
 * @param make looks at something; several callers ask for the same, one after the other
 * @returns the same function, which remembers what it last looked at, and its result
 */
export function rememberLast<Given, Result>(
  make: (given: Given) => Result
): (given: Given) => Result {
  let last: {readonly given: Given; readonly result: Result} | undefined
  return (given) => {
    if (last?.given !== given) last = {given, result: make(given)}
    return last.result
  }
}
