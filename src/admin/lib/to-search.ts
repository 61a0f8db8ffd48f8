/** A parameter of a list: a value, several, or bounds as in `{ $gte: "2026-01-01" }`. */
export type Parameter = string | number | boolean | null | undefined | Parameter[] | Parameters

export interface Parameters {
  [name: string]: Parameter
}

/** Writes parameters as the server reads them: `type[0]=opening&posted_at[$gte]=2026-01-01`. */
export const toSearch = (parameters: Parameters = {}): string => {
  const search = new URLSearchParams()
  for (const [name, parameter] of Object.entries(parameters)) write(search, name, parameter)
  return search.toString()
}

const write = (search: URLSearchParams, name: string, parameter: Parameter): void => {
  if (parameter === undefined || parameter === null || parameter === "") return
  if (typeof parameter !== "object") return search.append(name, String(parameter))
  for (const [key, inner] of Object.entries(parameter)) {
    write(search, `${name}[${key}]`, inner)
  }
}
