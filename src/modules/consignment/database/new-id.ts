import { randomFillSync } from "node:crypto"

const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
const DIGITS_OF_TIME = 10
const DIGITS_OF_CHANCE = 16

/** Chance for many ids at once: to ask the system for each digit, as the host does, takes longer than all else. */
const chance = Buffer.alloc(256 * DIGITS_OF_CHANCE)
let used = chance.length

/** An id as the host makes them: the kind of row, then a ULID, whose time lets ids sort by their age. */
export const newId = (prefix: string): string => `${prefix}_${toIdTime(Date.now())}${chanceText()}`

/** The first characters of the ULIDs of a moment: an id made later sorts after them. */
export const toIdTime = (milliseconds: number): string => {
  let left = milliseconds
  let text = ""
  for (let digit = 0; digit < DIGITS_OF_TIME; digit += 1) {
    text = DIGITS.charAt(left % DIGITS.length) + text
    left = Math.floor(left / DIGITS.length)
  }
  return text
}

const chanceText = (): string => {
  if (used === chance.length) {
    randomFillSync(chance)
    used = 0
  }
  let text = ""
  for (const end = used + DIGITS_OF_CHANCE; used < end; used += 1) {
    text += DIGITS.charAt((chance[used] ?? 0) % DIGITS.length)
  }
  return text
}
