const pageSize = 1000

/**
 * All pages of a list.
 * @param {import("../demo/client.mjs").Client} client
 * @param {string} path
 * @param {string} key of the list in the answer.
 * @param {Record<string, unknown>} [query]
 * @returns {Promise<any[]>}
 */
export const listAll = async (client, path, key, query = {}) => {
  const rows = []
  for (let count = 1; rows.length < count;) {
    const page = await client.get(path, { ...query, limit: pageSize, offset: rows.length })
    rows.push(...page[key])
    count = page[key].length > 0 ? page.count : 0
  }
  return rows
}
