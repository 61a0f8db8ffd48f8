/** A quantity as i18next wants it to choose the plural; what is shown is the exact text. */
export const toCount = (quantity: string): { count: number } => ({ count: Number(quantity) })
