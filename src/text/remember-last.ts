/**
 * @param make looks at a text; several callers ask for the same one, one after the other
 * @returns the same function, which remembers the last text and its result
 */
export function rememberLast<Result>(
  make: (text: string) => Result
): (text: string) => Result {
  let last: {readonly text: string; readonly result: Result} | undefined
  return (text) => {
    if (last?.text !== text) last = {text, result: make(text)}
    return last.result
  }
}
