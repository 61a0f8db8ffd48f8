/** A piece of XML that was written by `element`. */
export interface Xml {
  text: string
}

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

/** An element with text, or with other elements; text is escaped. */
export const element = (
  tag: string | ({ name: string } & Record<string, string>),
  ...children: (string | Xml)[]
): Xml => {
  const { name, ...attributes } = typeof tag === "string" ? { name: tag } : tag
  const opened = [
    name,
    ...Object.entries(attributes).map(([key, value]) => `${key}="${escape(value)}"`),
  ].join(" ")
  const content = children.map((child) => (typeof child === "string" ? escape(child) : child.text))
  return { text: `<${opened}>${content.join("")}</${name}>` }
}
