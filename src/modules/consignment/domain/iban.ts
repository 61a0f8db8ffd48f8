const FORM = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/

/** An IBAN without spaces, in upper case. */
export const normalizeIban = (text: string): string => text.replace(/\s/g, "").toUpperCase()

/** Whether a normalized IBAN has the form and the check digits of ISO 13616: the whole number modulo 97 is 1. */
export const isIban = (iban: string): boolean => {
  if (!FORM.test(iban)) return false
  const digits = [...iban.slice(4), ...iban.slice(0, 4)].map((sign) => parseInt(sign, 36)).join("")
  return BigInt(digits) % 97n === 1n
}
