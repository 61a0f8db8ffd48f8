/** Several texts as people write them below each other and as a cell of a spreadsheet holds them: "S1|S2". */
export const toTexts = (written: string): string[] =>
  written
    .split(/[|\n]/)
    .map((text) => text.trim())
    .filter((text) => text !== "")
