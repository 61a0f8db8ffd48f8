/**
 * @typedef {object} Figure
 * @property {string} id of the target: P1, P2 …
 * @property {string} what was measured.
 * @property {number} value
 * @property {string} figure the value as people read it.
 * @property {string} target
 * @property {boolean} isMet
 * @property {string} detail what the figure was made from.
 */

/** @typedef {{ title: string, text: string }} Plan of a statement, as PostgreSQL explains it. */
/** @typedef {{ figures: Figure[], plans?: Plan[] }} Findings */

/**
 * How many times as long one thing takes as another.
 * @param {{ id: string, what: string, value: number, atMost: number, detail: string }} ratio
 * @returns {Figure}
 */
export const ratio = ({ id, what, value, atMost, detail }) =>
  atMostFigure({ id, what, value, atMost, unit: "×", decimals: 2, detail })

/**
 * @param {{ id: string, what: string, value: number, atMost: number, unit: string, decimals?: number, detail: string }} figure
 * @returns {Figure}
 */
export const atMostFigure = ({ id, what, value, atMost, unit, decimals = 0, detail }) => ({
  id,
  what,
  value,
  figure: `${value.toFixed(decimals)} ${unit}`,
  target: `≤ ${atMost} ${unit}`,
  isMet: value <= atMost,
  detail,
})

/**
 * @param {{ id: string, what: string, value: number, atLeast: number, unit: string, decimals?: number, detail: string }} figure
 * @returns {Figure}
 */
export const atLeastFigure = ({ id, what, value, atLeast, unit, decimals = 0, detail }) => ({
  id,
  what,
  value,
  figure: `${value.toFixed(decimals)} ${unit}`,
  target: `≥ ${atLeast} ${unit}`,
  isMet: value >= atLeast,
  detail,
})

export const milliseconds = (/** @type {number} */ time) =>
  time < 10_000 ? `${time.toFixed(1)} ms` : `${(time / 1000).toFixed(1)} s`
