import { wrap } from "../pdf/wrap"

/** Every letter is as wide as any other. */
const wrapped = (text: string, width: number) => wrap(text, width, (piece) => piece.length)

describe("wrapping", () => {
  it.each([
    ["one two three", 7, ["one two", "three"]],
    ["one", 7, ["one"]],
    ["", 7, [""]],
    ["abcdefghij kl", 4, ["abcd", "efgh", "ij", "kl"]],
    ["one\ntwo", 7, ["one", "two"]],
    ["a  b", 2, ["a", "b"]],
    ["ab", 0, ["a", "b"]],
  ])("breaks %j at %i", (text, width, lines) => {
    expect(wrapped(text, width)).toEqual(lines)
  })
})
