/**
 * Reads what a person typed or a spreadsheet holds as a decimal string: "1.234,50" and "1,234.50" are both "1234.50". A
 * comma alone is the decimal point.
 */
export const toDecimal = (text: string): string => {
  const digits = text.replace(/[\s\u00a0\u202f']/g, "")
  const comma = digits.lastIndexOf(",")
  if (comma === -1) return digits
  return comma > digits.lastIndexOf(".")
    ? digits.replaceAll(".", "").replace(",", ".")
    : digits.replaceAll(",", "")
}
