import type bwipjs from "bwip-js"

/** Dark bars of a barcode in modules, the width of its narrowest bar. */
export interface Barcode {
  bars: { at: number; width: number }[]
  width: number
}

/** Retail scanners read EAN and UPC; any other text is a Code 128. */
const symbologyOf = (text: string): string => {
  if (/^\d{13}$/.test(text)) return "ean13"
  if (/^\d{12}$/.test(text)) return "upca"
  if (/^\d{8}$/.test(text)) return "ean8"
  return "code128"
}

/** The white that a scanner needs on both sides. */
export const QUIET_ZONE = 10

/** Scanners type what they read on a keyboard, which has no other letters. */
const PRINTABLE = /^[\x20-\x7e]+$/

/** Null for a text that no barcode can hold. */
export const toBarcode = async (text: string): Promise<Barcode | null> => {
  if (!PRINTABLE.test(text)) return null
  const { default: library } = await import("bwip-js")
  const encoded = encode(library, symbologyOf(text), text) ?? encode(library, "code128", text)
  if (!encoded) return null
  const bars: Barcode["bars"] = []
  let at = QUIET_ZONE
  encoded.forEach((width, index) => {
    if (index % 2 === 0) bars.push({ at, width })
    at += width
  })
  return { bars, width: at + QUIET_ZONE }
}

/** Digits with a wrong check digit are no EAN. */
const encode = (library: typeof bwipjs, symbology: string, text: string): number[] | null => {
  try {
    const [encoded] = library.raw(symbology, text)
    return encoded && "sbs" in encoded ? encoded.sbs : null
  } catch {
    return null
  }
}
