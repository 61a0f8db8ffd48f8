/** Letters that keep no other form when their accent is taken off. */
const letters: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  Æ: "AE",
  œ: "oe",
  Œ: "OE",
  ø: "o",
  Ø: "O",
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
  ð: "d",
  Ð: "D",
  þ: "th",
  Þ: "TH",
  ı: "i",
  "&": "+",
  _: "-",
}

/**
 * Text in the letters that every bank takes: a–z, A–Z, 0–9 and / - ? : ( ) . , ' +. Accents are taken off, other signs
 * become a dot. It neither begins nor ends with a slash and contains no two in a row.
 */
export const toSepaText = (text: string, longest: number): string =>
  [...text]
    .map((sign) => letters[sign] ?? sign)
    .join("")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/\s+/g, " ")
    .replace(/[^a-zA-Z0-9/\-?:().,'+ ]/gu, ".")
    .replace(/\/{2,}/g, "/")
    .slice(0, longest)
    .replace(/^[/ ]+|[/ ]+$/g, "")
