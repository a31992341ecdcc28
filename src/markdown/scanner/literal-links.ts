/** Addresses in text that GFM takes for links (GFM 6.9), without what may be more of them or markup. */

/** What is after the protocol. */
const address =
  /:\/\/[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)+(?:[/?#:](?:[\w/.?=%#+:@~-]*[\w/=%#+-])?)?(?<=[A-Za-z\d/=%#+-])(?=[.,;:!?)"']*(?:\s|$))/y

/** The protocol where a word may begin. */
const protocol = /(?:^|[\s(])https?$/

/**
 * @param at offset of `://`
 * @param from where the text begins
 * @returns offset after the address; -1 where there is none, or one that goes on in another way
 */
export function findLiteralEnd(text: string, at: number, from: number): number {
  address.lastIndex = at
  return protocol.test(text.slice(Math.max(from, at - 6), at)) &&
    address.test(text)
    ? address.lastIndex
    : -1
}
