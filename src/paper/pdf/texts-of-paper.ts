import type { Paper } from "../paper"
import type { Texts } from "./fonts"

/** All that a paper writes, by weight; long tables are read row by row. */
export const textsOfPaper = (paper: Paper): Texts => ({
  bold: { [Symbol.iterator]: () => written(boldOf(paper)) },
  regular: { [Symbol.iterator]: () => written(regularOf(paper)) },
})

type Text = string | null | undefined

function* written(texts: Iterable<Text>): Iterator<string> {
  for (const text of texts) if (text) yield text
}

function* boldOf({ sender, title, mark, recipient, tables }: Paper): Iterable<Text> {
  yield* [sender.name, title, mark, recipient.name]
  for (const { name, columns, totals } of tables) {
    yield* [name, ...columns.map(({ heading }) => heading), ...(totals ?? [])]
  }
}

function* regularOf(paper: Paper): Iterable<Text> {
  const { sender, title, number, mark, recipient, facts, notes, tables } = paper
  for (const { label, name, details } of [sender, recipient]) yield* [label, name, ...details]
  yield* [title, number, mark, ...facts.flat(), ...notes]
  for (const { nothing, rows } of tables) {
    yield nothing
    for (const { cells } of rows()) yield* cells
  }
}
