const GUIDE = "https://unpkg.com/medusa-plugin-consignment/docs/guide"

/** By the term: the page of the guide that tells more of it. */
export const guidePages = {
  agreement: `${GUIDE}/terms.md`,
  issue_strategy: `${GUIDE}/terms.md`,
  own_location: `${GUIDE}/terms.md`,
  check_on_arrival: `${GUIDE}/terms.md`,
  price_basis: `${GUIDE}/terms.md`,
  liability: `${GUIDE}/terms.md`,
  net_returns: `${GUIDE}/terms.md`,
  return_term: `${GUIDE}/terms.md`,
  lot: `${GUIDE}/receiving-and-selling.md`,
  ownership: `${GUIDE}/receiving-and-selling.md`,
  settlement: `${GUIDE}/settling-and-invoicing.md`,
  cut_off: `${GUIDE}/settling-and-invoicing.md`,
  balance: `${GUIDE}/settling-and-invoicing.md`,
  backdating: `${GUIDE}/settling-and-invoicing.md`,
} as const
export type ExplainedTerm = keyof typeof guidePages

export const GETTING_STARTED = `${GUIDE}/getting-started.md`
