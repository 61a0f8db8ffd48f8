import { decideFileType } from "../attachment"

const bytesOf = (text: string): Uint8Array => Buffer.from(text, "latin1")

const refusalOf = (name: string, content: string): unknown => {
  try {
    return decideFileType(name, bytesOf(content))
  } catch (error) {
    return (error as { details: { fields: object[] } }).details.fields[0]
  }
}

describe("the type of an attached file", () => {
  it.each([
    ["note.pdf", "%PDF-1.7", "application/pdf"],
    ["NOTE.PDF", "%PDF-1.4", "application/pdf"],
    ["photo.jpg", "\xff\xd8\xff\xe0", "image/jpeg"],
    ["photo.jpeg", "\xff\xd8\xff\xe0", "image/jpeg"],
    ["scan.png", "\x89PNG\r\n", "image/png"],
    ["scan.webp", "RIFF1234WEBPVP8", "image/webp"],
    ["lines.csv", "sku;quantity\r\n", "text/csv"],
    ["memo.txt", "12 boxes", "text/plain"],
    ["invoice.xml", '<?xml version="1.0"?><Invoice/>', "application/xml"],
    [
      "lines.xlsx",
      "PK\x03\x04",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ],
  ])("follows from the name and the first bytes: %s", (name, content, type) => {
    expect(decideFileType(name, bytesOf(content))).toBe(type)
  })

  it.each([
    ["page.html", "<html>"],
    ["note", "%PDF-1.7"],
    ["run.exe", "MZ"],
    ["picture.svg", "<svg onload='x'/>"],
    ["toString", "x"],
  ])("is none of those that are kept: %s", (name, content) => {
    expect(refusalOf(name, content)).toMatchObject({ path: "file_name", reason: "file_type" })
  })

  it.each([
    ["note.pdf", "<html>"],
    ["photo.jpg", "\x89PNG"],
    ["scan.webp", "RIFF1234WAVE"],
    ["memo.txt", "a\x00b"],
    ["invoice.xml", "<html>"],
  ])("is not what the name says: %s", (name, content) => {
    expect(refusalOf(name, content)).toMatchObject({ path: "file_name", reason: "file_type" })
  })

  it("is unknown of an empty file", () => {
    expect(refusalOf("note.pdf", "")).toMatchObject({ path: "file", reason: "required" })
  })
})
